"""
Whether the picture stands still: not a quiet shot, in which grain, rain or a breath still moves, but a held frame.

A held frame that is encoded changes less than 0.03 luma steps a frame between its key frames, grain of half a percent
more than ten times that (measured at x264 CRF 16 to 24); slow moves change little a frame but add up.
"""

import numpy as np
from numpy.typing import NDArray

from rushes.kernel.timecode import Span
from rushes.quality import samples
from rushes.quality.check import Check, cannot_judge, failed, passed
from rushes.quality.clip import Clip, Small
from rushes.quality.rules import Evidence, Expected, Finding, listed, runs, where

SECONDS = 1.0
CHANGE = 0.035
MOVED = 12.0
BLACK = 20
WINDOW = 5


def asks(clip: Clip, expected: Expected) -> Finding:  # noqa: ARG001 - every check is asked the same way
    """Look for stretches in which nothing changes, leaving out black ones, which have a check of their own."""
    small = clip.small
    if len(small) < 2:
        return cannot_judge("One frame alone cannot show whether the picture moves.")
    shortest = min(clip.rate.frames(SECONDS), len(small))
    still = _still(small.change) & (small.luma.max(axis=(1, 2)) > BLACK)
    held = [part for span in runs(still, shortest) for part in _held(small, span, shortest)]
    frames = sum(map(len, held))
    if not held:
        return passed("The picture never stands still.", {"held_frames": 0})
    if frames >= len(small) - 1:
        says = f"The whole clip is one held frame: nothing changes in {len(small)} frames."
    else:
        says = f"The picture stands still in {listed([where(span, clip.rate) for span in held])}."
    evidence = tuple(Evidence(number) for span in held[:2] for number in (span.start, span.end - 1))
    return failed(says, tuple(held), evidence, {"held_frames": frames})


def _still(change: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether each frame stands still, by the median around it, because key frames pulse."""
    known = np.concatenate([change[1:2], change[1:]])
    around = np.pad(known, WINDOW // 2, mode="edge")
    return np.asarray(np.median(np.lib.stride_tricks.sliding_window_view(around, WINDOW), axis=1) < CHANGE)


def _held(small: Small, span: Span, shortest: int) -> list[Span]:
    """The parts of a stretch in which no part of the picture leaves the first frame of that part."""
    marks = [span.start]
    for number in range(span.start, span.end):
        if _differs(small.luma[marks[-1]], small.luma[number]):
            marks.append(number)
    ends = [*marks[1:], span.end]
    return [Span(start, end) for start, end in zip(marks, ends, strict=True) if end - start >= shortest]


def _differs(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> bool:
    return bool(np.percentile(np.abs(one.astype(np.int16) - other), 99.9) > MOVED)


plugin = Check(
    id="frozen",
    title="Not a held frame",
    asks=asks,
    passing=lambda path: samples.film(path, samples.grained([samples.view(samples.place(3))] * 30)),
    failing=lambda path: samples.film(
        path, [samples.view(samples.place(3), pan=min(number, 10) * 3) for number in range(48)]
    ),
    only_takes=True,
)
