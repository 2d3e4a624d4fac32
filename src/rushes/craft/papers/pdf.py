"""
A paper as a PDF: a flow of blocks, or pages that are drawn; title and page numbers on each, the same bytes each time.
"""

import io
import re
from collections.abc import Callable, Sequence
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

from rushes.craft.papers import letters, scale
from rushes.craft.papers.page import Paper
from rushes.craft.papers.scale import Step
from rushes.craft.typefaces import Face

Draw = Callable[[Canvas], None]
HEAD, FOOT = 11.0, 9.0
CUT = "…"
PROGRAM = "Rushes"


def document(paper: Paper, story: Sequence[Flowable]) -> bytes:
    """A flow of blocks on as many pages as it needs."""
    content = io.BytesIO()
    page = paper.page
    frame = Frame(page.side, page.bottom, *page.room, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    size = page.wide, page.high
    template = BaseDocTemplate(content, pagesize=size, invariant=1, title=_name(paper), creator=PROGRAM, author="")
    template.addPageTemplates(PageTemplate(frames=[frame]))
    template.build(list(story), canvasmaker=lambda *given, **named: _Counted(paper, *given, **named))
    return content.getvalue()


def drawn(paper: Paper, pages: Sequence[Draw]) -> bytes:
    """Pages that each draw themselves inside the live area."""
    content = io.BytesIO()
    size = paper.page.wide, paper.page.high
    canvas = Canvas(content, pagesize=size, invariant=1, pageCompression=1)
    canvas.setTitle(_name(paper))
    canvas.setCreator(PROGRAM)
    for number, draw in enumerate(pages, start=1):
        furniture(canvas, paper, number, len(pages))
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def furniture(canvas: Canvas, paper: Paper, number: int, count: int) -> None:
    """What every page carries: the title and what this is of it above, the page's number and a note below."""
    page = paper.page
    high = page.ceiling + HEAD
    line(canvas, (page.left, high), paper.title, scale.STRONG, room=0.6 * page.room[0])
    line(canvas, (page.right, high), paper.what, scale.LABEL, right=True, room=0.36 * page.room[0])
    canvas.setStrokeColor(scale.INK)
    canvas.setLineWidth(0.6)
    canvas.line(page.left, high - 5, page.right, high - 5)
    low = page.bottom - FOOT - scale.NOTE.size
    line(canvas, (page.left, low), paper.note, scale.NOTE, room=0.8 * page.room[0])
    line(canvas, (page.right, low), f"page {number} of {count}", scale.LABEL, right=True)


def line(
    canvas: Canvas, at: tuple[float, float], text: str, step: Step, *, right: bool = False, room: float = 0.0
) -> None:
    """One line with its baseline at a point, cut to `room` points where it is given."""
    shown = cut_to(text, step.face, step.size, room) if room else text
    left = at[0] - (letters.width(shown, step.face, step.size) if right else 0.0)
    canvas.setFillColor(step.colour)
    for font, piece in letters.runs(shown, step.face):
        canvas.setFont(font, step.size)
        canvas.drawString(left, at[1], piece)
        left += canvas.stringWidth(piece, font, step.size)


def block(canvas: Canvas, at: tuple[float, float], text: str, step: Step, room: tuple[float, float]) -> float:
    """
    A paragraph whose top left corner is a point, in so much room, cut with an ellipsis where it is longer.

    Gives the height it took, in points.
    """
    paragraph = fitted(text, step, room)
    if paragraph is None:
        return 0.0
    _, high = paragraph.wrap(*room)
    paragraph.drawOn(canvas, at[0], at[1] - high)
    return float(high)


def fitted(text: str, step: Step, room: tuple[float, float]) -> Paragraph | None:
    """As much of a text as a room holds; None where it holds not one line, or there is no text."""
    said = re.findall(r"\n|\S+", text.strip())
    if not said or room[1] < step.leading:
        return None
    whole = _paragraph(said, step, cut=False)
    if whole.wrap(*room)[1] <= room[1]:
        return whole
    least, most = 1, min(len(said), round(room[0] * room[1]))
    while least < most:
        middle = (least + most + 1) // 2
        if _paragraph(said[:middle], step, cut=True).wrap(*room)[1] <= room[1]:
            least = middle
        else:
            most = middle - 1
    paragraph = _paragraph(said[:least], step, cut=True)
    if paragraph.wrap(*room)[1] <= room[1]:
        return paragraph
    return _paragraph([cut_to(said[0], step.face, step.size, room[0])], step, cut=False)


def cut_to(text: str, face: Face, size: float, room: float) -> str:
    """A line no wider than `room` points, with an ellipsis where something is left out."""
    if letters.width(text, face, size) <= room:
        return text
    least, most = 0, len(text)
    while least < most:
        middle = (least + most + 1) // 2
        if letters.width(text[:middle].rstrip() + CUT, face, size) <= room:
            least = middle
        else:
            most = middle - 1
    return text[:least].rstrip() + CUT


def _paragraph(said: Sequence[str], step: Step, *, cut: bool) -> Paragraph:
    shown = " ".join(said).rstrip(",;:") + f" {CUT}" if cut else " ".join(said)
    return Paragraph(letters.markup(shown, step.face), scale.style(step))


def _name(paper: Paper) -> str:
    return f"{paper.title}: {paper.what}"


class _Counted(Canvas):
    """A canvas that sets headers and footers when it knows how many pages there are."""

    def __init__(self, paper: Paper, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._paper = paper
        self._kept: list[dict[str, object]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        self._kept.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]  # reportlab's own recipe for page counts needs it

    def save(self) -> None:
        count = len(self._kept)
        for number, state in enumerate(self._kept, start=1):
            self.__dict__.update(state)
            furniture(self, self._paper, number, count)
            super().showPage()
        super().save()
