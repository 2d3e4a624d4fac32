"""Whether stretches of the clip are black."""

from functools import partial

import numpy as np

from rushes.media import testcard
from rushes.quality.check import Check, failed, passed
from rushes.quality.clip import Clip
from rushes.quality.rules import Evidence, Expected, Finding, listed, middle, runs, where

# Limited range: black is 16. A night shot has some lit thousandth of its picture; black has none.
BRIGHTEST = 28
SECONDS = 0.2


def asks(clip: Clip, expected: Expected) -> Finding:  # noqa: ARG001 - every check is asked the same way
    """Look for frames whose brightest thousandth is black."""
    luma = clip.small.luma.reshape(len(clip.small), -1)
    rank = luma.shape[1] - 1 - luma.shape[1] // 1000
    brightest = np.partition(luma, rank, axis=1)[:, rank]
    stretches = runs(brightest < BRIGHTEST, min(clip.rate.frames(SECONDS), len(luma)))
    black = sum(map(len, stretches))
    if not stretches:
        return passed("No stretch of the clip is black.", {"black_frames": 0})
    if black == len(luma):
        says = f"The whole clip is black, all {black} frames."
    else:
        says = f"The picture is black in {listed([where(span, clip.rate) for span in stretches])}."
    return failed(says, stretches, tuple(Evidence(middle(span)) for span in stretches[:3]), {"black_frames": black})


plugin = Check(
    id="black",
    title="No black stretch",
    asks=asks,
    passing=partial(testcard.grey, levels=[90] * 12),
    failing=partial(testcard.grey, levels=[90] * 6 + [0] * 8 + [90] * 4),
    only_takes=True,
)
