"""What a film is made of, as plain values: clips with their spans and slates, and cards, in order."""

from dataclasses import dataclass
from pathlib import Path

from rushes.kernel.errors import Invalid
from rushes.kernel.timecode import Rate, Span


class UnfitReel(Invalid):
    """The reel is not one that can be rendered."""


@dataclass(frozen=True)
class Slate:
    """What a workprint says under a take: `S02-SH03` and `T04`, what it is, beside the take's own timecode."""

    shot: str
    take: str
    word: str = "workprint"


@dataclass(frozen=True)
class Clip:
    """Frames `span` of the file at `path`, whose content is known by its SHA-256; with a slate, on a workprint."""

    path: Path
    sha: str
    span: Span
    slate: Slate | None = None

    @property
    def frames(self) -> int:
        """How long it is in the film."""
        return len(self.span)


@dataclass(frozen=True)
class Title:
    """The name of the film, and a line under it."""

    words: str
    under: str = ""


@dataclass(frozen=True)
class Credits:
    """One page of credits: a heading, rows of role and name, and a paragraph."""

    heading: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Black:
    """Nothing."""


@dataclass(frozen=True)
class Card:
    """A card that stands for some frames, coming out of black and going back into it."""

    shows: Title | Credits | Black
    frames: int


@dataclass(frozen=True)
class Blend:
    """The frames of one clip turning into those of another, or into and out of black where there is none."""

    first: Clip | None
    second: Clip | None

    @property
    def frames(self) -> int:
        """How long it is; both sides are of one length."""
        side = self.first or self.second
        return side.frames if side else 0


@dataclass(frozen=True)
class Reel:
    """A cut, ready to be rendered: everything at one rate and in one raster."""

    rate: Rate
    width: int
    height: int
    items: tuple[Clip | Card | Blend, ...]

    @property
    def frames(self) -> int:
        """How long the film is."""
        return sum(item.frames for item in self.items)


def check(reel: Reel) -> None:
    """Refuse a reel that cannot become a film; UnfitReel says which item and why."""
    if reel.width % 2 or reel.height % 2 or min(reel.width, reel.height) < 16:
        raise UnfitReel(f"A film of {reel.width}x{reel.height} cannot be made: both sides must be even and 16 or more.")
    if not reel.items:
        raise UnfitReel("A film needs at least one clip or card; the cut is empty.")
    for number, item in enumerate(reel.items, start=1):
        if item.frames < 1:
            raise UnfitReel(f"Item {number} of the cut has no frames; give it at least one.", item=number)
