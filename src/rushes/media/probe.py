"""
What is really in a media file, found by reading its packets and not by believing its header.

Frames are counted; the rate is the one that their times keep. A variable frame rate is a fact of the file, which
`check_importable` refuses and `probe` only reports.
"""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.container import InputContainer
from av.video.stream import VideoStream

from rushes.kernel.timecode import Rate
from rushes.media import cadence, colour, decode, reading
from rushes.media import loudness as meter
from rushes.media.errors import NoPicture, NotMedia, Truncated, UnevenFrames


@dataclass(frozen=True)
class Video:
    """The picture of a file; `width` and `height` are as stored, `rotation` is degrees counter-clockwise to show it."""

    codec: str
    profile: str
    pixels: str
    width: int
    height: int
    sample_aspect: Fraction
    rotation: int
    rate: Rate
    frames: int
    constant: bool
    primaries: str
    transfer: str
    matrix: str
    range: str

    @property
    def seconds(self) -> float:
        """Length at the file's own rate."""
        return self.rate.seconds(self.frames)


@dataclass(frozen=True)
class Audio:
    """The sound of a file; `loudness` only when it was asked for."""

    codec: str
    channels: int
    rate: int
    samples: int
    loudness: meter.Loudness | None

    @property
    def seconds(self) -> float:
        """Length by samples."""
        return self.samples / self.rate


@dataclass(frozen=True)
class Probe:
    """What a media file really holds."""

    container: str
    bytes: int
    video: Video | None
    audio: Audio | None

    @property
    def seconds(self) -> float:
        """The longer of picture and sound."""
        return max(part.seconds for part in (self.video, self.audio) if part is not None)


def probe(path: Path, *, loudness: bool = False) -> Probe:
    """
    Read a file through and say what is in it; `loudness` also measures its sound.

    Raises:
        NotMedia: it is missing, empty, or no film or sound.
        Truncated: it ends before it should.
    """
    with reading.opened(path) as container:
        video = _video(path, container) if container.streams.video else None
        sound = bool(container.streams.audio)
    if video is None and not sound:
        raise NotMedia(f"{path.name} holds neither picture nor sound.", path=str(path))
    return Probe(container.format.name, path.stat().st_size, video, _audio(path, loudness) if sound else None)


def check_importable(found: Probe, path: Path) -> Video:
    """
    Give the picture of a clip that can become a take, or say why it cannot.

    Raises:
        NoPicture: only sound, or not one frame.
        UnevenFrames: a variable frame rate.
    """
    if found.video is None:
        raise NoPicture(f"{path.name} holds sound but no picture; a take needs a video.", path=str(path))
    if found.video.frames == 0:
        raise NoPicture(f"{path.name} has a picture track without a single frame.", path=str(path))
    if not found.video.constant:
        raise UnevenFrames(
            f"{path.name} has a variable frame rate; convert it to a constant one "
            f"(such as {found.video.rate.nominal} frames a second) and import it again.",
            path=str(path),
        )
    return found.video


def _video(path: Path, container: InputContainer) -> Video:
    stream = container.streams.video[0]
    tick = stream.time_base or Fraction(1, 1000)
    times = _times(path, container, stream)
    _check_length(path, container, times, tick)
    hints = [rate for rate in (stream.average_rate, stream.guessed_rate, stream.base_rate) if rate]
    rate, constant = cadence.of(times, tick, hints)
    context = stream.codec_context
    return Video(
        codec=stream.codec.canonical_name,
        profile=context.profile or "",
        pixels=context.pix_fmt or "",
        width=context.width,
        height=context.height,
        sample_aspect=stream.sample_aspect_ratio or Fraction(1),
        rotation=_rotation(path) if times else 0,
        rate=Rate(rate),
        frames=len(times),
        constant=constant,
        primaries=colour.name(colour.PRIMARIES, context.color_primaries),
        transfer=colour.name(colour.TRANSFERS, context.color_trc),
        matrix=colour.name(colour.MATRICES, context.colorspace),
        range=colour.name(colour.RANGES, context.color_range),
    )


def _times(path: Path, container: InputContainer, stream: VideoStream) -> list[int | None]:
    """
    When each shown frame is shown; a packet that an edit list hides is in the file but not among them.

    Where packets do not say when they are shown, the times of decoding keep the same rate.
    """
    shown: list[int | None] = []
    decoded: list[int | None] = []
    stored = 0
    for packet in container.demux(stream):
        if packet.size == 0:
            continue
        if packet.is_corrupt:
            raise reading.cut_off(path, stored, stream.frames)
        stored += 1
        if not packet.is_discard:
            shown.append(packet.pts)
            decoded.append(packet.dts)
    if stored < stream.frames and "mov" in container.format.name:
        raise reading.cut_off(path, stored, stream.frames)
    return shown if reading.says_when_shown(container) and None not in shown else decoded


def _check_length(path: Path, container: InputContainer, times: list[int | None], tick: Fraction) -> None:
    """Matroska keeps no count of frames, but a length."""
    known = [time for time in times if time is not None]
    if not known or not container.duration or "matroska" not in container.format.name:
        return
    missing = Fraction(container.duration, av.time_base) - max(known) * tick
    if missing > 1:
        raise Truncated(
            f"{path.name} was cut off: its last {float(missing):.1f} s are missing. Fetch it again.", path=str(path)
        )


def _rotation(path: Path) -> int:
    with reading.opened(path) as container:
        first = next(container.decode(video=0), None)
    return first.rotation if first is not None else 0


def _audio(path: Path, loudness: bool) -> Audio:
    with reading.opened(path) as container:
        stream = container.streams.audio[0]
        codec, channels, rate = stream.codec.canonical_name, stream.codec_context.channels, stream.codec_context.rate
    return Audio(codec, channels, rate, len(decode.audio(path, rate)), meter.measure_file(path) if loudness else None)
