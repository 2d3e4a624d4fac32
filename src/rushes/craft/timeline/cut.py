"""The cut as a plain value: which frames of which medium stand where, apart from any file format."""

from dataclasses import dataclass
from enum import StrEnum

from rushes.kernel.timecode import Rate, Span

FIRST_HOUR = "01:00:00:00"


class Kind(StrEnum):
    """What an event shows."""

    CLIP = "clip"
    TITLE = "title"
    BLACK = "black"


class Way(StrEnum):
    """How a shot comes in other than by a cut: out of the one before, or out of black."""

    DISSOLVE = "dissolve"
    FADE = "fade"


@dataclass(frozen=True)
class Transition:
    """
    How an event comes in: for so many frames, of which `before` are shown ahead of its first in the cut.

    A fade that is all before it is how the event ahead goes out; this one then comes in by a cut.
    """

    way: Way
    frames: int
    before: int

    def __post_init__(self) -> None:
        if not 0 <= self.before <= self.frames or self.frames < 1:
            raise ValueError(f"A transition of {self.frames} frames cannot have {self.before} of them before the cut.")

    @property
    def after(self) -> int:
        """The frames of it that are shown from the cut on."""
        return self.frames - self.before

    @property
    def goes_out(self) -> bool:
        """Whether it is only how the event ahead goes out."""
        return self.way is Way.FADE and not self.after


@dataclass(frozen=True)
class Medium:
    """A file the cut uses: where it lies from the cut's own folder, its bytes, how long it is, its first timecode."""

    path: str
    sha256: str
    frames: int
    timecode: int = 0

    def __post_init__(self) -> None:
        if self.frames < 1:
            raise ValueError(f"{self.path} holds no frame.")

    @property
    def available(self) -> Span:
        """Every frame there is, counted from the file's first."""
        return Span(0, self.frames)


@dataclass(frozen=True)
class Marker:
    """A remark at a frame of the medium (of the card, for a title), so that a trim does not move it."""

    at: int
    name: str
    comment: str = ""
    colour: str = "RED"


@dataclass(frozen=True)
class Event:
    """
    One piece of picture.

    `source` counts frames from the medium's first; `record` counts frames from the first of the cut. A clip has a
    medium; a title has its words in `text` and may have one; black has neither. A `transition` takes no room of its
    own: a dissolve shows frames beyond the edges of both sides.
    """

    kind: Kind
    name: str
    source: Span
    record: int
    medium: Medium | None = None
    take: str = ""
    reel: str = ""
    text: str = ""
    note: str = ""
    markers: tuple[Marker, ...] = ()
    transition: Transition | None = None

    def __post_init__(self) -> None:
        if self.kind is Kind.CLIP and self.medium is None:
            raise ValueError(f"{self.name} is a clip without a medium.")
        if self.medium is not None and self.source.end > self.medium.frames:
            raise ValueError(
                f"{self.name} uses frames up to {self.source.end}, but {self.medium.path} ends at {self.medium.frames}."
            )

    @property
    def end(self) -> int:
        """The first frame of the cut after this event."""
        return self.record + len(self.source)


@dataclass(frozen=True)
class Stem:
    """One sound track as long as the film: dialogue, music or effects."""

    name: str
    medium: Medium


@dataclass(frozen=True)
class Cut:
    """An order of events without holes, the stems under them, the rate, and the timecode of the first frame."""

    title: str
    rate: Rate
    events: tuple[Event, ...]
    stems: tuple[Stem, ...] = ()
    start: int = 0

    def __post_init__(self) -> None:
        expected = 0
        for event in self.events:
            if event.record != expected:
                raise ValueError(f"{event.name} stands at frame {event.record} of the cut instead of {expected}.")
            expected = event.end

    def __len__(self) -> int:
        return self.events[-1].end if self.events else 0

    @property
    def clips(self) -> tuple[Event, ...]:
        """The events that show a take."""
        return tuple(event for event in self.events if event.kind is Kind.CLIP)

    @property
    def joins(self) -> tuple[int, ...]:
        """Frames of the cut at which the picture changes, without the first."""
        return tuple(event.record for event in self.events[1:])


def start_of(rate: Rate) -> int:
    """The frame number of 01:00:00:00, where a film starts by custom."""
    return rate.parse(FIRST_HOUR)
