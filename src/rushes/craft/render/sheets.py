"""Stills of a film on one page: a contact sheet with codes in the margin, and a poster with the title."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from rushes.craft.render import end_credits, lettering
from rushes.craft.typefaces import Face
from rushes.kernel.errors import Invalid
from rushes.kernel.timecode import Rate
from rushes.media import proxies

Frame = NDArray[np.uint8]
QUALITY = 90


class UnfitSheet(Invalid):
    """There is nothing to put on the sheet."""


@dataclass(frozen=True)
class Still:
    """One picture of a sheet: a frame of a file, its code, and the small words beside the code."""

    path: Path
    frame: int
    code: str
    note: str = ""


def each_second(film: Path, starts: Sequence[tuple[int, str]], frames: int, rate: Rate) -> list[Still]:
    """
    Stills of a film, one for every second, each under the code of the shot it is in.

    Args:
        starts: the first frame and the code of each shot, in order.
    """
    stills = []
    for number in range(rate.nominal // 2, frames, rate.nominal):
        code = next((code for start, code in reversed(starts) if start <= number), "")
        stills.append(Still(film, number, code, rate.timecode(number)))
    return stills


def contact_sheet(
    stills: Sequence[Still], out: Path, *, heading: str = "", columns: int = 8, width: int = 2400
) -> Path:
    """
    Lay stills out in rows on a dark ground, each with its code in the margin below it.

    Raises:
        UnfitSheet: there are none.
    """
    if not stills:
        raise UnfitSheet("A contact sheet needs at least one still; none were given.")
    columns = min(columns, len(stills))
    gap = round(width / 100)
    cell = (width - gap * (columns + 1)) // columns
    pictures = _read(stills, cell)
    high = max(picture.shape[0] for picture in pictures)
    margin = max(18, round(cell * 0.105))
    top = gap + (round(margin * 2.2) if heading else 0)
    rows = -(-len(stills) // columns)
    sheet = Image.new("RGB", (width, top + rows * (high + margin + gap)), lettering.GROUND)
    if heading:
        _head(sheet, heading, gap, margin)
    for index, (still, picture) in enumerate(zip(stills, pictures, strict=True)):
        row, column = divmod(index, columns)
        at = gap + column * (cell + gap), top + row * (high + margin + gap)
        _place(sheet, at, still, picture, (cell, high, margin))
    return proxies.save(np.asarray(sheet, dtype=np.uint8), out, quality=QUALITY)


def poster(picture: Frame, title: str, out: Path, *, under: str = "") -> Path:
    """A frame of the film with its name on it, low on the left, where the picture is darkened a little for it."""
    ground = picture.astype(np.float32) * _dusk(picture.shape[0], picture.shape[1])
    page = Image.fromarray(np.rint(ground).astype(np.uint8))
    wide, high = page.size
    left = wide * (1 - end_credits.SAFE) / 2 + wide * 0.01
    size = lettering.fitting(title, Face.BOLD, round(min(high, wide) / 9), wide * end_credits.SAFE * 0.9, 0.2)
    small = round(size * 0.34)
    baseline = high * 0.92 - (small * 1.5 if under else 0)
    lettering.line(page, (left, baseline), title, Face.BOLD, size, tracking=0.2, anchor="l")
    if under:
        small = lettering.fitting(under, Face.SMALL_CAPS, small, wide * end_credits.SAFE * 0.9, 0.12)
        at = (left, baseline + small * 1.7)
        lettering.line(page, at, under, Face.SMALL_CAPS, small, colour=lettering.QUIET, tracking=0.12, anchor="l")
    return proxies.save(np.asarray(page, dtype=np.uint8), out, quality=QUALITY)


def _read(stills: Sequence[Still], cell: int) -> list[Frame]:
    """Every file is read once, however many stills come from it."""
    found: dict[tuple[Path, int], Frame] = {}
    for path in dict.fromkeys(still.path for still in stills):
        numbers = [still.frame for still in stills if still.path == path]
        small = proxies.stills(path, numbers, size=_size(path, cell))
        found.update({(path, number): frame for number, frame in zip(numbers, small, strict=True)})
    return [found[still.path, still.frame] for still in stills]


def _size(path: Path, cell: int) -> tuple[int, int]:
    wide, high = proxies.shape(path)
    return cell // 2 * 2, max(2, round(high * cell / wide / 2) * 2)


def _head(sheet: Image.Image, heading: str, gap: int, margin: int) -> None:
    size = round(margin * 1.1)
    lettering.line(
        sheet, (gap, gap + margin * 1.2), heading, Face.SMALL_CAPS, size, tracking=end_credits.TRACKING, anchor="l"
    )


def _place(sheet: Image.Image, at: tuple[int, int], still: Still, picture: Frame, room: tuple[int, int, int]) -> None:
    cell, high, margin = room
    sheet.paste(Image.fromarray(picture), (at[0], at[1] + (high - picture.shape[0]) // 2))
    size = round(margin * 0.52)
    baseline = at[1] + high + round(margin * 0.66)
    code = lettering.fitting(still.code, Face.TYPEWRITER, size, cell * 0.58)
    lettering.line(sheet, (at[0], baseline), still.code, Face.TYPEWRITER, code, anchor="l")
    if still.note:
        note = lettering.fitting(still.note, Face.TYPEWRITER, round(size * 0.88), cell * 0.4)
        lettering.line(
            sheet, (at[0] + cell, baseline), still.note, Face.TYPEWRITER, note, colour=lettering.QUIET, anchor="r"
        )


def _dusk(high: int, wide: int) -> NDArray[np.float32]:
    """How much light stays where: less towards the bottom, and least at the left of it."""
    down = np.clip((np.linspace(0, 1, high)[:, None] - 0.45) / 0.55, 0, 1)
    across = 1 - 0.45 * np.linspace(0, 1, wide)[None, :]
    shade: NDArray[np.float32] = (1 - 0.78 * down**1.5 * across).astype(np.float32)[:, :, None]
    return shade
