"""Productions over HTTP."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from rushes.accounts import service as accounts
from rushes.http.caller import Asking
from rushes.http.transaction import Transaction
from rushes.projects import service

router = APIRouter(prefix="/api/projects", tags=["projects"])


class ProjectOut(BaseModel):
    """A production."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    title: str
    origin: str


@router.get("")
def list_projects(caller: Asking, session: Transaction) -> list[ProjectOut]:
    """The productions in which the caller has a role."""
    own = accounts.projects_of(session, caller.name)
    return [ProjectOut.model_validate(project) for project in service.every(session) if project.id in own]
