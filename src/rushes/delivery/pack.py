"""What a handoff is made of, as plain values, and the checklist it must pass before an editor gets it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path, PurePath

from rushes.craft.captions.cue import Cue
from rushes.craft.timeline.cut import Cut, Event, Kind, Medium, Stem
from rushes.kernel.errors import Fault
from rushes.kernel.ids import SHOT, TAKE, in_order, shot_of

DECIDED = ("selected", "approved")
SHOWN = (*DECIDED, "maybe", "unreviewed")
"""In a workprint a take may stand in for a select that is not there yet, with its misses named."""


@dataclass(frozen=True)
class Select:
    """
    A take in the cut with everything an editor asks about it.

    `misses` are its known faults: none known is `()`, nobody has looked is None. `prompt` is the words it was asked
    for with, or where it was brought in from.
    """

    take: str
    file: Path
    state: str
    by: str
    why: str
    prompt: str
    misses: tuple[str, ...] | None = None
    made_with: str = ""
    purpose: str = ""
    worked: str = ""
    next_action: str = ""
    trim: str = ""
    sound: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scene:
    """A scene as its editor should know it."""

    code: str
    heading: str
    purpose: str = ""
    cast: tuple[str, ...] = ()
    continuity: str = ""


@dataclass(frozen=True)
class Missing:
    """Coverage that is not there and should go back to the shot list."""

    where: str
    what: str


@dataclass(frozen=True)
class Handoff:
    """One cut with its selects, sound and words, ready to be laid out as a folder; `reference` is the whole film."""

    cut: Cut
    selects: tuple[Select, ...]
    stems: tuple[tuple[str, Path], ...] = ()
    cues: tuple[Cue, ...] = ()
    scenes: tuple[Scene, ...] = ()
    missing: tuple[Missing, ...] = ()
    disclosure: str = ""
    reference: Path | None = None
    workprint: bool = True


def checklist(handoff: Handoff) -> list[Fault]:
    """Every line that fails; empty when the handoff may leave."""
    selects = {select.take: select for select in handoff.selects}
    clips = handoff.cut.clips
    faults = [fault for event in clips for fault in _event(event, selects.get(event.take))]
    faults += _order(clips)
    faults += [
        fault for select in handoff.selects for fault in _select(select, SHOWN if handoff.workprint else DECIDED)
    ]
    if handoff.reference is not None and not handoff.reference.is_file():
        faults.append(Fault("reference", f"the film {handoff.reference} is not there; render it again"))
    faults += [
        Fault(name, f"the stem {path} is not there; mix the film again")
        for name, path in handoff.stems
        if not path.is_file()
    ]
    return faults


def relinked(handoff: Handoff) -> Cut:
    """The cut with every medium where the folder will hold it; title pictures become words."""
    events = tuple(_moved(event) for event in handoff.cut.events)
    length = max(1, len(handoff.cut))
    known = {stem.name: stem.medium for stem in handoff.cut.stems}
    stems = tuple(
        Stem(name, replace(known.get(name, Medium(name, "", length)), path=f"stems/{name}{path.suffix}"))
        for name, path in handoff.stems
    )
    return replace(handoff.cut, events=events, stems=stems)


def _moved(event: Event) -> Event:
    if event.medium is None or event.kind is not Kind.CLIP:
        return replace(event, medium=None)
    suffix = PurePath(event.medium.path).suffix or ".mp4"
    return replace(event, medium=replace(event.medium, path=f"media/{event.take}{suffix}"))


def _event(event: Event, select: Select | None) -> Iterator[Fault]:
    if SHOT.fullmatch(event.name) is None:
        yield Fault(event.name, "this piece of the cut has no shot code; name its shot")
    if TAKE.fullmatch(event.take) is None or shot_of(event.take) != event.name:
        yield Fault(event.name, f"its take {event.take!r} is not a take of this shot")
    elif select is None:
        yield Fault(event.take, "it is in the cut but nobody selected it; give it a verdict")


def _order(clips: tuple[Event, ...]) -> Iterator[Fault]:
    for before, after in pairwise(clips):
        if in_order(after.name) < in_order(before.name):
            yield Fault(after.name, f"it stands after {before.name}, out of scene order")


def _select(select: Select, states: tuple[str, ...]) -> Iterator[Fault]:
    if select.state not in states:
        yield Fault(select.take, f"it is {select.state}; only {' and '.join(states)} takes are handed off")
    if not select.by:
        yield Fault(select.take, "nothing says who decided; name the person or the rule")
    if not select.why:
        yield Fault(select.take, "nothing says why it was chosen; say what worked")
    if not select.prompt:
        yield Fault(
            select.take, "its prompt context is not attached; attach the prompt, or where it was brought in from"
        )
    if select.misses is None:
        yield Fault(select.take, "its known misses are not named; say what fails in it, or that nothing does")
    if not select.file.is_file():
        yield Fault(select.take, f"its file {select.file} is not there; bring the take home again")
