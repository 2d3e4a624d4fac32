"""
A source as logical lines: notes and boneyards set aside, so that what is left can be read line by line.

A line break inside a note or boneyard joins its lines into one. Every search moves forward only, so a text of nothing
but opened brackets costs no more than any other.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from rushes.craft.screenplay.elements import Aside, Boneyard, Note, Span

BYTE_ORDER_MARK = "\ufeff"
_BREAK = re.compile(r"\r\n|\r|\n")
_OPENING = re.compile(r"/\*|\[\[")
_EMPTY_LINE = re.compile(r"(?:\r\n|\r(?!\n)|\n)(?!  )[^\S\r\n]*(?=[\r\n])")


class Line(NamedTuple):
    """A logical line: its visible text with tabs as four spaces, and the asides taken out of it."""

    start: int
    end: int
    text: str
    asides: tuple[Aside, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Nothing stands on it at all."""
        return not self.asides and not self.text.strip()

    @property
    def is_silent(self) -> bool:
        """Only asides stand on it: for its neighbours it is not there."""
        return bool(self.asides) and not self.text.strip()


class Ruler:
    """Tells the line and column of any place in a source."""

    def __init__(self, source: str) -> None:
        self._starts = array("q", [0])
        self._starts.extend(match.end() for match in _BREAK.finditer(source))

    def span(self, start: int, end: int) -> Span:
        """The span of two offsets."""
        line = bisect_right(self._starts, start)
        return Span(start, end, line, start - self._starts[line - 1] + 1)


def scan(source: str, ruler: Ruler) -> list[Line]:
    """Every logical line of a source, in order."""
    asides = _asides(source, ruler)
    lines: list[Line] = []
    start, first = len(source) - len(source.removeprefix(BYTE_ORDER_MARK)), 0
    for end, following in _breaks(source, asides):
        last = first
        while last < len(asides) and asides[last].span.start < end:
            last += 1
        if first == last:
            lines.append(Line(start, end, source[start:end].replace("\t", "    ")))
        else:
            lines.append(_line(source, start, end, asides[first:last]))
        start, first = following, last
    return lines


def _breaks(source: str, asides: list[Aside]) -> Iterator[tuple[int, int]]:
    """Where each logical line ends and the next begins."""
    aside = 0
    for match in _BREAK.finditer(source):
        while aside < len(asides) and asides[aside].span.end <= match.start():
            aside += 1
        if aside == len(asides) or match.start() < asides[aside].span.start:
            yield match.start(), match.end()
    yield len(source), len(source)


def _asides(source: str, ruler: Ruler) -> list[Aside]:
    """The notes and boneyards of a source; whichever opens first holds the other. An unclosed one is plain text."""
    closings = {"[[": _Search(re.compile(r"\]\]"), source), "/*": _Search(re.compile(r"\*/"), source)}
    empty = _Search(_EMPTY_LINE, source)
    found: list[Aside] = []
    at = 0
    while opening := _OPENING.search(source, at):
        at = opening.end()
        closing = closings[opening[0]].after(at)
        if closing is None or (opening[0] == "[[" and (gap := empty.after(at)) is not None and gap < closing):
            continue
        make = Note if opening[0] == "[[" else Boneyard
        found.append(make(source[at:closing], span=ruler.span(opening.start(), closing + 2)))
        at = closing + 2
    return found


class _Search:
    """Finds the next match after ever later places, looking at each character once."""

    def __init__(self, pattern: re.Pattern[str], source: str) -> None:
        self._matches = pattern.finditer(source)
        self._next: int | None = -1

    def after(self, at: int) -> int | None:
        while self._next is not None and self._next < at:
            match = next(self._matches, None)
            self._next = match.start() if match else None
        return self._next


def _line(source: str, start: int, end: int, asides: list[Aside]) -> Line:
    """Take the asides out; the spaces after one go with it where a space or nothing stands before it."""
    parts: list[str] = []
    placed: list[Aside] = []
    length, at, joins = 0, start, False
    for index, aside in enumerate(asides):
        part = source[at : aside.span.start].replace("\t", "    ")
        parts.append(part)
        length += len(part)
        placed.append(replace(aside, at=length))
        at = aside.span.end
        joins = part[-1].isspace() if part else joins or not length
        if joins:
            until = asides[index + 1].span.start if index + 1 < len(asides) else end
            while at < until and source[at].isspace():
                at += 1
    parts.append(source[at:end].replace("\t", "    "))
    text = "".join(parts)
    return Line(start, end, text.rstrip() if at >= end else text, tuple(placed))
