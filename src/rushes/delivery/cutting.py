"""Changing the cut by hand: each change makes a version, says what changed, and leaves every other shot as it is."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from rushes.craft.timeline import order, transitions
from rushes.craft.timeline.cut import Cut, Event, Kind, Way
from rushes.craft.timeline.transitions import NoHandles
from rushes.delivery import line, splicing
from rushes.edit import changes, sheet
from rushes.edit import service as edit
from rushes.edit.assembly import Chosen
from rushes.edit.errors import NotInCut
from rushes.edit.sheet import Sheet
from rushes.edit.tables import CutRow
from rushes.kernel.ids import TAKE, shot_of
from rushes.kernel.timecode import Span
from rushes.projects.tables import Project
from rushes.review import service as review
from rushes.review.rules import State
from rushes.shots import service as shots
from rushes.takes import service as takes


@dataclass(frozen=True)
class Desk:
    """A cut on the desk: the newest version as it was seen, its decisions, the shots in story order."""

    session: Session
    project: Project
    cut: Cut
    sheet: Sheet
    story: tuple[str, ...]

    def clip(self, shot: str) -> Event:
        """A shot's piece of the cut. NotInCut."""
        event = self.find(shot)
        if event.kind is not Kind.CLIP:
            raise NotInCut(f"{shot} has no take in the cut; its place is held by a card.")
        return event

    def find(self, shot: str) -> Event:
        """The piece of the cut that stands for a shot. NotInCut."""
        event = next((event for event in self.cut.events if event.name == shot), None)
        if event is None or shot not in self.story:
            raise NotInCut(f"{shot} is not in the cut.")
        return event

    def before(self, event: Event) -> Event | None:
        """What stands before a piece."""
        return next((one for one in self.cut.events if one.end == event.record), None)

    def after(self, event: Event) -> Event | None:
        """What stands behind a piece."""
        return next((one for one in self.cut.events if one.record == event.end), None)


def trim(desk: Desk, shot: str, start: int, end: int) -> Sheet:
    """Use these frames of a shot's take; what follows moves up or down. NotInCut."""
    event = desk.clip(shot)
    assert event.medium is not None
    if not 0 <= start < end <= event.medium.frames:
        raise NotInCut(f"{event.take} has frames 0 to {event.medium.frames}; {start} to {end} is not in it.")
    return sheet.trimmed(desk.sheet, shot, Span(start, end), event.medium.frames, desk.cut.rate)


def take(desk: Desk, shot: str, code: str) -> Sheet:
    """Cut a shot with another of its takes, or again with the one that review chose. NotInCut, NoSuchTake."""
    desk.find(shot)
    if not code:
        return sheet.taken(desk.sheet, shot, "")
    if TAKE.fullmatch(code) is None or shot_of(code) != shot:
        raise NotInCut(f"{code} is not a take of {shot}.")
    found = takes.coded(desk.session, desk.project.id, code)
    said = review.standing(desk.session, [found.id]).get(found.id)
    if said and said.state == State.REJECTED:
        raise NotInCut(f"{code} is rejected; give it another verdict before it is cut in.")
    return sheet.taken(desk.sheet, shot, code)


def move(desk: Desk, shot: str, after: str) -> Sheet:
    """Have a shot stand behind another, or before all where `after` is `start`. NotInCut."""
    desk.find(shot)
    here = [event.name for event in desk.cut.events if event.name in desk.story]
    if after != order.FIRST and (after not in here or after == shot):
        raise NotInCut(f"{shot} cannot stand after {after}, which is not another shot in the cut.")
    wanted = order.arranged(here, {shot: after})
    out = [code for code in desk.story if code not in here]
    return sheet.arranged(desk.sheet, [*wanted, *out], [*(code for code in desk.story if code in here), *out])


def leave_out(desk: Desk, shot: str) -> Sheet:
    """Leave a shot out of the film. NotInCut."""
    desk.find(shot)
    return sheet.left_out(desk.sheet, shot, out=True)


def put_back(desk: Desk, shot: str) -> Sheet:
    """Put a shot that was left out back where it stood. NotInCut."""
    if shot not in desk.story:
        raise NotInCut(f"{shot} is not a shot of this production.")
    return sheet.left_out(desk.sheet, shot, out=False)


def join(desk: Desk, shot: str, way: Way | None, frames: int) -> Sheet:
    """Have a shot come in by a transition, or by a cut. NotInCut, NoHandles."""
    event = desk.clip(shot)
    if way is not None:
        transitions.placed(desk.before(event), event, way, frames)
    return sheet.joined(desk.sheet, shot, way, frames, desk.cut.rate)


def fade_out(desk: Desk, shot: str, frames: int) -> Sheet:
    """
    Have a shot go out into black, or by a cut.

    Raises:
        NotInCut; NoHandles: it is too short, or what comes behind it comes in by a transition.
    """
    event = desk.clip(shot)
    after, most = desk.after(event), transitions.longest_out(event)
    into = after.transition if after else None
    if frames and after and into and not into.goes_out:
        says = f"{after.name} comes in by a {into.way}, and {shot} goes out by that; make it a cut first."
        raise NoHandles(says, most=0)
    if frames > most:
        raise NoHandles(f"{shot} can fade out for {most} frames: half of what is used of it.", most=most)
    return sheet.faded_out(desk.sheet, shot, frames, desk.cut.rate)


def opened(session: Session, project: Project, seen: int) -> Desk:
    """The newest cut, to be changed by whoever saw that it is. NoCut, CutOvertaken, CutLocked."""
    row = edit.begin(session, project.id, seen)
    story = tuple(shots.order(session, project.id))
    return Desk(session, project, edit.cut_of(row), edit.trims(session, project.id), story)


def keep(desk: Desk, changed: Sheet, who: str, *, anew: bool = False) -> CutRow:
    """
    Keep the cut with these decisions as a version.

    The takes of other shots stay as they are, unless it is cut `anew`: then all are those that review would choose now.
    """
    session, project = desk.session, desk.project
    edit.decide(session, project.id, changed.values())
    there = set() if anew else {event.name for event in desk.cut.events} - _given_back(desk.sheet, changed)
    new = [shot for shot in desk.story if shot not in there]
    found = line.choose(session, project, [], new) if new else {}
    current = {event.name: _chosen(event) for event in desk.cut.clips if event.name in there}
    made = splicing.cut(session, project, {**current, **splicing.chosen(found)})
    says = changes.sentence(changes.changes(desk.cut, made))
    return edit.keep(session, project.id, made, who, says)


def reset(desk: Desk, who: str) -> CutRow:
    """Forget what was decided at the desk: cut as the folder says, with the takes that review would choose now."""
    return keep(desk, edit.filed(desk.session, desk.project.id), who, anew=True)


def restore(desk: Desk, number: int, who: str) -> CutRow:
    """Go back to an earlier cut, as a new version. NoCut."""
    row = edit.version(desk.session, desk.project.id, number)
    edit.decide(desk.session, desk.project.id, edit.sheet_of(row).values())
    return edit.keep(desk.session, desk.project.id, edit.cut_of(row), who, f"back to cut {number}")


def _chosen(event: Event) -> Chosen:
    assert event.medium is not None
    return Chosen(event.take, event.medium.sha256, event.medium.frames)


def _given_back(before: Sheet, after: Sheet) -> set[str]:
    """The shots whose take is review's to choose again."""
    return {shot for shot, trim in before.items() if trim.take and not (shot in after and after[shot].take)}
