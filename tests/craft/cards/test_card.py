"""The shot card refuses what it does not know."""

import pytest
from pydantic import ValidationError

from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.cards.card import Card, Focus, Move, Part, Reference, Speech
from rushes.craft.cards.vocabulary import Framing, Movement, Origin, Role, Size


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"size": "other"}, "size"),
        ({"framing": "other"}, "framing"),
        ({"height": "other"}, "height"),
        ({"move": Move(primary=Movement.OTHER)}, "movement"),
    ],
)
def test_other_needs_a_text_under_the_fields_name(fields: dict[str, object], name: str) -> None:
    with pytest.raises(ValidationError, match=f"say what `other` means for {name}"):
        Card.model_validate({"code": "S01-SH01"} | fields)

    assert Card.model_validate({"code": "S01-SH01", "other": {name: "a split field"}} | fields)


@pytest.mark.parametrize("code", ["S1-SH1", "S01", "S01-SH01-T01", "s01-sh01", "S01-SH01\n", "S٠١-SH٠١", ""])
def test_a_code_is_a_shot_code(code: str) -> None:
    with pytest.raises(ValidationError, match="code"):
        Card(code=code)


def test_an_unknown_field_is_refused_and_a_card_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="colour"):
        Card.model_validate({"code": "S01-SH01", "colour": "red"})
    with pytest.raises(ValidationError, match="frozen"):
        Card(code="S01-SH01").title = "x"  # type: ignore[misc] # that is what is tested


def test_every_asset_named_anywhere_is_named_once() -> None:
    card = Card(
        code="S01-SH01",
        subjects=(Part(asset="CH-WREN"), Part(asset="PR-DECK")),
        dialogue=(Speech(speaker="CH-ABELL", text="No."), Speech(speaker="CH-WREN", text="Yes.")),
        references=(Reference(asset="LO-SHOP", role=Role.PLACE),),
        framing=Framing.OTS,
        over="CH-ABELL",
        focus=Focus(target="PR-DECK", rack_to="PR-KEY on the hook"),
        eyeline="to CH-CLIENT, left of camera",
    )

    assert card.assets == ("CH-WREN", "PR-DECK", "CH-ABELL", "LO-SHOP", "PR-KEY", "CH-CLIENT")


def test_the_landmark_is_the_sizes_usual_one_unless_the_card_says_its_own() -> None:
    assert Card(code="S01-SH01", size=Size.MS).seen == "waist up, head in the top third"
    assert Card(code="S01-SH01", size=Size.MS, landmark="the belt").seen == "the belt"


def test_who_planned_it_does_not_change_what_is_asked() -> None:
    card = Card(code="S01-SH01", action="She waits.")

    assert card.model_copy(update={"origin": Origin.PROPOSED, "why": "a turn"}).digest == card.digest
    assert card.model_copy(update={"action": "She waits"}).digest != card.digest


def test_a_card_is_the_same_after_a_way_through_json() -> None:
    card = Card(code="S01-SH01", seconds=2.5, subjects=(Part(asset="CH-WREN", state="wet"),))

    assert Card.model_validate(card.plain()) == card


def test_the_first_colour_of_an_asset_is_that_of_its_locked_text() -> None:
    asset = Asset(id="CH-WREN", kind=AssetKind.CHARACTER, name="Wren", description="blue eyes", locked="red coat")

    assert [colour.name for colour in asset.colours] == ["red", "blue"]
