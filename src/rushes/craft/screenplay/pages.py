"""How long a script is on paper: each scene measured in eighths of a page, where it stands in the printed layout."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from rushes.craft.screenplay import layout, omitting
from rushes.craft.screenplay.elements import Element
from rushes.craft.screenplay.layout import Page, Paper

EIGHTHS = 8


@dataclass(frozen=True)
class Extent:
    """The page a scene begins on, from 1, and the eighths of a page from there to the next scene."""

    page: int
    eighths: int


def extents(parts: Sequence[Sequence[Element]], on: Paper = Paper.LETTER) -> tuple[Extent, ...]:
    """
    Measure scenes that follow one another and together are the script, laid out once.

    Every border between scenes is read off the page to the nearest eighth, so the scenes' sum is the script's length.
    A scene has at least one eighth; what a very short one is given, the next has less. An omitted one has none. A page
    that the writer ended counts only as far as it is filled.
    """
    elements = [element for part in parts for element in part]
    places = _Places(layout.body(elements, on))
    firsts = list(accumulate((len(part) for part in parts), initial=0))
    borders = [places.rows_before(first) for first in firsts]
    found: list[Extent] = []
    reached = unshot = 0
    for part, first, (begin, end) in zip(parts, firsts, pairwise(borders), strict=False):
        if omitting.is_omitted(part):
            unshot += end - begin
            found.append(Extent(places.page(first), 0))
            continue
        last = max(reached + 1, _nearest_eighth(end - unshot, on.rows))
        found.append(Extent(places.page(first), last - reached))
        reached = last
    return tuple(found)


def written(eighths: int) -> str:
    """A length as scripts and productions write it: 3/8, 1, 1 4/8."""
    whole, rest = divmod(eighths, EIGHTHS)
    return " ".join([str(whole)] * (whole > 0) + [f"{rest}/8"] * (rest > 0 or not whole))


class _Places:
    """Where elements begin, by their index: a binary search in the order of the page."""

    def __init__(self, pages: Sequence[Page]) -> None:
        begins = list(accumulate((page.rows for page in pages), initial=0))
        self._elements: list[int] = []
        self._at: list[tuple[int, int]] = []
        self._end = begins[-1]
        self._last = max(len(pages), 1)
        for page, rows in zip(pages, begins, strict=False):
            for line in page.lines:
                if line.element is not None and (not self._elements or line.element > self._elements[-1]):
                    self._elements.append(line.element)
                    self._at.append((page.number, rows + line.row))

    def rows_before(self, element: int) -> int:
        """How many rows stand before an element, or before the first printed one after it."""
        found = bisect_left(self._elements, element) if element else -1
        if found < 0:
            return 0
        return self._at[found][1] if found < len(self._at) else self._end

    def page(self, element: int) -> int:
        """The page it begins on."""
        found = bisect_left(self._elements, element)
        return self._at[found][0] if found < len(self._at) else self._last


def _nearest_eighth(rows: int, page: int) -> int:
    return (rows * EIGHTHS * 2 + page) // (2 * page)
