"""Takes become a cut: order, usable stretches, and trims in the editor's own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.craft.timeline.assemble import Card, NothingUsable, Placed, assemble, scene_order, used
from rushes.craft.timeline.cut import Cut, Event, Kind, Medium
from rushes.craft.timeline.reels import reel_of
from rushes.craft.timeline.trims import BadTrim, trim_of
from rushes.kernel.timecode import Rate, Span
from tests.craft.timeline.films import RATES, side_b, take

FILM = Rate.of(24)


@pytest.mark.parametrize(
    ("note", "span"),
    [
        ("use 0.5-6.5", Span(12, 156)),
        ("0.5–6.5", Span(12, 156)),
        ("0.0–5.5 s", Span(0, 132)),
        ("Use from 0.5 to 6.5 seconds, cut on the crack", Span(12, 156)),
        ("T04: use first six seconds only", Span(0, 144)),
        ("use the last 2 s", Span(144, 192)),
        ("use frames 12-144", Span(12, 144)),
        ("use 12-144 frames", Span(12, 144)),
        ("use 00:00:00:12-00:00:06:12", Span(12, 156)),
        ("use from 0.5", Span(12, 192)),
        ("label flickers 6.0-6.5", None),
        ("take 2 is better", None),
        ("", None),
    ],
)
def test_a_note_trims_only_when_it_says_so(note: str, span: Span | None) -> None:
    assert trim_of(note, 192, FILM) == span


@pytest.mark.parametrize(
    "note", ["use 6-2", "use 0-9", "use first 20 seconds", "use from 8", "use 00:00:00:30-00:00:02:00"]
)
def test_a_trim_the_take_cannot_give_is_refused_with_its_own_words(note: str) -> None:
    with pytest.raises(BadTrim, match=r"The trim .*(use|00:00:00:30)"):
        trim_of(note, 192, FILM)


@given(st.integers(1, 5000), st.data(), st.sampled_from(RATES))
def test_a_trim_in_seconds_lands_on_the_frame_it_was_taken_from(frames: int, data: st.DataObject, rate: Rate) -> None:
    start = data.draw(st.integers(0, frames - 1))
    end = data.draw(st.integers(start + 1, frames))
    note = f"use {rate.seconds(start):.3f}-{rate.seconds(end):.3f}"
    assert trim_of(note, frames, rate) == Span(start, end)


def test_the_editors_trim_beats_the_usable_stretch_and_that_beats_the_whole() -> None:
    usable = (Span(0, 10), Span(20, 60), Span(70, 110), Span(500, 900))
    medium = Medium("a.mp4", "", 192)
    assert used(Placed("S01-SH01", "S01-SH01-T01", medium, usable, "use 1-2"), FILM) == Span(24, 48)
    assert used(Placed("S01-SH01", "S01-SH01-T01", medium, usable), FILM) == Span(20, 60)
    assert used(Placed("S01-SH01", "S01-SH01-T01", medium), FILM) == Span(0, 192)


def test_a_take_with_nothing_usable_is_refused() -> None:
    with pytest.raises(NothingUsable, match="S01-SH01-T01"):
        used(Placed("S01-SH01", "S01-SH01-T01", Medium("a.mp4", "", 10), (Span(20, 30),)), FILM)


def test_shots_stand_one_after_another_from_the_hour() -> None:
    cut = side_b()
    assert [(event.name, event.record, len(event.source)) for event in cut.events] == [
        ("S01-SH02", 0, 144),
        ("S02-SH03", 144, 144),
        ("S02-SH04", 288, 144),
        ("black", 432, 24),
        ("title", 456, 96),
        ("credits", 552, 72),
    ]
    assert cut.rate.timecode(cut.start) == "01:00:00:00"
    assert len(cut) == 624
    assert cut.joins == (144, 288, 432, 456, 552)


def test_scenes_stand_in_their_order_with_inserted_shots_behind_their_neighbour() -> None:
    shots = [take(code, 1, 5) for code in ("S10-SH01", "S02-SH03A", "S02-SH04", "S02-SH03", "S02A-SH01")]
    assert [shot.shot for shot in scene_order(shots)] == ["S02-SH03", "S02-SH03A", "S02-SH04", "S02A-SH01", "S10-SH01"]


def test_a_card_with_words_is_a_title_and_one_without_is_black() -> None:
    cut = assemble("x", FILM, [], opening=[Card("black", 24), Card("title", 48, "SIDE B")])
    assert [event.kind for event in cut.events] == [Kind.BLACK, Kind.TITLE]


def test_a_cut_with_a_hole_cannot_be() -> None:
    with pytest.raises(ValueError, match="frame 5"):
        Cut("x", FILM, (Event(Kind.BLACK, "black", Span(0, 4), 5),))


def test_an_event_cannot_use_frames_its_medium_does_not_have() -> None:
    with pytest.raises(ValueError, match=r"a\.mp4 ends at 10"):
        Event(Kind.CLIP, "S01-SH01", Span(0, 11), 0, Medium("a.mp4", "", 10))


CODES = st.builds(
    lambda scene, a, shot, b, number: f"S{scene:02}{a}-SH{shot:02}{b}-T{number:02}",
    st.integers(1, 120),
    st.sampled_from(["", "A", "B"]),
    st.integers(1, 120),
    st.sampled_from(["", "A", "B"]),
    st.integers(1, 120),
)


@given(st.lists(CODES, min_size=2, unique=True))
def test_every_take_has_a_reel_of_its_own_that_any_list_can_hold(codes: list[str]) -> None:
    reels = [reel_of(code) for code in codes]
    assert len(set(reels)) == len(codes)
    assert all(len(reel) == 8 and reel.isalnum() and reel.upper() == reel and reel.isascii() for reel in reels)


def test_reels_can_be_read_by_a_person() -> None:
    assert [reel_of(code) for code in ("S02-SH03-T04", "S02-SH03A-T04", "S12A-SH03-T04")] == [
        "S0203T04",
        "0203AT04",
        "12A03T04",
    ]
