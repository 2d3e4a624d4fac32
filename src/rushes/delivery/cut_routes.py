"""The cut over HTTP: its lanes, changes by hand under a version check, its versions and what changed, its lock."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.craft.timeline.cut import Kind, Way
from rushes.craft.timeline.transitions import NoHandles
from rushes.delivery import cut_edits, cut_notes, cutting, line, strip
from rushes.delivery.cut_edits import CutEdit
from rushes.delivery.errors import NothingMade
from rushes.delivery.strip import Strip
from rushes.edit import changes
from rushes.edit import service as edit
from rushes.edit.changes import What
from rushes.edit.errors import CutLocked, CutOvertaken, NoCut, NotInCut, NotLocked
from rushes.edit.tables import CutLock, CutRow
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.projects.tables import Project
from rushes.review.notes_routes import NoteOut
from rushes.review.rules import State
from rushes.takes.errors import NoSuchTake

router = APIRouter(prefix="/api/projects", tags=["cut"])
_SEEN = (NoSuchProject, NotYours, NoCut)
_MINE = ConfigDict(from_attributes=True)


class RoomOut(BaseModel):
    """How many frames a transition into a shot can last, and for how many it can fade out."""

    model_config = _MINE

    dissolve: int
    fade: int
    out: int


class PieceOut(BaseModel):
    """
    A piece of picture: a shot or a card, its take, which frames of it, where; how it comes in and could.

    A fade of which all frames are before it is how the piece ahead goes out, which that one says as `fade_out`.
    """

    model_config = _MINE

    name: str
    kind: Kind
    title: str
    take: str
    poster: str
    state: State
    by_rule: bool
    start: int
    end: int
    frames: int
    record: int
    way: Way | None
    way_frames: int
    way_before: int
    fade_out: int
    room: RoomOut
    note: str
    pinned: bool
    moved: bool
    trimmed: bool


class HeardOut(BaseModel):
    """A line or a sound in its lane; without a take it is synthesised."""

    model_config = _MINE

    code: str
    lane: Literal["dialogue", "effect", "ambience", "music"]
    name: str
    says: str
    shot: str
    start: int
    end: int
    take: str


class ReadOut(BaseModel):
    """A caption."""

    model_config = _MINE

    start: int
    end: int
    text: str


class LeftOut(BaseModel):
    """A shot that was left out."""

    model_config = _MINE

    shot: str
    title: str


class LockOut(BaseModel):
    """Who locked a cut, and when."""

    model_config = _MINE

    who: str
    at: datetime


class CutVersionOut(BaseModel):
    """A version of the cut: who made it and what changed."""

    version: int
    who: str
    says: str
    at: datetime
    digest: str
    lock: LockOut | None

    @classmethod
    def of(cls, row: CutRow, lock: CutLock | None) -> "CutVersionOut":
        """One version."""
        own = {name: getattr(row, name) for name in ("version", "who", "says", "at", "digest")}
        return cls(**own, lock=LockOut.model_validate(lock) if lock else None)


class CutOut(BaseModel):
    """A version of the cut in lanes; times are frames of the film, `start` is the timecode of its first frame."""

    version: CutVersionOut
    newest: int
    title: str
    rate: str
    start: int
    frames: int
    pieces: list[PieceOut]
    sound: list[HeardOut]
    captions: list[ReadOut]
    left_out: list[LeftOut]

    @classmethod
    def of(cls, one: Strip) -> "CutOut":
        """The lanes of a version."""
        return cls(
            version=CutVersionOut.of(one.row, one.lock),
            newest=one.newest,
            title=one.cut.title,
            rate=str(one.cut.rate),
            start=one.cut.start,
            frames=len(one.cut),
            pieces=list(map(PieceOut.model_validate, one.pieces)),
            sound=list(map(HeardOut.model_validate, one.sound)),
            captions=list(map(ReadOut.model_validate, one.captions)),
            left_out=list(map(LeftOut.model_validate, one.left_out)),
        )


class CutChangeOut(BaseModel):
    """One change from one cut to another."""

    model_config = _MINE

    name: str
    what: What
    says: str


class ChangesOut(BaseModel):
    """What changed from one version of the cut to another, and by how many frames the film became longer."""

    before: int
    after: int
    frames: int
    changes: list[CutChangeOut]


class CutNoteOut(BaseModel):
    """A note on the cut, the version it was made on, its frame in the one that is shown, and the piece it is in."""

    note: NoteOut
    version: int
    frame: int | None
    piece: str


class CutSeen(BaseModel):
    """The newest version that was seen."""

    seen: Annotated[int, Field(ge=1)]


class Why(BaseModel):
    """Which version is unlocked, and why."""

    version: Annotated[int, Field(ge=1)]
    reason: Annotated[str, Field(min_length=3, max_length=500)]


@router.get("/{project_id}/cut", responses=raises(*_SEEN))
def read_cut(project_id: UUID, caller: Asking, session: Transaction, version: int | None = None) -> CutOut:
    """A version of the cut in lanes, or the newest."""
    return CutOut.of(strip.strip(session, _project(session, project_id, caller.name, Right.VIEW), version))


@router.post("/{project_id}/cut", status_code=201, responses=raises(NoSuchProject, NotYours, NothingMade))
def make_cut(project_id: UUID, caller: Asking, session: Transaction) -> CutOut:
    """Cut the takes that are decided now: the first cut, or the newest."""
    project = _project(session, project_id, caller.name, Right.CUT)
    chosen = line.choose(session, project, [])
    if not chosen:
        raise NothingMade("No shot has a take yet; make takes, then cut them.")
    line.cut(session, project, chosen, caller.name)
    return CutOut.of(strip.strip(session, project))


@router.post(
    "/{project_id}/cut/edits", responses=raises(*_SEEN, NotInCut, NoHandles, NoSuchTake, CutOvertaken, CutLocked)
)
def edit_cut(project_id: UUID, wished: CutEdit, caller: Asking, session: Transaction) -> CutOut:
    """Change the newest cut; it becomes the next version. Undone by going back to the one that was seen."""
    project = _project(session, project_id, caller.name, Right.CUT)
    cut_edits.change(cutting.opened(session, project, wished.seen), wished.change, caller.name)
    return CutOut.of(strip.strip(session, project))


@router.get("/{project_id}/cut/versions", responses=raises(NoSuchProject, NotYours))
def list_cuts(project_id: UUID, caller: Asking, session: Transaction) -> list[CutVersionOut]:
    """Every version of the cut, the newest first."""
    project = _project(session, project_id, caller.name, Right.VIEW)
    locks = edit.locked(session, project.id)
    return [CutVersionOut.of(row, locks.get(row.version)) for row in edit.versions(session, project.id)]


@router.get("/{project_id}/cut/changes", responses=raises(*_SEEN))
def compare_cuts(project_id: UUID, before: int, after: int, caller: Asking, session: Transaction) -> ChangesOut:
    """What changed from one version to another."""
    project = _project(session, project_id, caller.name, Right.VIEW)
    was, now = (edit.cut_of(edit.version(session, project.id, number)) for number in (before, after))
    found = list(map(CutChangeOut.model_validate, changes.changes(was, now)))
    return ChangesOut(before=before, after=after, frames=len(now) - len(was), changes=found)


@router.get("/{project_id}/cut/notes", responses=raises(*_SEEN))
def list_cut_notes(
    project_id: UUID, caller: Asking, session: Transaction, version: int | None = None
) -> list[CutNoteOut]:
    """The notes on the cut up to a version, each at the frame where its picture stands now."""
    project = _project(session, project_id, caller.name, Right.VIEW)
    return [
        CutNoteOut(note=NoteOut.of(one.note), version=one.version, frame=one.frame, piece=one.piece)
        for one in cut_notes.placed(session, project, version)
    ]


@router.post("/{project_id}/cut/lock", responses=raises(*_SEEN, CutOvertaken, CutLocked))
def lock_cut(project_id: UUID, wished: CutSeen, caller: Asking, session: Transaction) -> CutVersionOut:
    """Lock the newest cut: nothing changes it, until it is unlocked."""
    project = _project(session, project_id, caller.name, Right.APPROVE)
    lock = edit.lock(session, project.id, wished.seen, caller.name)
    return CutVersionOut.of(edit.version(session, project.id, lock.version), lock)


@router.post("/{project_id}/cut/unlock", responses=raises(*_SEEN, NotLocked))
def unlock_cut(project_id: UUID, why: Why, caller: Asking, session: Transaction) -> CutVersionOut:
    """Unlock a cut, for a reason that stays on record."""
    project = _project(session, project_id, caller.name, Right.APPROVE)
    edit.unlock(session, project.id, why.version, caller.name, why.reason)
    return CutVersionOut.of(edit.version(session, project.id, why.version), None)


def _project(session: Session, project_id: UUID, who: str, right: Right) -> Project:
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, who, right)
    return project
