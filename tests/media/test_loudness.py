"""The minimum-requirement signals of EBU Tech 3341 (loudness, true peak) and Tech 3342 (loudness range), made here."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from rushes.media import loudness, wav
from rushes.media.testcard import tone

Sound = NDArray[np.float32]


def steps(*parts: tuple[float, float]) -> Sound:
    """Stereo 1 kHz at levels in dBFS, each for some seconds."""
    return np.concatenate([tone(seconds, level=level) for level, seconds in parts])


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ([(-23, 20)], -23),
        ([(-33, 20)], -33),
        ([(-36, 10), (-23, 60), (-36, 10)], -23),
        ([(-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)], -23),
        ([(-26, 20), (-20, 20.1), (-26, 20)], -23),
    ],
    ids=["3341-1", "3341-2", "3341-3", "3341-4", "3341-5"],
)
def test_integrated_loudness(parts: list[tuple[float, float]], wanted: float) -> None:
    assert loudness.measure(steps(*parts)).lufs == pytest.approx(wanted, abs=0.1)


def test_surround_channels_weigh_more_than_front_ones() -> None:
    """Tech 3341 case 6: -28 left and right, -24 centre, -30 surrounds, no effects channel."""
    levels = [-28, -28, -24, None, -30, -30]
    mono = tone(20, level=0, channels=1)[:, 0]
    sound = np.stack([mono * (10 ** (level / 20) if level else 0) for level in levels], axis=1).astype(np.float32)

    assert loudness.measure(sound).lufs == pytest.approx(-23, abs=0.1)


@pytest.mark.parametrize(
    ("divisor", "degrees", "amplitude", "wanted"),
    [(4, 0, 0.5, -6), (4, 45, 0.5, -6), (6, 60, 0.5, -6), (8, 67.5, 0.5, -6), (4, 45, 1.41, 3)],
    ids=["3341-15", "3341-16", "3341-17", "3341-18", "3341-19"],
)
def test_true_peak_between_the_samples(divisor: int, degrees: float, amplitude: float, wanted: float) -> None:
    samples = np.arange(48000)
    wave = amplitude * np.sin(2 * np.pi * samples / divisor + np.radians(degrees))
    fade = np.minimum(1, np.minimum(samples, samples[::-1]) / 480)
    sound = np.repeat((wave * fade)[:, None], 2, axis=1).astype(np.float32)

    assert wanted - 0.4 <= loudness.measure(sound).true_peak <= wanted + 0.2


@pytest.mark.parametrize(("first", "second", "wanted"), [(-20, -30, 10), (-20, -15, 5), (-40, -20, 20)])
def test_loudness_range(first: float, second: float, wanted: float) -> None:
    assert loudness.measure(steps((first, 20), (second, 20))).range == pytest.approx(wanted, abs=1)


def test_a_peak_in_the_last_samples_counts() -> None:
    sound = tone(1.03, level=-40)
    sound[-300:] *= 50

    assert loudness.measure(sound).true_peak > -7


def test_silence_and_nothing_have_numbers_too() -> None:
    assert loudness.measure(np.zeros((48000, 2), np.float32)) == loudness.Loudness(-70.0, 0.0, -120.0)
    assert loudness.measure(np.zeros((0, 2), np.float32)) == loudness.Loudness(-70.0, 0.0, -120.0)


def test_a_file_is_measured_like_its_samples(tmp_path: Path) -> None:
    sound = steps((-18, 2), (-24, 2))
    wav.write(tmp_path / "mix.wav", sound)

    assert loudness.measure_file(tmp_path / "mix.wav").lufs == pytest.approx(loudness.measure(sound).lufs, abs=0.01)
