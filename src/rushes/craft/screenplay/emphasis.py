"""Emphasis: the marks for italic, bold and underline stay in an element's text; read past here, and written."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

_TOKEN = re.compile(r"\\[*_]|\*+|_+")
_MARK = re.compile(r"[*_]")
_WORD = re.compile(r"\s+|\S+")
_MOST_MARKS = 200
_LONGEST = {"*": 3, "_": 1}
_STYLES = {("*", 1): ("italic",), ("*", 2): ("bold",), ("*", 3): ("bold", "italic"), ("_", 1): ("underline",)}


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style, as it is read: without marks."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False


@dataclass
class _Opening:
    """A run of marks that waits for its closing: which piece it is, and how many marks are still unpaired."""

    mark: str
    piece: int
    left: int


def plain(text: str) -> str:
    """The text without its emphasis; marks that emphasise nothing, and escaped ones, are shown."""
    if not _MARK.search(text):
        return text
    return "\n".join("".join(_Reading(line).pieces) for line in text.split("\n"))


def runs(text: str) -> tuple[Run, ...]:
    """The text in stretches of one style, in order; joined they are `plain(text)`. No stretch is empty."""
    if not _MARK.search(text):
        return (Run(text),) if text else ()
    found: list[Run] = []
    for number, line in enumerate(text.split("\n")):
        found += [Run("\n")] * (number > 0)
        found += _Reading(line).runs()
    return _merged(found)


def marked(styled: Iterable[Run]) -> str:
    """
    Runs as a text with marks, so that `runs` reads the same words in the same styles.

    Spaces at the edge of a style are left out of it. A line whose styles change inside a word in a way that marks
    cannot say, or with more stars of its own than any in a script, is written without emphasis.
    """
    lines: list[list[Run]] = [[]]
    for run in styled:
        first, *others = run.text.split("\n")
        lines[-1].append(replace(run, text=first))
        lines += [[replace(run, text=other)] for other in others]
    return "\n".join(_marked_line(_merged(line)) for line in lines)


class _Reading:
    """One line, in pieces; a paired mark's piece becomes empty."""

    def __init__(self, line: str) -> None:
        self._line = line
        self.pieces: list[str] = []
        self._waiting: list[_Opening] = []
        self._marks: Counter[str] = Counter()
        self._pairs: list[tuple[int, int, tuple[str, ...]]] = []
        self._read()

    def runs(self) -> Iterator[Run]:
        """The pieces with the styles of all pairs they stand between."""
        changes: dict[int, Counter[str]] = {}
        for opening, closing, styles in self._pairs:
            changes.setdefault(opening, Counter()).update(styles)
            changes.setdefault(closing, Counter()).subtract(styles)
        styled: Counter[str] = Counter()
        for index, piece in enumerate(self.pieces):
            if index in changes:
                styled.update(changes[index])
            if piece:
                yield Run(piece, styled["bold"] > 0, styled["italic"] > 0, styled["underline"] > 0)

    def _read(self) -> None:
        end = 0
        for token in _TOKEN.finditer(self._line):
            run = token[0]
            self.pieces.append(self._line[end : token.start()])
            self.pieces.append(run.removeprefix("\\"))
            end = token.end()
            if len(run) <= _LONGEST.get(run[0], 0):
                self._pair(token.start(), run[0], len(run))
        self.pieces.append(self._line[end:])

    def _pair(self, start: int, mark: str, left: int) -> None:
        before, after = self._line[max(start - 1, 0) : start], self._line[start + left : start + left + 1]
        if mark == "_" and before.isalnum() and after.isalnum():
            return
        if before and not before.isspace():
            left = self._close(mark, left)
        if left and after and not after.isspace():
            self._waiting.append(_Opening(mark, len(self.pieces) - 1, left))
            self._marks[mark] += 1

    def _close(self, mark: str, left: int) -> int:
        """Pair a closing run with the nearest openings of its mark; returns how many marks found none."""
        here = len(self.pieces) - 1
        while left and self._marks[mark]:
            opening = self._waiting.pop()
            self._marks[opening.mark] -= 1
            if opening.mark != mark:
                continue
            used = min(left, opening.left)
            left, opening.left = left - used, opening.left - used
            self.pieces[opening.piece], self.pieces[here] = mark * opening.left, mark * left
            self._pairs.append((opening.piece + 1, here, _STYLES[mark, used]))
            if opening.left:
                self._waiting.append(opening)
                self._marks[mark] += 1
        return left


def _style(run: Run) -> tuple[bool, bool, bool]:
    return run.bold, run.italic, run.underline


def _merged(styled: Iterable[Run]) -> tuple[Run, ...]:
    joined = (("".join(run.text for run in group), style) for style, group in groupby(styled, _style))
    return tuple(Run(text, *style) for text, style in joined if text)


def _marked_line(styled: tuple[Run, ...]) -> str:
    """The first spelling that reads back as it should: as it is, with its own stars escaped, or without emphasis."""
    said = "".join(run.text for run in styled)
    if styled == (Run(said),):
        return said if plain(said) == said else _escaped(said)
    if len(_MARK.findall(said)) > _MOST_MARKS:
        return _escaped(said)
    spellings = ("".join(_spelled(run, escaped) for run in styled) for escaped in (False, True))
    wanted = _letters(styled)
    return next((text for text in spellings if _letters(runs(text)) == wanted), _escaped(said))


def _spelled(run: Run, escaped: bool) -> str:
    words = run.text.strip()
    start = run.text.find(words)
    inner = _escaped(words) if escaped else words
    mark = "*" * (run.italic + 2 * run.bold)
    under = "_" * run.underline
    marked = f"{under}{mark}{inner}{mark}{under}" if words else ""
    return f"{run.text[:start]}{marked}{run.text[start + len(words) :]}"


def _escaped(text: str) -> str:
    return _MARK.sub(r"\\\g<0>", text)


def _letters(styled: Iterable[Run]) -> tuple[Run, ...]:
    """Runs as they look: a space has no style of its own."""
    return _merged(
        replace(run, text=word) if not word.isspace() else Run(word)
        for run in styled
        for word in _WORD.findall(run.text)
    )
