"""The scale of type and the colours on paper: white ground, near-black letters, one accent."""

from dataclasses import dataclass
from functools import cache

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from rushes.craft.papers import letters
from rushes.craft.typefaces import Face

INK = HexColor("#16181c")
QUIET = HexColor("#686e77")
LINE = HexColor("#cfd2d6")
WASH = HexColor("#f2f1ed")
ACCENT = HexColor("#a4590f")


@dataclass(frozen=True)
class Step:
    """A step of the scale: a typeface, its size and leading in points, its colour, and the space above it."""

    face: Face
    size: float
    leading: float
    colour: Color = INK
    above: float = 0.0
    right: bool = False


DISPLAY = Step(Face.BOLD, 32, 35)
HEADING = Step(Face.BOLD, 15, 18, above=14)
SUBHEADING = Step(Face.BOLD, 10.5, 13, above=8)
BODY = Step(Face.REGULAR, 10, 13.4, above=3)
SMALL = Step(Face.REGULAR, 8.4, 10.6)
STRONG = Step(Face.BOLD, 8.4, 10.6)
NOTE = Step(Face.REGULAR, 8.4, 10.6, QUIET)
LABEL = Step(Face.SMALL_CAPS, 7.8, 10, QUIET)
COUNTED = Step(Face.SMALL_CAPS, 7.8, 10, QUIET, right=True)
NUMBER = Step(Face.REGULAR, 8.4, 10.6, right=True)
CODE = Step(Face.TYPEWRITER, 8.2, 10.6)
SCRIPT = Step(Face.TYPEWRITER, 9, 12)


@cache
def style(step: Step) -> ParagraphStyle:
    """A step as the style of a paragraph; words too long for a line are broken."""
    return ParagraphStyle(
        f"{step.face.name}-{step.size:g}-{'right' if step.right else 'left'}",
        fontName=letters.name(step.face),
        fontSize=step.size,
        leading=step.leading,
        textColor=step.colour,
        spaceBefore=step.above,
        alignment=TA_RIGHT if step.right else TA_LEFT,
        splitLongWords=1,
        allowOrphans=0,
        allowWidows=0,
    )
