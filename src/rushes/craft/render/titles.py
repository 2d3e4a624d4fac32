"""
Title and credit cards: light letters on black, inside the title-safe 90 per cent, faded by light.

A fade scales light, not code values: the eye then sees an even rise, and no grey veil where the letters begin.
"""

from collections.abc import Iterator
from dataclasses import replace

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
SHORT_TITLE = 16
MOST_TITLE_LINES = 3
LEADING = 1.5
AXIS, GUTTER = 0.46, 0.7


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
    head = replace(credits, rows=(), note="")
    room = max(1, int((raster[1] * SAFE - _height(head, raster)) / (_unit(raster) * LEADING)))
    several = [credits.rows[start : start + room] for start in range(0, len(credits.rows), room)] or [()]
    cards = [replace(head, rows=rows) for rows in several]
    last = replace(cards[-1], note=credits.note)
    if cards[-1].rows and _height(last, raster) > raster[1] * SAFE:
        return (*cards, Credits(note=credits.note))
    return (*cards[:-1], last)


def _unit(raster: Raster) -> int:
    """The height of ordinary credit letters; on an upright raster the width decides."""
    return max(8, round(min(raster[1], raster[0] * 0.9) / 22))


def _set_title(picture: Image.Image, title: Title) -> None:
    wide, high = picture.size
    room = wide * SAFE * 0.86
    tracking = TITLE_TRACKING if len(title.words) <= SHORT_TITLE else TITLE_TRACKING / 2
    lines, size = _title_lines(title.words, round(min(high, wide * 0.8) / 8), room, tracking)
    leading = size * 1.25
    baseline = high * 0.5 + size * 0.16 - leading * (len(lines) - 1) / 2
    for text in lines:
        lettering.line(picture, (wide / 2, baseline), text, Face.BOLD, size, tracking=tracking)
        baseline += leading
    if title.under:
        small = lettering.fitting(title.under, Face.SMALL_CAPS, _unit(picture.size), room, HEADING_TRACKING)
        at = (wide / 2, baseline - leading + size * 0.55 + small)
        lettering.line(
            picture, at, title.under, Face.SMALL_CAPS, small, colour=lettering.QUIET, tracking=HEADING_TRACKING
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


def _set_credits(picture: Image.Image, credits: Credits) -> None:
    wide, high = picture.size
    unit = _unit(picture.size)
    leading = unit * LEADING
    note = _note_lines(credits, picture.size)
    y = (high - _height(credits, picture.size)) / 2 + unit
    if credits.heading:
        size = lettering.fitting(credits.heading, Face.SMALL_CAPS, round(unit * 1.15), wide * SAFE, HEADING_TRACKING)
        lettering.line(picture, (wide / 2, y), credits.heading, Face.SMALL_CAPS, size, tracking=HEADING_TRACKING)
        y += leading * 1.7
    row_size = _row_size(credits, picture.size)
    for row in credits.rows:
        _set_row(picture, y, row, row_size)
        y += leading
    if credits.rows and note:
        y += leading * 0.9
    for text in note:
        lettering.line(picture, (wide / 2, y), text, Face.REGULAR, unit, colour=lettering.QUIET)
        y += unit * 1.35


def _set_row(picture: Image.Image, y: float, row: tuple[str, str], size: int) -> None:
    wide = picture.size[0]
    role, name = row
    if not role or not name:
        lettering.line(picture, (wide / 2, y), role or name, Face.REGULAR if role else Face.BOLD, size)
        return
    axis, gutter = wide * AXIS, size * GUTTER
    lettering.line(picture, (axis - gutter, y), role, Face.REGULAR, size, colour=lettering.QUIET, anchor="r")
    lettering.line(picture, (axis + gutter, y), name, Face.BOLD, size, anchor="l")


def _row_size(credits: Credits, raster: Raster) -> int:
    """One height for all rows of a card, at which the longest role and name still fit."""
    wide, unit = raster[0], _unit(raster)
    edge = wide * (1 - SAFE) / 2
    size = unit
    for role, name in credits.rows:
        if role and name:
            size = lettering.fitting(role, Face.REGULAR, size, wide * AXIS - unit * GUTTER - edge)
            size = lettering.fitting(name, Face.BOLD, size, wide * (1 - AXIS) - unit * GUTTER - edge)
        else:
            size = lettering.fitting(role or name, Face.BOLD, size, wide * SAFE)
    return size


def _note_lines(credits: Credits, raster: Raster) -> list[str]:
    return lettering.wrapped(credits.note, Face.REGULAR, _unit(raster), raster[0] * SAFE * 0.72)


def _height(credits: Credits, raster: Raster) -> float:
    unit = _unit(raster)
    leading = unit * LEADING
    note = len(_note_lines(credits, raster))
    heading = leading * 1.7 if credits.heading else 0.0
    gap = leading * 0.9 if credits.rows and note else 0.0
    return heading + leading * len(credits.rows) + gap + unit * 1.35 * note
