"""
Panels held on the screen for as long as their shot runs: first, key, last, each gliding into the next.

A single panel is held still, or crossed by a slow crop where the card's camera moves.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from rushes.craft.cards.card import Move
from rushes.craft.cards.vocabulary import Direction, Movement
from rushes.kernel.errors import Invalid
from rushes.media import encode, pictures

Frame = NDArray[np.uint8]
DISSOLVE = 6
CLOSER = 0.9  # share of the picture that is seen when a crop is closest
ACROSS = {
    Direction.LEFT: (-1.0, 0.0),
    Direction.RIGHT: (1.0, 0.0),
    Direction.UP: (0.0, -1.0),
    Direction.DOWN: (0.0, 1.0),
}
INWARD = {Movement.DOLLY, Movement.ZOOM, Movement.DOLLY_ZOOM, Movement.TRACKING}


class NothingToHold(Invalid):
    """A shot is held of at least one panel."""


@dataclass(frozen=True)
class Held:
    """One panel: its file, and the frame of the shot that it shows."""

    picture: Path
    at: int


def frames(panels: Sequence[Held], count: int, raster: tuple[int, int], move: Move) -> Iterator[Frame]:
    """
    The shot as I420 frames of a raster, each panel whole in it and centred on black.

    NothingToHold where there is no panel; NoPicture where a file is none.
    """
    if not panels:
        raise NothingToHold("An animatic's shot needs at least one panel; none was given.")
    if len(panels) == 1 and (crops := travel(move)):
        yield from _crossed(pictures.frame(panels[0].picture), count, raster, crops)
        return
    stills = [encode.i420(_fitted(pictures.frame(panel.picture), raster)) for panel in panels]
    for number in range(count):
        yield _glided(stills, joins([panel.at for panel in panels]), number)


def joins(at: Sequence[int]) -> list[int]:
    """The frames at which one panel gives way to the next: half way between the frames they show."""
    return [(one + other + 1) // 2 for one, other in pairwise(at)]


def travel(move: Move) -> tuple[tuple[float, float, float], tuple[float, float, float]] | None:
    """
    The crop at the first and last frame that hints at a move: its share of the picture, and where its middle is, both
    ways from -1 to 1; None for a camera that stands still.
    """
    if move.primary in {Movement.STATIC, Movement.HANDHELD}:
        return None
    if (way := ACROSS.get(move.direction)) is not None:
        return (CLOSER, -way[0], -way[1]), (CLOSER, way[0], way[1])
    whole, close = (1.0, 0.0, 0.0), (CLOSER, 0.0, 0.0)
    if move.direction is Direction.OUT:
        return close, whole
    return (whole, close) if move.direction is Direction.IN or move.primary in INWARD else None


def _glided(stills: Sequence[Frame], turns: Sequence[int], number: int) -> Frame:
    """The panel of a frame, or two of them where one gives way."""
    index = sum(number >= turn for turn in turns)
    for turn, (one, other) in zip(turns, pairwise(stills), strict=True):
        into = number - (turn - DISSOLVE // 2)
        if 0 <= into < DISSOLVE:
            share = (into + 1) / (DISSOLVE + 1)
            mixed: Frame = cv2.addWeighted(one, 1 - share, other, share, 0).astype(np.uint8)
            return mixed
    return stills[index]


def _crossed(
    picture: Frame,
    count: int,
    raster: tuple[int, int],
    crops: tuple[tuple[float, float, float], tuple[float, float, float]],
) -> Iterator[Frame]:
    first, last = np.array(crops[0]), np.array(crops[1])
    for number in range(count):
        line = number / max(1, count - 1)
        eased = line * line * (3 - 2 * line)
        share, across, down = first + (last - first) * eased
        yield encode.i420(_fitted(_cropped(picture, share, across, down), raster))


def _cropped(picture: Frame, share: float, across: float, down: float) -> Frame:
    """A part of a picture at a fraction of a pixel, so that slow crops do not step; as large as the picture."""
    high, wide = picture.shape[:2]
    left = (1 - share) * wide * (1 + across) / 2
    top = (1 - share) * high * (1 + down) / 2
    matrix = np.array([[share, 0.0, left], [0.0, share, top]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    part = cv2.warpAffine(picture, matrix, (wide, high), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return part.astype(np.uint8, copy=False)


def _fitted(picture: Frame, raster: tuple[int, int]) -> Frame:
    """A picture whole in a raster, on black."""
    if (picture.shape[1], picture.shape[0]) == raster:
        return picture
    share = min(raster[0] / picture.shape[1], raster[1] / picture.shape[0])
    size = round(picture.shape[1] * share), round(picture.shape[0] * share)
    way = cv2.INTER_AREA if share < 1 else cv2.INTER_CUBIC
    small = cv2.resize(picture, size, interpolation=way)
    whole = np.zeros((raster[1], raster[0], 3), np.uint8)
    top, left = (raster[1] - size[1]) // 2, (raster[0] - size[0]) // 2
    whole[top : top + size[1], left : left + size[0]] = small
    return whole
