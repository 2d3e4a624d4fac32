"""Lengths against the one wished."""

import pytest

from rushes.craft.story.findings import Outcome
from tests.craft.story import stories

PAGE = "INT. ROOM - DAY\n\n" + "Anna runs.\n\n" * 26


def outcome(runtime: float | None, cut: float | None = None) -> Outcome:
    """What the check comes to for a page of script."""
    return stories.found(stories.script(PAGE, runtime=runtime, cut_seconds=cut), "runtime")[0].outcome


@pytest.mark.parametrize(("runtime", "cut"), [(60, None), (45, 45), (90, 88)])
def test_a_page_is_about_a_minute_and_a_cut_is_as_long_as_it_is(runtime: float, cut: float | None) -> None:
    assert outcome(runtime, cut) is Outcome.PASSED


@pytest.mark.parametrize(("runtime", "cut"), [(600, None), (20, None), (60, 40), (60, 80)])
def test_what_is_far_off_is_doubted(runtime: float, cut: float | None) -> None:
    assert outcome(runtime, cut) is Outcome.DOUBTFUL


def test_without_a_wish_or_a_script_nothing_is_judged() -> None:
    assert outcome(None) is Outcome.CANNOT_JUDGE
    assert stories.found(stories.script("", runtime=60), "runtime")[0].outcome is Outcome.CANNOT_JUDGE


def test_the_doubt_says_by_how_much_and_which_way() -> None:
    says = stories.doubts(stories.script(PAGE, runtime=60, cut_seconds=100), "runtime")
    assert says == ["The cut is about 1:40: 40 s longer than the 1:00 wished."]
