"""The first cut, to the frame."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.craft.production.rows import Trim
from rushes.craft.timeline.cut import Cut, Kind
from rushes.edit import assembly
from rushes.edit.assembly import Chosen
from rushes.edit.ending import Ending
from rushes.kernel.timecode import Rate, Span
from tests.making import card, side_b

RATE = Rate.of("24")
CARDS = [card("S01-SH01", seconds=2), card("S01-SH02", seconds=3), card("S02-SH01", seconds=1)]


def chosen(code: str, frames: int = 48) -> Chosen:
    return Chosen(f"{code}-T01", "a" * 64, frames)


def cut(
    takes: dict[str, Chosen], trims: dict[str, Trim] | None = None, ending: Ending | None = None, rate: Rate = RATE
) -> Cut:
    return assembly.assembly("Two Doors", rate, CARDS, takes, trims or {}, ending or Ending())


def test_title_shots_in_the_order_of_the_plan_and_credits_stand_frame_on_frame() -> None:
    made = cut({one.code: chosen(one.code) for one in CARDS})

    assert [(event.name, event.kind, event.record, event.end) for event in made.events] == [
        ("title", Kind.TITLE, 0, 96),
        ("S01-SH01", Kind.CLIP, 96, 144),
        ("S01-SH02", Kind.CLIP, 144, 192),
        ("S02-SH01", Kind.CLIP, 192, 240),
        ("credits", Kind.TITLE, 240, 360),
    ]
    assert [event.take for event in made.clips] == ["S01-SH01-T01", "S01-SH02-T01", "S02-SH01-T01"]
    assert made.title == "Two Doors"


def test_a_shot_without_a_take_holds_its_place_for_its_planned_length() -> None:
    made = cut({"S01-SH01": chosen("S01-SH01")})

    held = made.events[2]
    assert (held.name, held.kind, len(held.source), held.take) == ("S01-SH02", Kind.TITLE, 72, "")
    assert held.text == "S01-SH02\nno take"


@pytest.mark.parametrize(
    ("trim", "used"),
    [
        (Trim(shot="S01-SH01", start=0.5, end=1.5), Span(12, 36)),
        (Trim(shot="S01-SH01", start=0.5), Span(12, 48)),
        (Trim(shot="S01-SH01", end=9.0), Span(0, 48)),
        (Trim(shot="S01-SH01", start=5.0, end=9.0), Span(47, 48)),
        (Trim(shot="S01-SH01", start=1.0, end=1.01), Span(24, 25)),
    ],
)
def test_a_trim_is_exact_and_stays_inside_its_take(trim: Trim, used: Span) -> None:
    made = cut({"S01-SH01": chosen("S01-SH01")}, {"S01-SH01": trim})

    assert made.clips[0].source == used


def test_the_trims_note_goes_with_the_shot() -> None:
    made = cut({"S01-SH01": chosen("S01-SH01")}, {"S01-SH01": Trim(shot="S01-SH01", note="cut on the crack")})

    assert made.clips[0].note == "cut on the crack"


def test_black_holds_the_last_lines_and_the_title_may_come_last() -> None:
    made = cut({}, ending=Ending(seconds=2.5, title_last=True))

    assert [event.name for event in made.events] == ["S01-SH01", "S01-SH02", "S02-SH01", "ending", "title", "credits"]
    black = made.events[3]
    assert (black.kind, len(black.source)) == (Kind.BLACK, 60)


@given(
    st.lists(st.integers(1, 200), min_size=3, max_size=3),
    st.floats(0, 10),
    st.floats(0, 10),
    st.sampled_from(["24", "25", "23.976", "60"]),
)
def test_whatever_the_trims_the_cut_has_no_hole_and_no_frame_that_is_not_there(
    lengths: list[int], start: float, long: float, rate: str
) -> None:
    takes = {one.code: chosen(one.code, length) for one, length in zip(CARDS, lengths, strict=True)}
    made = cut(takes, {code: Trim(shot=code, start=start, end=start + long) for code in takes}, rate=Rate.of(rate))

    assert [event.record for event in made.events[1:]] == [event.end for event in made.events[:-1]]
    assert all(event.medium and event.source.end <= event.medium.frames for event in made.clips)


def test_side_b_is_cut_as_its_sheet_says() -> None:
    stated = side_b()
    takes = {one.code: chosen(one.code, RATE.frames(one.seconds)) for one in stated.cards}
    trims = {one.shot: one for one in stated.trims}
    made = assembly.assembly("SIDE B", RATE, stated.cards, takes, trims, Ending())

    for event in made.clips:
        trim = trims[event.name]
        assert trim.end is not None
        assert event.source == Span(RATE.frames(trim.start), RATE.frames(trim.end))
