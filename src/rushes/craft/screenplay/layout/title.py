"""The title page: title, credit and author in the middle, dates at the bottom right, everything else bottom left."""

from collections.abc import Callable, Iterable, Sequence

from rushes.craft.screenplay.elements import TitleEntry
from rushes.craft.screenplay.layout import paper
from rushes.craft.screenplay.layout.paper import Page, Paper, Printed
from rushes.craft.screenplay.layout.wrapping import Styled, wrapped

_MIDDLE = ("title", "episode", "credit", "author", "authors", "source")
_AT_RIGHT = ("draft date", "date", "draft", "revision")
_FIRST_ROW = 14
_HALF = 28


def title_pages(entries: Sequence[TitleEntry], on: Paper) -> tuple[Page, ...]:
    """One page, or more when it says more than a page holds; none when it says nothing."""
    middle = _middle(entries)
    left = _rows(_named(entries, lambda key: key not in (*_MIDDLE, *_AT_RIGHT)), _HALF)
    right = _rows(_named(entries, lambda key: key in _AT_RIGHT), _HALF)
    if not (middle or left or right):
        return ()
    rows = on.rows
    first = min(_FIRST_ROW, max(rows - len(middle) - max(len(left), len(right)) - 1, 0))
    foot = max(rows, first + len(middle) + 1 + max(len(left), len(right)))
    lines = [_line(runs, (paper.WIDTH - _width(runs)) / 2, first + row) for row, runs in enumerate(middle)]
    lines += [_line(runs, 0, foot - len(left) + row) for row, runs in enumerate(left)]
    lines += [_line(runs, paper.WIDTH - _width(runs), foot - len(right) + row) for row, runs in enumerate(right)]
    return tuple(_pages(lines, rows))


def _middle(entries: Sequence[TitleEntry]) -> list[Styled]:
    """The title, and after a gap who wrote it, each entry set off by a blank row."""
    found: list[Styled] = []
    for key in _MIDDLE:
        for rows in ([*_rows([entry], paper.WIDTH)] for entry in entries if entry.key.casefold() == key):
            gap = 0 if not found else 3 if key == "credit" else 1
            found += [()] * gap + rows
    return found


def _named(entries: Iterable[TitleEntry], wanted: Callable[[str], bool]) -> list[TitleEntry]:
    return [entry for entry in entries if wanted(entry.key.casefold())]


def _rows(entries: Iterable[TitleEntry], width: int) -> list[Styled]:
    return [runs for entry in entries for value in entry.values for runs in wrapped(value, width)]


def _pages(lines: list[tuple[int, float, Styled]], rows: int) -> Iterable[Page]:
    by_page: dict[int, list[Printed]] = {}
    for row, x, runs in sorted(lines, key=lambda line: line[:2]):
        if runs:
            y = paper.MARGIN + row % rows * paper.LINE
            by_page.setdefault(row // rows, []).append(Printed(runs, x, y, None))
    return (Page(0, tuple(page), rows) for page in by_page.values())


def _line(runs: Styled, column: float, row: int) -> tuple[int, float, Styled]:
    return row, paper.LEFT + column * paper.PITCH, runs


def _width(runs: Styled) -> int:
    return sum(len(run.text) for run in runs)
