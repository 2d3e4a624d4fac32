"""The home of a production over HTTP, and the list of productions."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right, Role
from rushes.boards import home, productions
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject

router = APIRouter(prefix="/api", tags=["boards"])


class _Read(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class ThingOut(_Read):
    """Something a check points at, by kind and code, and what is the matter with it."""

    kind: str
    id: str
    says: str


class ItemOut(_Read):
    """Something a production needs or has."""

    label: str
    says: str
    done: bool


class RiskOut(_Read):
    """A stage's named risk: what is seen of it now, how often, and the first things that show it."""

    named: str
    says: str
    count: int
    things: list[ThingOut]


class StageOut(_Read):
    """A stage: the page it is done on, what goes in, what comes out, its one risk."""

    id: str
    title: str
    page: str
    inputs: list[ItemOut]
    outputs: list[ItemOut]
    risk: RiskOut


class WaitsOut(_Read):
    """Something that waits for who asks, the page it is done on, and the first of it."""

    id: str
    says: str
    page: str
    count: int
    things: list[ThingOut]


class BlockedOut(_Read):
    """What a rule keeps from going on."""

    rule: str
    says: str
    page: str
    things: list[ThingOut]


class SceneProgressOut(_Read):
    """How far a scene is, in shots; `taken` have a take, `selected` one that a person accepted."""

    code: str
    heading: str
    shots: int
    taken: int
    selected: int
    approved: int
    seconds: float


class HomeOut(_Read):
    """How a production stands, for who asks."""

    role: Role
    stages: list[StageOut]
    waits: list[WaitsOut]
    blocked: list[BlockedOut]
    scenes: list[SceneProgressOut]
    readiness: list[ItemOut]
    limits: list[str]


class ProductionOut(_Read):
    """A production as a line of the list; `poster` is a picture of it by hash, empty before there is one."""

    id: UUID
    title: str
    type: str
    logline: str
    role: Role
    poster: str
    scenes: int
    shots: int
    taken: int
    selected: int
    approved: int
    seconds: float
    spent: int
    limit: int
    currency: str
    changed_at: datetime


@router.get("/projects/{project_id}/home", responses=raises(NoSuchProject, NotYours))
def read_home(project_id: UUID, caller: Asking, session: Transaction) -> HomeOut:
    """The six stages with their risks as live checks, what waits for who asks, what is blocked, progress by scene."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    role = accounts.role(session, project.id, caller.name)
    assert role is not None
    found = home.home(session, project, role, caller.name)
    return HomeOut.model_validate({"role": role, **vars(found)})


@router.get("/productions")
def list_productions(
    caller: Asking, session: Transaction, most: Annotated[int, Query(ge=1, le=500)] = 200
) -> list[ProductionOut]:
    """The productions in which the caller has a role, with a picture, progress and what they cost; the newest first."""
    return [ProductionOut.model_validate(one) for one in productions.listed(session, caller.name, most)]
