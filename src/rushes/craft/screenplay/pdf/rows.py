"""Words on a page put together as rows, all pages brought to one left margin, and the distance from row to row."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rushes.craft.screenplay.pdf.words import Sheet, Word

SAME_LINE = 3.5
BIN = 3.0
FARTHEST_SHIFT = 13
USUAL_PITCH = 12.0
APART = 1.35  # of a line's distance: more than this is a blank line
GAP = 18.0
_COMMON = 0.1
_LEAST_PIECES = 8


@dataclass(frozen=True)
class Row:
    """
    Words that stand on one line of a page, from left to right.

    `blanks` is how many lines are empty above it, None at the top of a page; `height` is where its baseline is on the
    page, from 0 at the top to 1.
    """

    page: int
    words: tuple[Word, ...]
    height: float
    blanks: int | None = None

    @property
    def text(self) -> str:
        """Its words with single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Where it begins, in points."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends, in points."""
        return self.words[-1].right

    @property
    def baseline(self) -> float:
        """How far below the page's top it stands, in points."""
        return self.words[0].baseline

    def pieces(self) -> list[tuple[Word, ...]]:
        """Its words apart where a gap parts them."""
        found: list[list[Word]] = [[self.words[0]]]
        for before, word in pairwise(self.words):
            if word.left - before.right > GAP:
                found.append([])
            found[-1].append(word)
        return [tuple(piece) for piece in found]


def of(sheets: Sequence[Sheet]) -> tuple[list[Row], float]:
    """Every row of every page in reading order, and the distance from one line to the next, in points."""
    found = _aligned([_rows(sheet) for sheet in sheets])
    pitch = _pitch(found)
    return [row for page in found for row in _spaced(page, pitch)], pitch


def _rows(sheet: Sheet) -> list[Row]:
    lines: list[list[Word]] = []
    for word in sorted(sheet.words, key=lambda word: word.baseline):
        if not lines or word.baseline - lines[-1][0].baseline > SAME_LINE:
            lines.append([])
        lines[-1].append(word)
    return [_row(sheet, line) for line in lines]


def _row(sheet: Sheet, line: list[Word]) -> Row:
    words = tuple(sorted(line, key=lambda word: word.left))
    return Row(sheet.number, words, words[0].baseline / sheet.height)


def _pitch(pages: Iterable[list[Row]]) -> float:
    """The smallest distance that is common between neighbouring rows."""
    gaps = Counter(round(2 * (below.baseline - row.baseline)) / 2 for page in pages for row, below in pairwise(page))
    common = [gap for gap, count in gaps.items() if count >= _COMMON * gaps.total()]
    return min(common, default=USUAL_PITCH)


def _spaced(page: list[Row], pitch: float) -> Iterable[Row]:
    yield from page[:1]
    for row, below in pairwise(page):
        lines = (below.baseline - row.baseline) / pitch
        yield replace(below, blanks=max(round(lines) - 1, 1) if lines > APART else 0)


def _aligned(pages: list[list[Row]]) -> list[list[Row]]:
    """
    Every page moved sideways so that its columns lie over those of the others, as scans need.

    A page of a printed PDF lies right already; it is moved only when that fits clearly better.
    """
    columns: Counter[int] = Counter()
    moved: dict[int, list[Row]] = {}
    for index in sorted(range(len(pages)), key=lambda index: -len(pages[index])):
        lefts = Counter(round(piece[0].left / BIN) for row in pages[index] for piece in row.pieces())
        shift = _shift(lefts, columns) if lefts.total() >= _LEAST_PIECES else 0
        moved[index] = [_moved(row, shift * BIN) for row in pages[index]] if shift else pages[index]
        columns.update({place + shift: count for place, count in lefts.items()})
    return [moved[index] for index in range(len(pages))]


def _shift(lefts: Counter[int], columns: Counter[int]) -> int:
    def fit(shift: int) -> float:
        places = ((place + shift, count) for place, count in lefts.items())
        return math.fsum(
            count * (2 * columns[place] + columns[place - 1] + columns[place + 1]) ** 0.5 for place, count in places
        )

    best = max(range(-FARTHEST_SHIFT, FARTHEST_SHIFT + 1), key=lambda shift: (fit(shift), -abs(shift)))
    return best if fit(best) > 1.3 * fit(0) else 0


def _moved(row: Row, by: float) -> Row:
    words = tuple(replace(word, left=word.left + by, right=word.right + by) for word in row.words)
    return replace(row, words=words)
