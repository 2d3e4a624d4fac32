"""Single frames of clips as small pictures."""

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image

from rushes.media import decode
from rushes.media.decode import NoSuchFrame
from rushes.storage.blobs import Blobs
from rushes.takes.tables import Take

HIGH = 540


@lru_cache(maxsize=256)
def jpeg(path: Path, frame: int, high: int = HIGH) -> bytes:
    """A frame of a clip as a JPEG no higher than so many pixels. NoSuchFrame."""
    content = io.BytesIO()
    _small(Image.fromarray(decode.frame_at(path, frame)), high).save(content, "JPEG", quality=86)
    return content.getvalue()


def of(take: Take, frame: int, blobs: Blobs, high: int = HIGH) -> bytes:
    """
    A frame of a take as a JPEG; a take that is a picture is its only frame.

    Raises:
        NoSuchFrame: it has none of that number.
    """
    path = blobs.local(take.media)
    if take.medium == "image" and frame == 0:
        return _picture(path, high)
    if take.medium != "clip" or frame >= take.frames:
        raise NoSuchFrame(f"{take.code} has {take.frames} frames: none is number {frame}.")
    return jpeg(path, frame, high)


def _picture(path: Path, high: int) -> bytes:
    content = io.BytesIO()
    with Image.open(path) as picture:
        _small(picture.convert("RGB"), high).save(content, "JPEG", quality=86)
    return content.getvalue()


def _small(picture: Image.Image, high: int) -> Image.Image:
    picture.thumbnail((high * 4, high), Image.Resampling.LANCZOS)
    return picture
