"""Pictures on paper: any image file, made as small as its place needs, whole in its place whatever its shape."""

import io
from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from rushes.craft.papers import letters, scale
from rushes.craft.typefaces import Face

DOTS = 200
QUALITY = 86
LARGEST = 80_000_000
DARK = 12  # code values: what is darker is a black bar

Box = tuple[float, float, float, float]


@lru_cache(maxsize=64)
def jpeg(source: Path, wide: int, high: int, aspect: float = 0.0) -> bytes | None:
    """
    A picture as a JPEG no larger than so many pixels; None where the file is missing or is no picture.

    Where `aspect` is given, black bars that leave a picture of that aspect between them are cut off.
    """
    try:
        with Image.open(source) as picture:
            if picture.width * picture.height > LARGEST:
                return None
            picture.draft("RGB", (wide, high))
            small = _unbarred(picture.convert("RGB"), aspect)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    small.thumbnail((wide, high), Image.Resampling.LANCZOS)
    content = io.BytesIO()
    small.save(content, "JPEG", quality=QUALITY, optimize=True)
    return content.getvalue()


def draw(canvas: Canvas, source: Path | None, box: Box, empty: str = "") -> Box:
    """
    A picture in the middle of a box of points (left, bottom, wide, high), inside a fine line; gives where it came.

    Where there is none, the box is tinted and says `empty`.
    """
    left, bottom, wide, high = box
    content = jpeg(source, _dots(wide), _dots(high), wide / high) if source else None
    if content is None:
        _empty(canvas, box, empty)
        return box
    image = ImageReader(io.BytesIO(content))
    own_wide, own_high = image.getSize()
    share = min(wide / own_wide, high / own_high)
    shown = own_wide * share, own_high * share
    at = left + (wide - shown[0]) / 2, bottom + (high - shown[1]) / 2
    canvas.drawImage(image, at[0], at[1], *shown)
    canvas.setStrokeColor(scale.LINE)
    canvas.setLineWidth(0.4)
    canvas.rect(at[0], at[1], *shown, stroke=1, fill=0)
    return (*at, *shown)


class Picture(Flowable):
    """A picture in the flow of a paper; a box for it where there is none yet."""

    def __init__(self, source: Path | None, wide: float, high: float, empty: str = "") -> None:
        super().__init__()
        self.source, self.width, self.height, self.empty = source, wide, high, empty

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """Its own size, or smaller in its own proportion where there is less room."""
        share = min(1.0, availWidth / self.width, availHeight / self.height if availHeight > 0 else 1.0)
        self.width, self.height = self.width * share, self.height * share
        return self.width, self.height

    def draw(self) -> None:
        """On the canvas, at its place."""
        draw(self.canv, self.source, (0, 0, self.width, self.height), self.empty)


def _dots(points: float) -> int:
    return max(1, round(points / 72 * DOTS))


def _unbarred(picture: Image.Image, aspect: float) -> Image.Image:
    wide, high = picture.size
    if aspect <= 0 or abs(aspect * high - wide) < 2:
        return picture
    inside = (wide, wide / aspect) if wide / high < aspect else (high * aspect, high)
    left, top = (wide - inside[0]) / 2, (high - inside[1]) / 2
    bars = [(0, 0, wide, int(top)), (0, 0, int(left), high)]
    bars += [(0, high - int(top), wide, high), (wide - int(left), 0, wide, high)]
    if any(np.asarray(picture.crop(bar)).max(initial=0) >= DARK for bar in bars):
        return picture
    return picture.crop((round(left), round(top), round(wide - left), round(high - top)))


def _empty(canvas: Canvas, box: Box, words: str) -> None:
    left, bottom, wide, high = box
    canvas.setFillColor(scale.WASH)
    canvas.rect(left, bottom, wide, high, stroke=0, fill=1)
    canvas.setFillColor(scale.QUIET)
    size = min(scale.LABEL.size, high / 3)
    if words and letters.width(words, Face.SMALL_CAPS, size) < wide:
        canvas.setFont(letters.name(Face.SMALL_CAPS), size)
        canvas.drawCentredString(left + wide / 2, bottom + high / 2 - size / 3, words)
