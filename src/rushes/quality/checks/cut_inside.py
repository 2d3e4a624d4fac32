"""
Whether the clip cuts to another picture, which one take must not.

A cut is a single step after which nothing looks as it did: not brighter, not elsewhere, not in part, and not for a
moment only. So a flash, a lamp, a pan, a shake, a door and someone near the lens are no cuts. A dissolve, and a jump
within one framing, are not seen by this check.
"""

import itertools
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from rushes.kernel.timecode import Span
from rushes.quality import samples
from rushes.quality.check import Check, cannot_judge, failed, passed
from rushes.quality.clip import Clip
from rushes.quality.rules import Evidence, Expected, Finding, listed

WIDTH = 80
STEP = 0.12
ALONE = 2.5
ALIKE = 0.78
FLASH = 8
CELLS = (6, 4)
KEPT = 0.4
FLAT = 2.0
Picture = NDArray[np.float32]


def asks(clip: Clip, expected: Expected) -> Finding:  # noqa: ARG001 - every check is asked the same way
    """Look for steps after which nothing looks as it did."""
    pictures = _thumbnails(clip.small.luma)
    if len(pictures) < 2:
        return cannot_judge("One frame alone cannot hold a cut.")
    steps = _steps(pictures)
    cuts = [number for number in _alone(steps) if _is_cut(pictures, number)]
    if not cuts:
        return passed("The clip is one take: nothing cuts inside it.", {"cuts": 0, "largest_step": float(steps.max())})
    at = listed([f"frame {cut} ({clip.rate.seconds(cut):.1f} s)" for cut in cuts])
    evidence = tuple(Evidence(number) for cut in cuts[:3] for number in (cut - 1, cut))
    spans = tuple(Span(cut - 1, cut + 1) for cut in cuts)
    return failed(f"The clip cuts to another picture at {at}.", spans, evidence, {"cuts": len(cuts)})


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


def _takes(path: Path, seeds: tuple[int, ...]) -> None:
    """A push-in on each place, cut together, with a flash in the middle of the first."""
    frames = []
    for seed in seeds:
        canvas = samples.place(seed)
        frames += [samples.view(canvas, pan=2 * number, zoom=1 + number / 100) for number in range(16)]
    frames[8] = np.clip(frames[8].astype(np.int16) + 120, 0, 255).astype(np.uint8)
    samples.film(path, samples.grained(frames))


plugin = Check(
    id="cut_inside",
    title="One take, no cut inside",
    asks=asks,
    passing=partial(_takes, seeds=(3,)),
    failing=partial(_takes, seeds=(3, 5)),
    only_takes=True,
)
