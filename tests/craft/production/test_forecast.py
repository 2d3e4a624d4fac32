"""What it takes to finish: exact where there is a formula, calibrated where not, never worse for a success."""

import math
from collections.abc import Iterable, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.craft.production import forecast
from rushes.craft.production.forecast import (
    MOST,
    PRIOR,
    STRENGTHS,
    Ahead,
    Judged,
    Kind,
    Outlook,
    Range,
    by_shot,
    quantile,
)

STILL = Kind("veo", "static", "MS")
CLOSE = Kind("veo", "static", "CU")
MOVING = Kind("veo", "dolly", "MS")
ELSEWHERE = Kind("kling", "static", "MS")
KINDS = (STILL, CLOSE, MOVING, ELSEWHERE)


def ahead(*kinds: Kind, scene: int = 1) -> list[Ahead]:
    """Shots without an accepted take, at 0.10 to 0.15 and a minute a take."""
    return [Ahead(f"S{scene:02}-SH{at:02}", kind, 100_000, 150_000, 60.0) for at, kind in enumerate(kinds, start=1)]


def judged(kind: Kind, accepted: int, others: int, shot: str = "") -> list[Judged]:
    """Judged takes of one shot, or of ten in turn."""
    outcomes = [True] * accepted + [False] * others
    return [Judged(shot or f"S09-SH{at % 10:02}", kind, accepted=outcome) for at, outcome in enumerate(outcomes)]


def whole(takes: Iterable[Judged], shots: Sequence[Ahead]) -> Outlook:
    return forecast.forecast(takes, shots)[0]


def expected(takes: Iterable[Judged], kind: Kind) -> float:
    return whole(takes, ahead(kind)).takes.expected


SHARES = np.linspace(0.001, 0.999, 101)


@pytest.mark.parametrize(
    ("a", "b", "exact"),
    [
        (1.0, 1.0, SHARES),
        (2.0, 1.0, np.sqrt(SHARES)),
        (1.0, 3.0, 1 - (1 - SHARES) ** (1 / 3)),
        (0.5, 0.5, np.sin(math.pi * SHARES / 2) ** 2),
    ],
)
def test_quantiles_of_a_beta_agree_with_those_that_have_a_formula(a: float, b: float, exact: forecast.Draws) -> None:
    found = quantile(SHARES, np.full(101, a), np.full(101, b))

    assert np.abs(found - exact).max() < 0.004


@given(st.floats(0.05, 300), st.floats(0.05, 300), st.floats(0.01, 0.99))
def test_quantiles_rise_with_every_success_and_fall_with_every_failure(a: float, b: float, share: float) -> None:
    at, more, less = (
        quantile(np.array([share]), np.array([x]), np.array([y]))[0] for x, y in ((a, b), (a + 1, b), (a, b + 1))
    )

    assert 0 < less <= at <= more < 1


def test_takes_are_geometric_up_to_the_last() -> None:
    for chance in (0.05, 0.3, 0.9):
        exact = sum((1 - chance) ** n for n in range(MOST))
        assert forecast._mean(np.full(10, chance)) == pytest.approx(exact)
    drawn = forecast._takes("S01-SH01", np.full(forecast.DRAWS, 0.25))
    assert drawn.min() == 1
    assert drawn.mean() == pytest.approx(sum(0.75**n for n in range(MOST)), rel=0.02)


def test_without_a_verdict_it_is_the_assumption_and_wide() -> None:
    found = whole([], ahead(STILL)).takes

    assert 1 / (PRIOR[0] / sum(PRIOR)) < found.expected < 6
    assert found.low == 1
    assert found.high > 8


def test_many_verdicts_outweigh_the_assumption() -> None:
    half, most = judged(STILL, 300, 300), judged(STILL, 540, 60)

    assert expected(half, STILL) == pytest.approx(2, rel=0.15)
    assert expected(most, STILL) == pytest.approx(1 / 0.9, rel=0.1)


def test_a_kind_nobody_judged_stands_where_those_around_it_stand() -> None:
    takes = judged(MOVING, 5, 95) + judged(STILL, 95, 5)
    unheard = expected([], STILL)

    assert expected(takes, STILL) < expected(takes, CLOSE) < unheard, "a size of a movement that goes well"
    assert expected(takes, MOVING) > unheard
    assert abs(expected(takes, ELSEWHERE) - unheard) < abs(expected(takes, CLOSE) - unheard), "surfaces differ more"


def test_a_shot_that_was_tried_often_is_harder_than_its_like() -> None:
    takes = judged(STILL, 0, 8, "S01-SH01")
    tried, fresh = by_shot(takes, ahead(STILL, STILL))

    assert tried.takes.expected > fresh.takes.expected > expected([], STILL)


def test_money_and_time_are_takes_times_what_one_costs_and_lasts() -> None:
    found = whole(judged(STILL, 10, 10), ahead(STILL, CLOSE))

    assert found.micros.expected == pytest.approx(found.takes.expected * 125_000)
    assert found.seconds.expected == pytest.approx(found.takes.expected * 60)
    assert (found.micros.low, found.micros.high) == (found.takes.low * 100_000, found.takes.high * 150_000)


def test_an_interval_is_widened_to_hold_what_is_expected() -> None:
    found = whole(judged(STILL, 600, 0), ahead(STILL)).takes

    assert 1 < found.expected == found.high < 1.1


def test_scenes_stand_in_order_and_add_up() -> None:
    shots = [*ahead(STILL, MOVING, scene=10), *ahead(STILL, scene=2)]
    everything, *scenes = forecast.forecast(judged(STILL, 3, 9), shots)

    assert [(one.of, one.shots) for one in (everything, *scenes)] == [("", 3), ("S02", 1), ("S10", 2)]
    assert sum(one.takes.expected for one in scenes) == pytest.approx(everything.takes.expected)
    assert everything.takes.high <= sum(one.takes.high for one in scenes), "not everything goes badly at once"


def test_where_nothing_is_ahead_nothing_is_needed() -> None:
    assert forecast.forecast(judged(STILL, 3, 9), []) == [Outlook("", 0, *[Range(0.0, 0.0, 0.0)] * 3)]
    assert by_shot([], []) == []


def test_the_same_takes_give_the_same_forecast_in_whatever_order() -> None:
    takes = judged(STILL, 3, 9) + judged(MOVING, 4, 1)

    assert forecast.forecast(takes, ahead(STILL, CLOSE)) == forecast.forecast(takes[::-1], ahead(STILL, CLOSE))


TAKES = st.lists(
    st.builds(Judged, st.sampled_from(["S01-SH01", "S01-SH02", "S09-SH01"]), st.sampled_from(KINDS), st.booleans()),
    max_size=30,
)
SHOTS = st.lists(st.sampled_from(KINDS), min_size=1, max_size=5).map(lambda kinds: ahead(*kinds))


def _ranges(outlooks: Iterable[Outlook]) -> list[Range]:
    return [one for outlook in outlooks for one in (outlook.takes, outlook.micros, outlook.seconds)]


@settings(max_examples=15, deadline=None)
@given(TAKES, SHOTS)
def test_the_interval_holds_what_is_expected_and_a_shot_needs_a_take_at_least(
    takes: list[Judged], shots: list[Ahead]
) -> None:
    for one in _ranges(forecast.forecast(takes, shots)):
        assert one.low <= one.expected <= one.high
    found = whole(takes, shots)
    assert len(shots) <= found.takes.low
    assert found.takes.high <= MOST * len(shots)


@settings(max_examples=15, deadline=None)
@given(TAKES, SHOTS, st.sampled_from(KINDS), st.sampled_from(["S01-SH01", "S09-SH02"]))
def test_one_more_accepted_take_raises_no_number_and_one_more_miss_lowers_none(
    takes: list[Judged], shots: list[Ahead], kind: Kind, shot: str
) -> None:
    before = _ranges(forecast.forecast(takes, shots))
    better = _ranges(forecast.forecast([*takes, Judged(shot, kind, accepted=True)], shots))
    worse = _ranges(forecast.forecast([*takes, Judged(shot, kind, accepted=False)], shots))

    for low, middle, high in zip(better, before, worse, strict=True):
        for name in ("expected", "low", "high"):
            ends = [getattr(one, name) for one in (low, middle, high)]
            slack = 1e-9 * max(1.0, *ends)
            assert ends[0] <= ends[1] + slack
            assert ends[1] <= ends[2] + slack


def test_what_comes_lies_in_the_interval_four_times_of_five() -> None:
    """Films drawn from the model itself, some of whose takes were judged: how often the rest lies in the interval."""
    rng, inside, films = np.random.default_rng(7), 0, 60
    for _ in range(films):
        chances = _film(rng)
        takes = [
            Judged(f"S09-SH{at:02}", kind, bool(rng.random() < chances[kind][at])) for kind in KINDS for at in range(6)
        ]
        shots = ahead(*KINDS, *KINDS)
        came = sum(min(MOST, rng.geometric(chances[one.kind][10 + at])) for at, one in enumerate(shots))
        found = whole(takes, shots).takes
        inside += found.low <= came <= found.high
    assert 0.7 <= inside / films <= 0.93


def _film(rng: np.random.Generator) -> dict[Kind, list[float]]:
    """For each kind the chances of twenty shots, as the model has it."""

    def below(chance: float, strength: float) -> float:
        return float(np.clip(rng.beta(strength * chance, strength * (1 - chance)), 0.001, 0.999))

    root = float(rng.beta(*PRIOR))
    known: dict[tuple[str, ...], float] = {}
    for kind in KINDS:
        chance = root
        for level, strength in zip(kind.levels("")[1:4], STRENGTHS, strict=False):
            chance = known.setdefault(level, below(chance, strength))
    return {kind: [below(known[kind.levels("")[3]], STRENGTHS[3]) for _ in range(20)] for kind in KINDS}
