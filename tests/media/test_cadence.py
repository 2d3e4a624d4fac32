from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from rushes.media import cadence

RATES = st.sampled_from(
    [Fraction(r) for r in (24, 25, 30, 50, 60)] + [Fraction(n, 1001) for n in (24000, 30000, 60000)]
)
TICKS = st.sampled_from([Fraction(1, 1000), Fraction(1, 90000), Fraction(1, 600), Fraction(1, 48000)])


def times(rate: Fraction, tick: Fraction, frames: int, start: int = 0) -> list[int | None]:
    return [start + round(number / rate / tick) for number in range(frames)]


@given(rate=RATES, tick=TICKS, frames=st.integers(60, 400), start=st.integers(-5000, 5000), data=st.data())
def test_a_constant_rate_is_found_whatever_clock_rounds_it_and_in_any_order(
    rate: Fraction, tick: Fraction, frames: int, start: int, data: st.DataObject
) -> None:
    shown = times(rate, tick, frames, start)
    shuffled = data.draw(st.permutations(shown[:12])) + shown[12:]

    assert cadence.of(shuffled, tick, [rate]) == (rate, True)


@given(rate=RATES, frames=st.integers(60, 200), late=st.integers(10, 50))
def test_one_late_frame_makes_a_rate_variable(rate: Fraction, frames: int, late: int) -> None:
    shown = times(rate, Fraction(1, 90000), frames)
    shown[late] = (shown[late] or 0) + round(90000 / rate / 2)

    assert cadence.of(shown, Fraction(1, 90000), [rate])[1] is False


def test_a_container_that_claims_another_rate_is_not_believed() -> None:
    assert cadence.of(times(Fraction(24), Fraction(1, 90000), 100), Fraction(1, 90000), [Fraction(25)]) == (
        Fraction(24),
        True,
    )


def test_the_ntsc_rate_is_told_from_24_by_a_hundred_frames_even_in_milliseconds() -> None:
    ntsc = Fraction(24000, 1001)

    assert cadence.of(times(ntsc, Fraction(1, 1000), 100), Fraction(1, 1000), []) == (ntsc, True)


def test_a_dropped_frame_is_a_variable_rate() -> None:
    shown = times(Fraction(24), Fraction(1, 24), 48)
    del shown[20]

    assert cadence.of(shown, Fraction(1, 24), [Fraction(24)])[1] is False


def test_one_frame_keeps_any_rate() -> None:
    assert cadence.of([7], Fraction(1, 1000), [Fraction(25)]) == (Fraction(25), True)


def test_frames_without_times_are_held_to_the_rate_of_their_stream() -> None:
    assert cadence.of([None, None, None], Fraction(1, 1000), [Fraction(30)]) == (Fraction(30), True)
