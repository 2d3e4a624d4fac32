"""What a person looks at instead of the file itself: a small clip, one still, a strip of stills."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from rushes.kernel.files import written
from rushes.media import conform, decode, encode
from rushes.media.probe import Video, check_importable, probe

Frame = NDArray[np.uint8]


@dataclass(frozen=True)
class Sprite:
    """A strip of stills, left to right; each is `width` by `height` and shows the frame of that number."""

    path: Path
    width: int
    height: int
    frames: tuple[int, ...]


def proxy(source: Path, out: Path, *, height: int = 540) -> int:
    """A small clip with the same frames at the same rate, and sound; short groups, for scrubbing. Gives its frames."""
    video = check_importable(probe(source), source)
    sound = decode.audio(source)
    return conform.conform(
        source,
        out,
        raster=small(video, height),
        rate=video.rate,
        preset=encode.PROXY,
        audio=sound if len(sound) else None,
    )


def poster(source: Path, out: Path, *, frame: int = 0, height: int = 720) -> Path:
    """One frame as a JPEG of at most this height."""
    video = check_importable(probe(source), source)
    return save(decode.frame_at(source, frame, size=small(video, height)), out)


def sprite(source: Path, out: Path, *, count: int = 24, height: int = 90) -> Sprite:
    """Up to `count` frames at equal distances, as one JPEG."""
    video = check_importable(probe(source), source)
    numbers = tuple(dict.fromkeys(int((step + 0.5) * video.frames / count) for step in range(count)))
    size = small(video, height)
    save(np.hstack(stills(source, numbers, size=size)), out)
    return Sprite(out, *size, numbers)


def stills(source: Path, numbers: Iterable[int], *, size: tuple[int, int] | None = None) -> list[Frame]:
    """Frames by their numbers as RGB, in that order, read in one pass; NoSuchFrame when the file is shorter."""
    wanted = list(numbers)
    found: dict[int, Frame] = {}
    for number, frame in enumerate(decode.frames(source, size=size)):
        if number in wanted:
            found[number] = frame
        if len(found) == len(set(wanted)):
            break
    for number in wanted:
        if number not in found:
            raise decode.NoSuchFrame(f"{source.name} has no frame {number}.", path=str(source), frame=number)
    return [found[number] for number in wanted]


def shape(source: Path) -> tuple[int, int]:
    """Width and height of a film as shown, in square pixels, both even."""
    video = check_importable(probe(source), source)
    return small(video, max(video.width, video.height))


def small(video: Video, height: int) -> tuple[int, int]:
    """The raster of a picture as shown, no higher than `height` and never enlarged; both sides even."""
    aspect = Fraction(video.width, video.height) * video.sample_aspect
    lines = video.height
    if video.rotation % 180:
        aspect, lines = 1 / aspect, video.width
    lines = min(height, lines)
    return max(2, round(lines * aspect / 2) * 2), max(2, lines // 2 * 2)


def packed(picture: Frame, *, quality: int = 92) -> bytes:
    """An RGB picture as the bytes of a JPEG, its colours in full."""
    out = BytesIO()
    Image.fromarray(picture).save(out, format="JPEG", quality=quality, subsampling=0)
    return out.getvalue()


def save(picture: Frame, out: Path, *, quality: int = 88) -> Path:
    """Write an RGB picture as JPEG or PNG by its suffix; a PNG is packed quickly rather than well."""
    with written(out) as part:
        Image.fromarray(picture).save(part, quality=quality, optimize=out.suffix != ".png")
    return out
