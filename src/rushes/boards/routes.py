"""The boards over HTTP."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.boards import shot_board
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject

router = APIRouter(prefix="/api/projects", tags=["boards"])


class ShotOnBoard(BaseModel):
    """A shot of the board."""

    model_config = ConfigDict(from_attributes=True)

    shot: str
    title: str
    seconds: float
    takes: int
    best: str


@router.get("/{project_id}/board", responses=raises(NoSuchProject, NotYours))
def shots_of_project(project_id: UUID, caller: Asking, session: Transaction) -> list[ShotOnBoard]:
    """Every planned shot with its takes and the furthest decision."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return [ShotOnBoard.model_validate(row) for row in shot_board.board(session, project.id)]
