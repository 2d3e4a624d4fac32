"""
Title and credit cards: light letters on black, inside the title-safe 90 per cent, faded by light.

A fade scales light, not code values: the eye then sees an even rise, and no grey veil where the letters begin.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from rushes.craft.render import end_credits, lettering
from rushes.craft.render.reel import Black, Credits, Title
from rushes.craft.typefaces import Face
from rushes.kernel.timecode import Rate
from rushes.media import encode

Frame = NDArray[np.uint8]
Raster = tuple[int, int]
GAMMA = 2.4
FADE_SECONDS = 0.7
TITLE_TRACKING = 0.34
SHORT_TITLE = 16
MOST_TITLE_LINES = 3
# Small letters stand on whole pixels, which spoils their spacing; so a card is drawn larger and then reduced.
LARGER = 3


def card(shows: Title | Credits | Black, raster: Raster) -> Frame:
    """A card at full light, as RGB."""
    if isinstance(shows, Black):
        return np.zeros((raster[1], raster[0], 3), np.uint8)
    large = Image.new("RGB", (raster[0] * LARGER, raster[1] * LARGER), lettering.BLACK)
    if isinstance(shows, Title):
        _set_title(large, shows)
    else:
        end_credits.draw(large, shows)
    return np.asarray(large.reduce(LARGER), dtype=np.uint8)


def frames(shows: Title | Credits | Black, raster: Raster, rate: Rate, count: int) -> Iterator[Frame]:
    """A card over its frames as I420, out of black and back into it."""
    full = encode.i420(card(shows, raster))
    for number in range(count):
        yield _dimmed(full, fade(number, count, rate))


def fade(number: int, count: int, rate: Rate) -> float:
    """How much light a frame of a card has, 0 to 1: eased up, held, eased down."""
    length = min(rate.frames(FADE_SECONDS), max(1, count // 3))
    edge = min(number + 1, count - number) / (length + 1)
    slope = min(1.0, edge)
    return slope * slope * (3 - 2 * slope)


def _dimmed(full: Frame, light: float) -> Frame:
    """Less light of every colour: codes shrink towards black and towards no colour by one factor."""
    if light == 1:
        return full
    codes = np.arange(256)
    factor = light ** (1 / GAMMA)
    luma, chroma = (np.rint(zero + (codes - zero) * factor).clip(0, 255).astype(np.uint8) for zero in (16, 128))
    lines = full.shape[0] * 2 // 3
    return np.concatenate([luma[full[:lines]], chroma[full[lines:]]])


def _set_title(picture: Image.Image, title: Title) -> None:
    wide, high = picture.size
    room = wide * end_credits.SAFE * 0.86
    tracking = TITLE_TRACKING if len(title.words) <= SHORT_TITLE else TITLE_TRACKING / 2
    lines, size = _title_lines(title.words, round(min(high, wide * 0.8) / 8), room, tracking)
    leading = size * 1.25
    baseline = high * 0.5 + size * 0.16 - leading * (len(lines) - 1) / 2
    for text in lines:
        lettering.line(picture, (wide / 2, baseline), text, Face.BOLD, size, tracking=tracking)
        baseline += leading
    if title.under:
        small = lettering.fitting(
            title.under, Face.SMALL_CAPS, end_credits.unit(picture.size), room, end_credits.TRACKING
        )
        at = (wide / 2, baseline - leading + size * 0.55 + small)
        lettering.line(
            picture, at, title.under, Face.SMALL_CAPS, small, colour=lettering.QUIET, tracking=end_credits.TRACKING
        )


def _title_lines(words: str, size: int, room: float, tracking: float) -> tuple[list[str], int]:
    """As few lines as let the letters stay at least two thirds of their size."""
    fitted = 0
    lines = [words]
    for count in range(1, MOST_TITLE_LINES + 1):
        share = lettering.width(words, Face.BOLD, size) / count
        lines = lettering.wrapped(words, Face.BOLD, size, share * 1.15) if count > 1 else [words]
        fitted = min(lettering.fitting(text, Face.BOLD, size, room, tracking) for text in lines)
        if fitted * 3 >= size * 2:
            break
    return lines, fitted
