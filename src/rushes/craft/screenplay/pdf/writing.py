"""A script printed as PDF: the layout in embedded 12-point Courier Prime, the same bytes for the same script."""

import io
import unicodedata

from reportlab.pdfgen.canvas import Canvas

from rushes.craft.screenplay import layout
from rushes.craft.screenplay.elements import SceneHeading, Screenplay
from rushes.craft.screenplay.emphasis import Run, plain
from rushes.craft.screenplay.layout import Page, Paper
from rushes.craft.screenplay.layout.paper import LINE, PITCH
from rushes.craft.typefaces import Face, embedded

SIZE = 12.0
BASELINE = 9.5  # below the top of its line
UNDERLINE = 1.6  # below the baseline
PROGRAM = "Rushes"
_FACES = {
    (False, False): Face.TYPEWRITER,
    (True, False): Face.TYPEWRITER_BOLD,
    (False, True): Face.TYPEWRITER_ITALIC,
    (True, True): Face.TYPEWRITER_BOLD_ITALIC,
}


def write(screenplay: Screenplay, paper: Paper = Paper.LETTER) -> bytes:
    """
    Print a script, with its title and author in the file's properties and its scenes in the reader's outline.

    A letter that the typeface lacks is printed as a crossed box; `unprintable` names them.
    """
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=paper.size, invariant=1, pageCompression=1)
    canvas.setTitle(_shown(plain(screenplay.entry("title"))) or "Screenplay")
    canvas.setAuthor(_shown(plain(screenplay.entry("author") or screenplay.entry("authors"))))
    canvas.setCreator(PROGRAM)
    scenes = {index: each for index, each in enumerate(screenplay.elements) if isinstance(each, SceneHeading)}
    for page in layout.pages(screenplay, paper) or (Page(1, (), 0),):
        _draw(canvas, page, paper)
        _outline(canvas, page, paper, scenes)
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def unprintable(screenplay: Screenplay) -> str:
    """The letters of a script that the typeface lacks, each once, in order of appearance."""
    texts = [value for entry in screenplay.title_page for value in entry.values]
    letters = dict.fromkeys(_shown("".join([*texts, *(element.text for element in screenplay.elements)])))
    covered = embedded.covered(Face.TYPEWRITER)
    return "".join(letter for letter in letters if ord(letter) not in covered)


def _draw(canvas: Canvas, page: Page, paper: Paper) -> None:
    for printed in page.lines:
        y = paper.size[1] - printed.y - BASELINE
        at = 0
        for run in printed.runs:
            text = _shown(run.text)
            x = printed.x + at * PITCH
            canvas.setFont(embedded.font(_face(run, text)).fontName, SIZE)
            canvas.drawString(x, y, text)
            if run.underline:
                canvas.setLineWidth(0.6)
                canvas.line(x, y - UNDERLINE, x + len(text) * PITCH, y - UNDERLINE)
            at += len(text)


def _outline(canvas: Canvas, page: Page, paper: Paper, scenes: dict[int, SceneHeading]) -> None:
    """A place in the reader's outline for each scene that begins on a page; each is taken from `scenes`."""
    for printed in page.lines:
        heading = scenes.pop(printed.element, None) if printed.element is not None else None
        if heading:
            key = f"scene-{printed.element}"
            number = f"{heading.number}  " if heading.number else ""
            canvas.bookmarkHorizontal(key, 0, paper.size[1] - printed.y + LINE)
            canvas.addOutlineEntry(_shown(number + plain(heading.text).upper()), key)


def _face(run: Run, text: str) -> Face:
    """The run's typeface, or the regular one where only that has all its letters."""
    face = _FACES[run.bold, run.italic]
    return face if text.isascii() or embedded.covered(face).issuperset(map(ord, text)) else Face.TYPEWRITER


def _shown(text: str) -> str:
    """Composed letters, without what has no shape; every kind of space is a space."""
    if text.isascii() and text.isprintable():
        return text
    composed = (" " if letter.isspace() else letter for letter in unicodedata.normalize("NFC", text))
    return "".join(letter for letter in composed if unicodedata.category(letter) not in {"Cc", "Cf", "Cs"})
