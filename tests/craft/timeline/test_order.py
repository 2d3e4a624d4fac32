"""Orders and how one became another."""

from hypothesis import given
from hypothesis import strategies as st

from rushes.craft.timeline import order

STORY = ["a", "b", "c", "d", "e"]


@given(st.permutations(STORY))
def test_what_was_moved_leads_from_the_story_to_the_cut(wanted: list[str]) -> None:
    assert order.arranged(STORY, order.moved(wanted, STORY)) == wanted


def test_as_few_as_can_be_are_moved() -> None:
    assert order.moved(["b", "c", "d", "a", "e"], STORY) == {"a": "d"}
    assert order.moved(["e", "a", "b", "c", "d"], STORY) == {"e": "start"}
    assert order.moved(STORY, STORY) == {}


def test_behind_what_is_not_there_nothing_is_moved() -> None:
    assert order.arranged(["a", "b"], {"a": "x", "y": "a", "b": "b"}) == ["a", "b"]
