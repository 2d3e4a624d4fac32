"""Whether every frame of the file can be decoded, and there are as many as its container promises."""

import logging
from functools import partial
from pathlib import Path

from rushes.kernel.timecode import Span
from rushes.media import decode, testcard
from rushes.media.errors import NoPicture, NotMedia
from rushes.quality.check import Check, failed, passed
from rushes.quality.clip import Clip
from rushes.quality.rules import Evidence, Expected, Finding

log = logging.getLogger(__name__)


def asks(clip: Clip, expected: Expected) -> Finding:  # noqa: ARG001 - every check is asked the same way
    """Decode the clip to its end."""
    try:
        promised, found = clip.video.frames, len(clip.small)
    except NoPicture:
        return failed("There is no picture in this file.")
    except NotMedia as error:
        whole = _whole_frames(clip.path)
        frames = (Span(whole, whole + 1),) if whole else ()
        return failed(error.detail, frames, (Evidence(whole - 1),) if whole else ())
    measures = {"decoded_frames": float(found), "promised_frames": float(promised)}
    if found != promised:
        says = f"{found} frames can be decoded, but the file promises {promised}."
        return failed(says, (Span(min(found, promised), max(found, promised)),), measures=measures)
    return passed(f"All {found} frames decode, as many as the file promises.", measures)


def _whole_frames(path: Path) -> int:
    """How many frames of a damaged file can be decoded."""
    number = 0
    try:
        for number, _ in enumerate(decode.frames(path, size=(16, 16), pixels="gray"), start=1):  # noqa: B007
            pass
    except NotMedia:
        log.info("%s decodes up to frame %d", path, number)
    return number


plugin = Check(
    id="decodes",
    title="Every frame decodes",
    asks=asks,
    passing=partial(testcard.clip, frames=12),
    failing=testcard.truncated,
)
