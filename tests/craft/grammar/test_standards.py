"""Pass standards that a stranger, or a machine, could judge."""

import pytest

from rushes.craft.cards.lint import judgeable
from rushes.craft.cards.vocabulary import Framing, Movement, Size
from rushes.quality import run
from tests.craft.grammar.examples import TEXTS, plan, proposed


@pytest.mark.parametrize("name", TEXTS)
def test_every_proposed_criterion_can_be_judged_and_every_shot_has_one(name: str) -> None:
    for card in plan(name)[2]:
        assert card.standard
        assert all(judgeable(criterion) for criterion in card.standard)


def test_a_still_camera_a_colour_and_a_long_take_are_bound_to_their_checks() -> None:
    bound = {criterion.check for name in TEXTS for card in plan(name)[2] for criterion in card.standard} - {""}
    assert bound == {"wardrobe_colour", "stillness", "cut_inside"}
    assert bound <= set(run.found())


def test_a_camera_that_moves_is_not_asked_to_stand_still() -> None:
    for card in plan("glass-rose")[2]:
        asked = any(criterion.check == "stillness" for criterion in card.standard)
        assert asked is (card.move.primary is Movement.STATIC)


def test_an_act_and_a_side_are_said_of_whoever_is_seen() -> None:
    card = next(
        card
        for card in proposed("ANNA, 30s, waits at a door.\n\nBEN, 40s, takes the letter.")
        if "letter" in card.action
    )
    said = [criterion.text for criterion in card.standard]
    assert said[:2] == ["Ben stays on the right side, facing left", "Ben takes the letter"]
    assert card.size is Size.MS


def test_words_in_an_insert_must_be_readable_and_nothing_else_may_be() -> None:
    cards = [card for card in plan("ward-nine")[2] if card.framing is Framing.INSERT]
    said = {card.action: [criterion.text for criterion in card.standard] for card in cards}
    assert "The written words are readable for 2 s and do not change" in said["On the back, engraved: FOR RUTH, 1974."]
    assert any("No readable text is in frame" in texts for texts in said.values())
