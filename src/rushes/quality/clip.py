"""One clip as the checks see it: probed once, decoded once, kept as small frames that all of them share."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from rushes.kernel.timecode import Rate
from rushes.media import decode
from rushes.media.errors import NoPicture
from rushes.media.probe import Probe, Video, probe

WIDTH = 320
MEMORY = 200 << 20
Plane = NDArray[np.uint8]


@dataclass(frozen=True)
class Small:
    """
    A clip's frames, small: luma (frames, height, width) and both chromas at half that, as stored (limited Rec.709).

    `change` is how much each frame differs from the one before at the clip's own size: mean absolute luma, 0 to 219.
    """

    luma: Plane
    chroma: NDArray[np.uint8]
    change: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.luma)


class Clip:
    """A file under examination; everything is read when a check first asks for it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def probe(self) -> Probe:
        """What the file holds; NotMedia when it cannot be read."""
        return probe(self.path)

    @property
    def video(self) -> Video:
        """Its picture; NoPicture when there is none."""
        if self.probe.video is None or self.probe.video.frames == 0:
            raise NoPicture(f"{self.path.name} holds no picture.", path=str(self.path))
        return self.probe.video

    @property
    def rate(self) -> Rate:
        """Its frames a second."""
        return self.video.rate

    @cached_property
    def small(self) -> Small:
        """Its frames, decoded; NotMedia when one of them cannot be."""
        raster = _even(self.video.width), _even(self.video.height)
        width, height = _raster(*raster, self.video.frames)
        luma, chroma, change = [], [], []
        before: Plane | None = None
        for frame in decode.frames(self.path, size=raster, pixels="yuv420p"):
            bright, colour = _planes(frame)
            change.append(0.0 if before is None else cv2.norm(before, bright, cv2.NORM_L1) / bright.size)
            luma.append(cv2.resize(bright, (width, height), interpolation=cv2.INTER_AREA))
            chroma.append(
                [cv2.resize(half, (width // 2, height // 2), interpolation=cv2.INTER_AREA) for half in colour]
            )
            before = bright
        if not luma:
            raise NoPicture(f"{self.path.name} holds no frame that can be decoded.", path=str(self.path))
        return Small(np.stack(luma), np.array(chroma, np.uint8), np.array(change))

    def lab(self, number: int) -> NDArray[np.float32]:
        """One small frame as CIE L*a*b* of shape (height / 2, width / 2, 3): L 0 to 100, a and b about -100 to 100."""
        blue, red = self.small.chroma[number].astype(np.float32) - 128
        size = blue.shape[1], blue.shape[0]
        grey = cv2.resize(self.small.luma[number], size, interpolation=cv2.INTER_AREA).astype(np.float32)
        grey = (grey - 16) / 219
        red, blue = red / 224, blue / 224
        rgb = np.stack([grey + 1.5748 * red, grey - 0.1873 * blue - 0.4681 * red, grey + 1.8556 * blue], axis=-1)
        return np.asarray(cv2.cvtColor(rgb.clip(0, 1), cv2.COLOR_RGB2LAB), np.float32)


def _planes(frame: Plane) -> tuple[Plane, tuple[Plane, Plane]]:
    """The luma and the two chromas of an I420 array."""
    height, width = frame.shape[0] * 2 // 3, frame.shape[1]
    half = frame[height:].reshape(2, height // 2, width // 2)
    return frame[:height], (half[0], half[1])


def _even(side: int) -> int:
    return side + side % 2


def _raster(width: int, height: int, frames: int) -> tuple[int, int]:
    """A small raster of the clip's shape, smaller still for a long film so that it fits into memory."""
    fits = int((MEMORY / frames / 1.5 * width / height) ** 0.5)
    small = max(4, min(WIDTH, width, fits))
    return small // 4 * 4, max(4, round(small * height / width) // 4 * 4)
