"""
The line under a workprint: shot and take, what it is (WORKPRINT, ANIMATIC), the take's own timecode.

It never stands over the picture. A picture that fills its raster leaves no letterbox, so on a workprint it is made a
little smaller (by a twelfth) and the line stands in the bar that frees below; the raster stays that of the film, and
nothing of the picture is lost. The timecode counts from the first frame of the take's file, not of the film: notes on
takes use it, and a take then looks the same wherever it stands in the cut, so moving it encodes nothing anew.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from rushes.craft.render import lettering
from rushes.craft.render.reel import Slate
from rushes.craft.typefaces import Face
from rushes.kernel.timecode import Rate
from rushes.media.conform import Paint

Luma = NDArray[np.uint8]
BLACK, LIGHT = 16, 118
MARGIN = 0.05
LEGIBLE = 18


def bar(height: int) -> int:
    """Lines kept free above and below the picture of a workprint; in a small one enough for letters one can read."""
    return max(height // 24, min(LEGIBLE, height // 12)) // 2 * 2


def painter(slate: Slate, raster: tuple[int, int], rate: Rate, first: int) -> Paint:
    """What paints the line into the luma of each frame; `first` is the frame of the take that the clip begins with."""
    still = _still(slate, raster)
    digits = _digits(bar(raster[1]))
    right = round(raster[0] * (1 - MARGIN))

    def paint(luma: Luma, number: int) -> None:
        strip = luma[raster[1] - still.shape[0] :]
        strip[:] = still
        code = np.hstack([digits[letter] for letter in rate.timecode(first + number)])
        strip[:, right - code.shape[1] : right] = code

    return paint


def _still(slate: Slate, raster: tuple[int, int]) -> Luma:
    """What does not change from frame to frame."""
    wide, high = raster[0], bar(raster[1])
    size, y = _setting(high)
    picture = Image.new("RGB", (wide, high))
    grey = (255, 255, 255)
    left = wide * MARGIN
    lettering.line(picture, (left, y), f"{slate.shot} {slate.take}", Face.TYPEWRITER, size, colour=grey, anchor="l")
    lettering.line(picture, (wide / 2, y), slate.word, Face.SMALL_CAPS, size, colour=grey, tracking=0.3)
    return _luma(picture)


@lru_cache(maxsize=8)
def _digits(high: int) -> dict[str, Luma]:
    """The letters of a timecode, all in cells of one width."""
    size, y = _setting(high)
    letters = lettering.font(Face.TYPEWRITER, size)
    cell = round(letters.getlength("0"))
    found = {}
    for letter in "0123456789:":
        picture = Image.new("RGB", (cell, high))
        ImageDraw.Draw(picture).text((0, y), letter, font=letters, fill=(255, 255, 255), anchor="ls")
        found[letter] = _luma(picture)
    return found


def _setting(high: int) -> tuple[int, int]:
    """Height of the letters and their baseline in a bar."""
    size = max(8, round(high * 0.56))
    return size, round(high * 0.5 + size * 0.28)


def _luma(picture: Image.Image) -> Luma:
    cover = np.asarray(picture.convert("L"), dtype=np.float32) / 255
    return np.rint(BLACK + cover * (LIGHT - BLACK)).astype(np.uint8)
