"""Fields by kind of asset: kept clean, told where they hold for every shot, absent where nobody wrote one."""

import pytest
from pydantic import ValidationError

from rushes.craft.cards import profile
from rushes.craft.cards.asset import PREFIX, Asset, AssetKind
from rushes.craft.prompting import prose
from rushes.library import service
from tests.making import asset, card

SAID = {"hair": "short, black", "identity": "a courier", "wardrobe": "rust jacket", "expression range": "wary to glad"}


def test_every_kind_has_fields_and_what_no_prompt_says_is_one_of_them() -> None:
    assert profile.FIELDS.keys() == set(PREFIX)
    assert {name for fields in profile.FIELDS.values() for name in fields} >= profile.UNSAID


def test_an_asset_without_a_profile_is_told_as_before_there_were_any() -> None:
    plain = asset().model_dump(mode="json")
    assert "profile" not in plain
    assert service.digest(asset(profile={"hair": " "}).model_dump(mode="json")) == service.digest(plain)
    assert asset(locked="red coat").fixed == "red coat"


def test_fields_stand_in_the_order_of_their_kind_without_what_would_break_a_cell() -> None:
    found = asset(profile={"hair": "short;\n black ", "identity": "a courier", "face": ""}).profile
    assert list(found.items()) == [("identity", "a courier"), ("hair", "short, black")]


def test_a_field_that_its_kind_does_not_have_is_refused_with_those_it_has() -> None:
    with pytest.raises(ValidationError, match="a prop has no 'hair'; it has shape, scale"):
        Asset(id="PR-KEY", kind=AssetKind.PROP, name="Key", profile={"hair": "red"})


def test_a_prompt_says_who_it_is_and_the_usual_wardrobe_only_where_the_card_names_none() -> None:
    ada = asset(locked="a scar", profile=SAID)
    usual = prose.prompt(card(subjects=({"asset": "CH-ADA", "action": "waits"},)), {"CH-ADA": ada}, "")
    soaked = prose.prompt(
        card(subjects=({"asset": "CH-ADA", "state": "soaked coat", "action": "waits"},)), {"CH-ADA": ada}, ""
    )
    assert "Ada (a scar; a courier; short, black; rust jacket): waits." in usual
    assert "Ada (a scar; a courier; short, black), soaked coat: waits." in soaked
    assert "wary" not in usual
