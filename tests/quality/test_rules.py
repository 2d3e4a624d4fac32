import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.kernel.timecode import Rate, Span
from rushes.quality import rules


@given(st.lists(st.booleans(), max_size=60))
def test_runs_cover_exactly_the_true_flags(flags: list[bool]) -> None:
    spans = rules.runs(flags)
    assert [index for span in spans for index in range(span.start, span.end)] == [
        index for index, flag in enumerate(flags) if flag
    ]
    assert all(before.end < after.start for before, after in itertools.pairwise(spans))


def test_runs_leave_out_what_is_too_short() -> None:
    assert rules.runs([True, True, False, True], 2) == (Span(0, 2),)


@pytest.mark.parametrize(
    ("span", "words"),
    [(Span(12, 24), "frames 12 to 23 (0.5 s to 1.0 s)"), (Span(12, 13), "frame 12 (0.5 s)")],
)
def test_a_stretch_is_told_in_frames_and_seconds(span: Span, words: str) -> None:
    assert rules.where(span, Rate.of(24)) == words


def test_words_are_joined_as_a_sentence_joins_them() -> None:
    assert rules.listed(["a"]) == "a"
    assert rules.listed(["a", "b", "c"]) == "a, b and c"
