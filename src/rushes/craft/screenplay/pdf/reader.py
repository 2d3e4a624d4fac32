"""
The PDF reader as a program of its own: `python -m rushes.craft.screenplay.pdf.reader`, a PDF on stdin, words on stdout.

A file from anywhere is opened here and nowhere else, with a limit on memory and time. What comes out is one JSON
document: `{"pages": [[width, height, pictures, [[text, left, right, baseline, styles], ...]], ...]}` in points from the
top left corner as the page is shown; styles are `[style, letters]` in turn, a style being 1 for bold plus 2 for italic.
A refusal is `{"refused": KEY}`, one of `password`, `broken`, `empty`, `pages` or `letters`. No script of a PDF is ever
run: nothing here can.
"""

import ctypes
import json
import resource
import sys
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MEMORY = 1 << 30
SECONDS = 50
MOST_PAGES = 1000
MOST_LETTERS = 4_000_000
WATERMARK = 40.0
PRECISION = 100
_BOLD, _ITALIC = 1 << 18, 1 << 6
_HYPHENS = {0x02, 0xAD, 0xFFFE}

Word = tuple[str, float, float, float, list[tuple[int, int]]]


class Refused(Exception):
    """This PDF is not read; says why in one key."""


def main() -> None:
    """Read what stdin brings, within limits."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        answer: dict[str, object] = {"pages": pages(sys.stdin.buffer.read())}
    except Refused as why:
        answer = {"refused": str(why)}
    json.dump(answer, sys.stdout)


def pages(data: bytes) -> list[tuple[float, float, int, list[Word]]]:
    """
    Width, height, number of pictures and words of every page.

    Raises:
        Refused: the file is locked, broken, empty or too large.
    """
    from pypdfium2 import PdfDocument, PdfiumError, raw  # noqa: PLC0415  # only after memory and time are limited

    try:
        document = PdfDocument(data)
        count = len(document)
    except PdfiumError as error:
        raise Refused("password" if error.err_code == raw.FPDF_ERR_PASSWORD else "broken") from None
    if not 0 < count <= MOST_PAGES:
        raise Refused("pages" if count else "empty")
    found, letters = [], 0
    for index in range(count):
        try:
            page = _Page(document[index])
        except PdfiumError:
            raise Refused("broken") from None
        letters += page.letters
        if letters > MOST_LETTERS:
            raise Refused("letters")
        found.append((*page.size, page.pictures(), list(page.words())))
    return found


class _Page:
    """One page open in PDFium."""

    def __init__(self, page: "PdfPage") -> None:
        from pypdfium2 import raw  # noqa: PLC0415  # only after memory and time are limited

        self._raw = raw
        self._owner = page, page.get_textpage()
        self._page, self._text = (each.raw for each in self._owner)
        self.size = page.get_size()
        self.letters: int = max(raw.FPDFText_CountChars(self._text), 0)

    def pictures(self) -> int:
        """How many pictures lie on it, counted up to a hundred objects."""
        count = min(self._raw.FPDFPage_CountObjects(self._page), 100)
        objects = (self._raw.FPDFPage_GetObject(self._page, index) for index in range(count))
        return sum(self._raw.FPDFPageObj_GetType(one) == self._raw.FPDF_PAGEOBJ_IMAGE for one in objects)

    def words(self) -> Iterator[Word]:
        """Its upright words, in the order of the file."""
        start, units = 0, self._units()
        for index, unit in enumerate([*units, 0x20]):
            if unit > 0x20 and unit != 0xA0:
                continue
            if index > start:
                word = self._word(start, index - 1, units[start:index])
                if word:
                    yield word
            start = index + 1

    def _units(self) -> list[int]:
        """The code units of its letters; a hyphen at a line's end is told apart by PDFium and is a hyphen again."""
        units = [self._raw.FPDFText_GetUnicode(self._text, index) for index in range(self.letters)]
        return [ord("-") if unit in _HYPHENS else unit for unit in units]

    def _word(self, first: int, last: int, units: list[int]) -> Word | None:
        left, baseline = self._origin(first)
        begins, end = self._origin(last)
        size = self._raw.FPDFText_GetFontSize(self._text, first)
        if size > WATERMARK or abs(end - baseline) > 1 + abs(begins - left) / 4 or begins < left:
            return None
        text = b"".join(unit.to_bytes(4, "little") for unit in units).decode("utf-32-le", "replace")
        return text, left, self._right(last, begins), baseline, self._styles(first, last, text)

    def _origin(self, index: int) -> tuple[float, float]:
        x, y = ctypes.c_double(), ctypes.c_double()
        self._raw.FPDFText_GetCharOrigin(self._text, index, x, y)
        return self._shown(x.value, y.value)

    def _right(self, index: int, begins: float) -> float:
        box = self._raw.FS_RECTF()
        self._raw.FPDFText_GetLooseCharBox(self._text, index, box)
        corners = (self._shown(box.left, box.bottom)[0], self._shown(box.right, box.top)[0])
        return max(*corners, begins)

    def _shown(self, x: float, y: float) -> tuple[float, float]:
        """A point as the page is shown: turned as the page says, and cut to what is seen of it."""
        wide, high = (round(side * PRECISION) for side in self.size)
        across, down = ctypes.c_int(), ctypes.c_int()
        self._raw.FPDF_PageToDevice(self._page, 0, 0, wide, high, 0, x, y, across, down)
        return across.value / PRECISION, down.value / PRECISION

    def _styles(self, first: int, last: int, text: str) -> list[tuple[int, int]]:
        """Styles in turn; only a word with a mark at its edge, as of `*mine*.`, may have several."""
        one, other = self._style(first), self._style(last)
        if one == other and text[0].isalnum() and text[-1].isalnum():
            return [(one, len(text))]
        styles = (self._style(index) for index in range(first, last + 1))
        return [(style, len(list(letters))) for style, letters in groupby(styles)]

    def _style(self, index: int) -> int:
        name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        self._raw.FPDFText_GetFontInfo(self._text, index, name, 128, flags)
        called = name.value.lower()
        bold = b"bold" in called or bool(flags.value & _BOLD and b"regular" not in called)
        italic = b"italic" in called or b"oblique" in called or bool(flags.value & _ITALIC)
        return bold + 2 * italic


if __name__ == "__main__":
    main()
