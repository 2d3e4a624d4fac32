"""Whether the frames come at one constant rate, and at the rate asked."""

from functools import partial

from rushes.kernel.timecode import Rate, Span
from rushes.media import testcard
from rushes.quality.check import Check, failed, passed
from rushes.quality.clip import Clip
from rushes.quality.rules import Expected, Finding


def asks(clip: Clip, expected: Expected) -> Finding:
    """Read the times of the frames."""
    video = clip.video
    whole = (Span(0, video.frames),)
    rate = {"frames_per_second": float(video.rate.value)}
    if not video.constant:
        return failed("The frames do not come at one constant rate, so no frame number means a time.", whole)
    if expected.rate is not None and video.rate != expected.rate:
        says = f"The clip runs at {video.rate} frames a second, not {expected.rate}."
        return failed(says, whole, measures=rate)
    return passed(f"Every frame keeps {video.rate} frames a second.", rate)


plugin = Check(
    id="constant_rate",
    title="Constant frame rate",
    asks=asks,
    passing=partial(testcard.clip, frames=12),
    failing=testcard.uneven,
    sample=Expected(rate=Rate.of(24)),
)
