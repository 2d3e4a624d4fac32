"""What a guest may see and say by a link: its takes or its cut, their own notes, suggestions; nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from rushes.delivery import dailies, folder, mixing, strip
from rushes.delivery.dailies import Kept
from rushes.delivery.errors import NoMix
from rushes.delivery.mixing import Mixing
from rushes.delivery.strip import Strip
from rushes.edit.errors import NoCut
from rushes.kernel.ids import Subject
from rushes.kernel.timecode import Span
from rushes.projects import service as projects
from rushes.projects.tables import Project
from rushes.review import links, notes
from rushes.review.errors import NoSuchNote
from rushes.review.notes import Said
from rushes.review.rules import State
from rushes.review.tables import GuestLink, Note, Suggestion
from rushes.shots import service as shots
from rushes.storage.blobs import Blobs
from rushes.storage.errors import NoSuchBlob
from rushes.takes import service as takes
from rushes.takes import viewings
from rushes.takes.errors import NoSuchTake
from rushes.takes.tables import Take, Viewing


@dataclass(frozen=True)
class Shown:
    """A take as a guest sees it: the frames of it, and what guests of the same link said."""

    take: Take
    title: str
    span: Span
    notes: tuple[Note, ...]
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True)
class Showing:
    """All that a link shows."""

    link: GuestLink
    project: Project
    rate: str
    clips: tuple[Shown, ...]


def showing(session: Session, token: str) -> Showing:
    """What the link with that secret shows. NoSuchLink."""
    link = links.opened(session, token)
    project = projects.one(session, link.project_id)
    clips = links.clips(link)
    found = {take.code: take for take in takes.all_coded(session, project.id, [clip.take for clip in clips])}
    titles = {one.card.code: one.card.title for one in shots.planned(session, project.id)}
    said = notes.by_link(session, link.id)
    suggested = links.suggested(session, [take.id for take in found.values()], link.id)
    shown = [
        Shown(
            take := found[clip.take],
            titles.get(Subject.of(take.subject).id, ""),
            clip.span or Span(0, max(1, take.frames)),
            tuple(note for note in said if note.subject == f"take:{take.code}"),
            tuple(one for one in suggested if one.take_id == take.id),
        )
        for clip in clips
    ]
    return Showing(link, project, folder.brief_of(project).format.rate, tuple(shown))


def take(session: Session, token: str, code: str) -> tuple[GuestLink, Project, Take]:
    """A take that the link shows. NoSuchLink; NoSuchTake for every other, without saying whether there is one."""
    link = links.opened(session, token)
    if code not in {clip.take for clip in links.clips(link)}:
        raise NoSuchTake(f"This link shows no take {code}.")
    return link, projects.one(session, link.project_id), takes.coded(session, link.project_id, code)


def reel(session: Session, token: str) -> Strip:
    """
    The cut of the link as it is played, with what is written over it; of takes that the link does not show, nothing.

    Raises:
        NoSuchLink, NoCut: it shows takes alone.
    """
    link, project, version = _cut_of(session, token)
    told, known = strip.strip(session, project, version), {clip.take for clip in links.clips(link)}
    pieces = (one if one.take in known else replace(one, take="", poster="") for one in told.pieces)
    return replace(told, pieces=tuple(pieces))


def order_mix(session: Session, token: str) -> Mixing:
    """Ask for the mix of the link's cut, unless that was done. NoSuchLink, NoCut."""
    _, project, version = _cut_of(session, token)
    return mixing.order(session, project, version)


def mix(session: Session, token: str) -> Mixing:
    """How the mix of the link's cut is coming. NoSuchLink, NoCut, NoMix."""
    _, project, version = _cut_of(session, token)
    return mixing.found(session, project, version)


def media(session: Session, token: str, sha: str, blobs: Blobs) -> Kept:
    """
    A file by its hash, if it is a take that the link shows, what that is looked at by, or the mix of its cut.

    Raises:
        NoSuchLink, NoSuchBlob.
    """
    link = links.opened(session, token)
    project = projects.one(session, link.project_id)
    found = takes.all_coded(session, project.id, [clip.take for clip in links.clips(link)])
    if sha not in _files(session, project, found) and sha not in _heard(session, project, link):
        raise NoSuchBlob("This link shows nothing of that kind.", sha=sha)
    return dailies.media(session, project, sha, blobs)


def note(session: Session, token: str, code: str, said: Said, who: str, answers: str = "") -> Note:
    """Put a guest's note on a take that the link shows, or answer one of the same link."""
    link, project, row = take(session, token, code)
    above = None
    if answers:
        above = next((one for one in notes.by_link(session, link.id) if str(one.id) == answers), None)
        if above is None:
            raise NoSuchNote("There is no such note.")
    on = Subject("take", row.code)
    return notes.add(session, project.id, on, said, _named(who), parent=above.id if above else None, link=link.id)


def suggest(session: Session, token: str, code: str, state: State, text: str, who: str) -> None:
    """Keep what a guest would decide about a take that the link shows."""
    link, _, row = take(session, token, code)
    links.suggest(session, link, row.id, row.code, state, text, _named(who))


def _named(who: str) -> str:
    """A guest's name as the record has it, which no member's can be."""
    return f"{' '.join(who.split())} (guest)"


def _cut_of(session: Session, token: str) -> tuple[GuestLink, Project, int]:
    link = links.opened(session, token)
    if link.cut is None:
        raise NoCut("This link shows takes, and no cut.")
    return link, projects.one(session, link.project_id), link.cut


def _heard(session: Session, project: Project, link: GuestLink) -> set[str]:
    """The files that the mix of the link's cut is heard by, once it is made."""
    if link.cut is None:
        return set()
    try:
        view = mixing.found(session, project, link.cut).heard
    except (NoCut, NoMix):
        return set()
    return {view.media, *_looked_at(view.row)} if view else set()


def _files(session: Session, project: Project, found: Sequence[Take]) -> set[str]:
    own = {sha for row in found for sha in (row.media, row.poster)}
    rows = viewings.of(session, project.id, [row.media for row in found]).values()
    return own.union(*map(_looked_at, rows))


def _looked_at(row: Viewing | None) -> set[str]:
    return {sha for sha in (row.proxy, row.sprite, row.waveform) if sha} if row else set()
