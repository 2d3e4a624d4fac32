"""Credits on a card: roles and names on either side of an axis, a paragraph under them, all of it title-safe."""

from dataclasses import dataclass, replace

from PIL import Image

from rushes.craft.render import lettering
from rushes.craft.render.reel import Credits
from rushes.craft.typefaces import Face

Raster = tuple[int, int]
SAFE = 0.9
TRACKING = 0.14
LEADING = 1.5
NOTE_LEADING = 1.35
AXIS, GUTTER = 0.46, 0.7
SMALLEST = 8


@dataclass(frozen=True)
class _Line:
    """One line of the two columns; a name that goes on from the line above has no role, a line alone no name."""

    role: str
    name: str
    alone: bool = False


def draw(picture: Image.Image, credits: Credits) -> None:
    """Set credits on a card; what is too long for it is set smaller, never cut."""
    wide = picture.size[0]
    unit = _fitting(credits, picture.size)
    lines = _lines(credits, wide, unit)
    note = _note(credits, wide, unit)
    y = (picture.size[1] - _height(credits, wide, unit)) / 2 + unit
    if credits.heading:
        size = lettering.fitting(credits.heading, Face.SMALL_CAPS, round(unit * 1.15), wide * SAFE, TRACKING)
        lettering.line(picture, (wide / 2, y), credits.heading, Face.SMALL_CAPS, size, tracking=TRACKING)
        y += unit * LEADING * 1.7
    for line in lines:
        _set(picture, y, line, unit)
        y += unit * LEADING
    if lines and note:
        y += unit * LEADING * 0.9
    for text in note:
        lettering.line(picture, (wide / 2, y), text, Face.REGULAR, unit, colour=lettering.QUIET)
        y += unit * NOTE_LEADING


def pages(credits: Credits, raster: Raster) -> tuple[Credits, ...]:
    """Break credits that are too long for one card over several, the heading on each and the note on the last."""
    if _fits(credits, raster, unit(raster)):
        return (credits,)
    head = replace(credits, rows=(), note="")
    cards = [head]
    for row in credits.rows:
        longer = replace(cards[-1], rows=(*cards[-1].rows, row))
        if cards[-1].rows and not _fits(longer, raster, unit(raster)):
            cards.append(replace(head, rows=(row,)))
        else:
            cards[-1] = longer
    last = replace(cards[-1], note=credits.note)
    if cards[-1].rows and not _fits(last, raster, unit(raster)):
        return (*cards, Credits(note=credits.note))
    return (*cards[:-1], last)


def unit(raster: Raster) -> int:
    """The height of ordinary credit letters; on an upright raster the width decides."""
    return max(SMALLEST, round(min(raster[1], raster[0] * 0.9) / 22))


def _fitting(credits: Credits, raster: Raster) -> int:
    size = unit(raster)
    while size > SMALLEST and not _fits(credits, raster, size):
        size -= 1
    return size


def _fits(credits: Credits, raster: Raster, size: int) -> bool:
    return _height(credits, raster[0], size) <= raster[1] * SAFE


def _height(credits: Credits, wide: int, size: int) -> float:
    rows = len(_lines(credits, wide, size))
    note = len(_note(credits, wide, size))
    heading = size * LEADING * 1.7 if credits.heading else 0.0
    gap = size * LEADING * 0.9 if rows and note else 0.0
    return heading + size * LEADING * rows + gap + size * NOTE_LEADING * note


def _lines(credits: Credits, wide: int, size: int) -> list[_Line]:
    """The rows, with a name too long for its column going on below."""
    lines: list[_Line] = []
    for role, name in credits.rows:
        if not role or not name:
            lines += [
                _Line(text, "", alone=True) for text in lettering.wrapped(role or name, Face.BOLD, size, wide * SAFE)
            ]
            continue
        names = lettering.wrapped(name, Face.BOLD, size, _room(wide, size)[1])
        lines += [_Line(role if number == 0 else "", text) for number, text in enumerate(names)]
    return lines


def _note(credits: Credits, wide: int, size: int) -> list[str]:
    return lettering.wrapped(credits.note, Face.REGULAR, size, wide * SAFE * 0.72)


def _room(wide: int, size: int) -> tuple[float, float]:
    """How wide the two columns are."""
    edge = wide * (1 - SAFE) / 2
    return wide * AXIS - size * GUTTER - edge, wide * (1 - AXIS) - size * GUTTER - edge


def _set(picture: Image.Image, y: float, line: _Line, size: int) -> None:
    wide = picture.size[0]
    if line.alone:
        small = lettering.fitting(line.role, Face.BOLD, size, wide * SAFE)
        lettering.line(picture, (wide / 2, y), line.role, Face.BOLD, small)
        return
    left, right = _room(wide, size)
    axis, gutter = wide * AXIS, size * GUTTER
    small = lettering.fitting(line.role, Face.REGULAR, size, left)
    lettering.line(picture, (axis - gutter, y), line.role, Face.REGULAR, small, colour=lettering.QUIET, anchor="r")
    small = lettering.fitting(line.name, Face.BOLD, size, right)
    lettering.line(picture, (axis + gutter, y), line.name, Face.BOLD, small, anchor="l")
