"""Sounds that were made elsewhere, made fit for the mix."""

import numpy as np
import pytest

from rushes.craft.sound import levels, recorded, score
from rushes.craft.sound.speech import Word
from rushes.craft.sound.waves import RATE, Sound


def tone(seconds: float, hertz: float = 220.0, channels: int = 1, loud: float = 0.3) -> Sound:
    at = np.arange(round(seconds * RATE)) / RATE
    return np.repeat((loud * np.sin(2 * np.pi * hertz * at)).astype(np.float32)[:, None], channels, axis=1)


def silence(seconds: float, channels: int = 1) -> Sound:
    return np.zeros((round(seconds * RATE), channels), np.float32)


def around(sound: Sound, before: float, after: float) -> Sound:
    channels = sound.shape[1]
    return np.concatenate([silence(before, channels), sound, silence(after, channels)])


@pytest.mark.parametrize("channels", [1, 2, 6])
def test_a_reading_loses_the_silence_around_it_and_is_as_loud_as_a_line_that_is_spoken_here(channels: int) -> None:
    said = recorded.reading(around(tone(1.0, channels=channels), 0.8, 1.5))

    assert said.samples.ndim == 1
    assert said.seconds == pytest.approx(1.0 + recorded.LEAD_SECONDS + recorded.TRAIL_SECONDS, abs=0.02)
    assert levels.loudness(said.samples) == pytest.approx(-23.0, abs=0.5)


def test_its_words_stay_where_they_are_heard() -> None:
    words = (Word("Who", 0.8, 1.0), Word("there?", 1.2, 1.8))
    said = recorded.reading(around(tone(1.0), 0.8, 1.5), words)

    assert [word.text for word in said.words] == ["Who", "there?"]
    assert [word.start for word in said.words] == pytest.approx([0.03, 0.43], abs=0.01)
    assert all(0 <= word.start <= word.end <= said.seconds for word in said.words)


def test_a_word_that_is_too_soft_to_be_heard_is_not_cut_off_where_its_time_is_known() -> None:
    soft = around(np.concatenate([tone(0.5), tone(0.4, loud=0.0005)]), 0.2, 0.5)
    times = (Word("loud", 0.2, 0.7), Word("soft", 0.7, 1.1))

    assert recorded.reading(soft).seconds < 0.7
    assert recorded.reading(soft, times).seconds == pytest.approx(0.9 + recorded.LEAD_SECONDS, abs=0.02)


@pytest.mark.parametrize("sound", [silence(0.5), silence(0.0), silence(0.0, 2)])
def test_what_is_silent_stays_so_and_breaks_nothing(sound: Sound) -> None:
    said = recorded.reading(sound)

    assert not said.samples.any()
    assert recorded.is_silent(said.samples)
    assert not recorded.effect(sound, -25.0, RATE).any()
    assert not recorded.bed(sound, -36.0).any()
    assert not recorded.music(sound, RATE).any()


def test_an_effect_begins_at_once_and_fades_where_it_is_longer_than_it_may_be() -> None:
    short = recorded.effect(around(tone(0.5), 1.0, 1.0), -25.0, 3 * RATE)
    long = recorded.effect(tone(5.0), -25.0, 3 * RATE)

    assert len(short) / RATE == pytest.approx(0.68, abs=0.02)
    assert np.abs(short[: RATE // 10]).max() > 0.01
    assert levels.loudest(short) == pytest.approx(-25.0, abs=0.5)
    assert len(long) == 3 * RATE
    assert np.abs(long[-RATE // 100 :]).max() < 0.1 * np.abs(long[RATE : 2 * RATE]).max()


def test_a_bed_goes_round_without_a_step_whatever_its_ends_are() -> None:
    bed = recorded.bed(around(tone(4.0, 221.7, 2), 0.05, 0.05), -36.0)
    twice = np.concatenate([bed, bed])[:, 0]
    seam = np.abs(np.diff(twice))[len(bed) - 200 : len(bed) + 200].max()

    assert 3.0 < len(bed) / RATE < 4.1
    assert levels.loudness(bed) == pytest.approx(-36.0, abs=0.5)
    assert seam <= 1.5 * np.abs(np.diff(bed[: RATE // 2, 0])).max()


def test_music_that_is_too_long_rings_out_past_the_end_or_stops_dead() -> None:
    out, dead = (recorded.music(tone(20.0, channels=2), 10 * RATE, dead=stops) for stops in (False, True))

    assert len(out) / RATE == pytest.approx(10 + score.TAIL_SECONDS, abs=0.01)
    assert np.abs(out[-RATE // 10 :]).max() < 0.1 * np.abs(out[5 * RATE : 6 * RATE]).max()
    assert len(dead) == 10 * RATE
    assert np.abs(dead[-RATE // 20 :]).max() > 0.9 * np.abs(dead[5 * RATE : 6 * RATE]).max()
    assert levels.loudness(dead) == pytest.approx(-30.0, abs=0.5)


def test_music_that_is_too_short_is_all_there() -> None:
    assert len(recorded.music(tone(4.0), 10 * RATE)) == 4 * RATE
