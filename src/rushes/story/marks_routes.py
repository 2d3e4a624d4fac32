"""Marks on the breakdown over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.craft.breakdown.categories import Category
from rushes.craft.breakdown.marks import Act, Mark
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.story import marks
from rushes.story.errors import NoSuchMark, NoSuchRevision, NoSuchScene, UnfitMark

router = APIRouter(prefix="/api/projects", tags=["script"])
Code = Annotated[str, Field(pattern=r"^(S[0-9]{2,4}[A-Z]?)?$", description="A scene like S02; empty for every scene.")]
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]


class MarkIn(BaseModel):
    """A person's word on an element: it is there, it is not, or it `becomes` something else (`lamp`, `props: lamp`)."""

    model_config = ConfigDict(from_attributes=True)

    scene: Code = ""
    category: Category
    name: Name
    action: Act = Act.ADD
    becomes: str = Field(default="", max_length=200)
    note: str = Field(default="", max_length=2000)


@router.get("/{project_id}/breakdown/marks", responses=raises(NoSuchProject, NotYours))
def marks_of_project(project_id: UUID, caller: Asking, session: Transaction) -> list[MarkIn]:
    """What people say of the breakdown."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return [MarkIn.model_validate(mark) for mark in marks.listed(session, project.id)]


@router.post(
    "/{project_id}/breakdown/marks",
    status_code=201,
    responses=raises(NoSuchProject, NotYours, NoSuchScene, NoSuchRevision, UnfitMark),
)
def mark_element(project_id: UUID, body: MarkIn, caller: Asking, session: Transaction) -> MarkIn:
    """Say that an element is there, is not, or is something else; it wins over what is found."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.CUT)
    name, becomes = " ".join(body.name.split()), " ".join(body.becomes.split())
    mark = Mark(body.scene, body.category, name, body.action, becomes, body.note)
    marks.put(session, project.id, mark, caller.name)
    return MarkIn.model_validate(mark)


@router.delete("/{project_id}/breakdown/marks", status_code=204, responses=raises(NoSuchProject, NotYours, NoSuchMark))
def withdraw_mark(
    project_id: UUID,
    category: Category,
    name: Annotated[str, Query(min_length=1, max_length=200)],
    caller: Asking,
    session: Transaction,
    scene: Code = "",
) -> None:
    """Withdraw a mark: what is found counts again."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.CUT)
    marks.withdraw(session, project.id, scene, category, " ".join(name.split()), caller.name)
