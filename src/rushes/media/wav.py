"""Sound files: 48 kHz WAV, 24-bit for delivery and 32-bit float for work."""

import struct
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rushes.kernel.errors import Invalid
from rushes.kernel.files import written
from rushes.media import decode

RATE = 48000
PCM, FLOAT = 1, 3


class TooLong(Invalid):
    """A WAV file holds at most 4 GiB."""


def read(path: Path, rate: int = RATE) -> NDArray[np.float32]:
    """The samples of a sound file, (samples, channels), full scale 1.0, at `rate`; NotMedia when it is none."""
    return decode.audio(path, rate)


def write(
    path: Path, sound: NDArray[np.float32], *, rate: int = RATE, kind: Literal["pcm24", "float"] = "pcm24"
) -> None:
    """
    Write samples of shape (samples, channels), full scale 1.0; 24-bit clips what is beyond it.

    Raises:
        TooLong: it would be over 4 GiB.
        Unwritable: the disk is full, or the folder may not be written.
    """
    data = _pcm24(sound) if kind == "pcm24" else sound.astype("<f4").tobytes()
    if len(data) > 2**32 - 128:
        raise TooLong(f"{path.name} would be over 4 GiB, more than a WAV file can hold; write it in parts.")
    with written(path) as part:
        part.write_bytes(_header(len(data), sound.shape[1], rate, 24 if kind == "pcm24" else 32) + data)


def _pcm24(sound: NDArray[np.float32]) -> bytes:
    whole = np.clip(np.rint(sound.astype(np.float64) * 2**23), -(2**23), 2**23 - 1).astype("<i4")
    return np.ascontiguousarray(whole).view(np.uint8).reshape(-1, 4)[:, :3].tobytes()


def _header(size: int, channels: int, rate: int, bits: int) -> bytes:
    frame = channels * bits // 8
    code = PCM if bits == 24 else FLOAT
    format = struct.pack("<4sIHHIIHH", b"fmt ", 16, code, channels, rate, rate * frame, frame, bits)
    return (
        struct.pack("<4sI4s", b"RIFF", 4 + len(format) + 8 + size, b"WAVE")
        + format
        + struct.pack("<4sI", b"data", size)
    )
