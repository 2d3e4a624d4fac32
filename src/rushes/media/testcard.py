"""
Clips that are made, never stored: known pictures and sounds for every test that needs a film.

Each clip carries its frame numbers as a row of black and white cells along the bottom, which `number` reads back after
any scaling or encoding; so a test can ask which frame it really got.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from rushes.kernel.timecode import Rate
from rushes.media import encode, wav
from rushes.media.encode import Preset

Frame = NDArray[np.uint8]
CELLS = 16
RATE = Rate.of(24)
CARD = Preset(crf=12, speed="ultrafast", gop=12, threads=1, audio_bits=128_000)
PATCHES = {
    "white": (255, 255, 255),
    "yellow": (255, 255, 0),
    "cyan": (0, 255, 255),
    "green": (0, 255, 0),
    "magenta": (255, 0, 255),
    "red": (255, 0, 0),
    "blue": (0, 0, 255),
    "black": (0, 0, 0),
}


def clip(
    path: Path,
    frames: int = 48,
    *,
    size: tuple[int, int] = (320, 180),
    rate: Rate = RATE,
    preset: Preset = CARD,
    hue: int = 0,
    sound: bool = False,
) -> Path:
    """A bar that crosses a coloured field, with frame numbers, and a tone when `sound`; `hue` tells clips apart."""
    audio = tone(float(frames / rate.value)) if sound else None
    encode.encode(path, moving(frames, size, hue), rate=rate, preset=preset, audio=audio)
    return path


def grey(path: Path, levels: Sequence[int], *, size: tuple[int, int] = (320, 180), rate: Rate = RATE) -> Path:
    """One flat frame for each level, 0 black to 255 white, without frame numbers."""
    flat = (np.full((size[1], size[0], 3), level, np.uint8) for level in levels)
    encode.encode(path, flat, rate=rate, preset=CARD)
    return path


def patches(path: Path, frames: int = 12, *, size: tuple[int, int] = (320, 180), rate: Rate = RATE) -> Path:
    """The colours of PATCHES as columns of equal width."""
    encode.encode(path, [patch_frame(size)] * frames, rate=rate, preset=CARD)
    return path


def uneven(path: Path, frames: int = 24, *, size: tuple[int, int] = (320, 180)) -> Path:
    """A clip whose frames do not come at one rate: every third is held twice as long."""
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=RATE.value, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        stream.codec_context.time_base = Fraction(1, 96)
        time = 0
        for index, frame in enumerate(moving(frames, size, 0)):
            picture = VideoFrame.from_ndarray(frame, "rgb24").reformat(format="yuv420p")
            picture.pts, picture.time_base = time, Fraction(1, 96)
            out.mux(stream.encode(picture))
            time += 8 if index % 3 == 0 else 4
        out.mux(stream.encode(None))
    return path


def truncated(path: Path, frames: int = 48, *, keep: float = 0.6) -> Path:
    """A clip of which only the first part of the bytes arrived; its index, at the front, is whole."""
    clip(path, frames)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    return path


def sound_only(path: Path, seconds: float = 1.0) -> Path:
    """A WAV with a tone and no picture."""
    wav.write(path, tone(seconds))
    return path


def tone(seconds: float, *, hertz: float = 1000.0, level: float = -23.0, channels: int = 2) -> NDArray[np.float32]:
    """A sine at 48 kHz; `level` is its peak in dBFS, which for a stereo 1 kHz sine is also its loudness in LUFS."""
    time = np.arange(round(seconds * 48000)) / 48000
    wave = 10 ** (level / 20) * np.sin(2 * np.pi * hertz * time)
    return np.repeat(wave[:, None], channels, axis=1).astype(np.float32)


def moving(frames: int, size: tuple[int, int], hue: int) -> Iterator[Frame]:
    """The frames of `clip`."""
    width, height = size
    field = np.zeros((height, width, 3), np.uint8)
    field[:] = 60, 80 + hue % 120, 180 - hue % 120
    field[: height // 2] += np.linspace(0, 60, width).astype(np.uint8)[None, :, None]
    for index in range(frames):
        frame = field.copy()
        left = index * width // max(frames, 2)
        frame[height // 4 : height // 2, left : left + width // 12] = 230, 150, 60
        burn(frame, index)
        yield frame


def patch_frame(size: tuple[int, int]) -> Frame:
    """PATCHES as one frame."""
    colours = np.array(list(PATCHES.values()), np.uint8)
    columns = np.arange(size[0]) * len(colours) // size[0]
    return np.ascontiguousarray(np.broadcast_to(colours[columns], (size[1], size[0], 3)))


def burn(frame: Frame, number: int) -> None:
    """Write a frame number, up to 65535, into the bottom tenth of a frame."""
    height, width = frame.shape[:2]
    cells = np.arange(width) * CELLS // width
    bits = (number >> (CELLS - 1 - cells)) & 1
    frame[height - height // 10 :] = np.where(bits, 235, 16)[None, :, None].astype(np.uint8)


def number(frame: Frame) -> int:
    """Read the burnt-in frame number of an RGB or grey frame."""
    height, width = frame.shape[:2]
    grey = frame if frame.ndim == 2 else frame.mean(axis=2)
    row = grey[height - max(1, height // 20)]
    middles = [row[int((cell + 0.5) * width / CELLS)] for cell in range(CELLS)]
    return sum(1 << (CELLS - 1 - cell) for cell, level in enumerate(middles) if level > 125)
