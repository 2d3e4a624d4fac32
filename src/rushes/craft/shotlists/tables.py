"""A shot list as a table of cells, whatever file it came in: rows, columns by letter, addresses like `Shots!C12`."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Cell = str | float | int | bool | time | timedelta | date | datetime


@dataclass(frozen=True)
class Table:
    """One sheet: `rows` from its first row on; `doubts` are what was odd while it was read, each with its cell."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    doubts: tuple[tuple[str, str], ...] = ()

    def at(self, row: int, column: int) -> str:
        """The address of a cell, both counted from 0: `Shots!C12`."""
        return f"{self.name}!{letter(column)}{row + 1}"


@dataclass(frozen=True)
class Book:
    """All sheets that can be seen, and what is to be said of the file as a whole."""

    kind: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()


def letter(column: int) -> str:
    """`A` of 0, `AB` of 27."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = f"{chr(65 + rest)}{text}"
    return text


def said(cell: Cell) -> str:
    """A cell as text: whole numbers without a point, times as `0:05:00`, dates as `2026-01-03`."""
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    return str(cell)
