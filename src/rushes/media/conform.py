"""A clip into a film's raster without leaving the codec library: scaled, set in black, painted on, encoded."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import repeat
from pathlib import Path

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter
from numpy.typing import NDArray

from rushes.kernel.errors import Invalid
from rushes.kernel.timecode import Rate, Span
from rushes.media import colour, decode, encode, reading
from rushes.media.encode import Preset, Samples

Paint = Callable[[NDArray[np.uint8], int], None]
BLACK, NEUTRAL = 16, 128


class UnequalRate(Invalid):
    """The clip runs at another rate than the film."""


class ShortClip(Invalid):
    """The clip has fewer frames than the cut uses."""


@dataclass(frozen=True)
class Window:
    """Where in a raster the picture stands; all four are even."""

    left: int
    top: int
    width: int
    height: int


def fit(shape: tuple[int, int], sample_aspect: Fraction, raster: tuple[int, int], bar: int = 0) -> Window:
    """
    Place a picture whole, unstretched and centred in a raster, with at least `bar` lines free above and below.

    Args:
        shape: width and height of the picture as stored.
        sample_aspect: width of one of its pixels over the height.
    """
    width, height = raster
    aspect = Fraction(shape[0], shape[1]) * sample_aspect
    room = height - 2 * bar
    across = min(width, _even(room * aspect))
    down = min(room, _even(across / aspect)) if across == width else room - room % 2
    return Window((width - across) // 4 * 2, (height - down) // 4 * 2, across, down)


def conform(
    source: Path,
    out: Path,
    *,
    raster: tuple[int, int],
    rate: Rate,
    preset: Preset,
    span: Span | None = None,
    bar: int = 0,
    paint: Paint | None = None,
    audio: Samples | None = None,
    threads: int = 0,
) -> int:
    """
    Write frames of a clip as a film of the raster, and give their number.

    Args:
        bar: lines to keep free above and below the picture.
        paint: called with the luma of every finished frame, limited range, (height, width), and its number from 0.
        audio: sound that replaces the clip's own, which is left behind.
        threads: for decoding; 0 means all cores.

    Raises:
        UnequalRate: the clip does not run at `rate`.
        ShortClip: the span reaches beyond its last frame.
    """
    fitted = pictures(source, raster=raster, rate=rate, span=span, bar=bar, paint=paint, threads=threads)
    with encode.writing(out, width=raster[0], height=raster[1], rate=rate, preset=preset, audio=audio) as film:
        for frame in fitted:
            film.write_picture(frame)
    return film.frames


def pictures(
    source: Path,
    *,
    raster: tuple[int, int],
    rate: Rate,
    span: Span | None = None,
    bar: int = 0,
    paint: Paint | None = None,
    threads: int = 0,
) -> Iterator[VideoFrame]:
    """The frames of a clip as `conform` writes them, one by one. UnequalRate, ShortClip."""
    sample_aspect, scaler, frames = _check_rate(source, rate), VideoReformatter(), 0
    for number, picture in enumerate(decode.pictures(source, span=span, threads=threads)):
        window = fit((picture.width, picture.height), sample_aspect, raster, bar)
        frame = _set(scaled(scaler, picture, (window.width, window.height)), window, raster)
        if paint is not None:
            frame.make_writable()
            paint(colour.luma(frame), number)
        frames = number + 1
        yield frame
    _check_length(source, span, frames)


def blend(
    out: Path,
    sides: tuple[Iterable[VideoFrame] | None, Iterable[VideoFrame] | None],
    frames: int,
    *,
    raster: tuple[int, int],
    rate: Rate,
    preset: Preset,
) -> None:
    """Write frames that go from one side to the other, evenly; a side that is none is black."""
    first, second = (_planes(side, raster) for side in sides)
    with encode.writing(out, width=raster[0], height=raster[1], rate=rate, preset=preset) as film:
        for number in range(frames):
            share, mixed = (number + 1) / (frames + 1), VideoFrame(*raster, "yuv420p")
            for whole, left, right in zip(colour.planes(mixed), next(first), next(second), strict=True):
                whole[:] = np.rint(left * (1 - share) + right * share)
            film.write_picture(mixed)


def _planes(side: Iterable[VideoFrame] | None, raster: tuple[int, int]) -> Iterator[list[NDArray[np.float32]]]:
    """The planes of each frame, without end where it is black."""
    if side is None:
        shapes = [(raster[1], raster[0]), *[(raster[1] // 2, raster[0] // 2)] * 2]
        grounds = zip(shapes, (BLACK, NEUTRAL, NEUTRAL), strict=True)
        yield from repeat([np.full(shape, ground, np.float32) for shape, ground in grounds])
        return
    for frame in side:
        yield [plane.astype(np.float32) for plane in colour.planes(frame)]


def _check_rate(source: Path, rate: Rate) -> Fraction:
    """Refuse a clip of another rate; give the shape of its pixels."""
    with reading.opened(source) as container:
        stream = container.streams.video[0] if container.streams.video else None
        found = (stream.average_rate or stream.guessed_rate) if stream is not None else None
        sample_aspect = (stream.sample_aspect_ratio if stream is not None else None) or Fraction(1)
    if found and abs(found - rate.value) > Fraction(1, 100):
        raise UnequalRate(
            f"{source.name} runs at {float(found):.3f} frames a second, the film at {float(rate.value):.3f}; "
            "convert the clip to the film's rate.",
            path=str(source),
        )
    return sample_aspect


def _check_length(source: Path, span: Span | None, frames: int) -> None:
    if span is not None and frames < len(span):
        raise ShortClip(
            f"{source.name} ends at frame {span.start + frames}; the cut uses it up to frame {span.end}.",
            path=str(source),
        )


def scaled(scaler: VideoReformatter, picture: VideoFrame, size: tuple[int, int]) -> VideoFrame:
    """A picture as a film stores it, of that width and height."""
    read = colour.reading(picture)
    return scaler.reformat(
        picture,
        width=size[0],
        height=size[1],
        format="yuv420p",
        src_colorspace=read.matrix,
        src_color_range=read.range,
        dst_colorspace=colour.REC709,
        dst_color_range=colour.LIMITED,
        interpolation="BICUBIC",
        threads=1,
    )


def _set(picture: VideoFrame, window: Window, raster: tuple[int, int]) -> VideoFrame:
    """Put a picture into its window of a black frame."""
    if (picture.width, picture.height) == raster:
        return picture
    frame = VideoFrame(*raster, "yuv420p")
    parts = zip(colour.planes(frame), colour.planes(picture), (1, 2, 2), (BLACK, NEUTRAL, NEUTRAL), strict=True)
    for whole, part, shrink, ground in parts:
        whole[:] = ground
        top, left = window.top // shrink, window.left // shrink
        whole[top : top + part.shape[0], left : left + part.shape[1]] = part
    return frame


def _even(length: Fraction) -> int:
    return max(2, round(length / 2) * 2)
