"""Transitions: as long as the takes have frames for, in their files as in the cut."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.craft.timeline import otio, transitions
from rushes.craft.timeline.cut import Cut, Event, Kind, Medium, Transition, Way
from rushes.craft.timeline.transitions import NoHandles
from rushes.kernel.timecode import Rate, Span


def clip(name: str, start: int, end: int, frames: int, record: int = 0) -> Event:
    """A piece of a take of so many frames."""
    return Event(Kind.CLIP, name, Span(start, end), record, Medium(f"media/{name}.mp4", "", frames), take=f"{name}-T01")


BEFORE, AFTER = clip("S01-SH01", 0, 40, 48), clip("S01-SH02", 10, 60, 60, 40)


def test_a_dissolve_lies_about_the_cut_as_far_as_both_takes_reach() -> None:
    assert transitions.placed(BEFORE, AFTER, Way.DISSOLVE, 12) == Transition(Way.DISSOLVE, 12, 6)
    assert transitions.placed(BEFORE, AFTER, Way.DISSOLVE, 18) == Transition(Way.DISSOLVE, 18, 10)
    with pytest.raises(NoHandles, match="can last 18 frames here"):
        transitions.placed(BEFORE, AFTER, Way.DISSOLVE, 19)


def test_where_no_frame_is_left_a_sentence_says_what_to_do() -> None:
    whole = (clip("S01-SH01", 0, 48, 48), clip("S01-SH02", 0, 60, 60))
    with pytest.raises(NoHandles, match="end S01-SH01 earlier or begin S01-SH02 later"):
        transitions.placed(*whole, Way.DISSOLVE, 4)
    with pytest.raises(NoHandles, match="fade in instead"):
        transitions.placed(None, AFTER, Way.DISSOLVE, 4)
    with pytest.raises(NoHandles, match="has no take"):
        transitions.placed(BEFORE, Event(Kind.TITLE, "S01-SH02", Span(0, 9), 40), Way.FADE, 4)


def test_a_fade_needs_no_frames_beyond_the_cut() -> None:
    assert transitions.placed(clip("S01-SH01", 0, 48, 48), AFTER, Way.FADE, 20) == Transition(Way.FADE, 20, 10)
    assert transitions.placed(None, AFTER, Way.FADE, 20) == Transition(Way.FADE, 20, 0)


def test_a_shot_fades_out_ahead_of_black_or_of_a_shot_and_of_nothing_else() -> None:
    black = Event(Kind.BLACK, "ending", Span(0, 48), 40)
    assert transitions.faded_out(BEFORE, 12) == Transition(Way.FADE, 12, 12)
    assert transitions.faded_out(BEFORE, 90) == Transition(Way.FADE, 20, 20)
    assert (transitions.faded_out(black, 12), transitions.faded_out(None, 12)) == (None, None)
    assert Transition(Way.FADE, 12, 12).goes_out
    assert not any(one.goes_out for one in (Transition(Way.FADE, 12, 6), Transition(Way.DISSOLVE, 12, 12)))


def test_a_fade_out_is_in_the_file_as_in_the_cut() -> None:
    last = Event(Kind.BLACK, "ending", Span(0, 48), 40, transition=Transition(Way.FADE, 12, 12))
    cut = Cut("Out", Rate.of(24), (BEFORE, last))
    assert otio.from_bytes(otio.to_bytes(cut)).events[1].transition == Transition(Way.FADE, 12, 12)


@given(st.integers(0, 30), st.integers(1, 30), st.integers(0, 30), st.integers(0, 30), st.integers(1, 80))
def test_what_is_fitted_shows_only_frames_that_are_there(
    start: int, length: int, tail: int, head: int, wished: int
) -> None:
    before = clip("S01-SH01", start, start + length, start + length + tail)
    after = clip("S01-SH02", head, head + length, head + length, length)
    for way in Way:
        made = transitions.fitted(before, after, way, wished)
        if made is None:
            continue
        assert made.frames <= wished
        assert max(made.before, made.after) <= length // 2
        if way is Way.DISSOLVE:
            assert made.before <= head
            assert made.after <= tail


def test_a_cut_with_transitions_is_read_back_as_it_was_written() -> None:
    fade, dissolve = Transition(Way.FADE, 10, 0), Transition(Way.DISSOLVE, 12, 6)
    dip = Transition(Way.FADE, 8, 4)
    third = replace(clip("S01-SH03", 4, 30, 40, 90), transition=dip)
    events = (replace(BEFORE, transition=fade), replace(AFTER, transition=dissolve), third)
    cut = Cut("Film", Rate.of("24"), events)

    assert otio.from_bytes(otio.to_bytes(cut)) == cut
