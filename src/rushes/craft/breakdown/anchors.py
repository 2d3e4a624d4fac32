"""From a place in an element's text back to the place in the source it was read from."""

from rushes.craft.screenplay.elements import NOWHERE, Element, Screenplay, Span
from rushes.craft.screenplay.emphasis import plain
from rushes.craft.screenplay.lines import Ruler


class Anchors:
    """Finds the words of elements in the source of their script; NOWHERE for a script that was made without one."""

    def __init__(self, screenplay: Screenplay) -> None:
        self._source = screenplay.source
        self._ruler = Ruler(screenplay.source)

    def text(self, element: Element) -> "Anchored":
        """An element's text without emphasis, tied to the source."""
        return Anchored(plain(element.text), element, self._source, self._ruler)


class Anchored:
    """A text without emphasis whose characters know where they came from."""

    def __init__(self, text: str, element: Element, source: str, ruler: Ruler) -> None:
        self.text = text
        self._element, self._source, self._ruler = element, source, ruler
        span = element.span
        self._offset = source.find(text, span.start, span.end) if source and text else -1
        self._map: list[int] | None = None

    def span(self, start: int, end: int) -> Span:
        """The source's characters of a stretch of the text."""
        if not self._source or self._element.span == NOWHERE or end <= start:
            return self._element.span
        if self._offset >= 0:
            return self._ruler.span(self._offset + start, self._offset + end)
        if self._map is None:
            self._map = _followed(self.text, self._source, self._element)
        return self._ruler.span(self._map[start], self._map[end - 1] + 1)


def _followed(text: str, source: str, element: Element) -> list[int]:
    """Where each character of a text stands, followed through the marks and asides that were taken out of it."""
    at, last = element.span.start, max(element.span.start, element.span.end - 1)
    skips = sorted((aside.span.start, aside.span.end) for aside in element.asides)
    found: list[int] = []
    for character in text:
        place = at
        while place <= last and source[place] != character and not character.isspace():
            place = _next(place, skips)
        if place <= last and not character.isspace():
            at = place + 1
        found.append(min(place, last))
        at = _past(at, skips)
    return found


def _next(place: int, skips: list[tuple[int, int]]) -> int:
    return _past(place + 1, skips)


def _past(place: int, skips: list[tuple[int, int]]) -> int:
    while skips and skips[0][0] <= place:
        place = max(place, skips.pop(0)[1])
    return place
