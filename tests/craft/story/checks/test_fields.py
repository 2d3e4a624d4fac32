"""Fields of the card: empty, inside somebody, or something that can be filmed."""

import pytest

from rushes.craft.story.card import Story
from rushes.craft.story.findings import Severity
from tests.craft.story import stories

SOUND = stories.side_b().story


def judged(**fields: str) -> list[tuple[str, str, Severity]]:
    """What is doubted of SIDE B's card with some fields changed."""
    material = stories.script(stories.FLAT, SOUND.model_copy(update=fields))
    return [(str(each.place), each.says, each.severity) for each in stories.found(material, "fields") if each.attempt]


def test_an_empty_card_is_one_doubt_and_not_seven() -> None:
    assert len(stories.doubts(stories.script(stories.FLAT, Story()), "fields")) == 1


@pytest.mark.parametrize("field", ["want", "obstacle", "escalation", "turn", "payoff"])
def test_each_empty_part_is_a_grave_doubt_at_its_field(field: str) -> None:
    assert judged(**{field: "  "}) == [(field, f"The card has no {field}.", Severity.GRAVE)]


def test_a_turn_that_only_a_narrator_could_tell_is_a_grave_doubt_naming_its_words() -> None:
    ((place, says, severity),) = judged(turn="She realises that she matters")
    assert (place, severity) == ("turn", Severity.GRAVE)
    assert "realises, matters" in says


@pytest.mark.parametrize("want", ["To find peace", "Guilt", "She wants to be loved"])
def test_a_want_that_is_a_state_of_mind_is_a_grave_doubt(want: str) -> None:
    assert [(place, severity) for place, _, severity in judged(want=want)] == [("want", Severity.GRAVE)]


def test_an_abstraction_is_a_slight_doubt() -> None:
    ((place, says, severity),) = judged(want="A better tomorrow")
    assert (place, severity) == ("want", Severity.SLIGHT)
    assert "camera" in says


def test_whose_story_it_is_and_a_visual_rule_are_asked_for() -> None:
    assert [place for place, _, _ in judged(character="", visual_rule="")] == ["character", "visual_rule"]
