"""Small painted places to film for the checks' own clips: two sets, a camera that moves, grain, and a garment."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from rushes.kernel.timecode import Rate
from rushes.media import encode

Picture = NDArray[np.uint8]
SIZE = (320, 180)
RATE = Rate.of(24)


def film(path: Path, frames: Iterable[Picture]) -> None:
    """Write frames as a clip of 24 frames a second, as a take is written."""
    encode.encode(path, frames, rate=RATE, preset=encode.TAKE)


def place(seed: int, *, bright: float = 1.0) -> Picture:
    """A set, three times as wide and high as a frame: walls, windows and things in a palette of its own."""
    random = np.random.default_rng(seed)
    width, height = SIZE[0] * 3, SIZE[1] * 3
    canvas = np.empty((height, width, 3), np.float32)
    canvas[:] = random.uniform(25, 90, 3)
    canvas *= np.linspace(0.6, 1.3, width, dtype=np.float32)[None, :, None]
    for _ in range(140):
        left, top = int(random.integers(0, width)), int(random.integers(0, height))
        right, bottom = left + int(random.integers(12, 120)), top + int(random.integers(10, 110))
        grey = random.uniform(15, 170)
        canvas[top:bottom, left:right] = grey * random.uniform(0.75, 1.15, 3)
    soft = np.asarray(cv2.GaussianBlur(canvas, (0, 0), 1.2), np.float32)
    return (soft * bright).clip(0, 255).astype(np.uint8)


def view(canvas: Picture, *, pan: float = 0.0, tilt: float = 0.0, zoom: float = 1.0, blur: float = 0.0) -> Picture:
    """What the camera sees: a frame from the middle, moved by pixels, nearer by a factor, out of focus by pixels."""
    width, height = SIZE
    middle_x, middle_y = canvas.shape[1] / 2 + pan, canvas.shape[0] / 2 + tilt
    shift = np.array(
        [[zoom, 0, width / 2 - zoom * middle_x], [0, zoom, height / 2 - zoom * middle_y]],
        np.float32,
    )
    seen = cv2.warpAffine(canvas, shift, SIZE, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    return np.asarray(cv2.GaussianBlur(seen, (0, 0), blur) if blur > 0 else seen, np.uint8)


def grained(frames: Iterable[Picture], level: float = 4.0, seed: int = 0) -> Iterator[Picture]:
    """The frames with film grain, new in each."""
    random = np.random.default_rng(seed)
    for frame in frames:
        grain = random.normal(0, level, frame.shape[:2])[..., None]
        yield np.clip(frame + grain, 0, 255).astype(np.uint8)


def dressed(frame: Picture, rgb: tuple[int, int, int], *, left: int = 130, light: float = 0.7) -> Picture:
    """The frame with a figure in a garment of a colour, lit from one side."""
    shaped = frame.copy()
    shade = np.linspace(light, light * 0.4, 44, dtype=np.float32)[None, :, None]
    shaped[70:150, left : left + 44] = np.array(rgb, np.float32) * shade
    cv2.circle(shaped, (left + 22, 55), 15, (96, 74, 62), -1)
    return shaped
