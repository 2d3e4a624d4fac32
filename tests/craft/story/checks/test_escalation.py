"""Whether what is at risk grows."""

import pytest

from rushes.craft.story.beats import Beat, Part
from rushes.craft.story.card import Story
from rushes.craft.story.findings import Outcome
from tests.craft.story import stories


def judged(*risks: int | None, last: Part | None = None) -> list[tuple[Outcome, str]]:
    """What the check finds for beats of such risks."""
    beats = tuple(
        Beat(scene="S01", action=f"step {place}", risk=risk, part=last if place == len(risks) - 1 else None)
        for place, risk in enumerate(risks)
    )
    story = Story(obstacle="A locked door", escalation="The water rises", beats=beats)
    return [(each.outcome, each.says) for each in stories.found(stories.script(stories.FLAT, story), "escalation")]


def test_rising_risk_passes_and_says_its_steps() -> None:
    assert judged(1, 2, 2, 5) == [(Outcome.PASSED, "What is at risk grows: 1, 2, 2, 5 of 5.")]


def test_a_fall_is_doubted_where_it_happens() -> None:
    assert judged(1, 4, 2, 5) == [(Outcome.DOUBTFUL, "The risk falls from 4 to 2: 'step 2'")]


def test_a_payoff_may_let_go() -> None:
    assert judged(1, 2, 5, 1, last=Part.PAYOFF)[0][0] is Outcome.PASSED


def test_risk_that_never_changes_is_doubted() -> None:
    assert judged(3, 3, 3)[0][1] == "Every beat risks the same, 3 of 5."


@pytest.mark.parametrize("risks", [(), (1, 2), (1, None, 2)])
def test_too_few_beats_that_say_their_risk_are_not_judged(risks: tuple[int | None, ...]) -> None:
    assert judged(*risks)[0][0] is Outcome.CANNOT_JUDGE
