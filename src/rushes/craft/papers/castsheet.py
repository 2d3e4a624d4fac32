"""Sheets on paper: a page an asset, with what is fixed about it beside its views."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from reportlab.pdfgen.canvas import Canvas

from rushes.craft.cards.asset import Asset
from rushes.craft.papers import page, pdf, pictures, scale
from rushes.craft.papers.page import Page, Paper
from rushes.craft.papers.pdf import block, line
from rushes.craft.papers.values import Panel

COLUMN = 176.0
GAP, CAPTION = 9.0, 12.0
MOST = 5  # views in a row


@dataclass(frozen=True)
class Sheet:
    """An asset and its views in order, named by their panels' moments; `aspect` is a picture's width over height."""

    asset: Asset
    views: tuple[Panel, ...]
    aspect: float = 0.8


def sheets(title: str, each: Sequence[Sheet]) -> bytes:
    """The sheets of a film as a PDF, a page each; the same sheets give the same bytes."""
    paper = Paper(title, "sheets", page.landscape())
    return pdf.drawn(paper, [partial(_page, paper.page, one) for one in each] or [lambda _: None])


def _page(sheet: Page, one: Sheet, canvas: Canvas) -> None:
    _says(canvas, sheet, one.asset)
    left, wide = sheet.left + COLUMN + GAP * 2, sheet.room[0] - COLUMN - GAP * 2
    size = fitting(len(one.views), one.aspect, wide, sheet.room[1])
    columns = max(1, int((wide + GAP) // (size + GAP)))
    tall = size / one.aspect
    for number, view in enumerate(one.views):
        row, column = divmod(number, columns)
        x, top = left + column * (size + GAP), sheet.ceiling - row * (tall + CAPTION + GAP)
        pictures.draw(canvas, view.picture, (x, top - tall, size, tall), "no picture yet")
        said = " ".join(filter(None, (view.moment.lower().replace("-", " "), view.mark)))
        line(canvas, (x, top - tall - 9), said, scale.LABEL, room=size)


def fitting(count: int, aspect: float, wide: float, high: float) -> float:
    """The width, in points, at which so many pictures of one aspect fill a room."""
    best = 1.0
    for columns in range(1, MOST + 1):
        rows = -(-max(count, 1) // columns)
        across = (wide - GAP * (columns - 1)) / columns
        down = ((high - GAP * (rows - 1)) / rows - CAPTION) * aspect
        best = max(best, min(across, down))
    return best


def _says(canvas: Canvas, sheet: Page, asset: Asset) -> None:
    """The left column: who or what it is, and what of it may never change."""
    top = sheet.ceiling - 2
    top -= block(canvas, (sheet.left, top), asset.name, scale.HEADING, (COLUMN, 60)) + 2
    top -= block(canvas, (sheet.left, top), f"{asset.id}, {asset.kind}", scale.CODE, (COLUMN, 24)) + 8
    said = {
        "what it is": asset.description,
        "locked": asset.locked,
        **asset.profile,
        "may vary": asset.may_vary,
        "never": asset.negatives,
        "clearance": str(asset.clearance),
    }
    for name, text in said.items():
        room = top - sheet.bottom
        if text and room > 30:
            line(canvas, (sheet.left, top - 8), name, scale.LABEL)
            top -= 12 + block(canvas, (sheet.left, top - 12), text, scale.BODY, (COLUMN, min(room - 16, 130))) + 6
