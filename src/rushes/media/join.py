"""Segments into one film without encoding again: packets keep their bytes and get their place in time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
from av.packet import Packet
from av.video.stream import VideoStream
from numpy.typing import NDArray

from rushes.kernel.errors import Invalid
from rushes.kernel.timecode import Rate
from rushes.media import encode, reading
from rushes.media.sound import SoundTrack
from rushes.media.whole import written


class UnlikeSegments(Invalid):
    """The segments were not made with the same settings, so their packets cannot stand in one film."""


@dataclass(frozen=True)
class _Segment:
    """What a segment brings: its frames, by how many frames decoding runs ahead of showing, its decoder settings."""

    frames: int
    delay: int
    settings: tuple[int, int, bytes]


def join(
    segments: Sequence[Path],
    out: Path,
    *,
    rate: Rate,
    audio: NDArray[np.float32] | None = None,
    audio_bits: int = 384_000,
) -> int:
    """
    Put H.264 segments of equal settings one after another, with sound, and give the number of frames.

    Sound of shape (samples, channels) at 48 kHz is cut or filled with silence to the length of the picture.

    Raises:
        UnlikeSegments: they differ in raster or encoder settings, or there are none.
    """
    if not segments:
        raise UnlikeSegments("A film needs at least one segment; none were given.")
    found = [_measure(segment, rate) for segment in segments]
    _check_alike(segments, found)
    delay = max(segment.delay for segment in found)
    with reading.opened(segments[0]) as first, written(out) as part, encode.container(part) as film:
        stream = film.add_stream_from_template(first.streams.video[0])
        stream.time_base = 1 / rate.value
        sound = SoundTrack(film, audio, audio_bits) if audio is not None else None
        total = 0
        for packet in _retimed(segments, found, rate, delay):
            packet.stream = stream
            film.mux(packet)
            total += 1
            if sound is not None:
                sound.write_until(total / rate.value)
        if sound is not None:
            sound.finish(total / rate.value)
    return total


def _measure(segment: Path, rate: Rate) -> _Segment:
    delay = number = 0
    for number, packet in enumerate(_packets(segment), start=1):
        delay = max(delay, number - 1 - _frame(packet, rate))
    with reading.opened(segment) as container:
        context = container.streams.video[0].codec_context
        settings = (context.width, context.height, context.extradata or b"")
    return _Segment(number, delay, settings)


def _check_alike(segments: Sequence[Path], found: Sequence[_Segment]) -> None:
    for path, segment in zip(segments, found, strict=True):
        if segment.settings != found[0].settings:
            raise UnlikeSegments(f"{path.name} was not encoded with the settings of {segments[0].name}.")


def _retimed(
    segments: Sequence[Path], found: Sequence[_Segment], rate: Rate, delay: int
) -> Iterator["Packet[VideoStream]"]:
    start = 0
    for path, segment in zip(segments, found, strict=True):
        for number, packet in enumerate(_packets(path)):
            shown = start + _frame(packet, rate)
            packet.time_base = 1 / rate.value
            packet.pts, packet.dts, packet.duration = shown, start + number - delay, 1
            yield packet
        start += segment.frames


def _packets(segment: Path) -> Iterator["Packet[VideoStream]"]:
    with reading.opened(segment) as container:
        yield from (packet for packet in container.demux(container.streams.video[0]) if packet.size)


def _frame(packet: "Packet[VideoStream]", rate: Rate) -> int:
    return round(Fraction(packet.pts or 0) * packet.time_base * rate.value)
