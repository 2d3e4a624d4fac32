"""A clip at another frame rate, at the same speed: frames are shown again or left out, the sound stays as it is."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from av.video.reformatter import VideoReformatter

from rushes.kernel.timecode import Rate
from rushes.media import conform, decode, encode, proxies
from rushes.media.encode import Preset
from rushes.media.probe import check_importable, probe

T = TypeVar("T")


def retimed(source: Path, out: Path, rate: Rate, preset: Preset = encode.TAKE) -> int:
    """
    Write a clip at a rate: each frame is the one that is shown at its middle. Gives the number of frames.

    The length stays the same to within half a frame.

    Raises:
        UnevenFrames: the clip itself has no constant rate.
    """
    video = check_importable(probe(source), source)
    width, height = proxies.small(video, max(video.width, video.height))
    sound, scaler = decode.audio(source), VideoReformatter()
    heard = sound if len(sound) else None
    with encode.writing(out, width=width, height=height, rate=rate, preset=preset, audio=heard) as film:
        for picture in shown(decode.pictures(source), video.rate, rate, video.frames):
            film.write_picture(conform.scaled(scaler, picture, (width, height)))
    return film.frames


def shown(pictures: Iterable[T], own: Rate, rate: Rate, count: int) -> Iterator[T]:
    """The pictures of a clip of so many frames, each as often as it is shown at the other rate."""
    step = own.value / rate.value
    due, left = step / 2, rate.frames(Fraction(count) / own.value) or 1
    for number, picture in enumerate(pictures):
        while left and (due < number + 1 or number == count - 1):
            yield picture
            due, left = due + step, left - 1
