"""The story as data: closed words, one answer a question, a reason for every decision, shares of one film."""

import tomllib
from typing import Any

import pytest
import tomli_w
from pydantic import ValidationError

from rushes.craft.story.beats import Beat, Charge, Part
from rushes.craft.story.card import Story
from rushes.craft.story.concepts import Concept
from rushes.craft.story.spine import Spine
from rushes.craft.story.worksheet import ASKS, Station
from tests.craft.story import stories


def test_a_card_with_nothing_but_the_old_fields_is_still_a_card() -> None:
    old = Story.model_validate({"character": "Wren", "want": "w", "visual_rule": "left to right"})
    assert (old.beats, old.spine, old.empty) == ((), Spine(), False)
    assert Story().empty


def test_a_story_written_as_toml_is_the_same_story() -> None:
    story = stories.side_b().story
    written = tomli_w.dumps(story.model_dump(mode="json", exclude_none=True))
    assert Story.model_validate(tomllib.loads(written)) == story
    assert story.beats
    assert story.worksheet


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"obstacle_kind": "dragon"}, "'time', 'weather'"),
        ({"spine": {"want": 0.9}}, "the five shares make 1.75 of the film"),
        ({"beats": [{"scene": "2"}]}, "pattern"),
        ({"beats": [{"risk": 6}]}, "less than or equal to 5"),
        ({"worksheet": [{"question": "cast"}, {"question": "cast"}]}, "answers cast twice"),
        ({"concepts": [{"text": "x", "state": "rejected"}]}, "say in `reason` why this one is rejected"),
    ],
)
def test_what_is_not_a_story_is_refused_with_its_reason(given: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        Story.model_validate(given)


def test_a_draft_needs_no_reason_yet() -> None:
    assert Concept(text="A courier").state == "draft"


def test_charges_rise_and_fall_by_their_height() -> None:
    assert [charge.height for charge in Charge] == [-2, -1, 0, 1, 2]
    assert Beat(starts=Charge.GOOD, ends=Charge.LOST).rise == -3
    assert Beat(starts=Charge.GOOD).rise is None


def test_the_spine_lays_its_parts_end_to_end() -> None:
    stretches = list(Spine().stretches())
    assert [stretch.part for stretch in stretches] == list(Part)
    assert stretches[0].start == 0
    assert stretches[-1].end == pytest.approx(1)


def test_the_worksheet_asks_seven_questions() -> None:
    assert len(ASKS) == 7
    assert stories.side_b().story.answer(Station.CAST).risk
    assert stories.side_b().story.answer(Station.SCRIPT).made == ""
