"""What goes into captions and what comes out, in frames of the film, and the limits of a reader."""

from dataclasses import dataclass
from fractions import Fraction

from rushes.kernel.timecode import Rate


@dataclass(frozen=True)
class Line:
    """
    A spoken line: when, who, whether they are seen, and what the voice passes through (tape, phone).

    `words` say when each of its words is heard, from and to; none where nobody knows.
    """

    text: str
    start: int
    end: int
    speaker: str = ""
    on_screen: bool = True
    treatment: str = ""
    words: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Noise:
    """A sound the story needs: `bell` becomes `[bell]`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Row:
    """One line of a caption; italics are for voices that are not in the room."""

    text: str
    italic: bool = False


@dataclass(frozen=True)
class Cue:
    """A caption: shown from `start` up to and not including `end`."""

    start: int
    end: int
    rows: tuple[Row, ...]

    @property
    def text(self) -> str:
        """The rows as they are read."""
        return "\n".join(row.text for row in self.rows)

    @property
    def characters(self) -> int:
        """How much there is to read, spaces included."""
        return sum(len(row.text) for row in self.rows)


@dataclass(frozen=True)
class Limits:
    """What a reader can follow: characters, rows, characters a second, seconds, and frames between and around cuts."""

    row: int = 42
    rows: int = 2
    most_cps: int = 20
    fast_cps: int = 17
    shortest: Fraction = Fraction(5, 6)
    longest: int = 7
    gap: int = 2
    snap: int = 12

    def least(self, rate: Rate) -> int:
        """Frames of the shortest caption."""
        return _up(self.shortest * rate.value)

    def most(self, rate: Rate) -> int:
        """Frames of the longest caption."""
        return int(self.longest * rate.value)

    def reading(self, characters: int, cps: int, rate: Rate) -> int:
        """Frames it takes to read so much at that speed."""
        return _up(Fraction(characters, cps) * rate.value)


WIDE = Limits()
UPRIGHT = Limits(row=32)


def limits_of(width: int, height: int) -> Limits:
    """The limits for a picture of that shape: fewer characters a row when it stands upright."""
    return UPRIGHT if height > width else WIDE


def _up(frames: Fraction) -> int:
    return -int(-frames // 1)
