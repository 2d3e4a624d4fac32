"""Who belongs to a production, over HTTP: people, their roles and what each role may."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict
from sqlalchemy.orm import Session

from rushes.accounts import rules
from rushes.accounts import service as accounts
from rushes.accounts.errors import NoSuchMember, NotYours
from rushes.accounts.rules import Right, Role
from rushes.governance import members
from rushes.governance.errors import LastOwner, OnlyOwners
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject

router = APIRouter(prefix="/api/projects", tags=["people"])
Name = Annotated[str, Path(min_length=1, max_length=80, pattern=r"^[^\s\x00-\x1f\x7f/]([^\x00-\x1f\x7f/]*[^\s/])?$")]


class MemberOut(BaseModel):
    """A person and their role in the production."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    role: Role


class RoleIn(BaseModel):
    """The role a person is given."""

    role: Role


class RightsOut(BaseModel):
    """What a role may."""

    role: Role
    rights: list[Right]


class TeamOut(BaseModel):
    """Everybody of a production, what each role may, and who asks."""

    you: MemberOut
    rights: list[RightsOut]
    members: list[MemberOut]


@router.get("/{project_id}/members", responses=raises(NoSuchProject, NotYours))
def list_members(project_id: UUID, caller: Asking, session: Transaction) -> TeamOut:
    """Everybody with their roles, those with the most rights first, and what each role may."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return _team(session, project.id, caller.name)


@router.put(
    "/{project_id}/members/{name}",
    responses=raises(NoSuchProject, NotYours, OnlyOwners, LastOwner),
)
def give_role(project_id: UUID, name: Name, said: RoleIn, caller: Asking, session: Transaction) -> TeamOut:
    """Give a person a role, whether they are new here or not."""
    project = projects.one(session, project_id)
    members.give(session, project.id, name, said.role, caller.name)
    return _team(session, project.id, caller.name)


@router.delete(
    "/{project_id}/members/{name}",
    status_code=204,
    responses=raises(NoSuchProject, NotYours, NoSuchMember, OnlyOwners, LastOwner),
)
def remove_member(project_id: UUID, name: Name, caller: Asking, session: Transaction) -> None:
    """Take a person out of the production; what they did stays on record."""
    project = projects.one(session, project_id)
    members.remove(session, project.id, name, caller.name)


def _team(session: Session, project_id: UUID, name: str) -> TeamOut:
    found = members.listed(session, project_id)
    you = next(one for one in found if one.name == name)
    return TeamOut(
        you=MemberOut.model_validate(you),
        rights=[RightsOut(role=role, rights=[right for right in Right if rules.may(role, right)]) for role in Role],
        members=[MemberOut.model_validate(one) for one in found],
    )
