"""The renderer's doors: the frames of a take, its film file, and the same performance as a control pass."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rushes.craft.previz import controls, setups
from rushes.craft.previz.animator import Animator
from rushes.craft.previz.controls import Control
from rushes.craft.previz.shoot import Shoot
from rushes.media import encode


def frames(shoot: Shoot) -> Iterator[NDArray[np.uint8]]:
    """The frames of a take in order, RGB (height, width, 3), full range, the same bytes for the same shoot."""
    width, height = picture(shoot)
    animator = Animator(setups.build(shoot, width, height))
    for frame in _drawn(animator, shoot.frames, float(shoot.rate.value)):
        yield frame if (width, height) == (shoot.width, shoot.height) else _letterboxed(frame, shoot)


def _drawn(animator: Animator, count: int, rate: float) -> Iterator[NDArray[np.uint8]]:
    """Frames in order, each finished on a second core while the next is painted."""
    with ThreadPoolExecutor(1) as lab:
        waiting: Future[NDArray[np.uint8]] | None = None
        for number in range(count):
            ready, waiting = waiting, lab.submit(animator.developed, animator.exposed(number, number / rate))
            if ready is not None:
                yield ready.result()
        if waiting is not None:
            yield waiting.result()


def still(shoot: Shoot, seconds: float) -> NDArray[np.uint8]:
    """One frame of a take."""
    width, height = picture(shoot)
    frame = Animator(setups.build(shoot, width, height)).frame(round(seconds * float(shoot.rate.value)), seconds)
    return frame if (width, height) == (shoot.width, shoot.height) else _letterboxed(frame, shoot)


def film(shoot: Shoot, path: Path, preset: encode.Preset = encode.TAKE) -> int:
    """Draw a take into a film file; gives the number of frames."""
    return encode.encode(path, frames(shoot), rate=shoot.rate, preset=preset)


def control(shoot: Shoot, kind: Control, path: Path, preset: encode.Preset = encode.TAKE) -> int:
    """Draw the performance of a take again as a control pass, frame for frame; gives the number of frames."""
    return encode.encode(path, control_frames(shoot, kind), rate=shoot.rate, preset=preset)


def control_frames(shoot: Shoot, kind: Control) -> Iterator[NDArray[np.uint8]]:
    """The frames of a control pass in order, RGB, in the raster of the take."""
    width, height = picture(shoot)
    rate = float(shoot.rate.value)
    draw = controls.drawer(setups.build(shoot, width, height), kind, shoot.frames / rate)
    for number in range(shoot.frames):
        frame = draw(number / rate)
        yield frame if (width, height) == (shoot.width, shoot.height) else _letterboxed(frame, shoot)


def picture(shoot: Shoot) -> tuple[int, int]:
    """The picture's own size inside the raster: the whole of it, or what its aspect leaves between bars."""
    if shoot.aspect <= 0 or abs(shoot.aspect * shoot.height - shoot.width) < 2:
        return shoot.width, shoot.height
    if shoot.aspect > shoot.width / shoot.height:
        return shoot.width, round(shoot.width / shoot.aspect / 8) * 8
    return round(shoot.height * shoot.aspect / 8) * 8, shoot.height


def _letterboxed(frame: NDArray[np.uint8], shoot: Shoot) -> NDArray[np.uint8]:
    raster = np.zeros((shoot.height, shoot.width, 3), np.uint8)
    top, left = (shoot.height - frame.shape[0]) // 2, (shoot.width - frame.shape[1]) // 2
    raster[top : top + frame.shape[0], left : left + frame.shape[1]] = frame
    return raster
