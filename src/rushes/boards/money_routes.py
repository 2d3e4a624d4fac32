"""Money over HTTP: what a production cost, and what it will."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.boards import costs, forecast
from rushes.delivery import line
from rushes.delivery.line import Wish
from rushes.generation.errors import UnknownProvider
from rushes.generation.tools import tools
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject

router = APIRouter(prefix="/api/projects", tags=["budget"])
Provider = Annotated[
    str, Query(max_length=40, description="Who is to make it, by id; the production's own if not said.")
]


class UsedOut(BaseModel):
    """What a provider counted in all, in its own unit."""

    provider: str
    used: str
    unit: str


class TakeCostOut(BaseModel):
    """What a take cost: in micro-units, in the unit its service counts in where that is known, by which price table."""

    take: str
    shot: str
    provider: str
    who: str
    cost: int
    used: str
    unit: str
    prices: str


class ShotCostOut(BaseModel):
    """What all takes of a shot cost, and how many seconds of them can be used; 0 until a person accepted one."""

    shot: str
    takes: int
    cost: int
    seconds: float
    accepted: bool


class CostsOut(BaseModel):
    """
    What a production cost, in micro-units: its clips, what is beside them, and means that bear all that failed.

    A mean is null before there is one of its kind.
    """

    currency: str
    clips: int
    beside: int
    a_take: int | None
    an_accepted_shot: int | None
    a_usable_second: int | None
    seconds: float
    used: list[UsedOut]
    takes: list[TakeCostOut]
    shots: list[ShotCostOut]


class RangeOut(BaseModel):
    """What is to be expected, and the interval it lies in four times of five."""

    expected: float
    low: float
    high: float


class OutlookOut(BaseModel):
    """What it takes to finish all shots, or those of a scene, or one: takes, micro-units of money, seconds."""

    of: str
    shots: int
    takes: RangeOut
    micros: RangeOut
    seconds: RangeOut


class ForecastOut(BaseModel):
    """
    What it takes to finish with a provider: in all (the first of `outlooks`), scene by scene, and shot by shot.

    `learned` takes were judged; `a_take` is how many seconds one needs, by so many `measured` orders (0: assumed).
    `left` is what the budget has left, in micro-units. What is `unmakeable` is in no sum, each with the reason.
    """

    provider: str
    title: str
    currency: str
    planned: int
    accepted: int
    learned: int
    a_take: float
    measured: int
    at_once: int
    left: int
    says: str
    outlooks: list[OutlookOut]
    shots: list[OutlookOut]
    unmakeable: dict[str, str]


@router.get("/{project_id}/costs", responses=raises(NoSuchProject, NotYours))
def read_costs(project_id: UUID, caller: Asking, session: Transaction) -> CostsOut:
    """What it cost so far: each take and shot, and on average a take, an accepted shot and a usable second."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return CostsOut.model_validate(costs.costs(session, project).plain())


@router.get("/{project_id}/forecast", responses=raises(NoSuchProject, NotYours, UnknownProvider))
def read_forecast(
    project_id: UUID, caller: Asking, session: Transaction, provider: Provider = "", draft: bool = False
) -> ForecastOut:
    """What it will take to finish: takes, money and time, expected and from to; learned from the verdicts so far."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    house = tools()
    want = line.wanted(project, Wish(provider, draft=draft), house.specs)
    found = forecast.forecast(session, project, want, house.asks.get(want.spec.id, {}))
    return ForecastOut.model_validate(found.plain())
