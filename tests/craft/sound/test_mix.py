import numpy as np
import pytest

from rushes.craft.sound import filters, levels, limiter, mix, noise, waves
from rushes.craft.sound.mix import Mix, Track
from rushes.craft.sound.waves import RATE, Sound
from rushes.kernel.errors import Invalid
from rushes.media import loudness

LENGTH = 12 * RATE


def bed(seed: int, level: float) -> Sound:
    return noise.wide(LENGTH, waves.rng(seed), filters.tilt(-3)) * np.float32(waves.gain(level))


def words(seconds: float = 2.0) -> Sound:
    sound = noise.coloured(waves.samples(seconds), waves.rng("words"), filters.band(200, 3000, 2)) * np.float32(0.08)
    return waves.faded(sound, 0.01, 0.01)


def level(sound: Sound, start: float, end: float) -> float:
    return waves.decibels(float(np.sqrt(np.mean(sound[int(start * RATE) : int(end * RATE)] ** 2))))


@pytest.fixture(scope="module")
def mixed() -> Mix:
    blow = np.zeros(4800, np.float32)
    blow[:200] = 0.9
    tracks = [
        Track("dialogue", words(), 4 * RATE),
        Track("music", bed(1, -40), 0),
        Track("ambience", bed(2, -38), 0),
        Track("effects", blow, 9 * RATE, pan=-0.5),
    ]
    return mix.mix(tracks, LENGTH)


def test_the_stems_null_against_the_master(mixed: Mix) -> None:
    rest = mixed.master - (mixed.dialogue + mixed.music + mixed.effects)

    assert waves.decibels(float(np.abs(rest).max())) <= -80


def test_the_film_is_as_loud_as_asked_by_the_delivering_meter(mixed: Mix) -> None:
    measured = loudness.measure(mixed.master)

    assert measured.lufs == pytest.approx(-14, abs=0.3)
    assert measured.true_peak <= -1.0
    assert mixed.lufs == pytest.approx(measured.lufs, abs=0.2)
    assert mixed.peak == pytest.approx(measured.true_peak, abs=0.3)


def test_every_stem_stays_under_the_true_peak_too(mixed: Mix) -> None:
    assert max(levels.true_peak(stem) for stem in (mixed.dialogue, mixed.music, mixed.effects)) <= -1.0


def test_broadcast_is_a_target_like_any_other() -> None:
    quieter = mix.mix([Track("music", bed(1, -40), 0)], LENGTH, limiter.BROADCAST)

    assert loudness.measure(quieter.master).lufs == pytest.approx(-23, abs=0.3)


def test_music_and_ambience_give_way_to_words_and_come_back(mixed: Mix) -> None:
    for stem, depth in ((mixed.music, 9), (mixed.effects, 5)):
        before, under, after = level(stem, 1, 3), level(stem, 4.5, 5.5), level(stem, 7.2, 8.5)
        assert before - under == pytest.approx(depth, abs=1.0)
        assert after == pytest.approx(before, abs=1.0)


def test_ducking_moves_without_a_step() -> None:
    spoken = np.zeros(6000)
    spoken[2000:3000] = 1

    curve = mix.ducking(spoken, 6 * RATE, -9.0)

    assert np.abs(np.diff(curve)).max() < 0.001
    assert curve[0] == 1
    assert waves.decibels(float(curve[int(2.5 * RATE)])) == pytest.approx(-9, abs=0.1)


def test_sound_lands_on_its_sample_and_its_side() -> None:
    click = np.zeros(480, np.float32)
    click[0] = 0.5
    mixed = mix.mix([Track("effects", click, 30_000, pan=1.0)], LENGTH, limiter.Loudness(-40))

    assert int(np.abs(mixed.master[:, 1]).argmax()) == 30_000
    assert np.abs(mixed.master[:, 0]).max() < 1e-6


def test_a_single_blow_does_not_pass_the_ceiling_and_nothing_is_cut_off_flat(mixed: Mix) -> None:
    blow = mixed.master[9 * RATE : 9 * RATE + 200]

    assert np.abs(mixed.master).max() < waves.gain(-1.0)
    assert len(np.unique(np.round(blow[:, 0], 7))) > 100


def test_a_silent_film_stays_silent() -> None:
    silent = mix.mix([], LENGTH)

    assert not silent.master.any()
    assert silent.lufs == levels.SILENT


def test_bad_tracks_and_films_are_refused_with_a_sentence() -> None:
    with pytest.raises(Invalid, match=r"Track 1 \(music\) holds samples that are not numbers"):
        mix.mix([Track("music", np.array([np.nan], np.float32), 0)], LENGTH)
    with pytest.raises(Invalid, match="must have a length"):
        mix.mix([], 0)
