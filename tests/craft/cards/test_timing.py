"""When lines are spoken inside a shot."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.craft.cards import timing
from rushes.craft.cards.card import Card, Speech

texts = st.lists(st.sampled_from(["no", "midnight", "the", "roof"]), min_size=1, max_size=20).map(" ".join)
free = st.builds(Speech, speaker=st.just("CH-A"), text=texts)
fixed = st.builds(Speech, speaker=st.just("CH-A"), text=texts, at=st.floats(0, 50))
seconds = st.floats(0.5, 60)


def spoken(lines: list[Speech], length: float) -> tuple[timing.Spoken, ...]:
    return timing.spoken(Card(code="S01-SH01", dialogue=tuple(lines), seconds=length))


@given(st.lists(free, max_size=6), seconds)
def test_free_lines_follow_one_another_and_never_begin_before_the_shot(lines: list[Speech], length: float) -> None:
    placed = spoken(lines, length)

    assert [one.speech for one in placed] == lines
    assert all(one.start >= 0 and one.end - one.start >= 0.7 - 1e-9 for one in placed)
    assert all(later.start >= earlier.end for earlier, later in itertools.pairwise(placed))


@given(st.lists(free, min_size=1, max_size=6), seconds)
def test_lines_that_can_fit_the_shot_do(lines: list[Speech], length: float) -> None:
    placed = spoken(lines, length)
    spans = sum(one.end - one.start for one in placed) + timing.PAUSE * len(placed)

    if spans <= length:
        assert placed[-1].end <= length + 1e-9
    else:
        assert placed[0].start == 0


@given(st.lists(free | fixed, max_size=6), seconds)
def test_a_line_stands_where_the_card_puts_it_and_the_next_follows_it(lines: list[Speech], length: float) -> None:
    placed = spoken(lines, length)

    assert all(one.start == one.speech.at for one in placed if one.speech.at is not None)
    for earlier, later in itertools.pairwise(placed):
        assert later.speech.at is not None or later.start >= earlier.end


def test_a_line_takes_as_long_as_its_words() -> None:
    assert timing.seconds_of("") == timing.seconds_of("No.") == 0.7
    assert timing.seconds_of(" ".join(["word"] * 26)) == 10.2


def test_signs_without_spaces_are_counted_one_by_one() -> None:
    assert timing.seconds_of("我" * 41) == pytest.approx(10.2)
    assert timing.seconds_of("こんにちは。") > timing.seconds_of("Hi.")
    assert timing.words_in("OK 你好") == 1 + 2 * 2.6 / 4.1
    assert timing.words_in("guten Abend") == 2
