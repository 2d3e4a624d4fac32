"""Blocks onto pages: what goes together, where a page may end, and the page's own number."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from rushes.craft.screenplay.elements import Element
from rushes.craft.screenplay.emphasis import Run
from rushes.craft.screenplay.layout import paper
from rushes.craft.screenplay.layout.blocks import Block, blocks
from rushes.craft.screenplay.layout.paper import Page, Paper, Printed
from rushes.craft.screenplay.layout.speeches import Row


def body(elements: Sequence[Element], on: Paper) -> tuple[Page, ...]:
    """The numbered pages of a script; none when nothing in it is printed."""
    made = list(blocks(elements))
    pages = _Pages(on)
    for block, kept in zip(made, _kept(made, on.rows), strict=True):
        pages.add(block, kept)
    return pages.done()


def _kept(made: list[Block], most: int) -> list[int]:
    """For each block, how many rows must follow it on its page; only a block that keeps has any."""
    found: list[int] = []
    following = 0
    for block in reversed(made):
        kept = following if block.keeps else 0
        found.append(kept)
        first = block.breaks[0] + (block.more is not None) if block.breaks else len(block.rows)
        following = min(block.before + min(first, len(block.rows)) + kept, most) if block.rows else 0
    return found[::-1]


class _Pages:
    """The pages so far, and the one being filled."""

    def __init__(self, on: Paper) -> None:
        self._on = on
        self._done: list[Page] = []
        self._lines: list[Printed] = []
        self._row = 0

    def add(self, block: Block, kept: int) -> None:
        """Place a block, on as many pages as it needs; `kept` rows after it must still have room."""
        if block.ends_page:
            self._turn(self._row)
            return
        if self._row and not self._fits(block, kept):
            self._turn(self._on.rows)
        self._row += block.before if self._row else 0
        start = 0
        while start < len(block.rows):
            end = self._end(block, start)
            self._place(block.rows[start:end])
            if end < len(block.rows):
                self._place([block.more] if block.more else [])
                self._turn(self._on.rows)
                self._place([block.again] if block.again else [])
            start = end

    def done(self) -> tuple[Page, ...]:
        """Every page; the last counts for what is on it."""
        self._turn(self._row)
        return tuple(self._done)

    def _fits(self, block: Block, kept: int) -> bool:
        """Whether a block can begin on this page: whole with what it keeps, or up to its first break."""
        room = self._on.rows - self._row - block.before
        if len(block.rows) + kept <= room:
            return True
        return bool(block.breaks) and block.breaks[0] + (block.more is not None) <= room

    def _end(self, block: Block, start: int) -> int:
        """The row before which this page must end, or the block's own end."""
        room = self._on.rows - self._row
        if len(block.rows) - start <= room:
            return len(block.rows)
        last = bisect_right(block.breaks, start + room - (block.more is not None)) - 1
        return block.breaks[last] if last >= 0 and block.breaks[last] > start else start + room

    def _place(self, rows: Sequence[Row]) -> None:
        y = paper.MARGIN + self._row * paper.LINE
        for row in rows:
            self._lines += [Printed(runs, x, y, element) for x, runs, element in row if runs]
            y += paper.LINE
        self._row += len(rows)

    def _turn(self, rows: int) -> None:
        """End the page, unless nothing is on it."""
        if self._lines:
            number = len(self._done) + 1
            self._done.append(Page(number, (*_number(number), *self._lines), rows))
        self._lines, self._row = [], 0


def _number(page: int) -> Iterator[Printed]:
    """The page's number at its top right; the first has none."""
    if page > 1:
        text = f"{page}."
        yield Printed((Run(text),), paper.RIGHT - len(text) * paper.PITCH, paper.NUMBER_TOP, None)
