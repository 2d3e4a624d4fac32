"""The pitch as a PDF: title, logline and key pictures first, then premise, spine, people, places and plan."""

from collections.abc import Iterator, Sequence

from reportlab.lib.colors import Color, HexColor
from reportlab.platypus import CondPageBreak, Flowable

from rushes.craft.papers import blocks, page, scale
from rushes.craft.papers import pdf as paper_pdf
from rushes.craft.papers.page import Page, Paper
from rushes.craft.papers.pitch import Link, Pitch, Portrait, Swatch
from rushes.craft.papers.scale import Step
from rushes.craft.story.beats import Beat, Part

LOGLINE = Step(scale.BODY.face, 15, 20, above=4)
COLUMNS = 3
BAND = 7.0
LONGEST, ALONE = 400, 2000
DOT = 3.2
RAIL = 12.0
KEPT = 130.0
BEATS = (0.6, 2.2, 3.2, 2.2, 1.3)
SHEET = (2.4, 2.2, 2.2, 2.2)


def pdf(pitch: Pitch, sheet: Page | None = None) -> bytes:
    """The pitch as a PDF; the same pitch and pictures give the same bytes."""
    paper = Paper(pitch.title, f"pitch, {pitch.kind}" if pitch.kind else "pitch", sheet or page.landscape())
    return paper_pdf.document(paper, list(_flow(pitch, paper.page.room[0], paper.page.room[1])))


def _flow(pitch: Pitch, wide: float, high: float) -> Iterator[Flowable]:
    yield from _front(pitch, wide, high)
    yield from _premise(pitch, wide)
    yield from _beats(pitch, wide)
    yield from _portraits("People", pitch.people, wide)
    yield from _portraits("Places", pitch.places, wide)
    yield from _made(pitch, wide)
    if pitch.disclosure:
        yield blocks.gap(14)
        yield blocks.words(_short(pitch.disclosure, ALONE), scale.NOTE)


def _front(pitch: Pitch, wide: float, high: float) -> Iterator[Flowable]:
    yield blocks.gap(10)
    yield blocks.words(pitch.title, scale.DISPLAY)
    if pitch.logline:
        yield blocks.words(_short(pitch.logline, ALONE), LOGLINE)
    yield blocks.gap(14)
    if pitch.panels:
        room = (wide - 8.0 * (COLUMNS - 1)) / COLUMNS
        tall = min(high * 0.36, room * 0.6)
        cells: list[Flowable | list[Flowable]] = [
            [blocks.picture(panel.picture, room, tall), blocks.words(_short(panel.says), scale.NOTE)]
            for panel in pitch.panels
        ]
        yield blocks.row([*cells, *[blocks.gap(0)] * (COLUMNS - len(cells))], wide)
    yield blocks.facts(_facts(pitch.facts), wide)


def _premise(pitch: Pitch, wide: float) -> Iterator[Flowable]:
    if not pitch.premise:
        return
    yield blocks.new_page()
    yield from blocks.heading("Premise")
    yield blocks.facts(_facts(pitch.premise), wide, label=150.0)
    if pitch.tone:
        yield from blocks.heading("Tone")
        yield blocks.facts(_facts(pitch.tone), wide, label=150.0)
    if pitch.spine:
        yield from blocks.heading("Spine")
        yield _Spine(pitch.spine, wide)


def _facts(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, Flowable | str]]:
    return [(name, _short(text, ALONE)) for name, text in pairs]


def _beats(pitch: Pitch, wide: float) -> Iterator[Flowable]:
    if not pitch.story.beats:
        return
    yield from blocks.heading("Beats")
    headings = ("scene", "before", "what is done", "after", "at stake")
    yield blocks.table(headings, [_beat(beat) for beat in pitch.story.beats], blocks.shares(wide, BEATS))


def _beat(beat: Beat) -> tuple[str, ...]:
    move = f"{beat.starts} > {beat.ends}" if beat.starts and beat.ends else ""
    return beat.scene, beat.before, beat.action, beat.after, " ".join(filter(None, (beat.value, move)))


def _portraits(heading: str, each: Sequence[Portrait], wide: float) -> Iterator[Flowable]:
    if not each:
        return
    yield CondPageBreak(KEPT)
    yield from blocks.heading(heading)
    yield blocks.gap(3)
    room = (wide - 8.0 * (COLUMNS - 1)) / COLUMNS
    for start in range(0, len(each), COLUMNS):
        cells: list[Flowable | list[Flowable]] = [_portrait(one, room) for one in each[start : start + COLUMNS]]
        cells += [blocks.gap(0)] * (COLUMNS - len(cells))
        yield blocks.row(cells, wide)


def _portrait(one: Portrait, wide: float) -> list[Flowable]:
    colours = ", ".join(" ".join(filter(None, (swatch.name, swatch.of))) for swatch in one.swatches)
    said = [
        blocks.words(_short(text), step) for text, step in ((one.says, scale.BODY), (one.locked, scale.NOTE)) if text
    ]
    named = [blocks.words(_short(colours), scale.LABEL)] if colours else []
    return [_Band(one.swatches, wide), blocks.words(_short(one.name), scale.SUBHEADING), *said, *named]


def _made(pitch: Pitch, wide: float) -> Iterator[Flowable]:
    if not pitch.worksheet:
        return
    yield from blocks.heading("How it is made")
    rows = [(question, answer.made, answer.consistency, answer.risk) for question, answer in pitch.worksheet]
    yield blocks.table(("", "made here", "how consistent", "risk"), rows, blocks.shares(wide, SHEET))


def _short(text: str, most: int = LONGEST) -> str:
    """What fits beside its neighbours: a row that no page holds could not be set."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


class _Band(Flowable):
    """The colours of a person or a place side by side, the first widest."""

    def __init__(self, swatches: Sequence[Swatch], wide: float) -> None:
        super().__init__()
        self.swatches, self.width, self.height = tuple(swatches), wide, BAND

    def draw(self) -> None:
        """On the canvas, at its place."""
        parts = blocks.shares(self.width, [3, *[1] * (len(self.swatches) - 1)]) if self.swatches else [self.width]
        colours = [HexColor(swatch.hex) for swatch in self.swatches] or [scale.LINE]
        left = 0.0
        for part, colour in zip(parts, colours, strict=True):
            self._fill(left, part, colour)
            left += part

    def _fill(self, left: float, wide: float, colour: Color) -> None:
        self.canv.setFillColor(colour)
        self.canv.rect(left, 0, wide, self.height, stroke=0, fill=1)


class _Spine(Flowable):
    """The parts of the story along a line, each as wide as its share, with its words below."""

    def __init__(self, links: Sequence[Link], wide: float) -> None:
        super().__init__()
        self.links, self.width = tuple(links), wide
        self.parts = blocks.shares(wide, [link.share + 0.12 for link in links])
        self.height = 0.0

    def wrap(self, availWidth: float, _availHeight: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """The width there is, and as high as its longest words."""
        heights = [
            blocks.words(_short(link.says), scale.SMALL).wrap(part - 10, 1000)[1]
            for link, part in zip(self.links, self.parts, strict=True)
        ]
        self.height = RAIL + scale.LABEL.leading + max(heights) + 4
        return availWidth, self.height

    def draw(self) -> None:
        """On the canvas, at its place."""
        left, rail = 0.0, self.height - RAIL / 2
        for link, part in zip(self.links, self.parts, strict=True):
            self._link(link, left, part, rail)
            left += part

    def _link(self, link: Link, left: float, part: float, rail: float) -> None:
        colour = scale.ACCENT if link.part is Part.TURN else scale.QUIET
        self.canv.setStrokeColor(colour)
        self.canv.setLineWidth(0.9)
        self.canv.line(left, rail, left + part, rail)
        self.canv.setFillColor(colour)
        self.canv.circle(left + DOT, rail, DOT, stroke=0, fill=1)
        base = rail - RAIL / 2 - 6
        paper_pdf.line(self.canv, (left, base), f"{link.part}, {link.begins}", scale.LABEL)
        room = (part - 10, base)
        paper_pdf.block(self.canv, (left, base - 4), _short(link.says), scale.SMALL, room)
