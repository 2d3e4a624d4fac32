"""Our fast measure against the meter that delivers, and against the standard's own test tones."""

import numpy as np
import pytest

from rushes.craft.sound import filters, levels, noise, waves
from rushes.craft.sound.waves import RATE, Sound
from rushes.media import loudness


def sine(decibels: float, seconds: float = 3.0, hertz: float = 1000.0) -> Sound:
    tone = waves.gain(decibels) * np.sin(2 * np.pi * hertz * waves.times(waves.samples(seconds)))
    return np.stack([tone, tone], axis=1).astype(np.float32)


@pytest.mark.parametrize("level", [-23.0, -33.0, -14.0])
def test_a_stereo_tone_of_the_standard_measures_its_own_level(level: float) -> None:
    assert levels.loudness(sine(level)) == pytest.approx(level, abs=0.1)


def test_quiet_stretches_are_gated_out_as_the_standard_asks() -> None:
    tech_3341_case_3 = np.concatenate([sine(-36, 2), sine(-23, 12), sine(-36, 2)])

    assert levels.loudness(tech_3341_case_3) == pytest.approx(-23.0, abs=0.1)


@pytest.mark.parametrize("seed", [1, 2])
def test_it_agrees_with_the_delivering_meter_on_noise(seed: int) -> None:
    sound = noise.wide(6 * RATE, waves.rng(seed), filters.tilt(-3)) * np.float32(0.1)
    sound[2 * RATE : 3 * RATE] *= np.float32(0.05)

    measured = loudness.measure(sound)

    assert levels.loudness(sound) == pytest.approx(measured.lufs, abs=0.15)
    assert levels.true_peak(sound) == pytest.approx(measured.true_peak, abs=0.3)


def test_a_peak_between_two_samples_is_found() -> None:
    quarter = np.sin(2 * np.pi * 12_000 * waves.times(RATE) + np.pi / 4)
    tone = waves.faded(quarter.astype(np.float32), 0.1, 0.1)

    assert np.abs(tone).max() < 0.72
    assert levels.true_peak(tone) == pytest.approx(0.0, abs=0.1)


def test_silence_and_a_single_sample_have_a_level() -> None:
    assert levels.loudness(np.zeros((RATE, 2), np.float32)) == levels.SILENT
    assert levels.loudness(np.ones((1, 2), np.float32)) < 0
    assert levels.true_peak(np.zeros((0, 2), np.float32)) == -200
