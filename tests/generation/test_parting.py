"""Where the clip of a run is cut, and how what it cost is shared: nothing is lost and nothing is below zero."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.generation import parting
from rushes.generation.parting import Came, divided, shares
from rushes.kernel.money import Money
from rushes.kernel.timecode import Rate
from rushes.providers.base import Request
from rushes.providers.pricing import Usage

FILM = Rate.of(24)
LENGTHS = st.lists(st.integers(1, 400), min_size=1, max_size=6)
RATES = st.sampled_from(["24", "24000/1001", "50"])


def starts(parts: list[parting.Part]) -> list[tuple[int, bool]]:
    return [(part.span.start, part.found) for part in parts]


@pytest.mark.parametrize(
    ("cuts", "found"),
    [
        ((), [(0, False), (96, False), (192, False)]),
        ((97, 190), [(0, False), (97, True), (190, True)]),
        ((78, 114, 210), [(0, False), (78, True), (210, True)]),  # as far as is believed
        ((77, 211), [(0, False), (96, False), (192, False)]),  # too far
        ((90, 95, 99), [(0, False), (95, True), (192, False)]),  # the nearest of several
        ((3, 270), [(0, False), (96, False), (192, False)]),  # near either end
    ],
)
def test_a_shot_begins_at_the_cut_nearest_to_where_it_was_planned(
    cuts: tuple[int, ...], found: list[tuple[int, bool]]
) -> None:
    assert starts(divided([0, 96, 192, 288], 288, cuts, FILM)) == found


def test_no_two_short_shots_take_the_same_cut() -> None:
    assert starts(divided([0, 96, 106, 200], 200, [102], FILM)) == [(0, False), (96, False), (102, True)]
    assert starts(divided([0, 96, 106, 200], 200, [101], FILM)) == [(0, False), (101, True), (106, False)]


def test_a_clip_that_came_longer_gives_the_rest_to_the_last_and_a_shorter_one_is_divided_alike() -> None:
    assert [len(part.span) for part in divided([0, 96, 192, 264], 289, [], FILM)] == [96, 96, 97]
    assert [len(part.span) for part in divided([0, 96, 192, 264], 250, [], FILM)] == [96, 96, 58]
    assert [len(part.span) for part in divided([0, 96, 192, 264], 132, [], FILM)] == [48, 48, 36]
    assert [len(part.span) for part in divided([0, 96, 192, 264], 2, [], FILM)] == [1, 1]


@given(LENGTHS, st.integers(1, 1500), st.lists(st.integers(1, 1500), max_size=20), RATES)
def test_every_frame_goes_to_one_shot_and_every_shot_has_one(
    lengths: list[int], frames: int, cuts: list[int], rate: str
) -> None:
    planned = [sum(lengths[:end]) for end in range(len(lengths) + 1)]
    parts = divided(planned, frames, [cut for cut in cuts if cut < frames], Rate.of(rate))

    assert len(parts) == min(len(lengths), frames)
    assert (parts[0].span.start, parts[-1].span.end) == (0, frames)
    assert all(before.span.end == after.span.start for before, after in pairwise(parts))
    assert all(part.span.start in cuts for part in parts if part.found)
    assert [part.planned for part in parts] == planned[: len(parts)]


@given(st.integers(0, 10**12), LENGTHS)
def test_shares_sum_to_the_whole_and_none_is_below_zero(total: int, frames: list[int]) -> None:
    found = shares(total, frames)
    assert sum(found) == total
    assert min(found) >= 0
    assert all(abs(share - total * own / sum(frames)) < 1 for share, own in zip(found, frames, strict=True))


@given(st.integers(0, 10**9), st.decimals("0", "100000", places=2), st.integers(3, 400), st.lists(st.integers(1, 400)))
def test_the_parts_of_a_run_cost_and_count_what_the_run_did(
    micros: int, used: Decimal, frames: int, cuts: list[int]
) -> None:
    paid = Money(micros, "USD"), "v1", Usage(used, "credit")
    came = Came("an order", "S01-SH01-SH03-T02", "c" * 64, frames, *paid, {})
    parts = [one.snapshot["part"] for one in parting.composed(run(), SNAPSHOT, came, cuts)]

    assert sum(part["micros"] for part in parts) == micros
    assert sum(Decimal(part["used"]["amount"]) for part in parts) == used
    assert min(part["micros"] for part in parts) >= 0
    assert sum(part["end"] - part["start"] for part in parts) == frames


def test_a_part_says_what_it_was_cut_from_and_keeps_what_the_run_was_asked() -> None:
    came = Came("an order", "S01-SH01-SH03-T02", "c" * 64, 80, Money(100, "USD"), "v1", None, {"reported": {"seed": 7}})
    first, second, third = parting.composed(run(), SNAPSHOT, came, [13])

    assert [str(one.subject) for one in (first, second, third)] == [f"shot:{code}" for code in CODES]
    assert second.request.settings == {"run": "S01-SH01-SH03-T02", "clip": "c" * 64, "start": 13, "end": 24}
    assert (second.request.frames, second.request.prompt, second.request.attempt) == (12, "Told.", 2)
    assert second.request.plan == {"card": {"code": "S01-SH02"}, "picture": 0.0}
    assert second.snapshot["card"] == {"version": 3}
    assert second.snapshot["reported"] == {"seed": 7}
    assert second.snapshot["part"] == {
        "start": 13, "end": 24, "of": "S01-SH01-SH03-T02", "order": "an order", "planned": 12, "found": True,
        "provider": "ark", "model": "seedance", "micros": 100 * 24 // 80 - 100 * 13 // 80, "currency": "USD",
        "prices": "v1", "used": {},
    }  # fmt: skip


CODES = ("S01-SH01", "S01-SH02", "S01-SH03")
SNAPSHOT = {
    "provider": "ark",
    "seed": 5,
    "worded": {"surface": "seedance_ark"},
    "shots": [{"card": {"version": number}} for number in (1, 3, 2)],
}


def run() -> Request:
    plans = [
        {"card": {"code": code}, "picture": 0.0, "begins": number * 12, "frames": 12}
        for number, code in enumerate(CODES)
    ]
    return Request("seedance", "Told.", 36, "24", 128, 72, 2, plan={"shots": plans, "picture": 0.0})
