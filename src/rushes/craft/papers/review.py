"""The report of a review session: what was decided of each take and why, with the notes at their frames."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw
from reportlab.platypus import CondPageBreak, Flowable

from rushes.craft.papers import blocks, page, scale, web
from rushes.craft.papers import pdf as paper_pdf
from rushes.craft.papers.page import Page, Paper

INKS = {"amber": "#e0a458", "red": "#e0564c", "blue": "#4f9be8", "green": "#5cc27f", "white": "#ffffff"}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
"""What the page may load: nothing but what is in it."""
TALL = 118.0
WIDE = 196.0
KEPT = 120.0
THIN = 260  # of the picture's width, a line is one part


@dataclass(frozen=True)
class Stroke:
    """One stroke of a drawing, its points in shares of the picture: a pen's line, an arrow, a box."""

    tool: str
    colour: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Remark:
    """A note: who says what, at which frame, the still with what was drawn on it, and the answers (who, what)."""

    who: str
    says: str
    at: str
    picture: Path | None
    answers: tuple[tuple[str, str], ...] = ()
    settled: str = ""


@dataclass(frozen=True)
class Reviewed:
    """A take: what it is of, what was decided by whom, how its review ended, and in which words."""

    take: str
    title: str
    state: str
    action: str
    who: str
    picture: Path | None
    says: tuple[tuple[str, str], ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class Review:
    """A session: of which production, with which lens, when and by whom; how many takes ended how; the takes."""

    production: str
    title: str
    facts: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, int], ...]
    takes: tuple[Reviewed, ...]


def html(review: Review) -> str:
    """The report as one page that needs nothing else."""
    return web.html(Path(__file__).parent, "review.html", review=review)


def pdf(review: Review, sheet: Page | None = None) -> bytes:
    """The report as a PDF; the same review and pictures give the same bytes."""
    paper = Paper(review.production, f"review, {review.title}", sheet or page.landscape())
    return paper_pdf.document(paper, list(_flow(review, paper.page.room[0])))


def marked(picture: Image.Image, strokes: Sequence[Stroke], at: tuple[float, float] | None = None) -> Image.Image:
    """A still with what was drawn on it, and a ring where a note is pinned."""
    shown = picture.convert("RGB")
    canvas, thick = ImageDraw.Draw(shown), max(2, shown.width // THIN)
    for stroke in strokes:
        _stroke(canvas, stroke, shown.size, thick)
    if at is not None:
        x, y, size = at[0] * shown.width, at[1] * shown.height, thick * 5
        canvas.ellipse((x - size, y - size, x + size, y + size), outline=INKS["amber"], width=thick)
    return shown


def _stroke(canvas: ImageDraw.ImageDraw, stroke: Stroke, size: tuple[int, int], thick: int) -> None:
    points = [(x * size[0], y * size[1]) for x, y in stroke.points]
    ink, first, last = INKS.get(stroke.colour, INKS["amber"]), points[0], points[-1]
    if stroke.tool == "box":
        left, right = sorted((first[0], last[0]))
        top, bottom = sorted((first[1], last[1]))
        canvas.rectangle((left, top, right, bottom), outline=ink, width=thick)
        return
    if len(points) > 1:
        canvas.line([first, last] if stroke.tool == "arrow" else points, fill=ink, width=thick, joint="curve")
    if stroke.tool == "arrow":
        canvas.ellipse((last[0] - 2 * thick, last[1] - 2 * thick, last[0] + 2 * thick, last[1] + 2 * thick), fill=ink)


def _flow(review: Review, wide: float) -> Iterator[Flowable]:
    yield blocks.gap(6)
    yield blocks.words(review.title, scale.DISPLAY)
    yield blocks.gap(8)
    counted = ", ".join(f"{many} {name}" for name, many in review.counts)
    yield blocks.facts([*review.facts, ("takes", counted)], wide)
    for take in review.takes:
        yield CondPageBreak(KEPT)
        yield blocks.gap(8)
        yield blocks.row([[blocks.picture(take.picture, WIDE, TALL, "no picture")], _said(take, wide / 2)], wide)
        for remark in take.remarks:
            yield CondPageBreak(TALL if remark.picture else 40)
            yield _remark(remark, wide)


def _said(take: Reviewed, wide: float) -> list[Flowable]:
    decided = ", ".join(filter(None, (take.state, take.action, take.who)))
    return [
        blocks.words(f"{take.take}  {take.title}", scale.SUBHEADING),
        blocks.words(decided, scale.STRONG),
        blocks.facts(take.says, wide - 16),
    ]


def _remark(remark: Remark, wide: float) -> Flowable:
    head = ", ".join(filter(None, (remark.at, remark.who, remark.settled)))
    said: list[Flowable] = [blocks.words(head, scale.LABEL), *blocks.text(remark.says)]
    said += [blocks.words(f"{who}: {says}", scale.SMALL) for who, says in remark.answers]
    if remark.picture is None:
        return blocks.row([said], wide)
    return blocks.row([[blocks.picture(remark.picture, WIDE, TALL)], said], wide)
