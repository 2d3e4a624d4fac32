"""What is looked at: of every take and film a proxy to play, a strip of stills and a waveform, made once when asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from rushes import jobs
from rushes.delivery import workflows
from rushes.kernel.ids import Subject
from rushes.media import decode, proxies
from rushes.projects.tables import Project
from rushes.storage.blobs import Blobs
from rushes.takes import service as takes
from rushes.takes import viewings
from rushes.takes.tables import Take, Viewing

AFTER_FILMS = 10
"""Where viewings stand among what fills a core: a film that somebody waits for goes first."""


class Readiness(StrEnum):
    """Whether there is something to look at."""

    READY = "ready"
    MAKING = "making"
    FAILED = "failed"


@dataclass(frozen=True)
class View:
    """Something to look at: name or code, file, what shows it at rest, what was made of it; a film is no take."""

    name: str
    medium: str
    media: str
    poster: str
    row: Viewing | None
    is_take: bool = True

    @property
    def state(self) -> Readiness:
        """Whether it can be looked at now; a picture always can."""
        if self.row is None or self.row.shape:
            return Readiness.READY
        return Readiness.FAILED if self.row.says else Readiness.MAKING


def of_take(session: Session, project: Project, code: str) -> View:
    """What a take is looked at by; it begins to be made when nobody asked before. NoSuchTake."""
    return _of(session, project, [takes.coded(session, project.id, code)])[0]


def of_takes(session: Session, project: Project, of: str) -> list[View]:
    """The same for the takes of a subject (`shot:S01-SH01`), or of every subject of a kind (`shot`), in order."""
    subject = Subject.of(of)
    found = takes.of(session, project.id, subject) if subject.id else takes.every(session, project.id, subject.kind)
    return _of(session, project, [take for take in found if take.medium != "text"])


def of_film(session: Session, project: Project, name: str, media: str) -> View:
    """The same for a film that is a blob of the production's."""
    return View(name, "clip", media, "", _asked(session, project, [media])[media], is_take=False)


def of_sound(session: Session, project: Project, name: str, media: str) -> View:
    """The same for a sound that is a blob of the production's."""
    return View(name, "sound", media, "", _asked(session, project, [media])[media], is_take=False)


def again(session: Session, project: Project, code: str) -> View:
    """Try once more what failed. NoSuchTake."""
    view = of_take(session, project, code)
    if view.row is not None and view.state is not Readiness.READY:
        viewings.ask_again(session, view.row)
        _start(session, [view.row])
    return view


def still(session: Session, project: Project, code: str, frame: int, blobs: Blobs) -> bytes:
    """
    One frame of a take as a JPEG, in its full size.

    Raises:
        NoSuchTake, NoSuchFrame, NoPicture: it has none.
    """
    return frame_of(takes.coded(session, project.id, code).media, frame, blobs)


def frame_of(media: str, frame: int, blobs: Blobs) -> bytes:
    """The same of a film. NoSuchFrame, NoPicture, NoSuchBlob."""
    return proxies.packed(decode.frame_at(blobs.local(media), frame))


def _of(session: Session, project: Project, found: Sequence[Take]) -> list[View]:
    rows = _asked(session, project, {take.media for take in found if take.medium in {"clip", "sound"}})
    return [View(take.code, take.medium, take.media, take.poster, rows.get(take.media)) for take in found]


def _asked(session: Session, project: Project, media: Iterable[str]) -> dict[str, Viewing]:
    """The viewings of files, those that nobody asked for before begun."""
    wanted = set(media)
    rows = viewings.of(session, project.id, wanted)
    new = viewings.ask(session, project.id, wanted - rows.keys())
    _start(session, new)
    return rows | {row.media: row for row in new}


def _start(session: Session, rows: Iterable[Viewing]) -> None:
    for row in rows:
        id = f"viewing-{row.project_id}-{row.media}-{row.attempt}"
        asked = (str(row.project_id), row.media)
        jobs.start(workflows.make_viewing, *asked, id=id, session=session, priority=AFTER_FILMS)
