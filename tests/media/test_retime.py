"""Clips at another frame rate: which frames are shown, how long it runs, what is heard."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.kernel.timecode import Rate
from rushes.media import decode, retime, testcard
from rushes.media.errors import UnevenFrames
from rushes.media.probe import check_importable, probe

RATES = ("24", "25", "30", "24000/1001", "30000/1001", "16", "50")


def shown(path: Path) -> list[int]:
    return [testcard.number(frame) for frame in decode.frames(path)]


@pytest.mark.parametrize(
    ("own", "wanted", "frames", "numbers"),
    [
        ("24", "25", 96, 100),
        ("25", "24", 100, 96),
        ("24", "30000/1001", 48, 60),
        ("24", "24000/1001", 48, 48),
        ("16", "24", 16, 24),
        ("24", "16", 24, 16),
        ("24", "25", 1, 1),
    ],
)
def test_it_runs_as_long_as_before_and_shows_every_moment_at_its_time(
    tmp_path: Path, own: str, wanted: str, frames: int, numbers: int
) -> None:
    source, out = tmp_path / "own.mp4", tmp_path / "retimed.mp4"
    testcard.clip(source, frames, size=(320, 64), rate=Rate.of(own))
    assert retime.retimed(source, out, Rate.of(wanted)) == numbers

    video = check_importable(probe(out), out)
    assert (video.rate, video.frames, video.width, video.height) == (Rate.of(wanted), numbers, 320, 64)
    assert abs(numbers / Rate.of(wanted).value - frames / Rate.of(own).value) <= 1 / Rate.of(wanted).value / 2
    for place, number in enumerate(shown(out)):
        middle = (place + Fraction(1, 2)) / Rate.of(wanted).value
        assert number == min(int(middle * Rate.of(own).value), frames - 1)


def test_the_sound_is_heard_when_it_was(tmp_path: Path) -> None:
    source, out = tmp_path / "own.mp4", tmp_path / "retimed.mp4"
    testcard.clip(source, 48, size=(64, 64), sound=True)
    retime.retimed(source, out, Rate.of("25"))

    before, after = decode.audio(source), decode.audio(out)
    assert abs(len(before) - len(after)) <= 48000 / 25
    both = min(len(before), len(after))
    assert np.corrcoef(before[2000:both, 0], after[2000:both, 0])[0, 1] > 0.98


def test_the_same_clip_gives_the_same_bytes(tmp_path: Path) -> None:
    source = testcard.clip(tmp_path / "own.mp4", 24, size=(64, 64), sound=True)
    one, other = tmp_path / "one.mp4", tmp_path / "other.mp4"
    for out in (one, other):
        retime.retimed(source, out, Rate.of("25"))
    assert one.read_bytes() == other.read_bytes()


def test_a_clip_without_a_rate_of_its_own_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnevenFrames):
        retime.retimed(testcard.uneven(tmp_path / "own.mp4"), tmp_path / "out.mp4", Rate.of("25"))


@given(st.sampled_from(RATES), st.sampled_from(RATES), st.integers(3, 300))
def test_whatever_the_rates_no_frame_is_missing_at_the_end_and_none_too_many(own: str, wanted: str, count: int) -> None:
    rates = Rate.of(own), Rate.of(wanted)
    picked = list(retime.shown(iter(range(count)), *rates, count))

    assert picked == sorted(picked)
    assert len(picked) == max(1, rates[1].frames(Fraction(count) / rates[0].value))
    assert abs(len(picked) / rates[1].value - count / rates[0].value) <= 1 / rates[1].value / 2
