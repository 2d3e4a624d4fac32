"""What papers are built of, as plain functions: headings, texts, facts, tables, pictures in a row."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from reportlab.platypus import CondPageBreak, Flowable, LongTable, PageBreak, Paragraph, Spacer, Table, TableStyle

from rushes.craft.papers import letters, scale
from rushes.craft.papers.pictures import Picture
from rushes.craft.papers.scale import Step

Cell = str | Flowable
PAD = 3.2
KEPT = 60.0
TALLEST = 260.0
SIDE = 6.0


def words(text: str, step: Step = scale.BODY) -> Paragraph:
    """A paragraph of any text at a step of the scale."""
    return Paragraph(letters.markup(text, step.face), scale.style(step))


def heading(text: str) -> list[Flowable]:
    """A heading, kept with what follows it."""
    return [CondPageBreak(KEPT), words(text, scale.HEADING), gap(3)]


def text(text: str) -> list[Flowable]:
    """Running text: a paragraph for each line of it that is not empty."""
    return [words(line) for line in text.splitlines() if line.strip()]


def gap(points: float) -> Flowable:
    """Empty space."""
    return Spacer(0, points)


def new_page() -> Flowable:
    """What follows begins a page."""
    return PageBreak()


def facts(pairs: Sequence[tuple[str, Cell]], wide: float, label: float = 90.0) -> Flowable:
    """Names and what they say, one under the other; what says nothing is left out."""
    rows = [[words(name, scale.LABEL), _cell(said, scale.BODY)] for name, said in pairs if said != ""]
    if not rows:
        return gap(0)
    style: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0), *_pads(2.2)]
    return Table(rows, colWidths=(label, wide - label), style=TableStyle(style), splitInRow=1, hAlign="LEFT")


def table(
    headings: Sequence[str], rows: Sequence[Sequence[Cell]], wides: Sequence[float], *, numbers: Collection[int] = ()
) -> Flowable:
    """
    A table with fine lines whose headings come again on every page; a row that is too long goes on overleaf.

    Args:
        wides: the widths of the columns, in points.
        numbers: the columns that are set to the right.
    """
    if not rows:
        return words("Nothing yet.", scale.NOTE)
    head = [words(name, scale.COUNTED if column in numbers else scale.LABEL) for column, name in enumerate(headings)]
    cells = [
        [_cell(said, scale.NUMBER if column in numbers else scale.SMALL) for column, said in enumerate(row)]
        for row in rows
    ]
    body = [part for row in cells for part in _parts(row, wides)]
    style: list[Any] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.9, scale.INK),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, scale.LINE),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        *_pads(PAD),
    ]
    return LongTable([head, *body], colWidths=list(wides), style=TableStyle(style), repeatRows=1, hAlign="LEFT")


def shares(wide: float, parts: Sequence[float]) -> list[float]:
    """A width shared out among columns, as their parts say."""
    whole = sum(parts)
    return [wide * part / whole for part in parts]


def picture(source: Path | None, wide: float, high: float, empty: str = "") -> Flowable:
    """A picture, whole inside so many points; a tinted box that says `empty` where there is none."""
    return Picture(source, wide, high, empty)


def row(cells: Sequence[Flowable | list[Flowable]], wide: float, space: float = 8.0) -> Flowable:
    """Things side by side, each with its share of the width."""
    room = (wide - space * (len(cells) - 1)) / len(cells)
    style: list[Any] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-2, -1), space),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), space),
    ]
    wides = [room + space] * (len(cells) - 1) + [room]
    return Table([list(cells)], colWidths=wides, style=TableStyle(style), hAlign="LEFT")


def _parts(cells: Sequence[Flowable], wides: Sequence[float]) -> Iterator[list[Flowable]]:
    """A row as rows that any page holds: long texts go on in the next, beside nothing."""
    left: list[Flowable | None] = list(cells)
    while any(left):
        row: list[Flowable] = []
        for column, (cell, wide) in enumerate(zip(left, wides, strict=True)):
            shown, left[column] = _first(cell, wide - 2 * SIDE)
            row.append(shown)
        yield row


def _first(cell: Flowable | None, wide: float) -> tuple[Flowable, Flowable | None]:
    """As much of a cell as a row may show, and the rest of it."""
    if not isinstance(cell, Paragraph):
        return cell or gap(0), None
    if cell.wrap(wide, TALLEST)[1] <= TALLEST:
        return cell, None
    first, rest = cell.split(wide, TALLEST)
    return first, rest


def _cell(said: Cell, step: Step) -> Flowable:
    return words(said, step) if isinstance(said, str) else said


def _pads(points: float) -> list[tuple[str, tuple[int, int], tuple[int, int], float]]:
    return [("TOPPADDING", (0, 0), (-1, -1), points), ("BOTTOMPADDING", (0, 0), (-1, -1), points)]
