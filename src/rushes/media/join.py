"""Segments into one film without encoding again: packets keep their bytes and get their place in time."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from av.container import InputContainer, OutputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from rushes.kernel.errors import Invalid
from rushes.kernel.files import written
from rushes.kernel.timecode import Rate
from rushes.media import encode, reading


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
    sound: Path | None = None,
) -> int:
    """
    Put H.264 segments of equal settings one after another, with the AAC of `sound`, and give the number of frames.

    Raises:
        UnlikeSegments: they differ in raster or encoder settings, or there are none.
    """
    if not segments:
        raise UnlikeSegments("A film needs at least one segment; none were given.")
    found = [_measure(segment, rate) for segment in segments]
    _check_alike(segments, found)
    delay = max(segment.delay for segment in found)
    with ExitStack() as open_files:
        first = open_files.enter_context(reading.opened(segments[0]))
        film = open_files.enter_context(_film(out))
        stream = film.add_stream_from_template(first.streams.video[0])
        stream.time_base = 1 / rate.value
        heard = _Heard(open_files.enter_context(reading.opened(sound)), film) if sound is not None else None
        for packet in _retimed(segments, found, rate, delay):
            packet.stream = stream
            film.mux(packet)
            if heard is not None:
                heard.mux_until((packet.pts or 0) / rate.value)
        if heard is not None:
            heard.mux_until(None)
    return sum(segment.frames for segment in found)


class _Heard:
    """The sound that goes into a film beside its picture."""

    def __init__(self, source: InputContainer, film: OutputContainer) -> None:
        self._film = film
        self._stream = film.add_stream_from_template(source.streams.audio[0])
        self._packets = (packet for packet in source.demux(source.streams.audio[0]) if packet.size)

    def mux_until(self, seconds: Fraction | None) -> None:
        """Add what is heard up to a time, or all that is left."""
        for packet in self._packets:
            at = (packet.pts or 0) * packet.time_base
            packet.stream = self._stream
            self._film.mux(packet)
            if seconds is not None and at > seconds:
                return


@contextmanager
def _film(out: Path) -> Iterator[OutputContainer]:
    with written(out) as part, encode.container(part) as film:
        yield film


def frames(segment: Path, rate: Rate) -> int:
    """How many frames a segment holds; NotMedia when it is not one."""
    return _measure(segment, rate).frames


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
