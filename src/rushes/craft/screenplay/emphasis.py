"""Emphasis: the marks for italic, bold and underline stay in an element's text; this reads past them."""

import re
from collections import Counter
from dataclasses import dataclass

_TOKEN = re.compile(r"\\[*_]|\*+|_+")
_LONGEST = {"*": 3, "_": 1}


@dataclass
class _Opening:
    """A run of marks that waits for its closing: which piece it is, and how many marks are still unpaired."""

    mark: str
    piece: int
    left: int


def plain(text: str) -> str:
    """The text without its emphasis; marks that emphasise nothing, and escaped ones, are shown."""
    return "\n".join(_Reading(line).plain() for line in text.split("\n"))


class _Reading:
    """One line, in pieces; a paired mark's piece becomes empty."""

    def __init__(self, line: str) -> None:
        self._line = line
        self._pieces: list[str] = []
        self._waiting: list[_Opening] = []
        self._marks: Counter[str] = Counter()

    def plain(self) -> str:
        end = 0
        for token in _TOKEN.finditer(self._line):
            run = token[0]
            self._pieces.append(self._line[end : token.start()])
            self._pieces.append(run.removeprefix("\\"))
            end = token.end()
            if len(run) <= _LONGEST.get(run[0], 0):
                self._pair(token.start(), run[0], len(run))
        return "".join([*self._pieces, self._line[end:]])

    def _pair(self, start: int, mark: str, left: int) -> None:
        before, after = self._line[max(start - 1, 0) : start], self._line[start + left : start + left + 1]
        if mark == "_" and before.isalnum() and after.isalnum():
            return
        if before and not before.isspace():
            left = self._close(mark, left)
        if left and after and not after.isspace():
            self._waiting.append(_Opening(mark, len(self._pieces) - 1, left))
            self._marks[mark] += 1

    def _close(self, mark: str, left: int) -> int:
        """Pair a closing run with the nearest openings of its mark; returns how many marks found none."""
        here = len(self._pieces) - 1
        while left and self._marks[mark]:
            opening = self._waiting.pop()
            self._marks[opening.mark] -= 1
            if opening.mark != mark:
                continue
            used = min(left, opening.left)
            left, opening.left = left - used, opening.left - used
            self._pieces[opening.piece], self._pieces[here] = mark * opening.left, mark * left
            if opening.left:
                self._waiting.append(opening)
                self._marks[mark] += 1
        return left
