"""
What a line is: the rules that decide an element, one function each.

Where public readers disagree, the wording of the syntax decides: a heading needs a blank line before and after it, a
cue needs one before and none after, and what fits no rule is shown as action.
"""

import re
from collections.abc import Callable

from rushes.craft.screenplay import cues, headings
from rushes.craft.screenplay.elements import (
    Centered,
    Character,
    Dialogue,
    Element,
    Lyrics,
    PageBreak,
    Parenthetical,
    SceneHeading,
    Section,
    Synopsis,
    Transition,
)

MARKS: dict[type[Element], str] = {
    SceneHeading: ".",
    Character: "@",
    Transition: ">",
    Centered: ">",
    Lyrics: "~",
    Synopsis: "=",
}
_PAGE_BREAK = re.compile(r"={3,}")


def marked(line: str) -> Element | None:
    """The element that a line's own marks make, wherever it stands outside a speech; None for anything else."""
    text = line.strip()
    read = _READERS.get(text[:1])
    return read(text) if read else None


def heading(text: str) -> SceneHeading | None:
    """A stripped line as a scene heading, forced by a single dot or by its first word."""
    forced = text[:1] == "." and text[1:2].isalnum()
    if not forced and not headings.is_heading(text):
        return None
    words, number = headings.take_number(text[1:] if forced else text)
    return SceneHeading(words, number=number)


def is_transition(line: str) -> bool:
    """Whether a line reads as a transition without being forced; a space after the colon makes it action."""
    return line.endswith("TO:") and cues.is_upper(line)


def cue(text: str) -> Character | None:
    """A stripped line as a character cue, forced by `@` or by its capitals; `^` at its end makes it dual."""
    dual = text.endswith("^")
    name = text[:-1].rstrip() if dual else text
    if name.startswith("@"):
        name = name[1:].lstrip()
        return Character(name, dual=dual) if name else None
    return Character(name, dual=dual) if cues.is_cue(name) else None


def spoken(text: str) -> Element:
    """A stripped line inside a speech."""
    if text.startswith("(") and text.endswith(")"):
        return Parenthetical(text)
    return (_lyrics(text) if text.startswith("~") else None) or Dialogue(text)


def action(line: str) -> tuple[str, int]:
    """A line of action without the `!` that forces it, and how many characters were taken from before it."""
    text = line.rstrip()
    return (text[1:], 1) if text.startswith("!") else (text, 0)


def lead(line: str, element: Element) -> int:
    """How far into its line an element's text begins."""
    mark = "#" * element.level if isinstance(element, Section) else MARKS.get(type(element), "")
    return len(line) - len(line.lstrip().removeprefix(mark).lstrip())


def _equals(text: str) -> Element | None:
    if _PAGE_BREAK.fullmatch(text):
        return PageBreak(text)
    inner = text[1:].strip()
    return Synopsis(inner) if inner and text[1] != "=" else None


def _section(text: str) -> Element | None:
    title = text.lstrip("#")
    return Section(title.strip(), level=len(text) - len(title)) if title.strip() else None


def _centered_or_transition(text: str) -> Element | None:
    if text.endswith("<"):
        inner = text[1:-1].strip()
        return Centered(inner) if inner else None
    inner = text[1:].strip()
    return Transition(inner) if inner else None


def _lyrics(text: str) -> Element | None:
    inner = text[1:].strip()
    return Lyrics(inner) if inner else None


_READERS: dict[str, Callable[[str], Element | None]] = {
    "=": _equals,
    "#": _section,
    ">": _centered_or_transition,
    "~": _lyrics,
}
