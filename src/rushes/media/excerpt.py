"""A part of a clip as a clip of its own: frame-accurate at either end, with its sound."""

from pathlib import Path

from rushes.kernel.timecode import Rate, Span
from rushes.media import conform, decode, encode, proxies
from rushes.media.encode import Preset, Samples
from rushes.media.probe import check_importable, probe
from rushes.media.wav import RATE


def excerpt(source: Path, out: Path, span: Span, preset: Preset = encode.TAKE) -> int:
    """
    Write those frames of a clip, and what is heard with them; gives the number of frames.

    Raises:
        UnevenFrames: the clip has no constant rate.
        ShortClip: the span reaches beyond its last frame.
    """
    rate, raster = check_importable(probe(source), source).rate, proxies.shape(source)
    sound = _heard(decode.audio(source), rate, span)
    return conform.conform(source, out, raster=raster, rate=rate, preset=preset, span=span, audio=sound)


def _heard(sound: Samples, rate: Rate, span: Span) -> Samples | None:
    if not len(sound):
        return None
    start, end = (int(frame / rate.value * RATE) for frame in (span.start, span.end))
    return sound[start:end]
