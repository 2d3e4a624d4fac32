"""Which views of an asset its sheet shows."""

from typing import Any

from rushes.craft.cards import sheets
from rushes.craft.cards.asset import Asset
from rushes.craft.cards.card import Card

WREN = Asset(id="CH-WREN", kind="character", name="Wren", description="A courier.")
SHOP = Asset(id="LO-SHOP", kind="location", name="Pawn shop")
HEADINGS = {"S01": "INT. PAWN SHOP - NIGHT", "S02": "INT. PAWN SHOP - DAY", "S03": "INT. PAWN SHOP - NIGHT"}


def card(code: str = "S01-SH01", **part: Any) -> Card:
    """A card of Wren in the shop."""
    references = [{"asset": "LO-SHOP", "role": "place"}]
    return Card.model_validate({"code": code, "subjects": [{"asset": "CH-WREN"} | part], "references": references})


def names(asset: Asset, *cards: Card) -> list[str]:
    """The names of an asset's views."""
    return [view.name for view in sheets.views(asset, cards, HEADINGS)]


def test_a_character_is_seen_from_the_sides_and_with_every_face_when_no_card_asks_for_one() -> None:
    assert names(WREN) == [*sheets.SIDES, *sheets.FACES]


def test_only_the_faces_the_cards_ask_for_are_shown() -> None:
    assert names(WREN, card(action="smiles, then shouts"))[len(sheets.SIDES) :] == ["NEUTRAL", "GLAD", "ANGRY"]


def test_every_wardrobe_state_has_a_view_that_says_it() -> None:
    cards = [card(state="soaked, cuff torn"), card("S01-SH02", state="soaked, cuff torn"), card("S02-SH01", state="?")]
    states = [view for view in sheets.views(WREN, cards, HEADINGS) if view.name.startswith("STATE-")]
    assert [view.name for view in states] == ["STATE-SOAKED-CUFF-TORN", "STATE-OTHER"]
    assert states[0].asset.description == "A courier.; soaked, cuff torn"
    assert "soaked, cuff torn" in states[0].says


def test_two_states_whose_names_fall_together_stay_apart() -> None:
    long = "beaded with rain from head to foot"
    found = names(WREN, card(state=f"{long}, left"), card("S01-SH02", state=f"{long}, right"))
    assert found[-2:] == ["STATE-BEADED-WITH-RAIN-FROM-HE", "STATE-BEADED-WITH-RAIN-FROM-HE-2"]


def test_a_place_is_shown_at_every_hour_it_is_seen_at() -> None:
    found = sheets.views(SHOP, [card(f"S{number:02}-SH01") for number in (1, 2, 3)], HEADINGS)
    assert [view.name for view in found] == ["WIDE-NIGHT", "WIDE-DAY"]
    assert [view.asset.description for view in found] == ["INT. PAWN SHOP - NIGHT", "INT. PAWN SHOP - DAY"]
    assert names(SHOP) == ["WIDE"]


def test_a_thing_is_shown_from_two_sides_and_a_look_has_no_sheet() -> None:
    assert names(Asset(id="PR-TAPE", kind="prop", name="Tape")) == ["FRONT", "ABOVE"]
    assert names(Asset(id="LK-NOIR", kind="look", name="Noir")) == []
