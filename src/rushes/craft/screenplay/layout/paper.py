"""The page: its paper, its margins and where each kind of element stands, in points from the top left corner."""

from dataclasses import dataclass
from enum import StrEnum

from rushes.craft.screenplay.emphasis import Run

INCH = 72.0
PITCH = 7.2
LINE = 12.0
MARGIN = INCH
LEFT = 1.5 * INCH
WIDTH = 60
RIGHT = LEFT + WIDTH * PITCH
NUMBER_TOP = 0.5 * INCH
SCENE_NUMBER_END = 1.3 * INCH
SCENE_NUMBER_RIGHT = 7.6 * INCH


class Paper(StrEnum):
    """What a script is printed on."""

    LETTER = "letter"
    A4 = "a4"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return (612.0, 792.0) if self is Paper.LETTER else (595.28, 841.89)

    @property
    def rows(self) -> int:
        """How many lines of text a page holds between its margins."""
        return int((self.size[1] - 2 * MARGIN) // LINE)


@dataclass(frozen=True, slots=True)
class Column:
    """Where a kind of element stands: its left edge in points and its width in characters."""

    x: float
    width: int


ACTION = Column(LEFT, WIDTH)
DIALOGUE = Column(2.5 * INCH, 35)
PARENTHETICAL = Column(3.1 * INCH, 25)
CUE = Column(3.7 * INCH, 38)


@dataclass(frozen=True, slots=True)
class Speaking:
    """The three columns of a speech."""

    cue: Column
    parenthetical: Column
    dialogue: Column


ALONE = Speaking(CUE, PARENTHETICAL, DIALOGUE)
BESIDE = (
    Speaking(Column(LEFT + 9 * PITCH, 19), Column(LEFT + 4 * PITCH, 22), Column(LEFT, 28)),
    Speaking(Column(LEFT + 41 * PITCH, 19), Column(LEFT + 36 * PITCH, 22), Column(LEFT + 32 * PITCH, 28)),
)


@dataclass(frozen=True, slots=True)
class Printed:
    """
    A piece of text on a page: its runs of one style, and the top left corner of its line.

    `element` is the index of the element it prints, None for what the page itself adds.
    """

    runs: tuple[Run, ...]
    x: float
    y: float
    element: int | None

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(run.text for run in self.runs)

    @property
    def row(self) -> int:
        """Which line of the page's text it stands on, from 0."""
        return round((self.y - MARGIN) / LINE)


@dataclass(frozen=True, slots=True)
class Page:
    """
    A page: its number, 0 for a title page, and its lines from the top.

    `rows` is how many lines it counts for: all of its paper's, or those filled where the writer or the script ended it.
    """

    number: int
    lines: tuple[Printed, ...]
    rows: int
