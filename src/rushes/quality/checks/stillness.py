"""
Whether a camera that was to be locked off stands still.

Corners of the first frame are followed to later ones. Where many stay, the camera stood; where hardly any stays and
most moved together, it moved; anything between is left to people.
"""

from functools import partial
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from rushes.kernel.timecode import Span
from rushes.quality import samples
from rushes.quality.check import Check, cannot_judge, failed, passed
from rushes.quality.clip import Clip
from rushes.quality.rules import Evidence, Expected, Finding

CORNERS = 80
FEWEST = 12
SAMPLES = 10
STAYED_PIXELS = 1.0
STAYED = 0.25
GONE = 0.15
TOGETHER = 0.6
MOVED = 0.012
Points = NDArray[np.float32]


def asks(clip: Clip, expected: Expected) -> Finding:
    """Follow what can be followed from the first frame on."""
    if not expected.locked_off:
        return cannot_judge("The card does not ask for a locked-off camera.")
    luma = clip.small.luma
    corners = cv2.goodFeaturesToTrack(luma[0], CORNERS, 0.02, 6)
    if corners is None or len(corners) < FEWEST:
        return cannot_judge("The first frame has too little detail to follow.")
    start = np.asarray(corners, np.float32)
    numbers = np.unique(np.linspace(0, len(luma) - 1, SAMPLES + 1).round().astype(int))[1:].tolist()
    seen = [_moved(luma[0], luma[number], start) for number in numbers]
    judged = [(number, *one) for number, one in zip(numbers, seen, strict=True) if one is not None]
    if not judged:
        return cannot_judge("Too little of the first frame can be found again in later ones.")
    return _judged(judged, luma.shape[2], clip)


def _judged(judged: list[tuple[int, float, float, float]], width: int, clip: Clip) -> Finding:
    stayed = min(share for _, share, _, _ in judged)
    number, share, together, pixels = max(judged, key=lambda one: (one[2] >= TOGETHER and one[1] <= GONE, one[3]))
    moved = pixels / width
    measures = {"share_of_corners_that_stay": stayed, "shift_share_of_width": moved}
    if share <= GONE and together >= TOGETHER and moved > MOVED:
        at = f"frame {number} ({clip.rate.seconds(number):.1f} s)"
        says = f"The camera was to be locked off, but by {at} the picture has moved by {moved:.1%} of its width."
        return failed(says, (Span(0, number + 1),), (Evidence(0), Evidence(number)), measures)
    if stayed >= STAYED:
        return passed("The camera stands still.", measures)
    return cannot_judge("Too much moves in the picture to tell whether the camera does.", measures)


def _moved(first: NDArray[np.uint8], later: NDArray[np.uint8], start: Points) -> tuple[float, float, float] | None:
    """The share of corners that stayed, the share that one move explains, and that move in pixels."""
    end, found, _ = cv2.calcOpticalFlowPyrLK(first, later, start, np.zeros_like(start), winSize=(15, 15), maxLevel=4)
    known = found.ravel() == 1
    if known.sum() < FEWEST:
        return None
    one, other = start[known].reshape(-1, 2), end[known].reshape(-1, 2)
    distance = np.linalg.norm(other - one, axis=1)
    _, same = cv2.estimateAffinePartial2D(one, other, method=cv2.RANSAC, ransacReprojThreshold=1.5)
    together = same.ravel() == 1 if same is not None else np.zeros(len(one), bool)
    shift = float(np.median(distance[together])) if together.any() else 0.0
    return float((distance < STAYED_PIXELS).mean()), float(together.mean()), shift


def _shot(path: Path, drift: float) -> None:
    """A figure walks through a set that the camera sees from one place, or from one that drifts."""
    canvas = samples.place(3)
    views = [samples.view(canvas, pan=drift * number, zoom=1 + drift * number / 400) for number in range(24)]
    frames = [samples.dressed(view, (196, 84, 30), left=20 + 8 * number) for number, view in enumerate(views)]
    samples.film(path, samples.grained(frames))


plugin = Check(
    id="stillness",
    title="A locked-off camera stands still",
    asks=asks,
    passing=partial(_shot, drift=0.0),
    failing=partial(_shot, drift=1.5),
    sample=Expected(locked_off=True),
    only_takes=True,
)
