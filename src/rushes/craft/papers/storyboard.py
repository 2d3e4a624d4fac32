"""
The storyboard: six shots to a page, each under its code with its panels, its camera and what happens.

A shot whose first and last frames differ shows them small beside its key frame. Scenes begin a row of their own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from reportlab.pdfgen.canvas import Canvas

from rushes.craft.papers import letters, page, pdf, pictures, scale
from rushes.craft.papers.page import Page, Paper
from rushes.craft.papers.pdf import block, line
from rushes.craft.papers.scale import Step
from rushes.craft.papers.values import Panel, Scene, Shot, Storyboard, minutes

COLUMNS, ROWS = 3, 2
GUTTER, RUNG = 18.0, 12.0
HEADING = 19.0
CODE_LINE = 13.0
GAP = 5.0
MAIN = 2 / 3
UPRIGHT = 1.0
NO_PANEL = "no panel yet"
SPEECH = Step(scale.SCRIPT.face, 7.6, 9.2)
LEAST = {"move": 1, "action": 2, "speech": 2, "standard": 1}

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Row:
    """Shots side by side, of one scene; whether they begin it."""

    scene: Scene
    shots: tuple[Shot, ...]
    first: bool


@dataclass(frozen=True)
class Places:
    """Where in a cell things go: a box for each panel and one for the words, as left, top, wide, high from its top."""

    panels: tuple[Box, ...]
    words: Box


def storyboard(told: Storyboard) -> bytes:
    """The storyboard of a film as a PDF; the same values give the same bytes."""
    paper = Paper(told.title, f"storyboard, {_sum(told)}", page.landscape(), told.note)
    rows = [row for scene in told.scenes for row in _rows(scene)]
    pages = [rows[start : start + ROWS] for start in range(0, len(rows), ROWS)] or [[]]
    return pdf.drawn(paper, [partial(_page, paper.page, told.aspect, own) for own in pages])


def places(aspect: float, wide: float, high: float, count: int) -> Places:
    """
    The places in a cell for so many panels of one aspect.

    A wide picture stands over its words, an upright one beside them; of three the key is large, the others small.
    """
    if aspect < UPRIGHT:
        return _upright(aspect, wide, high, count)
    if count < 2:
        tall = min(wide / aspect, high * 0.62)
        return Places(((0, 0, tall * aspect, tall),), (0, tall + GAP, wide, high - tall - GAP))
    main = (wide - GAP) * MAIN
    tall = min(main / aspect, high * 0.5)
    small = (tall - GAP) / 2
    beside = tall * aspect + GAP
    extra = [(beside, number * (small + GAP), small * aspect, small) for number in range(count - 1)]
    return Places(((0, 0, tall * aspect, tall), *extra), (0, tall + GAP, wide, high - tall - GAP))


def _upright(aspect: float, wide: float, high: float, count: int) -> Places:
    tall = min(high, wide * 0.46 / aspect)
    beside = tall * aspect + GAP * 1.6
    room = wide - beside
    if count < 2:
        return Places(((0, 0, tall * aspect, tall),), (beside, 0, room, high))
    small = min(high * 0.36, (room - GAP) / 2 / aspect)
    extra = [(beside + number * (small * aspect + GAP), 0.0, small * aspect, small) for number in range(count - 1)]
    return Places(((0, 0, tall * aspect, tall), *extra), (beside, small + GAP, room, high - small - GAP))


def _rows(scene: Scene) -> Iterator[Row]:
    for start in range(0, len(scene.shots), COLUMNS):
        yield Row(scene, scene.shots[start : start + COLUMNS], start == 0)


def _page(sheet: Page, aspect: float, rows: Sequence[Row], canvas: Canvas) -> None:
    wide, high = sheet.room
    cell = (wide - GUTTER * (COLUMNS - 1)) / COLUMNS
    tall = (high - RUNG * (ROWS - 1) - HEADING * ROWS) / ROWS
    top = sheet.ceiling
    for number, row in enumerate(rows):
        if row.first or number == 0:
            _heading(canvas, sheet, row, top)
        top -= HEADING
        for column, shot in enumerate(row.shots):
            _cell(canvas, shot, aspect, (sheet.left + column * (cell + GUTTER), top, cell, tall))
        top -= tall + RUNG


def _heading(canvas: Canvas, sheet: Page, row: Row, top: float) -> None:
    base, scene = top - HEADING + 7, row.scene
    if not row.first:
        line(canvas, (sheet.left, base), f"{scene.code}   {scene.heading}, continued", scale.NOTE, room=sheet.room[0])
        return
    count = f"{len(scene.shots)} shot{'s' if len(scene.shots) != 1 else ''}, {minutes(scene.seconds)}"
    line(canvas, (sheet.left, base), f"{scene.code}   {scene.heading}", scale.SUBHEADING, room=sheet.room[0] - 120)
    line(canvas, (sheet.right, base), count, scale.NOTE, right=True)


def _cell(canvas: Canvas, shot: Shot, aspect: float, box: Box) -> None:
    left, top, wide, high = box
    canvas.setStrokeColor(scale.LINE)
    canvas.setLineWidth(0.5)
    canvas.line(left, top, left + wide, top)
    base = top - CODE_LINE + 3
    line(canvas, (left, base), shot.code, scale.CODE)
    line(canvas, (left + 62, base), shot.title, scale.STRONG, room=wide - 62 - 34)
    line(canvas, (left + wide, base), minutes(shot.seconds), scale.NUMBER, right=True)
    top, high = top - CODE_LINE - 1, high - CODE_LINE - 1
    shown = _shown(shot.panels)
    found = places(aspect, wide, high, len(shown))
    for panel, (x, y, w, h) in zip(shown, found.panels, strict=True):
        came = pictures.draw(canvas, panel.picture, (left + x, top - y - h, w, h), NO_PANEL)
        _moment(canvas, panel, came[:2], alone=len(shown) == 1)
    x, y, w, h = found.words
    _words(canvas, shot, (left + x, top - y), (w, h))


def _shown(panels: tuple[Panel, ...]) -> tuple[Panel, ...]:
    """The key first, then those beside it in their order; one empty place where nothing is drawn yet."""
    return tuple(sorted(panels, key=lambda panel: panel.moment != "key"))[:3] or (Panel("key"),)


def _moment(canvas: Canvas, panel: Panel, corner: tuple[float, float], *, alone: bool) -> None:
    """A small flag in the corner of a panel: which moment it is where there are several, and how it stands."""
    said = " ".join(word for word in ("" if alone else panel.moment, panel.mark) if word)
    if not said:
        return
    wide = letters.width(said, scale.LABEL.face, 6.4) + 5
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(corner[0], corner[1], wide, 8.4, stroke=0, fill=1)
    line(canvas, (corner[0] + 1.5, corner[1] + 2.2), said, Step(scale.LABEL.face, 6.4, 8, scale.INK))


def _words(canvas: Canvas, shot: Shot, corner: tuple[float, float], room: tuple[float, float]) -> None:
    """Camera, action, dialogue, standard, each with at least its first lines while there is room at all."""
    texts = [
        ("move", f"{shot.camera}; {shot.move}" if shot.move else shot.camera, scale.NOTE),
        ("action", shot.action, scale.SMALL),
        ("speech", "\n".join(f"{name.upper()}: {text}" for name, text in shot.dialogue), SPEECH),
        ("standard", f"Standard: {'; '.join(shot.standard)}" if shot.standard else "", scale.NOTE),
    ]
    wanted = [(name, text, step) for name, text, step in texts if text]
    top, left = corner[1], room[1]
    for number, (_, text, step) in enumerate(wanted):
        kept = sum(LEAST[name] * other.leading + 2 for name, _, other in wanted[number + 1 :])
        taken = block(canvas, (corner[0], top), text, step, (room[0], max(step.leading, left - kept)))
        top, left = top - taken - 2, left - taken - 2


def _sum(told: Storyboard) -> str:
    count = len(told.shots)
    return f"{count} shot{'s' if count != 1 else ''}, {minutes(sum(shot.seconds for shot in told.shots))}"
