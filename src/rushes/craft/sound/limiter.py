"""Making a mix as loud as it must be without its true peak going over: one gain curve, the same for every stem."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from rushes.craft.sound import levels, waves
from rushes.craft.sound.levels import MILLISECOND
from rushes.craft.sound.waves import Curve, Sound

LOOK_AHEAD = 6
RELEASE_SECONDS = 0.12
MARGIN = 0.15
TURNS = 12


@dataclass(frozen=True)
class Loudness:
    """What to reach: integrated loudness in LUFS, and the true peak never to exceed, in dBTP."""

    lufs: float = -14.0
    peak: float = -1.0


WEB = Loudness(-14.0, -1.0)
BROADCAST = Loudness(-23.0, -1.0)


def curve(master: Sound, stems: Iterable[Sound], target: Loudness) -> Sound:
    """
    The gain for each sample that brings a mix to a loudness with its true peak in bounds; all ones for silence.

    The stems stay in bounds too: two of them may cancel in the master, and each is a file of its own. Peaks and
    energies are measured once, in steps of a millisecond, so the search for the right level is quick.
    """
    peaks = np.max([levels.peaks(sound) for sound in (master, *stems)], axis=0)
    energy = levels.energies(master, MILLISECOND)
    ceiling = waves.gain(target.peak - MARGIN)
    if levels.integrated(_tenths(energy)) <= levels.SILENT:
        return np.ones(len(master), np.float32)
    level, held = 0.0, np.ones(len(peaks))
    for _ in range(TURNS):
        held = _held(peaks * waves.gain(level), ceiling) * waves.gain(level)
        miss = target.lufs - levels.integrated(_tenths(energy * held[: len(energy)] ** 2))
        if abs(miss) < 0.02:
            break
        level += miss
    return levels.per_sample(held, len(master))


def _held(peaks: Curve, ceiling: float) -> Curve:
    """The gain of each millisecond that lets no peak over: looking ahead, moving smoothly, recovering slowly."""
    needed = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    reach = 2 * LOOK_AHEAD + 1
    around = np.lib.stride_tricks.sliding_window_view(np.pad(needed, LOOK_AHEAD, mode="edge"), reach).min(axis=1)
    recovered = _recovering(around)
    kernel = np.hanning(2 * LOOK_AHEAD + 1)[1:-1]
    return np.convolve(np.pad(recovered, LOOK_AHEAD - 1, mode="edge"), kernel / kernel.sum(), "valid")


def _recovering(needed: Curve) -> Curve:
    slow = float(np.exp(-0.001 / RELEASE_SECONDS))
    result, now = [], 1.0
    for gain in needed.tolist():
        now = min(gain, 1 - (1 - now) * slow)
        result.append(now)
    return np.asarray(result)


def _tenths(energy: Curve) -> Curve:
    step = levels.STEP // MILLISECOND
    padded = np.pad(energy, (0, max(0, step - len(energy))))
    return np.asarray(padded[: len(padded) // step * step].reshape(-1, step).mean(axis=1))
