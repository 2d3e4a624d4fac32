"""Notes over HTTP: on takes and cuts, pinned to frames and places, answered, changed, resolved."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field, model_validator
from sqlalchemy.orm import Session

from rushes.accounts import rules as may
from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.kernel.ids import Subject
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.review import notes
from rushes.review.errors import NoSuchNote, NoteChanged, NotOnIt, NotYourNote
from rushes.review.notes import Said, Standing
from rushes.review.rules import NoteKind
from rushes.review.tables import Note
from rushes.takes import service as takes
from rushes.takes.errors import NoSuchTake

router = APIRouter(prefix="/api/projects", tags=["review"])

STROKES, POINTS = 60, 600
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
On = Annotated[
    str,
    Field(
        pattern=r"^(take:[A-Z0-9][A-Z0-9-]{0,79}|cut:[1-9][0-9]{0,8})$",
        description="What it is on: take:S02-SH03-T04, or cut:3 for version 3 of the cut.",
    ),
]


class Stroke(BaseModel):
    """One stroke of a drawing: its points in shares of the picture's width and height."""

    model_config = ConfigDict(from_attributes=True)

    tool: Literal["pen", "arrow", "box"]
    colour: Literal["amber", "red", "blue", "green", "white"]
    points: Annotated[list[tuple[Share, Share]], Field(min_length=1, max_length=POINTS)]


class NoteIn(BaseModel):
    """What a note says, of which frames (the first, and the one after the last) and where in the picture."""

    text: Annotated[str, Field(max_length=4000)]
    kind: NoteKind = NoteKind.NOTE
    start: Annotated[int, Field(ge=0, lt=2**31)] | None = None
    end: Annotated[int, Field(gt=0, lt=2**31)] | None = None
    x: Share | None = None
    y: Share | None = None
    drawing: Annotated[list[Stroke], Field(max_length=STROKES)] = []

    @model_validator(mode="after")
    def _is_whole(self) -> "NoteIn":
        if (self.start is None) != (self.end is None) or (self.x is None) != (self.y is None):
            raise ValueError("frames have a start and an end, a place an x and a y")
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ValueError("the end is after the start")
        return self

    @property
    def said(self) -> Said:
        """As a value."""
        strokes = tuple(stroke.model_dump(mode="json") for stroke in self.drawing)
        return Said(self.text, self.kind, self.start, self.end, self.x, self.y, strokes)


class NewNote(NoteIn):
    """A note, and what it is on; the `answers` of one are in its thread."""

    on: On
    answers: UUID | None = None


class ChangedNote(NoteIn):
    """How a note is to stand, and the version of it that was seen."""

    seen: int
    resolved: bool = False
    removed: bool = False


class NoteOut(BaseModel):
    """
    A note; `parent` is the one it answers, `guest` whether it came by a link.

    Resolved by nobody, it is open.
    """

    id: UUID
    on: str
    parent: UUID | None
    guest: bool
    kind: NoteKind
    text: str
    start: int | None
    end: int | None
    x: float | None
    y: float | None
    drawing: list[Stroke]
    who: str
    version: int
    at: datetime
    edited_at: datetime | None
    resolved_by: str
    resolved_at: datetime | None
    removed: bool

    @classmethod
    def of(cls, note: Note) -> "NoteOut":
        """One note."""
        names = (
            *("id", "kind", "text", "start", "end", "x", "y", "drawing", "who", "version", "at", "edited_at"),
            *("resolved_by", "resolved_at", "removed"),
        )
        own = {name: getattr(note, name) for name in names}
        return cls(on=note.subject, parent=note.parent_id, guest=note.link_id is not None, **own)


@router.get("/{project_id}/notes", responses=raises(NoSuchProject, NotYours))
def list_notes(
    project_id: UUID,
    on: Annotated[list[On], Query(max_length=200, description="Takes and cuts, each once.")],
    caller: Asking,
    session: Transaction,
) -> list[NoteOut]:
    """The notes on takes and cuts, by frame, with the answers to each."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return list(map(NoteOut.of, notes.on(session, project.id, map(Subject.of, on))))


@router.post(
    "/{project_id}/notes",
    responses=raises(NoSuchProject, NotYours, NoSuchTake, NoSuchNote, NotOnIt),
    status_code=201,
)
def add_note(project_id: UUID, said: NewNote, caller: Asking, session: Transaction) -> NoteOut:
    """Put a note on a take or a cut, or answer one."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.COMMENT)
    on = Subject.of(said.on)
    check(session, project.id, on, said.said)
    return NoteOut.of(notes.add(session, project.id, on, said.said, caller.name, parent=said.answers))


@router.put(
    "/{project_id}/notes/{note}",
    responses=raises(NoSuchProject, NotYours, NoSuchTake, NoSuchNote, NoteChanged, NotYourNote, NotOnIt),
)
def change_note(project_id: UUID, note: UUID, said: ChangedNote, caller: Asking, session: Transaction) -> NoteOut:
    """Change, resolve, reopen, remove or put back a note; its words are changed by who wrote it, or who may approve."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.COMMENT)
    check(session, project.id, Subject.of(notes.one(session, project.id, note).subject), said.said)
    role = accounts.role(session, project.id, caller.name)
    over = role is not None and may.may(role, Right.APPROVE)
    to = Standing(said.said, said.resolved, said.removed)
    return NoteOut.of(notes.change(session, project.id, note, said.seen, to, caller.name, may=over))


def check(session: Session, project_id: UUID, on: Subject, said: Said) -> None:
    """That a take is there, and has the frames that a note speaks of. NoSuchTake, NotOnIt."""
    if on.kind != "take":
        return
    take = takes.coded(session, project_id, on.id)
    if said.end is not None and said.end > max(take.frames, 1):
        raise NotOnIt(f"{take.code} has {take.frames} frames: none is number {said.end - 1}.")
