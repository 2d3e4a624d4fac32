"""Noise that goes round without a seam, in any colour, and the slow curves that make it breathe."""

import numpy as np

from rushes.craft.sound import filters
from rushes.craft.sound.filters import Response
from rushes.craft.sound.waves import RATE, Curve, Sound


def coloured(length: int, random: np.random.Generator, response: Response) -> Sound:
    """Noise of a colour with an RMS of 1; its end runs on into its beginning."""
    hertz = filters.scale(length)
    spectrum = random.standard_normal(2 * len(hertz), np.float32).view(np.complex64)
    spectrum *= response(hertz).astype(np.float32)
    spectrum[0] = 0
    energy = 2 * float(np.sum(spectrum.real**2 + spectrum.imag**2))
    return np.fft.irfft(spectrum * np.float32(length / max(np.sqrt(energy), 1e-9)), length).astype(np.float32)


def wide(length: int, random: np.random.Generator, response: Response) -> Sound:
    """Stereo noise whose sides are independent."""
    return np.stack([coloured(length, random, response) for _ in range(2)], axis=1)


def drift(length: int, random: np.random.Generator, hertz: float) -> Curve:
    """A slow seamless wander around 0 with a standard deviation of 1, no faster than `hertz`."""
    turns = max(1, round(hertz * length / RATE))
    weights = random.standard_normal(turns) + 1j * random.standard_normal(turns)
    points = max(64, 16 * turns)
    spectrum = np.zeros(points // 2 + 1, np.complex128)
    spectrum[1 : turns + 1] = weights
    coarse = np.fft.irfft(spectrum, points)
    coarse /= max(float(coarse.std()), 1e-9)
    at = np.arange(length) * (points / length)
    return np.asarray(np.interp(at, np.arange(points + 1), np.append(coarse, coarse[0])))


def grains(length: int, random: np.random.Generator, per_second: float, grain: Sound, spread: float = 1.0) -> Sound:
    """
    A mono or stereo-wide scatter of one short grain, seamless: many small ones and few big ones.

    Args:
        spread: how far the levels differ; 0 makes every grain the same.
    """
    count = max(1, round(per_second * length / RATE))
    where = random.integers(0, length, count)
    level = np.minimum(np.exp(spread * random.standard_normal(count) - spread**2), 2.2)
    angle = random.uniform(0, np.pi / 2, count)
    sides = np.stack([np.bincount(where, level * side(angle), length) for side in (np.cos, np.sin)], axis=1)
    spectrum = np.fft.rfft(sides.astype(np.float32), axis=0) * np.fft.rfft(grain, length)[:, None]
    return np.fft.irfft(spectrum, length, axis=0).astype(np.float32)


def burst(length: int, random: np.random.Generator, response: Response) -> Sound:
    """Noise of a colour with an RMS of 1 for sounds that begin and end; shaped by the caller."""
    return coloured(filters.quick_size(max(length, 256)), random, response)[:length]
