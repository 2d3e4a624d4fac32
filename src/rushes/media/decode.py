"""Pictures and sound out of a file: frames as arrays in order, one frame by its number, sound as one array."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Literal

import av
import numpy as np
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter
from av.video.stream import VideoStream
from numpy.typing import NDArray

from rushes.kernel.errors import NotFound
from rushes.kernel.timecode import Span
from rushes.media import colour, reading
from rushes.media.errors import NoPicture, NotMedia

Pixels = Literal["rgb24", "bgr24", "yuv420p", "gray"]


class NoSuchFrame(NotFound):
    """The file is shorter than the frame asked for."""


def frames(
    path: Path, *, size: tuple[int, int] | None = None, pixels: Pixels = "rgb24", span: Span | None = None
) -> Iterator[NDArray[np.uint8]]:
    """
    Give the frames of a file one by one.

    Args:
        size: width and height to scale to; as stored when not given.
        pixels: `rgb24` and `bgr24` are (height, width, 3) in full range, `gray` is (height, width) luma in full range,
            `yuv420p` is I420 (height * 3 / 2, width) as stored.
        span: which frames; all when not given.
    """
    scaler = VideoReformatter()
    for picture in pictures(path, span=span):
        yield _array(scaler, picture, size, pixels)


def frame_at(path: Path, number: int, *, size: tuple[int, int] | None = None) -> NDArray[np.uint8]:
    """One frame as RGB; NoSuchFrame when the file is shorter."""
    for frame in frames(path, size=size, span=Span(number, number + 1)):
        return frame
    raise NoSuchFrame(f"{path.name} has no frame {number}.", path=str(path), frame=number)


def count(path: Path) -> int:
    """
    Decode every frame and count them.

    Raises:
        NotMedia: a frame cannot be decoded; the sentence names it.
    """
    number = 0
    for picture in pictures(path):
        if picture.is_corrupt:
            raise NotMedia(f"{path.name} is damaged at frame {number}. Fetch it again.", path=str(path), frame=number)
        number += 1
    return number


def audio(path: Path, rate: int = 48000) -> NDArray[np.float32]:
    """The sound as an array of shape (samples, channels), full scale 1.0; no rows when there is no sound."""
    with reading.opened(path) as container:
        if not container.streams.audio:
            return np.zeros((0, 2), np.float32)
        stream = container.streams.audio[0]
        channels = stream.codec_context.channels
        resampler = av.AudioResampler(format="flt", rate=rate)
        blocks = [block.to_ndarray() for frame in container.decode(audio=0) for block in resampler.resample(frame)]
        blocks += [block.to_ndarray() for block in resampler.resample(None)]
        samples = _samples(container, rate)
    whole = np.concatenate([np.zeros((0, channels), np.float32), *(block.reshape(-1, channels) for block in blocks)])
    return whole[:samples]


def _samples(container: InputContainer, rate: int) -> int | None:
    """AAC fills its last block with silence; MP4 says where the sound really ends, other containers need not."""
    stream = container.streams.audio[0]
    if "mov" not in container.format.name or not stream.duration or not stream.time_base:
        return None
    return round(stream.duration * stream.time_base * rate)


def pictures(path: Path, *, span: Span | None = None, threads: int = 0) -> Iterator[VideoFrame]:
    """Frames as the codec library holds them, for the other modules of this package; 0 threads means all cores."""
    with reading.opened(path) as container:
        stream = _picture_of(container, path, threads)
        number = _seek(container, stream, span)
        for picture in container.decode(stream):
            if span is None or span.start <= number < span.end:
                yield _upright(picture)
            number += 1
            if span is not None and number >= span.end:
                return


def _picture_of(container: InputContainer, path: Path, threads: int) -> VideoStream:
    if not container.streams.video:
        raise NoPicture(f"{path.name} holds no picture.", path=str(path))
    stream = container.streams.video[0]
    stream.thread_type = "AUTO"
    stream.thread_count = threads
    return stream


def _upright(picture: VideoFrame) -> VideoFrame:
    """Turn a picture as its file says; telephones store portrait films lying down."""
    turns = round(picture.rotation / 90) % 4
    if turns == 0:
        return picture
    flat = picture.reformat(format="yuv444p")
    planes = np.asarray(flat.to_ndarray(), dtype=np.uint8)
    turned = VideoFrame.from_ndarray(np.ascontiguousarray(np.rot90(planes, turns, axes=(1, 2))), "yuv444p")
    turned.colorspace, turned.color_range = picture.colorspace, picture.color_range
    turned.pts, turned.time_base = picture.pts, picture.time_base
    return turned


def _seek(container: InputContainer, stream: VideoStream, span: Span | None) -> int:
    """Go to the key frame before a span; give the number of the frame that is decoded next."""
    rate, tick = stream.guessed_rate, stream.time_base
    if span is None or span.start == 0 or not rate or not tick or not reading.says_when_shown(container):
        return 0
    first = stream.start_time or 0
    container.seek(first + int(Fraction(span.start) / rate / tick), stream=stream)
    landed = next((frame for frame in container.decode(stream) if frame.pts is not None), None)
    number = round((landed.pts - first) * tick * rate) if landed is not None and landed.pts is not None else None
    if number is None or number > span.start:
        container.seek(0)
        return 0
    container.seek(first + int(Fraction(span.start) / rate / tick), stream=stream)
    return number


def _array(
    scaler: VideoReformatter, picture: VideoFrame, size: tuple[int, int] | None, pixels: Pixels
) -> NDArray[np.uint8]:
    width, height = size or (picture.width, picture.height)
    read = colour.reading(picture)
    planar = pixels in ("yuv420p", "gray")
    shown = scaler.reformat(
        picture,
        width=width,
        height=height,
        format="yuv420p" if planar else pixels,
        src_colorspace=read.matrix,
        src_color_range=read.range,
        dst_colorspace=colour.REC709,
        dst_color_range=colour.LIMITED if planar else colour.FULL,
        interpolation="BICUBIC",
    )
    if pixels == "gray":
        return colour.FULL_LUMA[colour.luma(shown)]
    return np.asarray(shown.to_ndarray(), dtype=np.uint8)
