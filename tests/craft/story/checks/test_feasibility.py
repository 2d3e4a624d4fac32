"""What of a plan is hard to make, shot by shot."""

from typing import Any

import pytest

from rushes.craft.cards.card import Card, Part, Speech
from rushes.craft.cards.vocabulary import Size
from rushes.craft.story.findings import Outcome
from tests.craft.story import stories

PEOPLE = tuple(Part(asset=f"CH-{name}") for name in ("A", "B", "C"))


def card(number: int = 1, **fields: Any) -> Card:
    """A card with nothing hard in it, or with what is said."""
    return Card(**{"code": f"S01-SH{number:02}", "action": "Anna walks", **fields})


def doubted(*cards: Card, runtime: float | None = None) -> list[str]:
    """What is doubted of a plan."""
    return stories.doubts(
        stories.script("INT. ROOM - DAY\n\nAnna walks.\n", cards=cards, runtime=runtime), "feasibility"
    )


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"size": Size.CU, "subjects": PEOPLE}, "more than two faces near the lens"),
        ({"size": Size.INSERT, "action": "Her fingers open the lid"}, "hands that work close to the lens"),
        ({"action": "Forty people cheer"}, "a crowd"),
        ({"action": "On the page the words GO HOME"}, "words in the picture"),
        ({"seconds": 2, "dialogue": (Speech(speaker="CH-A", text="word " * 20),)}, "more speech than its seconds hold"),
    ],
)
def test_each_hard_thing_is_named_with_its_shot(fields: dict[str, Any], says: str) -> None:
    assert f"1 shot with {says}: S01-SH02" in doubted(card(1), card(2, **fields))


def test_a_plain_plan_passes() -> None:
    material = stories.script("INT. ROOM - DAY\n\nAnna walks.\n", cards=(card(1), card(2)))
    assert stories.found(material, "feasibility")[0].outcome is Outcome.PASSED


def test_no_plan_is_not_judged() -> None:
    finding = stories.found(stories.script("INT. ROOM - DAY\n\nAnna walks.\n"), "feasibility")[0]
    assert (finding.outcome, finding.says) == (Outcome.CANNOT_JUDGE, "There is no plan yet.")


def test_a_plan_past_a_small_film_is_said_unless_the_film_is_to_be_long() -> None:
    many = [card(number, seconds=10) for number in range(1, 31)]
    assert doubted(*many) == [
        "30 shots: a small film has 8 to 20.",
        "The plan runs 300 s: a small film ends within 180.",
    ]
    assert not doubted(*many, runtime=600)


def test_costume_changes_are_counted_by_garment() -> None:
    dressed = [
        card(number, subjects=(Part(asset="CH-A", state=state),))
        for number, state in enumerate(("red coat", "wet red coat", "blue dress", "uniform"), start=1)
    ]
    assert doubted(*dressed) == ["CH-A changes clothes: coat, dress, uniform"]


def test_a_film_of_speech_is_doubted() -> None:
    talk = card(1, seconds=5, dialogue=(Speech(speaker="CH-A", text="one two three four five six seven eight nine"),))
    assert doubted(talk) == ["4 of 5 s are speech."]
