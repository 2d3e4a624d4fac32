"""Where words stand in a source that says them in the same order, with marks and blanks between."""

from array import array
from collections.abc import Sequence

from rushes.craft.screenplay.elements import Span
from rushes.craft.screenplay.lines import Ruler

_WIDEST_GAP = 256


class Locator:
    """Walks once through a source; each word handed to it is looked for after the one before."""

    def __init__(self, source: str, start: int = 0) -> None:
        self._source = source
        self._ruler = Ruler(source)
        self._at = start

    def places(self, text: str) -> Sequence[int]:
        """The place of each character of a text; a blank that the source leaves out stands where the next word does."""
        at = self._at
        whole = self._source.find(text, at, at + len(text) + _WIDEST_GAP)
        if whole >= 0:
            self._at = whole + len(text)
            return range(whole, self._at)
        found = array("q")
        for character in text:
            at = self._next(character, at)
            found.append(at)
            at += self._source.startswith(character, at)
        self._at = at
        return found

    def span(self, text: str) -> Span | None:
        """The span of a text from its first word to its last; None when it has no word."""
        places = self.places(text)
        first = len(text) - len(text.lstrip())
        last = len(text.rstrip()) - 1
        return self._ruler.span(places[first], places[last] + 1) if last >= first else None

    def joined(self, spans: list[Span]) -> Span:
        """One span from the first to the last."""
        return self._ruler.span(spans[0].start, spans[-1].end)

    def _next(self, character: str, at: int) -> int:
        if character.isspace():
            return at
        found = self._source.find(character, at, at + _WIDEST_GAP)
        return found if found >= 0 else at
