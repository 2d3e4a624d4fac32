"""Notes on the cut where their frames stand now: a note stays with its picture through every version."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from rushes.craft.timeline.cut import Cut, Event
from rushes.edit import service as edit
from rushes.kernel.ids import Subject
from rushes.projects.tables import Project
from rushes.review import notes
from rushes.review.tables import Note


@dataclass(frozen=True)
class Placed:
    """A note on the cut: the version it was made on, and its frame in the one that is shown; None where it is gone."""

    note: Note
    version: int
    frame: int | None
    piece: str


def placed(session: Session, project: Project, number: int | None = None) -> list[Placed]:
    """The notes on every version up to one, or to the newest, and their answers, in the order of the film. NoCut."""
    shown = edit.version(session, project.id, number)
    rows = [row for row in edit.versions(session, project.id) if row.version <= shown.version]
    found = notes.on(session, project.id, [Subject("cut", str(row.version)) for row in rows])
    known = {row.version: row for row in rows}
    cuts = {version: edit.cut_of(known[version]) for version in {_version(note) for note in found}}
    now = edit.cut_of(shown)
    told = [_placed(note, cuts[_version(note)], now) for note in found]
    return sorted(told, key=lambda one: (one.frame is None, one.frame or 0))


def carried(before: Cut, after: Cut, frame: int) -> tuple[int | None, str]:
    """Where a frame of one cut stands in another, and in which piece; a frame that was trimmed away, at the edge."""
    was = next((event for event in before.events if event.record <= frame < event.end), None)
    if was is None:
        return None, ""
    now = next((event for event in after.events if event.name == was.name), None)
    if now is None or now.take != was.take:
        return (now.record if now else None), was.name
    return _inside(now, was.source.start + frame - was.record), was.name


def _inside(event: Event, source: int) -> int:
    return event.record + min(max(source, event.source.start), event.source.end - 1) - event.source.start


def _placed(note: Note, before: Cut, after: Cut) -> Placed:
    frame, piece = (None, "") if note.start is None else carried(before, after, note.start)
    return Placed(note, _version(note), frame, piece)


def _version(note: Note) -> int:
    return int(Subject.of(note.subject).id)
