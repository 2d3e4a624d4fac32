"""
What all of the sound department shares: sounds as arrays, levels in decibels, fades, placing and panning.

A sound is float32 at 48 kHz: mono is shaped (n,), stereo (n, 2); full scale is 1.
"""

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
Sound = NDArray[np.float32]
Curve = NDArray[np.float64]


def samples(seconds: float) -> int:
    """The nearest whole number of samples."""
    return round(seconds * RATE)


def gain(decibels: float) -> float:
    """The factor for a level change in decibels."""
    return float(10 ** (decibels / 20))


def decibels(factor: float) -> float:
    """The level of a factor in decibels; silence is -200."""
    return float(20 * np.log10(max(abs(factor), 1e-10)))


def rng(*seeds: int | str) -> np.random.Generator:
    """A generator that follows from its seeds and nothing else; words count as well as numbers."""
    words = [int.from_bytes(str(seed).encode()[:64], "little") for seed in seeds]
    return np.random.Generator(np.random.PCG64(words or [0]))


def times(length: int) -> Curve:
    """Seconds of each of `length` samples."""
    return np.arange(length) / RATE


def faded(sound: Sound, seconds_in: float, seconds_out: float) -> Sound:
    """The sound with raised-cosine ends, each at most half its length; a copy."""
    result = sound.copy()
    _ease(result, samples(seconds_in), 2)
    _ease(result[::-1], samples(seconds_out), 2)
    return result


def crossfaded(sound: Sound, seconds_in: float, seconds_out: float) -> Sound:
    """The sound with equal-power ends, so that two beds overlap across a cut without a dip; a copy."""
    result = sound.copy()
    _ease(result, samples(seconds_in), 1)
    _ease(result[::-1], samples(seconds_out), 1)
    return result


def stereo(sound: Sound, pan: float = 0.0) -> Sound:
    """
    A sound at a place between the speakers: -1 is the left edge of the screen, 1 the right.

    Mono is panned with constant power; stereo keeps its width and leans by balance.
    """
    if sound.ndim == 2:
        left, right = min(1.0, 1 - pan), min(1.0, 1 + pan)
        return sound * np.array([left, right], np.float32)
    angle = (pan + 1) * np.pi / 4
    sides = np.array([np.cos(angle), np.sin(angle)], np.float32)
    return sound[:, None] * sides


def place(onto: Sound, sound: Sound, at: int) -> None:
    """Add a sound to a longer one from a sample on; what hangs over either end is left out."""
    start, end = max(at, 0), min(at + len(sound), len(onto))
    if start < end:
        onto[start:end] += sound[start - at : end - at]


def tiled(loop: Sound, length: int, start: int = 0) -> Sound:
    """`length` samples of a loop, from `start` on, as often round as it takes."""
    begin = start % len(loop)
    turns = -(-(begin + length) // len(loop))
    return np.concatenate([loop[begin:], *[loop] * (turns - 1)])[:length]


def _ease(sound: Sound, count: int, power: int) -> None:
    count = min(count, len(sound) // 2)
    if count:
        rise = (np.sin(np.pi / 2 * (np.arange(count) + 0.5) / count) ** power).astype(np.float32)
        sound[:count] *= rise if sound.ndim == 1 else rise[:, None]
