"""
A script as blocks for the page: the rows each fills, and where it may be broken when the page ends.

What is never printed (notes, sections, synopses, boneyards) makes no block.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rushes.craft.screenplay.elements import (
    Action,
    Centered,
    Character,
    Dialogue,
    Element,
    Lyrics,
    PageBreak,
    Parenthetical,
    SceneHeading,
    Transition,
)
from rushes.craft.screenplay.emphasis import Run
from rushes.craft.screenplay.layout import paper
from rushes.craft.screenplay.layout.speeches import Row, Speech, beside, speech
from rushes.craft.screenplay.layout.wrapping import wrapped

_PRINTED = (SceneHeading, Action, Character, Dialogue, Parenthetical, Lyrics, Transition, Centered, PageBreak)
_SPOKEN = (Dialogue, Parenthetical)
BEFORE_HEADING = 2
MOST_BLANKS = 54

Numbered = tuple[int, Element]


@dataclass(frozen=True, slots=True)
class Block:
    """
    Rows that belong together, with `before` blank ones above them unless they begin a page.

    It may be broken before the rows in `breaks`; then `more` ends this page and `again` opens the next. `keeps` holds
    it together with what follows; `ends_page` is the writer's own page break, which has no rows.
    """

    rows: Sequence[Row] = ()
    before: int = 1
    breaks: Sequence[int] = ()
    more: Row | None = None
    again: Row | None = None
    keeps: bool = False
    ends_page: bool = False


class _Followed(NamedTuple):
    block: Block
    used: int


def blocks(elements: Sequence[Element]) -> Iterator[Block]:
    """The blocks of a script's elements, in order."""
    printed = [each for each in enumerate(elements) if isinstance(each[1], _PRINTED)]
    at = 0
    while at < len(printed):
        block, used = _next(printed, at)
        yield block
        at += used


def _next(printed: list[Numbered], at: int) -> _Followed:
    index, element = printed[at]
    if isinstance(element, Character | Dialogue | Parenthetical):
        return _spoken(printed, at)
    if isinstance(element, PageBreak):
        return _Followed(Block(ends_page=True), 1)
    if isinstance(element, SceneHeading):
        return _Followed(_heading(index, element), 1)
    before = _blanks(printed[at - 1][1] if at else None, element)
    return _Followed(_prose(index, element, before), 1)


def _spoken(printed: list[Numbered], at: int) -> _Followed:
    """A speech, with the one spoken beside it."""
    end = _end_of_speech(printed, at)
    if end < len(printed) and isinstance(other := printed[end][1], Character) and other.dual:
        last = _end_of_speech(printed, end)
        rows = beside(printed[at:end], printed[end:last])
        return _Followed(Block(rows, breaks=()), last - at)
    return _Followed(_of(speech(printed[at:end], paper.ALONE)), end - at)


def _of(spoken: Speech) -> Block:
    return Block(spoken.rows, breaks=spoken.breaks, more=spoken.more, again=spoken.again)


def _end_of_speech(printed: list[Numbered], at: int) -> int:
    at += 1
    while at < len(printed):
        element = printed[at][1]
        if not isinstance(element, _SPOKEN) and not (isinstance(element, Lyrics) and not element.blanks):
            return at
        at += 1
    return at


def _heading(index: int, heading: SceneHeading) -> Block:
    rows: list[Row] = [((paper.LEFT, runs, index),) for runs in wrapped(heading.text, paper.WIDTH, capitals=True)]
    if heading.number:
        number = (Run(heading.number),)
        left = (paper.SCENE_NUMBER_END - len(heading.number) * paper.PITCH, number, index)
        right = (paper.SCENE_NUMBER_RIGHT, number, index)
        rows[0] = (left, *rows[0], right)
    return Block(rows, before=BEFORE_HEADING, keeps=not heading.omitted)


def _prose(index: int, element: Element, before: int) -> Block:
    """Action, and the single lines that stand like it: broken with at least two rows on each side."""
    rows: list[Row] = []
    sung = isinstance(element, Lyrics)
    column = paper.DIALOGUE if sung else paper.ACTION
    for runs in wrapped(element.text, column.width, italic=sung):
        free = column.width - sum(len(run.text) for run in runs)
        shift = {Transition: free, Centered: free / 2}.get(type(element), 0)
        rows.append(((column.x + shift * paper.PITCH, runs, index),))
    return Block(rows, before=before, breaks=range(2, len(rows) - 1))


def _blanks(previous: Element | None, element: Element) -> int:
    """Blank rows before what is not spoken: the writer's own between actions, none inside a song or a centred block."""
    if isinstance(element, Lyrics | Centered) and type(previous) is type(element) and element.blanks == 0:
        return 0
    if isinstance(element, Action) and isinstance(previous, Action | Centered):
        return min(max(element.blanks or 1, 1), MOST_BLANKS)
    return 1
