"""The words of an element where they stand in the source, comparable whatever their case, marks and line breaks."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rushes.craft.screenplay.elements import Aside, Element, SceneHeading, Screenplay, Span

_PIECE = re.compile(r"\S+")
_WORD = re.compile(r"[\w*'’]+")
_SILENT = str.maketrans("", "", "*_'’")
_STOPS = frozenset(".!?…")
_CLOSING = "\"'”’)*_"


class Word(NamedTuple):
    """A word as it is compared, its place in the source with the marks around it, and whether a sentence ends there."""

    text: str
    start: int
    end: int
    stops: bool


def words(element: Element, source: str) -> list[Word]:
    """The words of an element that was read from this source; asides are left out."""
    if isinstance(element, Aside):
        return []
    return [word for start, end in _pieces(element) for word in _between(source, start, end)]


def normal(text: str) -> list[str]:
    """The words of a text as they are compared."""
    found = (word.casefold().translate(_SILENT) for word in _WORD.findall(text))
    return [word for word in found if word]


def _pieces(element: Element) -> Iterator[tuple[int, int]]:
    at = element.span.start
    for aside in element.asides:
        yield at, aside.span.start
        at = aside.span.end
    yield at, element.span.end


def _between(source: str, start: int, end: int) -> Iterator[Word]:
    for piece in _PIECE.finditer(source, start, end):
        found = [match for match in _WORD.finditer(piece[0]) if match[0].strip("*_'’")]
        stops = piece[0].rstrip(_CLOSING)[-1:] in _STOPS
        for place, match in enumerate(found):
            last = place == len(found) - 1
            begins = piece.start() + match.start() if place else piece.start()
            ends = piece.end() if last else piece.start() + match.end()
            yield Word(match[0].casefold().translate(_SILENT), begins, ends, stops and last)


def told(screenplay: Screenplay, spans: Mapping[str, Span]) -> dict[str, str]:
    """What the script tells in each of some spans: whole words, a line for each element, without notes or numbers."""
    elements = [element for element in screenplay.elements if not isinstance(element, Aside)]
    starts = [element.span.start for element in elements]
    return {name: _told(screenplay.source, elements, starts, span) for name, span in spans.items()}


def _told(source: str, elements: Sequence[Element], starts: Sequence[int], span: Span) -> str:
    first = max(bisect_right(starts, span.start) - 1, 0)
    inside = elements[first : bisect_left(starts, span.end)]
    lines = (_line(element, source, span) for element in inside)
    return "\n".join(line for line in lines if line)


def _line(element: Element, source: str, span: Span) -> str:
    if isinstance(element, SceneHeading):
        return element.text if span.start <= element.span.start else ""
    return " ".join(source[word.start : word.end] for word in words(element, source) if _inside(word, span))


def _inside(word: Word, span: Span) -> bool:
    return span.start <= word.start and word.end <= span.end
