"""
Fountain: plain text into a screenplay and back (https://fountain.io/syntax, version 1.1).

A section, synopsis or page break counts as a blank line for its neighbours; a line of nothing but notes or boneyards
counts as no line at all.
"""

import re

from rushes.craft.screenplay import body, printing, titles
from rushes.craft.screenplay.elements import (
    Character,
    Dialogue,
    Element,
    Lyrics,
    Parenthetical,
    SceneHeading,
    Screenplay,
    TitleEntry,
)
from rushes.craft.screenplay.lines import Ruler, scan

Piece = TitleEntry | Element


def parse(text: str) -> Screenplay:
    """Read a Fountain text; any text is a screenplay, and nothing in it is lost."""
    ruler = Ruler(text)
    lines = scan(text, ruler)
    end = titles.end(lines)
    return Screenplay(titles.read(lines[:end], ruler), body.read(lines[end:], ruler), text)


def write(screenplay: Screenplay) -> str:
    """
    A screenplay as Fountain text.

    Whatever is as it was read keeps its exact source, blank lines and line ends included; only what was changed or
    added is written anew.
    """
    return _Writing(screenplay).text()


class _Writing:
    def __init__(self, screenplay: Screenplay) -> None:
        self._source = screenplay.source
        self._pieces: list[Piece] = [*screenplay.title_page, *screenplay.elements]
        self._in_title = len(screenplay.title_page)
        was = parse(self._source) if self._source else Screenplay()
        self._was: list[Piece] = [*was.title_page, *was.elements]
        self._places = {piece.span: index for index, piece in enumerate(self._was)}
        first_break = re.search(r"\r\n|\r|\n", self._source)
        self._newline = first_break[0] if first_break else "\n"

    def text(self) -> str:
        kept = [self._kept(piece) for piece in self._pieces]
        speech = _in_speech(self._pieces)
        parts = [self._head(kept)]
        for index in range(len(self._pieces)):
            if index:
                parts.append(self._gap(index, kept[index - 1], kept[index], speech[index]))
            parts.append(self._piece(index, kept[index], speech))
        return "".join([*parts, self._tail(kept)])

    def _kept(self, piece: Piece) -> int | None:
        """Which piece of the source this still is; None when it was changed or added."""
        place = self._places.get(piece.span)
        return place if place is not None and self._was[place] == piece else None

    def _piece(self, index: int, kept: int | None, speech: list[bool]) -> str:
        piece = self._pieces[index]
        if kept is not None:
            return self._source[piece.span.start : piece.span.end]
        if isinstance(piece, TitleEntry):
            return titles.write(piece).replace("\n", self._newline)
        following = self._pieces[index + 1 : index + 2]
        alone = not following or self._blanks(index + 1, speech[index + 1]) > 0
        return printing.write(piece, alone=alone, first=index == 0).replace("\n", self._newline)

    def _head(self, kept: list[int | None]) -> str:
        if not self._pieces:
            return self._source
        if kept[0] == 0:
            return self._source[: self._was[0].span.start]
        first = self._pieces[0]
        return self._newline * (first.blanks or 0) if isinstance(first, Element) else ""

    def _tail(self, kept: list[int | None]) -> str:
        if kept and kept[-1] == len(self._was) - 1:
            return self._source[self._was[-1].span.end :]
        return self._newline if kept else ""

    def _gap(self, index: int, before: int | None, here: int | None, in_speech: bool) -> str:
        """The line ends and blank lines before a piece."""
        if before is not None and here == before + 1:
            return self._source[self._was[before].span.end : self._was[here].span.start]
        blank = "  " if in_speech else ""
        blanks = self._blanks(index, in_speech)
        if not in_speech and (before is not None or here is not None) and index >= self._in_title:
            blanks = max(blanks, 1)
        return self._newline + (blank + self._newline) * blanks

    def _blanks(self, index: int, in_speech: bool) -> int:
        """How many blank lines a piece asks for, and at least as many as its kind needs."""
        piece, before = self._pieces[index], self._pieces[index - 1]
        if isinstance(piece, TitleEntry):
            return 0
        if in_speech:
            return piece.blanks or 0
        blanks = 1 if piece.blanks is None else piece.blanks
        apart = isinstance(before, TitleEntry | SceneHeading | Dialogue | Parenthetical)
        return max(blanks, 1) if apart and not _may_touch(before, piece) else blanks


def _may_touch(before: Piece, piece: Element) -> bool:
    """A heading may be followed at once by what is not printed."""
    return isinstance(before, SceneHeading) and isinstance(piece, body.BOUNDARIES)


def _in_speech(pieces: list[Piece]) -> list[bool]:
    """Which pieces belong to the cue before them; lyrics do when no blank line parts them or more speech follows."""
    found = [isinstance(piece, Dialogue | Parenthetical) for piece in pieces]
    for index in range(len(pieces) - 2, 0, -1):
        found[index] = found[index] or (isinstance(pieces[index], Lyrics) and found[index + 1])
    for index in range(1, len(pieces)):
        piece = pieces[index]
        if isinstance(piece, Lyrics) and not piece.blanks:
            found[index] = found[index - 1] or isinstance(pieces[index - 1], Character)
    return found
