"""One element as Fountain text, forced where its own words would read as something else."""

from collections.abc import Sequence

from rushes.craft.screenplay import cues, headings, paragraphs, titles
from rushes.craft.screenplay.elements import (
    Action,
    Aside,
    Boneyard,
    Centered,
    Character,
    Dialogue,
    Element,
    SceneHeading,
    Section,
    Synopsis,
    Transition,
)
from rushes.craft.screenplay.lines import BYTE_ORDER_MARK

_FORCING = frozenset("!.@>~#=")


def write(element: Element, *, alone: bool = True, first: bool = False) -> str:
    """
    An element's lines, with its asides put back.

    Args:
        element: what to write.
        alone: whether a blank line, or the text's end, follows it.
        first: whether it begins the text, where a title page could be read.
    """
    if isinstance(element, Aside):
        return _aside(element)
    lines = _with_asides(element.text, element.asides)
    if isinstance(element, Action):
        return _action(element.text.split("\n"), lines, alone=alone, first=first)
    if isinstance(element, Dialogue):
        return "\n".join(line or "  " for line in lines)
    natural = _reads_naturally(element, alone) and not (first and _misleads(element.text, ""))
    return ("" if natural else _prefix(element)) + "\n".join(lines) + _suffix(element)


def _reads_naturally(element: Element, alone: bool) -> bool:
    """Whether the text alone says what kind of element it is."""
    text = element.text
    if isinstance(element, SceneHeading):
        return headings.is_heading(text)
    if text[:1] in _FORCING or headings.is_heading(text):
        return False
    if isinstance(element, Character):
        return cues.is_cue(text)
    return isinstance(element, Transition) and alone and paragraphs.is_transition(text)


def _misleads(line: str, following: str) -> bool:
    """Whether a text's first line would be taken for a title page or an encoding's mark."""
    return line.startswith(BYTE_ORDER_MARK) or titles.opens(line, following)


def _prefix(element: Element) -> str:
    if isinstance(element, Section):
        return "#" * element.level + " "
    mark = paragraphs.MARKS.get(type(element), "")
    return mark + " " if isinstance(element, Synopsis | Transition | Centered) else mark


def _suffix(element: Element) -> str:
    if isinstance(element, SceneHeading) and element.number:
        return f" #{element.number}#"
    if isinstance(element, Character) and element.dual:
        return " ^"
    return " <" if isinstance(element, Centered) else ""


def _action(texts: list[str], lines: list[str], *, alone: bool, first: bool) -> str:
    forced = [_needs_force(text, line) for text, line in zip(texts, lines, strict=True)]
    forced[0] = forced[0] or _reads_otherwise(texts, alone=alone, first=first)
    return "\n".join("!" * force + line for force, line in zip(forced, lines, strict=True))


def _needs_force(text: str, line: str) -> bool:
    """Whether a line would vanish, be read as marked, or lose its leading spaces to a note before them."""
    stripped = text.lstrip()
    return not stripped or stripped[0] in _FORCING or (text[0].isspace() and line[0] != text[0])


def _reads_otherwise(texts: list[str], *, alone: bool, first: bool) -> bool:
    """Whether an action's first line would be read as a heading, cue, transition or title."""
    text = texts[0].strip()
    if headings.is_heading(text) or paragraphs.is_transition(text):
        return True
    if first and _misleads(texts[0], texts[1] if len(texts) > 1 else ""):
        return True
    return not (alone and len(texts) == 1) and paragraphs.cue(text) is not None


def _with_asides(text: str, asides: Sequence[Aside]) -> list[str]:
    """The text's lines, each with its asides; one that trails its line stands apart by a space."""
    lines: list[str] = []
    start, index = 0, 0
    for line in text.split("\n"):
        parts: list[str] = []
        at = 0
        while index < len(asides) and asides[index].at <= start + len(line):
            here = asides[index].at - start
            trails = 0 < here == len(line) and not line[-1].isspace()
            parts += [line[at:here], " " * trails, _aside(asides[index])]
            at, index = here, index + 1
        lines.append("".join([*parts, line[at:]]))
        start += len(line) + 1
    return lines


def _aside(aside: Aside) -> str:
    return f"/*{aside.text}*/" if isinstance(aside, Boneyard) else f"[[{aside.text}]]"
