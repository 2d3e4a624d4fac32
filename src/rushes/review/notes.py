"""Notes on takes and cuts: pinned to frames and places, answered, changed under a version, resolved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from rushes.governance import record
from rushes.kernel.ids import Subject
from rushes.review.errors import NoSuchNote, NoteChanged, NotOnIt, NotYourNote
from rushes.review.rules import NoteKind
from rushes.review.tables import Note


@dataclass(frozen=True)
class Said:
    """
    What a note says: its words and strokes, the frames it speaks of, its place in shares of the picture.

    A stroke is a tool, a colour by name, and its points.
    """

    text: str
    kind: NoteKind = NoteKind.NOTE
    start: int | None = None
    end: int | None = None
    x: float | None = None
    y: float | None = None
    drawing: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Standing:
    """How a note is to stand: what it says, whether it is settled, whether it is away."""

    said: Said
    resolved: bool = False
    removed: bool = False


def add(
    session: Session,
    project_id: UUID,
    on: Subject,
    said: Said,
    who: str,
    *,
    parent: UUID | None = None,
    link: UUID | None = None,
) -> Note:
    """
    Put a note on a take or a cut, or answer one there.

    Raises:
        NoSuchNote: the note that is answered is not there.
        NotOnIt: it says nothing and shows nothing.
    """
    _check(said)
    if parent is not None:
        above = one(session, project_id, parent)
        if above.subject != str(on):
            raise NoSuchNote(f"There is no note {parent} on {on.id}.")
        parent = above.parent_id or above.id
    note = Note(project_id=project_id, subject=str(on), parent_id=parent, link_id=link, who=who, **_columns(said))
    session.add(note)
    session.flush()
    record.write(session, project_id, who, "note.added", on, _told(note))
    return note


def change(session: Session, project_id: UUID, note_id: UUID, seen: int, to: Standing, who: str, *, may: bool) -> Note:
    """
    Let a note stand otherwise; what undoes that is the same with the former values.

    Args:
        seen: the version that was seen.
        may: whether the person may change and remove what others wrote.

    Raises:
        NoSuchNote: there is none of that id.
        NoteChanged: it was changed since it was seen.
        NotYourNote: the words are another's.
        NotOnIt: it says nothing and shows nothing.
    """
    _check(to.said)
    note = one(session, project_id, note_id, hold=True)
    if note.version != seen:
        says = f"The note was changed since you saw it (version {note.version}, yours was {seen}): look again."
        raise NoteChanged(says, version=note.version, text=note.text)
    columns = _columns(to.said)
    changed = [name for name, value in columns.items() if getattr(note, name) != value]
    if (changed or to.removed != note.removed) and note.who != who and not may:
        raise NotYourNote(f"The note is {note.who}'s: answer it, or resolve it.")
    verb = _verb(note, to, changed)
    for name, value in columns.items():
        setattr(note, name, value)
    now = datetime.now(UTC)
    if changed:
        note.edited_at = now
    if to.resolved != bool(note.resolved_by):
        note.resolved_by, note.resolved_at = (who, now) if to.resolved else ("", None)
    note.removed, note.version = to.removed, note.version + 1
    session.flush()
    record.write(session, project_id, who, verb, Subject.of(note.subject), _told(note))
    return note


def one(session: Session, project_id: UUID, note_id: UUID, *, hold: bool = False) -> Note:
    """The note of that id. NoSuchNote."""
    wanted = select(Note).where(Note.id == note_id, Note.project_id == project_id)
    note = session.scalars(wanted.with_for_update() if hold else wanted).one_or_none()
    if note is None:
        raise NoSuchNote(f"There is no note {note_id}.")
    return note


def on(session: Session, project_id: UUID, subjects: Iterable[Subject]) -> list[Note]:
    """The notes on these, without those removed: by frame, then as they were written."""
    wanted = select(Note).where(
        Note.project_id == project_id, Note.subject.in_(list(map(str, subjects))), Note.removed.is_(False)
    )
    return list(session.scalars(wanted.order_by(Note.subject, func.coalesce(Note.start, -1), Note.at, Note.id)))


def open_fixes(session: Session, project_id: UUID, subjects: Iterable[Subject]) -> dict[str, int]:
    """How many must-fix notes of the team are open on each of these, by subject."""
    wanted = select(Note.subject, func.count()).where(
        Note.project_id == project_id,
        Note.subject.in_(list(map(str, subjects))),
        Note.kind == NoteKind.FIX,
        Note.parent_id.is_(None),
        Note.link_id.is_(None),
        Note.resolved_by == "",
        Note.removed.is_(False),
    )
    return dict(session.execute(wanted.group_by(Note.subject)).all())


def by_link(session: Session, link_id: UUID) -> list[Note]:
    """The notes that came by a guest link."""
    return list(session.scalars(select(Note).where(Note.link_id == link_id, Note.removed.is_(False)).order_by(Note.at)))


def _check(said: Said) -> None:
    if not said.text.strip() and not said.drawing:
        raise NotOnIt("A note has words, or a drawing.")


def _columns(said: Said) -> dict[str, Any]:
    return vars(said) | {"kind": str(said.kind), "drawing": [dict(stroke) for stroke in said.drawing]}


def _verb(note: Note, to: Standing, changed: list[str]) -> str:
    if to.removed != note.removed:
        return "note.removed" if to.removed else "note.put_back"
    if to.resolved != bool(note.resolved_by) and not changed:
        return "note.resolved" if to.resolved else "note.reopened"
    return "note.changed"


def _told(note: Note) -> dict[str, Any]:
    frames = {} if note.start is None else {"start": note.start, "end": note.end}
    return {"note": str(note.id), "kind": note.kind, "text": note.text, **frames}
