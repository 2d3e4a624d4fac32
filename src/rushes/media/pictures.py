"""Still pictures: decoded whole before they are believed, and made small for looking at."""

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from rushes.kernel.errors import Invalid
from rushes.media.proxies import save

LARGEST = 64_000_000
KINDS = ("PNG", "JPEG", "WEBP")
ASIDE = {
    ExifTags.Base.Make,
    ExifTags.Base.Model,
    ExifTags.Base.Software,
    ExifTags.Base.DateTime,
    ExifTags.Base.Artist,
    ExifTags.Base.Copyright,
    ExifTags.Base.ImageDescription,
}
"""What of a picture's own words is kept beside it."""
_SAVED: dict[str, dict[str, Any]] = {
    "PNG": {"optimize": False},
    "JPEG": {"quality": 95, "subsampling": 0},
    "WEBP": {"quality": 95},
}
_BOMBS = (Image.DecompressionBombWarning, Image.DecompressionBombError)


class NoPicture(Invalid):
    """A file that is no still picture of a kind we keep, or is damaged, or too large."""


@dataclass(frozen=True)
class Still:
    """What a picture's file holds: its raster in pixels, and its kind."""

    width: int
    height: int
    kind: str


def check(path: Path) -> Still:
    """
    What a picture is, after decoding all of it.

    Raises:
        NoPicture: it is no PNG, JPEG or WebP, has more than 64 million pixels, or its data are damaged.
    """
    picture = _decoded(path)
    return Still(*picture.size, _kind(picture))


def frame(path: Path) -> NDArray[np.uint8]:
    """The picture as RGB (height, width, 3). NoPicture."""
    return np.asarray(_decoded(path).convert("RGB"))


def poster(source: Path, out: Path, *, height: int = 720) -> Path:
    """A JPEG of the picture, no higher than this and never enlarged. NoPicture."""
    small = _decoded(source).convert("RGB")
    small.thumbnail((height * 16, height), Image.Resampling.LANCZOS)
    return save(np.asarray(small), out)


def cleaned(source: Path, out: Path) -> tuple[Still, dict[str, str]]:
    """
    The picture written anew without anything but its pixels and their colour space, turned as its camera was held.

    Gives what it is now, and what its file said of camera, author and time; where it was taken is not kept.

    Raises:
        NoPicture: it is no PNG, JPEG or WebP, has more than 64 million pixels, or its data are damaged.
    """
    picture = _decoded(source)
    kind, told = _kind(picture), picture.getexif()
    aside = {ExifTags.TAGS[tag]: _text(value) for tag, value in told.items() if tag in ASIDE and _text(value)}
    upright = ImageOps.exif_transpose(picture)
    if upright.mode not in ("RGB", "RGBA", "L"):
        upright = upright.convert("RGBA" if "transparency" in picture.info or "A" in upright.mode else "RGB")
    colours = {"icc_profile": profile} if (profile := picture.info.get("icc_profile")) and upright.mode != "L" else {}
    bare = upright.copy()
    bare.info.clear()
    bare.save(out, kind, **(_SAVED[kind] | colours))
    return Still(*bare.size, kind), aside


def light(path: Path) -> float:
    """How light a picture is in the mean, from 0 to 1. NoPicture."""
    small = _decoded(path).convert("L")
    small.thumbnail((64, 64))
    return float(np.asarray(small).mean()) / 255


def _text(value: object) -> str:
    """A value of EXIF as short plain text; empty for anything else."""
    return "".join(filter(str.isprintable, value)).strip()[:200] if isinstance(value, str) else ""


def _kind(picture: Image.Image) -> str:
    """A JPEG with further pictures behind it, as phones write, is a JPEG: the first is the picture."""
    return "JPEG" if picture.format == "MPO" else str(picture.format)


def _decoded(path: Path) -> Image.Image:
    with path.open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            picture = Image.open(file, formats=KINDS)
            if picture.width * picture.height > LARGEST:
                raise NoPicture(f"{path.name} has {picture.width} x {picture.height} pixels; 64 million are the most.")
            picture.load()
        except UnidentifiedImageError:
            raise NoPicture(f"{path.name} is no PNG, JPEG or WebP picture.") from None
        except (OSError, SyntaxError, ValueError, *_BOMBS) as error:
            raise NoPicture(f"{path.name} is damaged and cannot be decoded: {error}.") from None
    return picture
