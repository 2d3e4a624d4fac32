"""
Whether the clip cuts to another picture, which one take must not.

What a cut is, `quality.cuts` says.
"""

from functools import partial
from pathlib import Path

import numpy as np

from rushes.kernel.timecode import Span
from rushes.quality import cuts, samples
from rushes.quality.check import Check, cannot_judge, failed, passed
from rushes.quality.clip import Clip
from rushes.quality.rules import Evidence, Expected, Finding, listed


def asks(clip: Clip, expected: Expected) -> Finding:  # noqa: ARG001 - every check is asked the same way
    """Look for steps after which nothing looks as it did."""
    if len(clip.small) < 2:
        return cannot_judge("One frame alone cannot hold a cut.")
    found, largest = cuts.of(clip.small.luma)
    if not found:
        return passed("The clip is one take: nothing cuts inside it.", {"cuts": 0, "largest_step": largest})
    at = listed([f"frame {cut} ({clip.rate.seconds(cut):.1f} s)" for cut in found])
    evidence = tuple(Evidence(number) for cut in found[:3] for number in (cut - 1, cut))
    spans = tuple(Span(cut - 1, cut + 1) for cut in found)
    return failed(f"The clip cuts to another picture at {at}.", spans, evidence, {"cuts": len(found)})


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
