"""Whether the file says how its colours are meant: Rec.709, limited range."""

from functools import partial
from pathlib import Path

import cv2
import numpy as np

from rushes.kernel.timecode import Span
from rushes.media import testcard
from rushes.quality.check import Check, failed, passed
from rushes.quality.clip import Clip
from rushes.quality.rules import Expected, Finding, listed

REC709 = {"primaries": "bt709", "transfer": "bt709", "matrix": "bt709", "range": "limited"}


def asks(clip: Clip, expected: Expected) -> Finding:  # noqa: ARG001 - every check is asked the same way
    """Read the colour tags of the picture."""
    tags = {name: str(getattr(clip.video, name)) for name in REC709}
    wrong = [name for name, tag in tags.items() if tag != REC709[name]]
    if not wrong:
        return passed("The file is tagged Rec.709, limited range.")
    found = listed([f"{name} is {tags[name]}" for name in wrong])
    says = f"The colour tags are not Rec.709 in limited range: {found}. Players will guess."
    return failed(says, (Span(0, clip.video.frames),), measures={"wrong_tags": len(wrong)})


def _untagged(path: Path) -> None:
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), 24.0, (64, 36))
    for level in range(6):
        writer.write(np.full((36, 64, 3), 40 * level, np.uint8))
    writer.release()


plugin = Check(
    id="colour_tags",
    title="Colour is tagged",
    asks=asks,
    passing=partial(testcard.clip, frames=6),
    failing=_untagged,
)
