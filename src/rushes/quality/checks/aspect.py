"""Whether the picture has the shape and the size asked, with square pixels and upright."""

from functools import partial

from rushes.kernel.timecode import Span
from rushes.media import testcard
from rushes.media.probe import Video
from rushes.quality.check import Check, cannot_judge, failed, passed
from rushes.quality.clip import Clip
from rushes.quality.rules import Evidence, Expected, Finding

# Models round their rasters to blocks: 1248x704 stands for 1280x720 and is scaled in the cut without a visible change.
SHAPE = 0.015
SMALLER = 0.93


def asks(clip: Clip, expected: Expected) -> Finding:
    """Compare the raster with the one asked."""
    video = clip.video
    if expected.width is None or expected.height is None:
        return cannot_judge(f"No size was asked for; the picture is {video.width}x{video.height}.")
    wrong = _wrong(video, expected.width, expected.height)
    numbers = {"width_pixels": float(video.width), "height_pixels": float(video.height)}
    if wrong:
        return failed(wrong, (Span(0, video.frames),), (Evidence(0),), numbers)
    size = f"{video.width}x{video.height}"
    if (video.width, video.height) == (expected.width, expected.height):
        return passed(f"The picture is {size} with square pixels, as asked.", numbers)
    return passed(f"The picture is {size}, which has the shape of {expected.width}x{expected.height}.", numbers)


def _wrong(video: Video, width: int, height: int) -> str:
    size = f"{video.width}x{video.height}"
    if video.sample_aspect not in (0, 1):
        return f"The pixels are not square: {video.sample_aspect.numerator}:{video.sample_aspect.denominator}."
    if video.rotation:
        return f"The picture is stored turned by {video.rotation} degrees, which editors read in different ways."
    if abs(video.width / video.height / (width / height) - 1) > SHAPE:
        return f"The picture is {size}, which has another shape than {width}x{height}."
    if video.height < height * SMALLER:
        return f"The picture is {size}, smaller than the {width}x{height} asked."
    return ""


plugin = Check(
    id="aspect",
    title="Shape and size as asked",
    asks=asks,
    passing=partial(testcard.clip, frames=6, size=(320, 180)),
    failing=partial(testcard.clip, frames=6, size=(240, 180)),
    sample=Expected(width=320, height=180),
)
