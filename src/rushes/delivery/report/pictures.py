"""Pictures for the page: cut from takes, made small, and put into the page itself."""

import base64
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from rushes.delivery.report.values import Picture
from rushes.kernel.timecode import Rate
from rushes.media import decode

STILL_WIDTH = 320
QUALITY = 74
EMPTY = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="


def strip(take: Path, frames: int, rate: Rate, *, stills: int = 4, width: int = STILL_WIDTH) -> tuple[Picture, ...]:
    """Stills spread over a take, its first and last twelfth left out, where models start and end badly."""
    edge = frames // 12
    numbers = np.unique(np.linspace(edge, max(edge, frames - 1 - edge), stills).round().astype(int)).tolist()
    return tuple(still(take, number, rate, width=width) for number in numbers)


def still(take: Path, number: int, rate: Rate, *, width: int = STILL_WIDTH) -> Picture:
    """One frame of a take as a small JPEG; NoSuchFrame when the take is shorter."""
    frame = decode.frame_at(take, number)
    return Picture(_jpeg(_fitted(frame[..., ::-1], width)), f"frame {number}, {rate.seconds(number):.1f} s")


def embedded(picture: Picture, width: int) -> str:
    """A picture as a data URI no wider than it is shown; one that cannot be read becomes an empty pixel."""
    pixels = cv2.imdecode(np.frombuffer(picture.content, np.uint8), cv2.IMREAD_COLOR) if picture.content else None
    if pixels is None:
        return EMPTY
    content = picture.content
    if pixels.shape[1] > width or not content.startswith(b"\xff\xd8\xff"):
        content = _jpeg(_fitted(np.asarray(pixels, np.uint8), width))
    return f"data:image/jpeg;base64,{base64.b64encode(content).decode()}"


def _fitted(frame: NDArray[np.uint8], width: int) -> NDArray[np.uint8]:
    if frame.shape[1] <= width:
        return np.ascontiguousarray(frame)
    size = width, max(1, round(frame.shape[0] * width / frame.shape[1]))
    return np.asarray(cv2.resize(np.ascontiguousarray(frame), size, interpolation=cv2.INTER_AREA), np.uint8)


def _jpeg(frame: NDArray[np.uint8]) -> bytes:
    encoded, content = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, QUALITY, cv2.IMWRITE_JPEG_OPTIMIZE, 1])
    assert encoded
    return content.tobytes()
