"""Files of ours as ComfyUI takes them: named after what they hold, and clips at the rate of what they control."""

from pathlib import Path

from rushes.kernel.timecode import Rate
from rushes.media import retime
from rushes.media.probe import check_importable, probe

SUFFIXES = ((b"\x89PNG", 0, "png"), (b"\xff\xd8\xff", 0, "jpg"), (b"WEBP", 8, "webp"), (b"ftyp", 4, "mp4"),
            (b"WAVE", 8, "wav"), (b"fLaC", 0, "flac"))  # fmt: skip
USUAL = {"image": "png", "video": "mp4", "audio": "mp3"}


def retimed(source: Path, target: Path, rate: Rate) -> Path:
    """A clip whose frames are those of a rate, so that what it controls keeps its time."""
    video = check_importable(probe(source), source)
    if video.rate == rate:
        return source
    retime.retimed(source, target, rate)
    return target


def suffix(head: bytes, kind: str) -> str:
    """How the name of a file ends, by its first bytes; by its kind where they say nothing."""
    found = (ending for magic, place, ending in SUFFIXES if head[place : place + len(magic)] == magic)
    return next(found, USUAL.get(kind, "bin"))
