"""Two speeches beside each other: where they begin, and which words belong to which."""

import math
from collections.abc import Sequence
from dataclasses import replace

from rushes.craft.screenplay import cues
from rushes.craft.screenplay.pdf.furniture import Clean
from rushes.craft.screenplay.pdf.rows import Row
from rushes.craft.screenplay.pdf.words import Word


def beside(rows: Sequence[Clean], index: int) -> tuple[list[Row], list[Row], int] | None:
    """The left and the right speech that begin in a row, and how many rows they share; None for any other row."""
    opening = rows[index]
    if opening.beside or opening.number or len(opening.row.words) < 2:
        return None
    pieces = opening.row.pieces()
    if len(pieces) != 2 or not all(cues.is_cue(_text(piece)) for piece in pieces):
        return None
    end = index + 1
    while end < len(rows) and rows[end].row.blanks == 0 and not rows[end].beside:
        end += 1
    together = [clean.row for clean in rows[index:end]]
    if len(together) < 2:
        return None
    middle = _gutter(together, pieces[0][0].left, pieces[1][0].left)
    left = [part for row in together if (part := _part(row, 0.0, middle))]
    right = [part for row in together if (part := _part(row, middle, math.inf))]
    return left, right, len(together)


def _gutter(rows: Sequence[Row], left: float, right: float) -> float:
    """The middle of the widest strip between two cues' beginnings that no word touches."""
    words = sorted((word for row in rows for word in row.words), key=lambda word: word.left)
    widest, middle = 0.0, right - 1
    reached = left
    for word in words:
        if left < word.left <= right and word.left - reached > widest:
            widest, middle = word.left - reached, (word.left + reached) / 2
        reached = max(reached, word.right)
    return middle


def _part(row: Row, start: float, end: float) -> Row | None:
    """The row's words that begin between two places, if there are any."""
    words = tuple(word for word in row.words if start <= word.left < end)
    return replace(row, words=words) if words else None


def _text(piece: Sequence[Word]) -> str:
    return " ".join(word.text for word in piece)
