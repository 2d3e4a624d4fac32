"""Filters: responses as curves over frequency, minimum-phase so that nothing rings before it sounds; resampling."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from rushes.craft.sound.waves import RATE, Curve, Sound

Response = Callable[[Curve], Curve]
TAPS = 4096
PHASES = 1024
REACH = 16
PIECE = 1 << 18


def band(low: float, high: float, order: int = 2) -> Response:
    """A band-pass with Butterworth slopes of `order` x 6 dB an octave; 0 or infinity leaves that side open."""

    def curve(hertz: Curve) -> Curve:
        hertz = np.maximum(hertz, 1e-3)
        return 1 / np.sqrt((1 + (low / hertz) ** (2 * order)) * (1 + (hertz / high) ** (2 * order)))

    return curve


def bump(centre: float, decibels: float, octaves: float) -> Response:
    """A bell-shaped boost or cut, `octaves` wide to either side."""

    def curve(hertz: Curve) -> Curve:
        distance = np.log2(np.maximum(hertz, 1.0) / centre) / octaves
        return np.asarray(10 ** (decibels / 20 * np.exp(-(distance**2))))

    return curve


def shelf(corner: float, decibels: float) -> Response:
    """A high shelf: `decibels` far above the corner, nothing far below."""

    def curve(hertz: Curve) -> Curve:
        share = 1 / (1 + (corner / np.maximum(hertz, 1e-3)) ** 2)
        return np.asarray(10 ** (decibels / 20 * share))

    return curve


def tilt(decibels: float) -> Response:
    """A slope in decibels an octave around 1 kHz: -3 is pink."""

    def curve(hertz: Curve) -> Curve:
        return np.asarray((np.maximum(hertz, 20.0) / 1000) ** (decibels / 6.02))

    return curve


def chain(*responses: Response) -> Response:
    """Several responses one after the other."""

    def curve(hertz: Curve) -> Curve:
        result = np.ones_like(hertz)
        for response in responses:
            result = result * response(hertz)
        return result

    return curve


def filtered(sound: Sound, response: Response) -> Sound:
    """The sound through a response, the same length, without delay or pre-ringing."""
    return convolved(sound, impulse(response))[: len(sound)]


def impulse(response: Response) -> Sound:
    """The minimum-phase impulse response of a curve, by the real cepstrum; 85 ms long."""
    size = 4 * TAPS
    magnitude = np.maximum(response(scale(size)), 1e-6)
    cepstrum = np.fft.irfft(np.log(magnitude), size)
    cepstrum[1 : size // 2] *= 2
    cepstrum[size // 2 + 1 :] = 0
    return np.fft.irfft(np.exp(np.fft.rfft(cepstrum)), size)[:TAPS].astype(np.float32)


def convolved(sound: Sound, response: Sound) -> Sound:
    """A sound through an impulse response, tail included; stereo where either is."""
    piece = max(PIECE, 2 * len(response))
    sides, answer = _columns(sound), _columns(response)
    whole = np.zeros((len(sound) + len(response) - 1, max(sides.shape[1], answer.shape[1])), np.float32)
    for start in range(0, len(sound), piece):
        part = sides[start : start + piece]
        length = len(part) + len(response) - 1
        size = quick_size(length)
        spectrum = np.fft.rfft(part, size, axis=0) * np.fft.rfft(answer, size, axis=0)
        whole[start : start + length] += np.fft.irfft(spectrum, size, axis=0)[:length]
    return whole if sound.ndim == 2 or response.ndim == 2 else whole[:, 0]


def scale(size: int) -> Curve:
    """The frequencies, in Hz, of the bins of a real transform of `size` samples."""
    return np.asarray(np.fft.rfftfreq(size, 1 / RATE), np.float64)


def quick_size(length: int) -> int:
    """The next length that transforms fast: a small number times a power of two."""
    step = 1 << max(0, length.bit_length() - 3)
    return -(-length // step) * step


def sampled_at(sound: Sound, positions: Curve, cutoff: float = 1.0) -> Sound:
    """
    A mono sound read at fractional sample positions, by a windowed sinc 32 samples wide.

    `cutoff` is the share of the band to keep; below 1 when reading faster than it was recorded.
    """
    table = _sinc_table(round(cutoff, 3))
    padded = np.pad(sound, REACH).astype(np.float32)
    floor = np.floor(positions).astype(np.int64)
    phase = ((positions - floor) * PHASES).astype(np.int64)
    floor = np.clip(floor, 0, len(sound) - 1)
    result = np.zeros(len(positions), np.float32)
    for tap in range(2 * REACH):
        result += padded[floor + tap + 1] * table[phase, tap]
    return result


def resampled(sound: Sound, ratio: float) -> Sound:
    """A mono sound made `ratio` times as long: 48000 / 22050 brings a voice to our rate."""
    positions = np.arange(round(len(sound) * ratio)) / ratio
    return sampled_at(sound, positions, min(1.0, ratio) * 0.96)


@lru_cache(maxsize=8)
def _sinc_table(cutoff: float) -> Sound:
    offset = np.arange(2 * REACH)[None, :] - (REACH - 1) - (np.arange(PHASES)[:, None] + 0.5) / PHASES
    window = np.i0(9.0 * np.sqrt(np.maximum(0, 1 - (offset / REACH) ** 2))) / np.i0(9.0)
    table = cutoff * np.sinc(cutoff * offset) * window
    return np.asarray(table / table.sum(axis=1, keepdims=True)).astype(np.float32)


def _columns(sound: Sound) -> Sound:
    return sound if sound.ndim == 2 else sound[:, None]
