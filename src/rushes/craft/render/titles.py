"""
Title and credit cards: light letters on black, inside the title-safe 90 per cent, faded by light.

A fade scales light, not code values: the eye then sees an even rise, and no grey veil where the letters begin.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from rushes.craft.render import lettering
from rushes.craft.render.lettering import Face
from rushes.craft.render.reel import Black, Credits, Title
from rushes.kernel.timecode import Rate
from rushes.media import encode

Frame = NDArray[np.uint8]
Raster = tuple[int, int]
SAFE = 0.9
GAMMA = 2.4
FADE_SECONDS = 0.7
TITLE_TRACKING = 0.34
HEADING_TRACKING = 0.14


def card(shows: Title | Credits | Black, raster: Raster) -> Frame:
    """A card at full light, as RGB."""
    picture = Image.new("RGB", raster, lettering.BLACK)
    if isinstance(shows, Title):
        _set_title(picture, shows)
    elif isinstance(shows, Credits):
        _set_credits(picture, shows)
    return np.asarray(picture, dtype=np.uint8)


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


def pages(credits: Credits, raster: Raster) -> tuple[Credits, ...]:
    """Break credits that are too long for one card over several, the heading on each and the note on the last."""
    room = _rows_that_fit(credits, raster)
    several = [credits.rows[start : start + room] for start in range(0, len(credits.rows), room)] or [()]
    last = len(several) - 1
    return tuple(
        Credits(credits.heading, rows, credits.note if number == last else "") for number, rows in enumerate(several)
    )


def _unit(raster: Raster) -> int:
    """The height of ordinary credit letters; on an upright raster the width decides."""
    return max(8, round(min(raster[1], raster[0] * 0.6) / 22))


def _set_title(picture: Image.Image, title: Title) -> None:
    wide, high = picture.size
    room = wide * SAFE * 0.86
    size = lettering.fitting(title.words, Face.BOLD, round(min(high, wide * 0.6) / 8), room, TITLE_TRACKING)
    baseline = high * 0.5 + size * 0.16
    lettering.line(picture, (wide / 2, baseline), title.words, Face.BOLD, size, tracking=TITLE_TRACKING)
    if title.under:
        small = lettering.fitting(title.under, Face.SMALL_CAPS, _unit(picture.size), room, HEADING_TRACKING)
        at = (wide / 2, baseline + size * 0.55 + small)
        lettering.line(
            picture, at, title.under, Face.SMALL_CAPS, small, colour=lettering.QUIET, tracking=HEADING_TRACKING
        )


def _set_credits(picture: Image.Image, credits: Credits) -> None:
    wide, high = picture.size
    unit = _unit(picture.size)
    leading = unit * 1.5
    note = _note_lines(credits, picture.size)
    y = (high - _height(credits, picture.size)) / 2 + unit
    if credits.heading:
        size = lettering.fitting(credits.heading, Face.SMALL_CAPS, round(unit * 1.15), wide * SAFE, HEADING_TRACKING)
        lettering.line(picture, (wide / 2, y), credits.heading, Face.SMALL_CAPS, size, tracking=HEADING_TRACKING)
        y += leading * 1.7
    for role, name in credits.rows:
        _set_row(picture, y, role, name, unit)
        y += leading
    if credits.rows and note:
        y += leading * 0.9
    for text in note:
        lettering.line(picture, (wide / 2, y), text, Face.REGULAR, unit, colour=lettering.QUIET)
        y += unit * 1.35


def _set_row(picture: Image.Image, y: float, role: str, name: str, unit: int) -> None:
    wide = picture.size[0]
    gutter = unit * 0.7
    axis = wide * 0.46
    edge = wide * (1 - SAFE) / 2
    role_size = lettering.fitting(role, Face.REGULAR, unit, axis - gutter - edge)
    name_size = lettering.fitting(name, Face.BOLD, unit, wide - edge - axis - gutter)
    if not role or not name:
        face = Face.REGULAR if role else Face.BOLD
        alone = role or name
        lettering.line(picture, (wide / 2, y), alone, face, lettering.fitting(alone, face, unit, wide * SAFE))
        return
    lettering.line(picture, (axis - gutter, y), role, Face.REGULAR, role_size, colour=lettering.QUIET, anchor="r")
    lettering.line(picture, (axis + gutter, y), name, Face.BOLD, name_size, anchor="l")


def _note_lines(credits: Credits, raster: Raster) -> list[str]:
    return lettering.wrapped(credits.note, Face.REGULAR, _unit(raster), raster[0] * SAFE * 0.72)


def _height(credits: Credits, raster: Raster) -> float:
    unit = _unit(raster)
    leading = unit * 1.5
    note = len(_note_lines(credits, raster))
    heading = leading * 1.7 if credits.heading else 0.0
    gap = leading * 0.9 if credits.rows and note else 0.0
    return heading + leading * len(credits.rows) + gap + unit * 1.35 * note


def _rows_that_fit(credits: Credits, raster: Raster) -> int:
    """Of pages with the heading and the note on them, so that the last one holds both."""
    empty = Credits(credits.heading, (("", ""),), credits.note)
    fixed = _height(empty, raster) - _unit(raster) * 1.5
    return max(1, int((raster[1] * SAFE - fixed) / (_unit(raster) * 1.5)))
