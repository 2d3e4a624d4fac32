"""What a handoff is made of, as plain values, and the checklist it must pass before an editor gets it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path, PurePath

from rushes.craft.captions.cue import Cue
from rushes.craft.provenance import kinds
from rushes.craft.timeline.cut import Cut, Event, Kind, Medium, Stem
from rushes.craft.timeline.trims import BadTrim, trim_of
from rushes.kernel.errors import Fault
from rushes.kernel.ids import SHOT, TAKE, in_order, shot_of

DECIDED = ("selected", "approved")
SUFFIXES = {"audio/wav": ".wav", "audio/mpeg": ".mp3", "audio/flac": ".flac"}
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
class SoundTake:
    """A take of a sound that is heard in the mix: its file, what it is, what is heard, who made it."""

    take: str
    file: Path
    role: str
    says: str
    state: str
    made_with: str

    @property
    def name(self) -> str:
        """Where it lies in the handoff."""
        return f"sounds/{self.take}{SUFFIXES.get(kinds.mime_of(self.file), '')}"


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
    """
    One cut with its selects, sound and words, ready to be laid out as a folder.

    `reference` is the whole film; `moved` are the shots that a person put elsewhere than in scene order.
    """

    cut: Cut
    selects: tuple[Select, ...]
    stems: tuple[tuple[str, Path], ...] = ()
    cues: tuple[Cue, ...] = ()
    scenes: tuple[Scene, ...] = ()
    missing: tuple[Missing, ...] = ()
    disclosure: str = ""
    reference: Path | None = None
    workprint: bool = True
    sounds: tuple[SoundTake, ...] = ()
    moved: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Checked:
    """A line of the checklist, and what fails in it."""

    title: str
    faults: tuple[Fault, ...]


def checklist(handoff: Handoff) -> list[Fault]:
    """Every fault; empty when the handoff may leave."""
    return [fault for line in checked(handoff) for fault in line.faults]


def checked(handoff: Handoff, there: Callable[[Path], bool] = Path.is_file) -> list[Checked]:
    """Every line of the checklist; whether a file is there is asked of `there`."""
    selects, clips = handoff.selects, handoff.cut.clips
    known, states = {select.take for select in selects}, SHOWN if handoff.workprint else DECIDED
    lines = {
        "Every piece of the cut has a shot code and a take of that shot": map(_code, clips),
        "Every take in the cut has a verdict": [
            *(_unknown(event, known) for event in clips),
            *(_state(select, states) for select in selects),
        ],
        "Takes stand in scene order, or were moved by a person": _order(clips, handoff.moved),
        "Somebody decided, and said why": map(_reason, selects),
        "The prompt, or where it came from, is attached": map(_prompt, selects),
        "Known misses are named": map(_misses, selects),
        "Trim notes point at frames that are there": _trims(handoff),
        "Every file is there": _files(handoff, there),
    }
    return [Checked(title, tuple(fault for fault in faults if fault)) for title, faults in lines.items()]


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


def _code(event: Event) -> Fault | None:
    if SHOT.fullmatch(event.name) is None:
        return Fault(event.name, "this piece of the cut has no shot code; name its shot")
    if TAKE.fullmatch(event.take) is None or shot_of(event.take) != event.name:
        return Fault(event.name, f"its take {event.take!r} is not a take of this shot")
    return None


def _unknown(event: Event, known: set[str]) -> Fault | None:
    if event.take in known or _code(event):
        return None
    return Fault(event.take, "it is in the cut but nobody selected it; give it a verdict")


def _state(select: Select, states: tuple[str, ...]) -> Fault | None:
    if select.state in states:
        return None
    return Fault(select.take, f"it is {select.state}; only {' and '.join(states)} takes are handed off")


def _order(clips: tuple[Event, ...], moved: frozenset[str]) -> Iterator[Fault]:
    for before, after in pairwise(event for event in clips if event.name not in moved):
        if in_order(after.name) < in_order(before.name):
            yield Fault(after.name, f"it stands after {before.name}, out of scene order")


def _reason(select: Select) -> Fault | None:
    if not select.by:
        return Fault(select.take, "nothing says who decided; name the person or the rule")
    return None if select.why else Fault(select.take, "nothing says why it was chosen; say what worked")


def _prompt(select: Select) -> Fault | None:
    says = "its prompt context is not attached; attach the prompt, or where it was brought in from"
    return None if select.prompt else Fault(select.take, says)


def _misses(select: Select) -> Fault | None:
    says = "its known misses are not named; say what fails in it, or that nothing does"
    return Fault(select.take, says) if select.misses is None else None


def _trims(handoff: Handoff) -> Iterator[Fault]:
    notes = {select.take: select.trim for select in handoff.selects}
    for event in handoff.cut.clips:
        frames = event.medium.frames if event.medium else len(event.source)
        try:
            trim_of(notes.get(event.take, ""), frames, handoff.cut.rate)
        except BadTrim as error:
            yield Fault(event.take, error.detail)


def _files(handoff: Handoff, there: Callable[[Path], bool]) -> Iterator[Fault]:
    for select in handoff.selects:
        if not there(select.file):
            yield Fault(select.take, f"its file {select.file} is not there; bring the take home again")
    if handoff.reference is not None and not handoff.reference.is_file():
        yield Fault("reference", f"the film {handoff.reference} is not there; render it again")
    for name, path in handoff.stems:
        if not path.is_file():
            yield Fault(name, f"the stem {path} is not there; mix the film again")
    for sound in handoff.sounds:
        if not there(sound.file):
            yield Fault(sound.take, f"its file {sound.file} is not there; bring the take home again")
