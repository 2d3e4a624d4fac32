"""Files of ours as ComfyUI takes them: named after what they hold, and clips at the rate of what they control."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rushes.kernel.timecode import Rate
from rushes.media import decode, encode
from rushes.media.probe import check_importable, probe

SUFFIXES = ((b"\x89PNG", 0, "png"), (b"\xff\xd8\xff", 0, "jpg"), (b"WEBP", 8, "webp"), (b"ftyp", 4, "mp4"),
            (b"WAVE", 8, "wav"), (b"fLaC", 0, "flac"))  # fmt: skip
USUAL = {"image": "png", "video": "mp4", "audio": "mp3"}


def retimed(source: Path, target: Path, rate: Rate) -> Path:
    """A clip whose frames are those of a rate, so that what it controls keeps its time."""
    video = check_importable(probe(source), source)
    if video.rate == rate:
        return source
    kept = _picked(decode.frames(source), video.rate.value / rate.value)
    encode.encode(target, kept, rate=rate, preset=encode.TAKE)
    return target


def _picked(frames: Iterator[NDArray[np.uint8]], step: Fraction) -> Iterator[NDArray[np.uint8]]:
    due = Fraction(0)
    for number, frame in enumerate(frames):
        while due < number + 1:
            yield frame
            due += step


def suffix(head: bytes, kind: str) -> str:
    """How the name of a file ends, by its first bytes; by its kind where they say nothing."""
    found = (ending for magic, place, ending in SUFFIXES if head[place : place + len(magic)] == magic)
    return next(found, USUAL.get(kind, "bin"))
