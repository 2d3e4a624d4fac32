"""
Frames into a film file: H.264 High yuv420p, Rec.709 tagged, limited range, constant rate, closed groups, index first.

The same frames give the same bytes on one platform: a preset fixes the number of encoder threads (x264 decides
differently with another number), and nothing in the file says when it was made.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Literal

import av
import numpy as np
from av.container import OutputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter
from av.video.stream import VideoStream
from numpy.typing import NDArray

from rushes.kernel.errors import Invalid
from rushes.kernel.files import written
from rushes.kernel.timecode import Rate
from rushes.media import colour
from rushes.media.sound import SoundTrack

CONTAINER = {
    "movflags": "+faststart",
    "fflags": "+bitexact",
    "movie_timescale": "240000",  # holds a frame at every usual rate and a sample at 48 kHz; the default is 1 ms
}
Pixels = Literal["rgb24", "bgr24", "yuv420p"]
Samples = NDArray[np.float32]


class UnfitFrame(Invalid):
    """The frame, or the raster, is not one that a film can have."""


@dataclass(frozen=True)
class Preset:
    """How hard to press: x264's constant rate factor and speed, frames in a group, its threads, AAC bits a second."""

    crf: int
    speed: str
    gop: int
    threads: int
    audio_bits: int


DRAFT = Preset(crf=24, speed="superfast", gop=24, threads=1, audio_bits=160_000)
TAKE = Preset(crf=16, speed="veryfast", gop=12, threads=2, audio_bits=256_000)
FILM = Preset(crf=18, speed="veryfast", gop=12, threads=1, audio_bits=384_000)
PROXY = Preset(crf=23, speed="veryfast", gop=6, threads=2, audio_bits=128_000)


class VideoWriter:
    """Takes the frames of one film in order; made by `writing`."""

    def __init__(
        self, stream: VideoStream, container: OutputContainer, rate: Rate, pixels: Pixels, sound: SoundTrack | None
    ) -> None:
        self.frames = 0
        self._stream = stream
        self._container = container
        self._tick = 1 / rate.value
        self._pixels = pixels
        self._sound = sound
        self._scaler = VideoReformatter()

    def write(self, frame: NDArray[np.uint8]) -> None:
        """Add a frame; UnfitFrame when its shape is not that of the film."""
        width, height = self._stream.width, self._stream.height
        shape = (height * 3 // 2, width) if self._pixels == "yuv420p" else (height, width, 3)
        if frame.shape != shape or frame.dtype != np.uint8:
            raise UnfitFrame(f"Frame {self.frames} is {frame.dtype} {frame.shape}; the film needs uint8 {shape}.")
        self.write_picture(VideoFrame.from_ndarray(np.ascontiguousarray(frame), self._pixels))

    def write_picture(self, picture: VideoFrame) -> None:
        """Add a frame in the codec library's own form, already of the film's size."""
        film = picture if picture.format.name == "yuv420p" else _to_rec709(self._scaler, picture)
        film.pts = self.frames
        film.time_base = self._tick
        film.pict_type = 0
        self._container.mux(self._stream.encode(film))
        self.frames += 1
        if self._sound is not None:
            self._sound.write_until(self.frames * self._tick)

    def finish(self) -> None:
        """Empty the encoders; called by `writing` when its block ends well."""
        if self.frames == 0:
            raise UnfitFrame("A film needs at least one frame; none were given.")
        self._container.mux(self._stream.encode(None))
        if self._sound is not None:
            self._sound.finish(self.frames * self._tick)


@contextmanager
def writing(
    path: Path,
    *,
    width: int,
    height: int,
    rate: Rate,
    preset: Preset,
    pixels: Pixels = "rgb24",
    audio: Samples | None = None,
) -> Iterator[VideoWriter]:
    """
    Open a film to write; the file appears, whole, when the block ends well.

    Frames are (height, width, 3) bytes in RGB or BGR order and full range, or I420 (height * 3 / 2, width) in limited
    range Rec.709. Sound of shape (samples, channels) at 48 kHz is cut or filled with silence to the picture's length.

    Raises:
        UnfitFrame: a raster with an odd side, a frame of another shape, or no frames.
        Unwritable: the disk is full, or the folder may not be written.
    """
    if width < 2 or height < 2 or width % 2 or height % 2:
        raise UnfitFrame(f"A film of {width}x{height} cannot be encoded: both sides must be even.")
    with written(path) as part, container(part) as out:
        stream = video_stream(out, width, height, rate, preset)
        sound = SoundTrack(out, audio, preset.audio_bits) if audio is not None else None
        writer = VideoWriter(stream, out, rate, pixels, sound)
        yield writer
        writer.finish()


def encode(
    path: Path,
    frames: Iterable[NDArray[np.uint8]],
    *,
    rate: Rate,
    preset: Preset,
    pixels: Pixels = "rgb24",
    audio: Samples | None = None,
) -> int:
    """Write all frames to a film file and give their number; the first decides the raster."""
    several = iter(frames)
    first = next(several, None)
    if first is None:
        raise UnfitFrame("A film needs at least one frame; none were given.")
    height = first.shape[0] * 2 // 3 if pixels == "yuv420p" else first.shape[0]
    with writing(
        path, width=first.shape[1], height=height, rate=rate, preset=preset, pixels=pixels, audio=audio
    ) as film:
        film.write(first)
        for frame in several:
            film.write(frame)
    return film.frames


def encode_sound(path: Path, sound: Samples, *, seconds: Fraction, bits: int) -> None:
    """Write sound of shape (samples, channels) at 48 kHz as AAC, cut or filled with silence to a length."""
    with written(path) as part, container(part) as out:
        track = SoundTrack(out, sound, bits)
        track.finish(seconds)


def i420(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """An RGB frame as a film stores it, (height * 3 / 2, width): for frames that are written many times."""
    picture = VideoFrame.from_ndarray(np.ascontiguousarray(frame), "rgb24")
    return np.asarray(_to_rec709(VideoReformatter(), picture).to_ndarray(), dtype=np.uint8)


def engine() -> str:
    """The library that encodes, with its version: another one may make other bytes of the same frames."""
    return f"pyav {av.__version__}, libavcodec {'.'.join(map(str, av.library_versions['libavcodec']))}"


def container(path: Path) -> OutputContainer:
    """A film file to write: index first, without a date."""
    return av.open(str(path), "w", format="mp4", options=CONTAINER)


def video_stream(out: OutputContainer, width: int, height: int, rate: Rate, preset: Preset) -> VideoStream:
    """The encoder of a film's picture."""
    stream = out.add_stream("libx264", rate=rate.value, options=x264(preset))
    stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
    context = stream.codec_context
    context.time_base = 1 / rate.value
    context.gop_size = preset.gop
    colour.tag_rec709(context)
    return stream


def _to_rec709(scaler: VideoReformatter, picture: VideoFrame) -> VideoFrame:
    """The scaler's own default is the Rec.601 matrix at any size, which turns pure red into 81/90/240."""
    return scaler.reformat(
        picture,
        format="yuv420p",
        src_color_range=colour.FULL,
        dst_colorspace=colour.REC709,
        dst_color_range=colour.LIMITED,
        interpolation="BICUBIC",
    )


@cache
def instructions() -> str:
    """
    Which instructions the encoder may use: all, but not AVX-512.

    With those, x264 165 propagates its macroblock tree differently from run to run, and the same frames would not give
    the same bytes (seen 2026-11-26 on an AMD EPYC; a tenth of the encoder's speed).
    """
    flags = Path("/proc/cpuinfo")
    return ":asm=AVX2" if flags.is_file() and "avx512f" in flags.read_text() else ""


def x264(preset: Preset) -> dict[str, str]:
    """The encoder's options by their FFmpeg names, with which any FFmpeg makes the same picture; the group is apart."""
    return {
        "crf": str(preset.crf),
        "preset": preset.speed,
        "profile": "high",
        "bf": "2",
        "threads": str(preset.threads),
        # without 8x8dct the fastest speeds would fall to Main
        "x264-params": f"open-gop=0:force-cfr=1:8x8dct=1{instructions()}",
    }
