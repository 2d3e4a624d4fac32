"""Still pictures: decoded whole before they are believed, and made small for looking at."""

import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from rushes.kernel.errors import Invalid
from rushes.media.proxies import save

LARGEST = 64_000_000
KINDS = ("PNG", "JPEG", "WEBP")
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
    return Still(*picture.size, str(picture.format))


def frame(path: Path) -> NDArray[np.uint8]:
    """The picture as RGB (height, width, 3). NoPicture."""
    return np.asarray(_decoded(path).convert("RGB"))


def poster(source: Path, out: Path, *, height: int = 720) -> Path:
    """A JPEG of the picture, no higher than this and never enlarged. NoPicture."""
    small = _decoded(source).convert("RGB")
    small.thumbnail((height * 16, height), Image.Resampling.LANCZOS)
    return save(np.asarray(small), out)


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
