"""What a film is to sound like, as plain values: lines with their voices, cues with their places, in frames."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, get_args

from rushes.craft.sound.speech import Word
from rushes.craft.sound.treatments import TREATMENTS
from rushes.craft.sound.voices import Voice
from rushes.craft.sound.waves import RATE
from rushes.kernel.errors import Fault, Invalid
from rushes.kernel.timecode import Rate

Kind = Literal["ambience", "effect", "music", "design"]
KINDS = get_args(Kind)
LONGEST_HOURS = 4


@dataclass(frozen=True)
class Recording:
    """
    A sound that was made elsewhere and is heard in place of the one that would be made here.

    Attributes:
        sha256: its file.
        seconds: how long it is.
        words: of a reading, when each of its words is heard, in seconds from its first sample; none where nobody knows.
    """

    sha256: str
    seconds: float
    words: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Line:
    """
    A line of dialogue: who, what, from which frame on.

    Attributes:
        code: what a recording of it is a take of.
        until: the frame by which it should be over, if there is one; a longer line is reported, never cut.
        treatment: one of `treatments.TREATMENTS`.
        place: the place it is heard in, in words: a heading or a location.
        pan: the speaker's side of the screen, -1 left to 1 right.
    """

    id: str
    voice: Voice
    text: str
    start_frame: int
    treatment: str = ""
    place: str = ""
    pan: float = 0.0
    until: int | None = None
    code: str = ""
    recording: Recording | None = None


@dataclass(frozen=True)
class Cue:
    """
    Something to be heard other than words.

    Attributes:
        code: what a recording of it is a take of.
        seed: which recording; cues of one recipe with one seed are the same sound.
        treatment: as on a line; where it is empty the note is read for one.
    """

    name: str
    kind: Kind
    from_frame: int
    to_frame: int
    note: str = ""
    seed: int = 0
    place: str = ""
    pan: float = 0.0
    treatment: str = ""
    code: str = ""
    recording: Recording | None = None


@dataclass(frozen=True)
class SoundPlan:
    """
    A whole film's sound.

    Attributes:
        frames: the length of the film.
        mood: a few words for the score, used where a music cue's own words name no mood.
        hits: frames that music swells into.
        seed: moves everything that is drawn by chance.
    """

    rate: Rate
    frames: int
    lines: tuple[Line, ...] = ()
    cues: tuple[Cue, ...] = ()
    mood: str = ""
    hits: tuple[int, ...] = field(default=())
    seed: int = 0

    def sample(self, frame: int) -> int:
        """The sample at which a frame begins, exactly rounded."""
        return round(Fraction(frame) * RATE / self.rate.value)

    @property
    def length(self) -> int:
        """The length of the film in samples."""
        return self.sample(self.frames)


class UnplayablePlan(Invalid):
    """A sound plan that cannot be mixed; carries every fault found."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)), faults=[str(fault) for fault in faults])
        self.faults = faults


def check(plan: SoundPlan) -> None:
    """Raise UnplayablePlan with every line and cue that cannot be played, and why."""
    faults = _film_faults(plan)
    for line in plan.lines:
        faults += [Fault(f"line {line.id}", what) for what in _line_faults(line, plan.frames)]
    for cue in plan.cues:
        faults += [Fault(f"cue {cue.name!r}", what) for what in _cue_faults(cue, plan.frames)]
    if faults:
        raise UnplayablePlan(faults)


def _film_faults(plan: SoundPlan) -> list[Fault]:
    longest = plan.rate.frames(LONGEST_HOURS * 3600)
    if not 0 < plan.frames <= longest:
        return [Fault("film", f"it has {plan.frames} frames; a film to mix has 1 to {longest} (four hours).")]
    ids = [line.id for line in plan.lines]
    twice = sorted({id for id in ids if ids.count(id) > 1})
    return [Fault(f"line {id}", "two lines have this id; give each its own.") for id in twice]


def _line_faults(line: Line, frames: int) -> list[str]:
    found = []
    if not line.text.strip():
        found.append("it has no words; remove it or write them.")
    if not 0 <= line.start_frame < frames:
        found.append(f"it starts at frame {line.start_frame}; the film has frames 0 to {frames - 1}.")
    if line.until is not None and line.until <= line.start_frame:
        found.append(f"it should be over by frame {line.until}, before it starts at {line.start_frame}.")
    return found + _shared_faults(line.pan, line.treatment)


def _cue_faults(cue: Cue, frames: int) -> list[str]:
    found = []
    if not cue.name.strip():
        found.append("it has no name; say what is to be heard.")
    if cue.kind not in KINDS:
        found.append(f"its kind is {cue.kind!r}; it must be one of {', '.join(KINDS)}.")
    if not 0 <= cue.from_frame < cue.to_frame:
        found.append(
            f"it runs from frame {cue.from_frame} to {cue.to_frame}; it must start at 0 or later and end after."
        )
    elif cue.from_frame >= frames:
        found.append(f"it starts at frame {cue.from_frame}; the film ends at {frames}.")
    return found + _shared_faults(cue.pan, cue.treatment)


def _shared_faults(pan: float, treatment: str) -> list[str]:
    found = []
    if not -1 <= pan <= 1:
        found.append(f"its pan is {pan}; it must be -1 (left) to 1 (right).")
    if treatment not in TREATMENTS:
        found.append(f"its treatment is {treatment!r}; it must be one of {', '.join(filter(None, TREATMENTS))}.")
    return found
