"""The typefaces in a PDF, which knows each by its name (`REGULAR`)."""

from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from rushes.craft.typefaces import Face


@cache
def font(face: Face) -> TTFont:
    """A typeface, made known to every PDF that is written from here on."""
    made = TTFont(face.name, str(face.path))
    pdfmetrics.registerFont(made)
    return made


@cache
def covered(face: Face) -> frozenset[int]:
    """The code points that a typeface has a letter for."""
    return frozenset(font(face).face.charToGlyph)
