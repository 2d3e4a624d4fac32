"""Frames and exact rates."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.kernel.timecode import Rate, Span

RATES = ["24", "25", "30", "48", "50", "60", "120", "23.976", "29.97", "59.94", "12", "1", "1/2", "0.3"]
rates = st.sampled_from(RATES).map(Rate.of)
frames = st.integers(0, 200_000)


@given(rates, frames)
def test_reading_a_timecode_gives_back_the_frames_it_was_written_from(rate: Rate, count: int) -> None:
    assert rate.parse(rate.timecode(count)) == count


@given(rates, frames)
def test_frames_survive_the_way_through_seconds(rate: Rate, count: int) -> None:
    assert rate.frames(Fraction(count) / rate.value) == count
    assert rate.frames(rate.seconds(count)) == count


@pytest.mark.parametrize(
    ("text", "exact"),
    [("23.976", "24000/1001"), ("23.98", "24000/1001"), ("29.97", "30000/1001"), ("59.94", "60000/1001"), ("24", "24")],
)
def test_the_usual_decimals_mean_their_exact_fractions(text: str, exact: str) -> None:
    assert Rate.of(text) == Rate(Fraction(exact))


@pytest.mark.parametrize("text", ["0", "-24", "fast", "", "1/0", "nan", "inf"])
def test_what_is_no_rate_is_refused_with_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match="frame rate"):
        Rate.of(text)


def test_timecode_counts_frames_seconds_minutes_hours_at_the_nominal_rate() -> None:
    assert Rate.of("24").timecode(86400 * 24 - 1) == "23:59:59:23"
    assert Rate.of("23.976").timecode(24 * 60) == "00:01:00:00"
    assert Rate.of("25").parse("01:00:00:00") == 90_000


@pytest.mark.parametrize("text", ["01:00:00:24", "01:60:00:00", "01:00:60:00", "1:0:0:0", "01:00:00;00", "", "hello"])
def test_a_timecode_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"timecode|does not exist"):
        Rate.of("24").parse(text)


@pytest.mark.parametrize(("seconds", "expected"), [(0, 0), (0.5, 12), ("0.0208333333333", 0), (-1, -24), (0.0625, 2)])
def test_seconds_become_the_nearest_frame(seconds: float | str, expected: int) -> None:
    assert Rate.of("24").frames(seconds) == expected


def test_a_span_holds_its_first_frame_and_not_its_end() -> None:
    assert len(Span(10, 12)) == 2


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5), (-1, 3)])
def test_an_empty_backward_or_negative_span_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="span"):
        Span(start, end)
