"""The boards over HTTP."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.boards import plan, shot_board
from rushes.craft.cards.vocabulary import Framing, Job, Movement, Origin, Size
from rushes.craft.grammar.plan import NoSuchScene
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.review.rules import State

router = APIRouter(prefix="/api/projects", tags=["boards"])


class ShotOnBoard(BaseModel):
    """
    A shot of the board: its card in short, its takes by state with the furthest (`take`), its panel, its cost so far.

    `poster` and `panel` are pictures by hash. `checked` of its `criteria` a machine can judge. `trouble` is what became
    of its last order, `stale` what it no longer fits, `blocked` why it cannot be ordered; empty where there is nothing.
    """

    model_config = ConfigDict(from_attributes=True)

    shot: str
    scene: str
    version: int
    title: str
    job: Job
    size: Size
    framing: Framing
    lens: int
    move: Movement
    action: str
    who: list[str]
    seconds: float
    criteria: int
    checked: int
    takes: int
    states: dict[State, int]
    best: State
    take: str
    poster: str
    panel: str
    panel_state: State
    cost_micros: int
    under_way: int
    trouble: str
    stale: str
    blocked: str


class PlannedShot(BaseModel):
    """A shot of the plan in words."""

    model_config = ConfigDict(from_attributes=True)

    shot: str
    title: str
    job: str
    size: str
    framing: str
    lens: str
    camera: str
    movement: str
    who: list[str]
    action: str
    lines: list[str]
    eyeline: str
    direction: str
    seconds: float
    origin: Origin
    why: str


class RemarkOut(BaseModel):
    """What is doubtful of some shots, by a field or a rule, and one thing to try; a risk is not wrong."""

    model_config = ConfigDict(from_attributes=True)

    shots: list[str]
    about: str
    saw: str
    remedy: str
    risk: bool


class PlanOut(BaseModel):
    """The plan: its shots in story order, their seconds beside those wanted, what is doubtful."""

    model_config = ConfigDict(from_attributes=True)

    rows: list[PlannedShot]
    remarks: list[RemarkOut]
    seconds: float
    wanted: float | None
    says: str


@router.get("/{project_id}/board", responses=raises(NoSuchProject, NotYours))
def shots_of_project(project_id: UUID, caller: Asking, session: Transaction) -> list[ShotOnBoard]:
    """Every planned shot in the order they play in, with all that a board shows of it."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return [ShotOnBoard.model_validate(row) for row in shot_board.board(session, project)]


@router.get("/{project_id}/board/remarks", responses=raises(NoSuchProject, NotYours))
def remarks_on_board(project_id: UUID, caller: Asking, session: Transaction) -> list[RemarkOut]:
    """What is doubtful of the plan: rules of cutting that shots break, doubts about cards, risks."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return [RemarkOut.model_validate(one) for one in plan.remarks(session, project)]


@router.get("/{project_id}/plan", responses=raises(NoSuchProject, NotYours, NoSuchScene))
def plan_of_project(project_id: UUID, caller: Asking, session: Transaction, scene: str = "") -> PlanOut:
    """The shot list as a director reads it, with what is doubtful of it; of one scene, such as S02, when it is said."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    found = plan.board(session, project)
    return PlanOut.model_validate(found.of_scene(scene.upper()) if scene else found)
