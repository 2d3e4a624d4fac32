import numpy as np
import pytest

from rushes.craft.sound import filters, levels, noise, waves
from rushes.craft.sound.waves import RATE, Sound


def tone(hertz: float, seconds: float = 1.0, rate: int = RATE) -> Sound:
    return np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate).astype(np.float32)


def strength(sound: Sound, hertz: float) -> float:
    """The level of one frequency in the middle of a sound, in dB."""
    middle = sound[len(sound) // 4 : -len(sound) // 4]
    at = np.arange(len(middle)) / RATE
    window = np.hanning(len(middle))
    return waves.decibels(abs(np.sum(middle * window * np.exp(-2j * np.pi * hertz * at))) * 2 / window.sum())


def test_a_band_pass_keeps_speech_and_takes_away_the_rest() -> None:
    phone = filters.band(300, 3400, 4)

    assert strength(filters.filtered(tone(1000), phone), 1000) == pytest.approx(0, abs=0.3)
    assert strength(filters.filtered(tone(75), phone), 75) < -40
    assert strength(filters.filtered(tone(13_600), phone), 13_600) < -40


def test_nothing_is_heard_before_it_happens() -> None:
    click = np.zeros(4096, np.float32)
    click[2048] = 1

    passed = filters.filtered(click, filters.band(300, 3400, 4))

    assert np.abs(passed[:2040]).max() < 1e-3


def test_resampling_keeps_the_pitch_and_brings_no_images() -> None:
    voice = tone(3000, rate=22_050)

    ours = filters.resampled(voice, RATE / 22_050)

    assert len(ours) == RATE
    assert strength(ours, 3000) == pytest.approx(0, abs=0.2)
    assert strength(ours, 22_050 - 3000) < -70


def test_noise_goes_round_without_a_seam() -> None:
    bed = noise.coloured(1 << 15, waves.rng(3), filters.band(100, 800, 2))
    steps = np.abs(np.diff(np.concatenate([bed, bed])))

    assert steps[len(bed) - 1] <= steps[: len(bed) - 1].max()
    assert float(np.sqrt(np.mean(bed**2))) == pytest.approx(1, abs=0.01)


def test_a_seed_is_a_sound() -> None:
    pink = filters.tilt(-3)

    assert np.array_equal(noise.coloured(4096, waves.rng("a", 1), pink), noise.coloured(4096, waves.rng("a", 1), pink))
    assert not np.array_equal(
        noise.coloured(4096, waves.rng("a", 1), pink), noise.coloured(4096, waves.rng("b", 1), pink)
    )


def test_panning_keeps_the_power_and_moves_it() -> None:
    left, middle = waves.stereo(tone(500), -1), waves.stereo(tone(500), 0)

    assert np.abs(left[:, 1]).max() < 1e-6
    assert levels.loudness(left) == pytest.approx(levels.loudness(middle), abs=0.1)


def test_placing_over_the_edges_leaves_out_what_hangs_over() -> None:
    film = np.zeros((100, 2), np.float32)

    waves.place(film, np.ones((50, 2), np.float32), -25)
    waves.place(film, np.ones((50, 2), np.float32), 90)
    waves.place(film, np.ones((50, 2), np.float32), 200)

    assert film[:, 0].sum() == 35
