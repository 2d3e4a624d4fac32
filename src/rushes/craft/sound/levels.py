"""
How loud a sound is (ITU-R BS.1770-5, K-weighted and gated) and how high its true peak, fast enough to mix by.

The film's own measurement is taken by the meter in `rushes.media`; these serve while its sound is being balanced.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rushes.craft.sound.waves import RATE, Curve, Sound, decibels

STEP = RATE // 10
BLOCK_STEPS = 4
SILENT = -70.0
OVERSAMPLING = 4
MILLISECOND = RATE // 1000
REACH = 12
FRAME = 1 << 16
RUN = 16
MEMORY = 1 << 13  # 170 ms, after which nothing is left of what the filter heard
# BS.1770-5 tables 1 and 2: the shelf and the high-pass at 48 kHz, (b, a).
SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))


def energies(sound: Sound, step: int = STEP) -> Curve:
    """K-weighted energy, both sides together, of each whole step of samples; at least one step. Mono counts once."""
    sides = sound if sound.ndim == 2 else sound[:, None]
    fresh = FRAME - MEMORY
    power = np.zeros(max(len(sides), step), np.float32)
    for start in range(0, len(sides), RUN * fresh):
        part = _powers(sides[max(0, start - MEMORY) : start + RUN * fresh], fresh, min(start, MEMORY))
        power[start : start + len(part)] = part
    return np.asarray(power[: len(power) // step * step].reshape(-1, step).mean(axis=1), np.float64)


def _powers(sides: Sound, fresh: int, before: int) -> Sound:
    """The weighted power of a run of samples, the first `before` of which only led up to it."""
    length = len(sides) - before
    frames = -(-length // fresh)
    padded = np.pad(sides, ((MEMORY - before, frames * fresh - length), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, FRAME, axis=0)[::fresh]
    passed = np.fft.irfft(np.fft.rfft(windows, axis=-1) * _weighting(), FRAME, axis=-1)[..., MEMORY:]
    return np.asarray((passed**2).sum(axis=1).reshape(-1)[:length], np.float32)


def integrated(steps: Curve) -> float:
    """Gated loudness in LUFS of energies in steps of 100 ms; -70 for silence."""
    width = min(BLOCK_STEPS, len(steps))
    blocks = np.convolve(steps, np.ones(width) / width, "valid")
    loud = blocks[_lufs(blocks) > SILENT]
    if not len(loud):
        return SILENT
    loud = loud[_lufs(loud) > _lufs(loud.mean()) - 10]
    return max(float(_lufs(loud.mean())), SILENT)


def loudness(sound: Sound) -> float:
    """Gated loudness in LUFS; a sound shorter than a block is measured whole."""
    return integrated(energies(sound))


def loudest(sound: Sound) -> float:
    """The loudest 100 ms, in LUFS: how hard an effect hits, however short it is."""
    return max(float(_lufs(energies(sound).max())), SILENT)


def true_peak(sound: Sound) -> float:
    """The highest true peak in dBTP, four times oversampled."""
    return decibels(float(peaks(sound).max(initial=0.0)))


def peaks(sound: Sound) -> Curve:
    """The highest oversampled magnitude of either side in each millisecond, the last one perhaps short."""
    sides = sound if sound.ndim == 2 else sound[:, None]
    blocks = max(1, -(-len(sides) // MILLISECOND))
    highest = np.zeros(blocks)
    between = _interpolation()
    for side in sides.T:
        padded = np.pad(side, (REACH, blocks * MILLISECOND - len(side) + REACH)).astype(np.float32)
        windows = np.lib.stride_tricks.sliding_window_view(padded, MILLISECOND + 2 * REACH)[::MILLISECOND]
        for start in range(0, blocks, 8192):
            rows = np.abs(windows[start : start + 8192] @ between).max(axis=1, initial=0.0)
            np.maximum(highest[start : start + 8192], rows, out=highest[start : start + 8192])
    return highest


def per_sample(points: Curve, length: int) -> Sound:
    """Values at the middle of each millisecond as one for every sample, on straight lines between them."""
    ends = np.pad(points, 1, mode="edge").astype(np.float32)
    way = np.arange(MILLISECOND, dtype=np.float32) / MILLISECOND
    lines = ends[:-1, None] + np.diff(ends)[:, None] * way
    return np.asarray(lines.ravel()[MILLISECOND // 2 : MILLISECOND // 2 + length])


@lru_cache(maxsize=1)
def _weighting() -> NDArray[np.complex64]:
    turn = np.exp(-2j * np.pi * np.fft.rfftfreq(FRAME))
    response = np.ones_like(turn)
    for b, a in (SHELF, HIGH_PASS):
        response *= np.polyval(b[::-1], turn) / np.polyval(a[::-1], turn)
    return np.asarray(response, np.complex64)


@lru_cache(maxsize=1)
def _interpolation() -> Sound:
    """A matrix from a millisecond with its surroundings to four times as many samples, by windowed sinc."""
    rows = np.arange(MILLISECOND + 2 * REACH)[:, None] - REACH
    distance = rows - np.arange(MILLISECOND * OVERSAMPLING)[None, :] / OVERSAMPLING
    window = np.i0(7.0 * np.sqrt(np.maximum(0, 1 - (distance / REACH) ** 2))) / np.i0(7.0)
    matrix = np.where(np.abs(distance) < REACH, np.sinc(distance) * window, 0.0)
    return np.asarray(matrix / matrix.sum(axis=0), np.float32)


def _lufs(power: Curve | np.float64) -> Curve:
    return np.asarray(-0.691 + 10 * np.log10(np.maximum(power, 1e-20)))
