"""Money over HTTP: what a production cost."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.boards import costs
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject

router = APIRouter(prefix="/api/projects", tags=["budget"])


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


@router.get("/{project_id}/costs", responses=raises(NoSuchProject, NotYours))
def read_costs(project_id: UUID, caller: Asking, session: Transaction) -> CostsOut:
    """What it cost so far: each take and shot, and on average a take, an accepted shot and a usable second."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return CostsOut.model_validate(costs.costs(session, project).plain())
