"""Names for the colour codes of ITU-T H.273, and the one colour that everything written here has: Rec.709, limited."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from av.video.plane import VideoPlane
from numpy.typing import NDArray

REC709 = 1
UNSPECIFIED = 2
LIMITED, FULL = 1, 2
BT470BG = 5

# Luma from limited to full range; the scaler's own grey is Rec.601 luma whatever matrix it is told.
FULL_LUMA = np.clip(np.rint((np.arange(256) - 16) * 255 / 219), 0, 255).astype(np.uint8)

PRIMARIES = {1: "bt709", 2: "unspecified", 4: "bt470m", 5: "bt470bg", 6: "smpte170m", 7: "smpte240m", 9: "bt2020",
             11: "dci-p3", 12: "display-p3"}  # fmt: skip
TRANSFERS = {1: "bt709", 2: "unspecified", 4: "gamma22", 5: "gamma28", 6: "smpte170m", 7: "smpte240m", 8: "linear",
             13: "srgb", 14: "bt2020-10", 15: "bt2020-12", 16: "pq", 18: "hlg"}  # fmt: skip
MATRICES = {0: "rgb", 1: "bt709", 2: "unspecified", 4: "fcc", 5: "bt470bg", 6: "smpte170m", 7: "smpte240m",
            9: "bt2020"}  # fmt: skip
RANGES = {0: "unspecified", 1: "limited", 2: "full"}


@dataclass(frozen=True)
class Reading:
    """How stored numbers become colour: the matrix in the scaler's own code, and the range."""

    matrix: int
    range: int


def name(names: Mapping[int, str], code: int) -> str:
    """The name of a code, or the code itself when it has none here."""
    return names.get(code, str(code))


def tag_rec709(context: VideoCodecContext) -> None:
    """Write Rec.709 primaries, transfer, matrix and limited range into what an encoder makes."""
    context.color_primaries = REC709
    context.color_trc = REC709
    context.colorspace = REC709
    context.color_range = LIMITED


def reading(frame: VideoFrame) -> Reading:
    """How to read a frame; an untagged one is Rec.709 from high definition up and Rec.601 below, as players hold."""
    matrix = frame.colorspace
    if matrix == UNSPECIFIED:
        matrix = REC709 if frame.width >= 1280 or frame.height > 576 else BT470BG
    return Reading(matrix, FULL if frame.color_range == FULL else LIMITED)


def planes(frame: VideoFrame) -> list[NDArray[np.uint8]]:
    """The planes of a planar frame as arrays that are the frame's own memory: writing them changes the frame."""
    return [_plane(plane) for plane in frame.planes]


def luma(frame: VideoFrame) -> NDArray[np.uint8]:
    """The brightness of a planar frame, as its own memory."""
    return _plane(frame.planes[0])


def _plane(plane: VideoPlane) -> NDArray[np.uint8]:
    rows: NDArray[np.uint8] = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
    return rows[:, : plane.width]
