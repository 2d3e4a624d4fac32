"""A sheet of paper: its size, its margins, and what stands on every page of it."""

from dataclasses import dataclass
from enum import StrEnum

MM = 72 / 25.4


class Size(StrEnum):
    """A size of paper that printers hold."""

    A4 = "a4"
    LETTER = "letter"


SIZES = {Size.A4: (210 * MM, 297 * MM), Size.LETTER: (612.0, 792.0)}


@dataclass(frozen=True)
class Page:
    """One sheet, in points: its edges, and the live area that its margins leave between the header and the footer."""

    wide: float
    high: float
    side: float = 14 * MM
    top: float = 19 * MM
    bottom: float = 15 * MM

    @property
    def room(self) -> tuple[float, float]:
        """How wide and how high the live area is."""
        return self.wide - 2 * self.side, self.high - self.top - self.bottom

    @property
    def left(self) -> float:
        """The left edge of the live area."""
        return self.side

    @property
    def right(self) -> float:
        """The right edge of the live area."""
        return self.wide - self.side

    @property
    def ceiling(self) -> float:
        """The upper edge of the live area, counted from the bottom of the sheet as PDF counts."""
        return self.high - self.top


@dataclass(frozen=True)
class Paper:
    """What a whole paper is: the production's title, what the paper is of it, and the sheets it is printed on."""

    title: str
    what: str
    page: Page
    note: str = ""


def landscape(size: Size = Size.A4) -> Page:
    """A sheet on its long side."""
    short, long = SIZES[size]
    return Page(long, short)
