"""Whether the clip is as long as asked: longer can be cut, shorter cannot."""

from functools import partial

from rushes.kernel.timecode import Rate, Span
from rushes.media import testcard
from rushes.quality.check import Check, cannot_judge, failed, passed
from rushes.quality.clip import Clip
from rushes.quality.rules import Evidence, Expected, Finding

SHORT_FRAMES = 1
LONG_SECONDS = 0.5


def asks(clip: Clip, expected: Expected) -> Finding:
    """Compare the time on screen with the time asked, in frames of the asked rate."""
    if expected.frames is None:
        return cannot_judge("No length was asked for.")
    rate = expected.rate or clip.rate
    frames = round(clip.video.frames / clip.rate.value * rate.value)
    off = frames - expected.frames
    numbers = {"frames": float(frames), "asked_frames": float(expected.frames)}
    long = rate.frames(LONG_SECONDS)
    if -SHORT_FRAMES <= off <= long:
        return passed(f"{frames} frames long, {expected.frames} asked.", numbers)
    last = clip.video.frames - 1
    missing = Span(frames, expected.frames) if off < 0 else Span(expected.frames, frames)
    word = "shorter" if off < 0 else "longer"
    says = f"The clip is {abs(off)} frames {word} than asked: {frames}, not {expected.frames}."
    return failed(says, (missing,), (Evidence(last),), numbers)


plugin = Check(
    id="duration",
    title="As long as asked",
    asks=asks,
    passing=partial(testcard.clip, frames=24),
    failing=partial(testcard.clip, frames=18),
    sample=Expected(rate=Rate.of(24), frames=24),
)
