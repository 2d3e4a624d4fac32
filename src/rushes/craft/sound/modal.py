"""Things struck, scraped and dropped: sums of ringing modes, and short shaped bursts of noise."""

from collections.abc import Sequence

import numpy as np

from rushes.craft.sound import noise, waves
from rushes.craft.sound.filters import Response
from rushes.craft.sound.waves import Sound

Mode = tuple[float, float, float]
BLOCK = 1024


def struck(modes: Sequence[Mode], seconds: float, random: np.random.Generator, hard: float = 1.0) -> Sound:
    """
    Modes ringing after one blow, mono, peak near 1.

    Args:
        modes: frequency in Hz, level as a factor, seconds until it is 60 dB down.
        hard: brightness of the blow; each mode's level is drawn a little towards it, and its phase is random.
    """
    length = waves.samples(seconds)
    levels = [level * hard ** np.log2(hertz / modes[0][0]) * random.uniform(0.85, 1.15) for hertz, level, _ in modes]
    starts = np.array(levels) * np.exp(1j * random.uniform(-0.4, 0.4, len(modes)))
    turns = np.array([2j * np.pi * hertz - 3 * np.log(10) / fall for hertz, _, fall in modes]) / waves.RATE
    # exp(turn x (block + offset)) as a product of two short tables, summed over the modes by one matrix product.
    blocks = np.exp(np.outer(np.arange(-(-length // BLOCK)) * BLOCK, turns)) * starts
    sound = (blocks @ np.exp(np.outer(turns, np.arange(BLOCK)))).imag.ravel()[:length]
    at = waves.times(length)
    sound *= np.minimum(1, at / 0.0006)
    return waves.faded((sound / max(float(np.abs(sound).max()), 1e-9)).astype(np.float32), 0, 0.02)


def puff(response: Response, rise: float, fall: float, random: np.random.Generator) -> Sound:
    """One burst of coloured noise that rises for `rise` seconds and is 60 dB down `fall` seconds later; peak 1."""
    length = waves.samples(rise + fall)
    at = waves.times(length)
    shape = np.where(at < rise, (at / max(rise, 1e-4)) ** 2, 10 ** (-3 * np.maximum(at - rise, 0) / fall))
    sound = noise.burst(length, random, response) * shape
    return waves.faded((sound / max(float(np.abs(sound).max()), 1e-9)).astype(np.float32), 0.0005, 0.004)


def thump(hertz: float, seconds: float, drop: float = 0.6) -> Sound:
    """A low body that falls in pitch to `drop` of it and dies away; peak 1."""
    at = waves.times(waves.samples(seconds))
    pitch = hertz * (drop + (1 - drop) * np.exp(-at * 30))
    sound = np.sin(2 * np.pi * np.cumsum(pitch) / waves.RATE) * 10 ** (-3 * at / seconds) * np.minimum(1, at / 0.002)
    return waves.faded(sound.astype(np.float32), 0, 0.01)


def chirp(start: float, end: float, seconds: float) -> Sound:
    """A tone that glides from one pitch to another while it dies away; peak near 1."""
    at = waves.times(waves.samples(seconds))
    pitch = start * (end / start) ** (at / seconds)
    sound = np.sin(2 * np.pi * np.cumsum(pitch) / waves.RATE) * 10 ** (-3 * at / seconds) * np.minimum(1, at / 0.0008)
    return waves.faded(sound.astype(np.float32), 0, 0.002)


def together(*parts: tuple[float, float, Sound]) -> Sound:
    """Mono parts laid in one sound, each at its second and level in dB."""
    end = max(waves.samples(at) + len(part) for at, _, part in parts)
    whole = np.zeros(end, np.float32)
    for at, level, part in parts:
        waves.place(whole, part * np.float32(waves.gain(level)), waves.samples(at))
    return whole
