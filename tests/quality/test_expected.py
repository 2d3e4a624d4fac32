"""From a card to what the checks may ask of a take."""

from dataclasses import replace

import pytest

from rushes.craft.cards.card import Card, Focus, Light, Move, Part
from rushes.craft.cards.vocabulary import Framing, Movement, Size
from rushes.kernel.timecode import Rate
from rushes.providers.base import Request
from rushes.quality import expected
from rushes.quality.rules import Expected, Garment, share_at
from tests.making import asset, side_b

ASKED = Request("card", "", frames=96, rate="24000/1001", width=640, height=360, attempt=1)
WREN = asset("CH-WREN", locked="grey eyes, rust-orange rain jacket, blue boots")
CAST = {"CH-WREN": WREN, "PR-COAT": asset("PR-COAT", kind="prop", locked="red coat on a hook")}


def of(**fields: object) -> Expected:
    parts = {"code": "S01-SH01", "subjects": (Part(asset="CH-WREN"),)}
    return expected.of(Card.model_validate(parts | fields), CAST, ASKED)


def garment(**fields: object) -> Garment:
    (found,) = of(**fields).garments
    return found


def test_size_length_and_rate_are_those_of_the_request() -> None:
    found = of()

    assert (found.rate, found.frames, found.width, found.height) == (Rate.of("23.976"), 96, 640, 360)


def test_a_clip_of_another_rate_than_its_film_is_expected_at_that_of_the_film() -> None:
    asked = replace(ASKED, rate="24", plan={"rate": "25"})
    found = expected.of(Card.model_validate({"code": "S01-SH01"}), CAST, asked)

    assert (found.rate, found.frames) == (Rate.of("25"), 100)


def test_the_garment_is_followed_and_not_the_first_colour() -> None:
    found = garment(size=Size.MCU)

    assert (found.subject, found.colour, found.of) == ("CH-WREN", "rust-orange", "rain jacket")
    assert found.share == share_at(Size.MCU)
    assert found.hidden == ""


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"size": Size.INSERT}, "an insert shows a thing"),
        ({"framing": Framing.OTS, "over": "CH-WREN"}, "the dark shoulder"),
        ({"light": Light(dark="her face lost")}, "silhouette"),
        ({"composition": "backlit against the door"}, "silhouette"),
    ],
)
def test_where_the_garment_cannot_be_asked_for_it_says_why(fields: dict[str, object], why: str) -> None:
    assert why in garment(**fields).hidden


def test_things_strangers_and_the_colourless_have_no_garment() -> None:
    assert of(subjects=(Part(asset="PR-COAT"), Part(asset="CH-NOBODY"))).garments == ()


@pytest.mark.parametrize(
    ("fields", "still"),
    [
        ({}, True),
        ({"move": Move(primary=Movement.PAN)}, False),
        ({"focus": Focus(rack_to="PR-KEY", rack_at=1)}, False),
    ],
)
def test_a_static_camera_without_a_rack_must_stand_still(fields: dict[str, object], still: bool) -> None:
    assert of(**fields).locked_off is still


def test_side_b_asks_for_its_jacket_where_it_can_be_seen() -> None:
    stated = side_b()
    cast = {one.id: one for one in stated.assets}
    asked = {card.code: expected.of(card, cast, ASKED) for card in stated.cards}

    assert asked["S01-SH01"].garments == ()
    assert asked["S01-SH01"].locked_off
    (fall,) = asked["S01-SH02"].garments
    assert (fall.subject, fall.colour, fall.hidden) == ("CH-WREN", "rust-orange", "")
    assert not asked["S01-SH02"].locked_off
    (held,) = asked["S01-SH03"].garments
    assert "insert" in held.hidden
    over = {one.subject: one.hidden for one in asked["S02-SH01"].garments}
    assert over["CH-WREN"] == ""
    assert "shoulder" in over["CH-ABELL"]
