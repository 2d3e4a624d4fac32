import numpy as np
import pytest

from rushes.craft.sound import levels, score, waves
from rushes.craft.sound.waves import RATE, Sound

LENGTH = 8 * RATE


def level(sound: Sound, start: float, end: float) -> float:
    part = sound[int(start * RATE) : int(end * RATE)]
    return waves.decibels(float(np.sqrt(np.mean(part**2))))


@pytest.mark.parametrize(
    ("words", "mood"),
    [("a suspense film", "suspense"), ("tender, warm", "tender"), ("creeping dread", "dread"), ("sad", "melancholy"),
     ("chase", "drive"), ("awe and wonder", "wonder"), ("", "plain"), ("beige", "plain")],
)  # fmt: skip
def test_words_name_a_mood(words: str, mood: str) -> None:
    assert score.mood_of(words).id == mood


def test_the_cue_says_the_mood_before_the_film_does() -> None:
    assert score.mood_of("Tone", "tender", "suspense").id == "tender"
    assert score.mood_of("Tone", "as before", "suspense").id == "suspense"


@pytest.mark.parametrize("mood", [*score.MOODS, score.PLAIN], ids=lambda mood: mood.id)
def test_every_mood_plays_level_and_the_same_for_the_same_seed(mood: score.Mood) -> None:
    music = score.compose(mood, LENGTH, 4)

    assert np.isfinite(music).all()
    assert levels.loudness(music) == pytest.approx(score.LEVEL_LUFS, abs=1)
    assert levels.true_peak(music) < -3
    assert np.abs(music[[0, -1]]).max() < 1e-4
    assert np.array_equal(music, score.compose(mood, LENGTH, 4))
    assert not np.array_equal(music, score.compose(mood, LENGTH, 5))


def test_one_low_held_note_is_one_low_note() -> None:
    music = score.compose(score.mood_of("suspense"), LENGTH, 4, note="one low held note").mean(axis=1)
    power = np.abs(np.fft.rfft(music)) ** 2
    scale = np.fft.rfftfreq(len(music), 1 / RATE)
    lowest = scale[power.argmax()]
    on_partials = np.abs(scale / lowest - np.round(scale / lowest)) * lowest < 2.5

    assert lowest < 140
    assert power[on_partials].sum() > 0.97 * power.sum()


def test_it_stops_dead_where_it_should_and_rings_out_where_not() -> None:
    mood = score.mood_of("suspense")
    dead = score.compose(mood, LENGTH, 4, note="stops dead when the latch does not sound")
    rings = score.compose(mood, LENGTH, 4)

    assert len(dead) == LENGTH
    assert level(dead, 7.9, 7.99) > -60
    assert np.abs(dead[-1]).max() < 1e-3
    assert len(rings) > LENGTH
    assert level(rings, 8.0, 8.5) > -70


def test_it_swells_into_a_hit_and_comes_back() -> None:
    mood = score.mood_of("dread")
    plain, hit = score.compose(mood, LENGTH, 4), score.compose(mood, LENGTH, 4, hits=[4 * RATE])
    growth = [level(hit, at, at + 0.2) - level(plain, at, at + 0.2) for at in (1.0, 3.8, 6.0)]

    assert growth[1] - growth[0] == pytest.approx(6.6, abs=0.5)
    assert growth[2] == pytest.approx(growth[0], abs=0.1)
