"""How loud sound is: integrated loudness, loudness range and true peak by ITU-R BS.1770 and EBU R 128."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.filter import Graph
from numpy.typing import NDArray

from rushes.media import decode

RATE = 48000
BLOCK = RATE // 10
SILENCE = -70.0
NO_PEAK = -120.0


@dataclass(frozen=True)
class Loudness:
    """Integrated loudness in LUFS (-70 is silence), range in LU, true peak in dBTP (-120 is nothing at all)."""

    lufs: float
    range: float
    true_peak: float


def measure(sound: NDArray[np.float32]) -> Loudness:
    """Measure sound of shape (samples, channels) at 48 kHz."""
    if len(sound) == 0:
        return Loudness(SILENCE, 0.0, NO_PEAK)
    channels = sound.shape[1]
    graph = _meter(channels)
    last: dict[str, str] = {}
    for frame in _blocks(sound):
        graph.push(frame)
        last = _drain(graph) or last
    peaks = [float(last[f"lavfi.r128.true_peaks_ch{channel}"]) for channel in range(channels)]
    return Loudness(
        lufs=max(SILENCE, float(last["lavfi.r128.I"])),
        range=float(last["lavfi.r128.LRA"]),
        true_peak=_decibels(max(peaks)),
    )


def measure_file(path: Path) -> Loudness:
    """Measure the sound of a media file."""
    return measure(decode.audio(path, RATE))


def _meter(channels: int) -> Graph:
    graph = Graph()
    source = graph.add_abuffer(sample_rate=RATE, format="flt", layout=_layout(channels), time_base=Fraction(1, RATE))
    graph.link_nodes(source, graph.add("ebur128", "peak=true:metadata=1:framelog=quiet"), graph.add("abuffersink"))
    graph.configure()
    return graph


def _blocks(sound: NDArray[np.float32]) -> Iterator[AudioFrame]:
    """Tenths of a second, the meter's own step; the last is filled with silence so that nothing of it is missed."""
    for start in range(0, len(sound), BLOCK):
        block = sound[start : start + BLOCK].astype(np.float32)
        block = np.pad(block, ((0, BLOCK - len(block)), (0, 0)))
        frame = AudioFrame.from_ndarray(block.reshape(1, -1), "flt", _layout(sound.shape[1]))
        frame.sample_rate = RATE
        frame.pts = start
        frame.time_base = Fraction(1, RATE)
        yield frame


def _drain(graph: Graph) -> dict[str, str]:
    found: dict[str, str] = {}
    while True:
        try:
            found = graph.pull().metadata or found
        except (av.BlockingIOError, av.EOFError):
            return found


def _decibels(amplitude: float) -> float:
    return max(NO_PEAK, 20 * float(np.log10(amplitude))) if amplitude > 0 else NO_PEAK


def _layout(channels: int) -> str:
    return {1: "mono", 2: "stereo", 6: "5.1", 8: "7.1"}.get(channels, f"{channels}c")
