"""Who stands where in a frame, as a card says it."""

from typing import Any

import pytest

from rushes.craft.cards.card import Card
from rushes.craft.grammar import geometry
from rushes.craft.grammar.geometry import Stand
from rushes.craft.production import folder
from tests.making import SIDE_B


def stand(start: str = "", action: str = "", end: str = "", **fields: Any) -> Stand:
    part = {"asset": "CH-WREN", "start": start, "action": action, "end": end}
    (found,) = geometry.view(Card.model_validate({"code": "S01-SH01", "subjects": [part], **fields})).stands
    return found


@pytest.mark.parametrize(
    ("start", "side", "looks"),
    [
        ("stands left, facing right", "left", "right"),
        ("seated right, facing left", "right", "left"),
        ("stands centre", "centre", ""),
        ("back to us at frame right", "right", ""),
        ("her left hand holds the cassette", "", ""),
        ("facing right", "", "right"),
    ],
)
def test_sides_and_looks_are_read_from_how_somebody_starts(start: str, side: str, looks: str) -> None:
    found = stand(start)
    assert (found.side, found.looks) == (side, looks)


def test_a_composition_places_those_it_names_and_the_one_who_is_alone() -> None:
    assert stand(composition="Wren left, Abell right and seated").side == "left"
    assert stand(composition="on the right third, looking left") == Stand("CH-WREN", "right", "left")
    assert stand(eyeline="PR-DECK at frame right").looks == "right"


def test_ways_are_read_from_coming_going_and_moving_on() -> None:
    assert stand("off frame left", "enters left, runs", "stops, facing right").travels == "right"
    assert stand("stands left", "walks", "exits left").travels == "left"
    assert stand("moving right").sets_off == "right"
    assert stand("enters left", "turns", "exits left").sets_off == "right"
    assert stand("walks", direction="left").travels == "left"


def test_a_shoulder_has_no_face_and_a_cutaway_frees_the_line() -> None:
    over = Card.model_validate(
        {"code": "S01-SH01", "framing": "ots", "over": "CH-B", "subjects": [{"asset": "CH-A"}, {"asset": "CH-B"}]}
    )
    assert geometry.view(over).faces == ("CH-A",)
    assert geometry.view(Card(code="S01-SH01", framing="insert")).frees


def test_sizes_and_angles_are_counted() -> None:
    one = Card.model_validate({"code": "S01-SH01", "size": "MS", "side": "front"})
    assert geometry.steps_apart(one, one.model_copy(update={"size": "CU"})) == 2
    assert geometry.degrees_apart(one, Card.model_validate({"code": "S01-SH02", "side": "profile"})) == 90
    assert geometry.degrees_apart(one, Card.model_validate({"code": "S01-SH02", "height": "overhead"})) == 0
    assert geometry.degrees_apart(one, Card.model_validate({"code": "S01-SH02", "height": "knee"})) == 45


def test_the_demonstration_says_its_own_geometry() -> None:
    views = {card.code: geometry.view(card) for card in folder.load(SIDE_B).cards}
    assert views["S03-SH01"].camera_side("CH-CLIENT", "CH-WREN") == "right"
    book = views["S02-SH05"].of("CH-WREN")
    assert book is not None
    assert (book.side, book.looks, book.travels) == ("left", "right", "left")
