"""The script's revisions over HTTP."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.craft.screenplay.revisions import Kind
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.story import service
from rushes.story.errors import NoSuchRevision

router = APIRouter(prefix="/api/projects", tags=["script"])
Earlier = Annotated[int | None, Query(ge=1, description="The revision before; the parent when not said.")]
Later = Annotated[int | None, Query(ge=1, description="The revision after; the newest when not said.")]


class RevisionOut(BaseModel):
    """A revision of the script, without its text; `drafted` are the spans that a model wrote."""

    model_config = ConfigDict(from_attributes=True)

    revision: int
    digest: str
    author: str
    assisted: bool
    drafted: list[dict[str, Any]]
    parent: int | None
    why: str
    locked: bool
    at: datetime


class ScriptOut(RevisionOut):
    """A revision of the script, to the character."""

    text: str


class SpanOut(BaseModel):
    """Characters of a script from `start` up to and not including `end`; they begin at `line` and `column`, from 1."""

    model_config = ConfigDict(from_attributes=True)

    start: int
    end: int
    line: int
    column: int


class PlaceOut(BaseModel):
    """An element of a script: its scene, its kind, its text as written, and where that stands."""

    model_config = ConfigDict(from_attributes=True)

    scene: str
    kind: str
    text: str
    span: SpanOut


class WordsOut(BaseModel):
    """A run of words that was kept, added or removed."""

    model_config = ConfigDict(from_attributes=True)

    kind: Kind
    text: str


class ChangeOut(BaseModel):
    """What became of one element; `words` tells a changed one word by word."""

    model_config = ConfigDict(from_attributes=True)

    kind: Kind
    scene: str
    before: PlaceOut | None
    after: PlaceOut | None
    words: list[WordsOut]


@router.get("/{project_id}/script/revisions", responses=raises(NoSuchProject, NotYours))
def list_revisions(project_id: UUID, caller: Asking, session: Transaction) -> list[RevisionOut]:
    """Every revision of the script, the oldest first, with who made it, when and why."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return [RevisionOut.model_validate(script) for script in service.listed(session, project.id)]


@router.get("/{project_id}/script/revisions/{number}", responses=raises(NoSuchProject, NoSuchRevision, NotYours))
def read_revision(project_id: UUID, number: int, caller: Asking, session: Transaction) -> ScriptOut:
    """One revision with its text."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return ScriptOut.model_validate(service.one(session, project.id, number))


@router.get("/{project_id}/script/diff", responses=raises(NoSuchProject, NoSuchRevision, NotYours))
def diff_revisions(
    project_id: UUID, caller: Asking, session: Transaction, before: Earlier = None, after: Later = None
) -> list[ChangeOut]:
    """What changed between two revisions, element by element."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return [ChangeOut.model_validate(change) for change in service.diff(session, project.id, before, after)]
