"""
Letters on paper: the studio's typefaces in a PDF, and for a letter that one of them lacks, a typeface that has it.

Chinese, Japanese and Korean are set in the typefaces that every PDF reader brings for them; they are not embedded.
Letters that nothing here has are shown as an empty box, so that one sees that something is missing.
"""

import unicodedata
from functools import cache
from itertools import groupby
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

from rushes.craft.typefaces import Face, embedded

MISSING = "□"
SPARE = (Face.REGULAR, Face.TYPEWRITER)
KANA = ((0x3040, 0x30FF), (0x31F0, 0x31FF), (0xFF66, 0xFF9F))
HANGUL = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7A3))
HAN = ((0x2E80, 0x303F), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFF00, 0xFF65))
JAPANESE, KOREAN, CHINESE = "HeiseiKakuGo-W5", "HYGothic-Medium", "STSong-Light"


@cache
def name(face: Face) -> str:
    """The name under which a PDF knows a typeface of the studio."""
    own = str(embedded.font(face).fontName)
    pdfmetrics.registerFontFamily(own, normal=own, bold=_bold(face), italic=own, boldItalic=own)
    return own


def width(text: str, face: Face, size: float) -> float:
    """How wide a line is, in points."""
    return sum(pdfmetrics.stringWidth(piece, font, size) for font, piece in runs(text, face))


def runs(text: str, face: Face) -> list[tuple[str, str]]:
    """A line in pieces, each with the name of the typeface that has all its letters."""
    clean = _clean(text)
    if embedded.covered(face).issuperset(map(ord, clean)):
        return [(name(face), clean)] if clean else []
    japanese = any(_within(letter, KANA) for letter in clean)
    placed = [_place(letter, face, japanese=japanese) for letter in clean]
    return [(font, "".join(letter for _, letter in group)) for font, group in groupby(placed, key=lambda one: one[0])]


def markup(text: str, face: Face = Face.REGULAR) -> str:
    """A text of any content as paragraph markup: nothing in it is taken for a tag, and lines break where it does."""
    return "<br/>".join(_marked(line, face) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _marked(line: str, face: Face) -> str:
    own = name(face)
    pieces = ((font, escape(piece)) for font, piece in runs(line, face))
    return "".join(piece if font == own else f'<font name="{font}">{piece}</font>' for font, piece in pieces)


def _bold(face: Face) -> str:
    heavier = {Face.REGULAR: Face.BOLD, Face.TYPEWRITER: Face.TYPEWRITER_BOLD}.get(face)
    return name(heavier) if heavier else face.name


def _clean(text: str) -> str:
    """Composed, without what has no shape; a tab or another space becomes a space."""
    composed = unicodedata.normalize("NFC", text)
    shown = (" " if letter.isspace() else letter for letter in composed)
    return "".join(letter for letter in shown if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn"})


def _place(letter: str, face: Face, *, japanese: bool) -> tuple[str, str]:
    for known in (face, *SPARE):
        if ord(letter) in embedded.covered(known):
            return name(known), letter
    if unicodedata.combining(letter) or 0xFE00 <= ord(letter) <= 0xFE0F:
        return name(face), ""
    if eastern := _eastern(letter, japanese=japanese):
        return _lent(eastern), letter
    return name(Face.REGULAR), MISSING


def _eastern(letter: str, *, japanese: bool) -> str:
    if _within(letter, KANA):
        return JAPANESE
    if _within(letter, HANGUL):
        return KOREAN
    return (JAPANESE if japanese else CHINESE) if _within(letter, HAN) else ""


def _within(letter: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= ord(letter) <= last for first, last in ranges)


@cache
def _lent(font: str) -> str:
    pdfmetrics.registerFont(UnicodeCIDFont(font))
    return font
