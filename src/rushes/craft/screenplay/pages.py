"""
How long a script is on paper: the standard page, 55 lines of 12-point Courier.

Columns hold 60 characters of action, 35 of dialogue and 28 of a parenthetical; a page is eight eighths.
"""

from collections.abc import Iterable

from rushes.craft.screenplay.elements import (
    Action,
    Centered,
    Character,
    Dialogue,
    Element,
    Lyrics,
    Parenthetical,
    SceneHeading,
    Transition,
)
from rushes.craft.screenplay.emphasis import plain

LINES = 55
_WIDTHS: dict[type[Element], int] = {
    SceneHeading: 60,
    Action: 60,
    Character: 38,
    Dialogue: 35,
    Parenthetical: 28,
    Lyrics: 35,
    Transition: 60,
    Centered: 60,
}
_NO_BLANK_BEFORE = (Dialogue, Parenthetical, Lyrics)


def eighths(elements: Iterable[Element]) -> int:
    """The eighths of a page that a scene's elements fill, to the nearest, and at least one."""
    return max(1, (lines(elements) * 16 + LINES) // (2 * LINES))


def lines(elements: Iterable[Element]) -> int:
    """The lines that elements fill; the two speeches of a dual dialogue stand side by side."""
    total, speech, dual = 0, 0, 0
    for element in elements:
        width = _WIDTHS.get(type(element))
        if width is None:
            continue
        height = wrapped(plain(element.text), width) + (not isinstance(element, _NO_BLANK_BEFORE))
        if isinstance(element, Character):
            dual = speech if element.dual else 0
            speech = 0
        elif not isinstance(element, _NO_BLANK_BEFORE):
            speech = dual = 0
        beside = min(height, dual)
        dual -= beside
        speech += height
        total += height - beside
    return total


def wrapped(text: str, width: int) -> int:
    """How many lines a text fills in a column of so many characters, broken between words."""
    return sum(_wrapped_line(line, width) for line in text.split("\n"))


def _wrapped_line(line: str, width: int) -> int:
    count, used = 1, 0
    for word in line.split():
        length = len(word)
        if used and used + 1 + length > width:
            count, used = count + 1, 0
        rows, rest = divmod(length, width)
        if rows:
            count, used = count + rows - (rest == 0), rest or width
        else:
            used += length + (used > 0)
    return count
