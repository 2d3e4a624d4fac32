"""
Where a clip cuts to another picture.

A cut is a single step after which nothing looks as it did: not brighter, not elsewhere, not in part, and not for a
moment only. So a flash, a lamp, a pan, a shake, a door and someone near the lens are no cuts. A dissolve, and a jump
within one framing, are not seen.
"""

import itertools
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from rushes.media.errors import NotMedia
from rushes.quality.clip import Clip

WIDTH = 80
STEP = 0.12
ALONE = 2.5
ALIKE = 0.78
FLASH = 8
CELLS = (6, 4)
KEPT = 0.4
FLAT = 2.0
Picture = NDArray[np.float32]


def found(path: Path) -> list[int]:
    """The frames of a clip that begin another picture; none of one that is damaged."""
    try:
        return of(Clip(path).small.luma)[0]
    except NotMedia:
        return []


def of(luma: NDArray[np.uint8]) -> tuple[list[int], float]:
    """The frames that begin another picture, of at least two; and how large the largest step is, cut or not."""
    pictures = _thumbnails(luma)
    steps = _steps(pictures)
    return [number for number in _alone(steps) if _is_cut(pictures, number)], float(steps.max())


def _thumbnails(luma: NDArray[np.uint8]) -> Picture:
    """Soft thumbnails of shape (frames, height, width): what a squint sees."""
    height, width = luma.shape[1:]
    size = min(WIDTH, width), max(4, round(height * min(WIDTH, width) / width))
    small = [cv2.resize(frame, size, interpolation=cv2.INTER_AREA) for frame in luma]
    return np.stack([cv2.GaussianBlur(frame, (0, 0), 1.0) for frame in small]).astype(np.float32)


def _steps(pictures: Picture) -> NDArray[np.float64]:
    """How unlike each frame is to the one before: 0 the same but for brightness, 1 unrelated; 0 for the first."""
    return np.array([0.0, *(1 - _correlation(one, two) for one, two in itertools.pairwise(pictures))])


def _correlation(one: Picture, two: Picture) -> float:
    """How alike two pictures are but for brightness and contrast; flat ones are alike when they are equally bright."""
    if one.std() < FLAT or two.std() < FLAT:
        return float(abs(one - two).mean() < 12)
    return float(np.clip(np.corrcoef(one.ravel(), two.ravel())[0, 1], 0, 1))


def _alone(steps: NDArray[np.float64]) -> list[int]:
    """Steps that are large and stand out from those around them, as a whip pan's do not."""
    found = []
    for number in np.flatnonzero(steps > STEP):
        around = np.concatenate([steps[max(1, number - 3) : number], steps[number + 1 : number + 4]])
        if around.size == 0 or steps[number] > ALONE * np.median(around):
            found.append(int(number))
    return found


def _is_cut(pictures: Picture, number: int) -> bool:
    before, after = pictures[number - 1], pictures[number]
    if _kept(before, after) > KEPT:
        return False
    earlier = pictures[max(0, number - FLASH) : number]
    later = pictures[number : number + FLASH]
    return not any(_alike(one, two) > ALIKE for one in earlier[::-1] for two in later)


def _kept(one: Picture, two: Picture) -> float:
    """How much of what can be recognised stayed in its place: the share of cells that are alike."""
    pairs = [(a, b) for a, b in zip(_cells(one), _cells(two), strict=True) if max(a.std(), b.std()) >= FLAT]
    return float(np.mean([_correlation(a, b) > 0.8 for a, b in pairs])) if pairs else 0.0


def _cells(picture: Picture) -> list[Picture]:
    columns, rows = CELLS
    return [cell for row in np.array_split(picture, rows) for cell in np.array_split(row, columns, axis=1)]


def _alike(one: Picture, two: Picture) -> float:
    """The best correlation of the middle of one picture with any place in the other: alike though the camera moved."""
    if one.std() < FLAT or two.std() < FLAT:
        return _correlation(one, two)
    return max(_correlation(one, two), _found_in(one, two), _found_in(two, one))


def _found_in(one: Picture, two: Picture) -> float:
    height, width = one.shape
    middle = one[height // 5 : height - height // 5, width // 5 : width - width // 5]
    if middle.std() < FLAT:
        return 0.0
    return float(cv2.matchTemplate(two, middle, cv2.TM_CCOEFF_NORMED).max())
