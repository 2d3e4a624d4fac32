"""Speeches on the page: cue, parentheticals and dialogue in their columns, alone or two beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rushes.craft.screenplay import emphasis
from rushes.craft.screenplay.elements import Character, Element, Lyrics, Parenthetical
from rushes.craft.screenplay.emphasis import Run
from rushes.craft.screenplay.layout import paper
from rushes.craft.screenplay.layout.paper import Speaking
from rushes.craft.screenplay.layout.wrapping import Styled, wrapped

Piece = tuple[float, Styled, int | None]
Row = tuple[Piece, ...]

MORE: Row = ((paper.CUE.x, (Run("(MORE)"),), None),)
CONTINUED = "(CONT'D)"


@dataclass(frozen=True, slots=True)
class Speech:
    """A speech's rows, the rows a new page may begin with, and what is said on both sides of such a break."""

    rows: list[Row]
    breaks: list[int]
    more: Row | None
    again: Row | None


def speech(parts: Sequence[tuple[int, Element]], columns: Speaking) -> Speech:
    """
    Lay out a speech.

    A page may end inside it where at least two rows of dialogue stand on each side, never after a cue or parenthetical.
    """
    rows: list[Row] = []
    spans: list[tuple[int, int]] = []
    for index, element in parts:
        column = _column(element, columns)
        begins = len(rows)
        sung = isinstance(element, Lyrics)
        rows += [((column.x, runs, index),) for runs in wrapped(element.text, column.width, italic=sung)]
        if not isinstance(element, Character | Parenthetical):
            spans.append((begins, len(rows)))
    cue = parts[0][1]
    if not isinstance(cue, Character):
        return Speech(rows, _breaks(spans), None, None)
    return Speech(rows, _breaks(spans), MORE, _again(parts[0][0], cue))


def beside(left: Sequence[tuple[int, Element]], right: Sequence[tuple[int, Element]]) -> list[Row]:
    """The rows of two speeches that are spoken together."""
    pair = (speech(each, columns).rows for each, columns in zip((left, right), paper.BESIDE, strict=True))
    return [(*one, *other) for one, other in zip_longest(*pair, fillvalue=())]


def _column(element: Element, columns: Speaking) -> paper.Column:
    if isinstance(element, Character):
        return columns.cue
    return columns.parenthetical if isinstance(element, Parenthetical) else columns.dialogue


def _again(index: int, cue: Character) -> Row:
    text = emphasis.plain(cue.text)
    has = CONTINUED in text.upper().replace("’", "'")
    return ((paper.CUE.x, (Run(text if has else f"{text} {CONTINUED}"),), index),)


def _breaks(spans: list[tuple[int, int]]) -> list[int]:
    """Rows before which a page may end; `spans` are where dialogue stands."""
    total = sum(end - begins for begins, end in spans)
    found: list[int] = []
    spoken = 0
    for begins, end in spans:
        found += range(begins + 2, end - 1)
        spoken += end - begins
        if min(spoken, total - spoken) >= 2:
            found.append(end)
    return found
