"""Shoots that the tests of the renderer draw."""

from fractions import Fraction
from typing import Any

from rushes.craft.cards.asset import Asset
from rushes.craft.cards.card import Card, Part
from rushes.craft.previz.shoot import Place, Shoot
from rushes.kernel.timecode import Rate

WREN = Asset(id="CH-WREN", kind="character", name="Wren", locked="short dark hair, rust-orange hooded rain jacket")
ABELL = Asset(id="CH-ABELL", kind="character", name="Abell", locked="60s, brown cardigan, grey beard")
SHOP = Asset(id="LO-SHOP", kind="location", name="Pawn shop", locked="one brass desk lamp, wooden counter, door")
ALLEY = Asset(id="LO-ALLEY", kind="location", name="Alley", locked="green lamp over a steel door, wide puddle")
INSIDE = Place("INT. PAWN SHOP - NIGHT", "INT", "PAWN SHOP", "NIGHT")
OUTSIDE = Place("EXT. ALLEY - NIGHT", "EXT", "ALLEY", "NIGHT", "rain")
STANDS = Part(asset="CH-WREN", start="stands left, facing right", action="waits")


def card(**fields: Any) -> Card:
    """A card that says little more than it is asked to."""
    return Card.model_validate({"code": "S02-SH01", "seconds": 3.0, "lens": 40, **fields})


def shoot(wanted: Card, place: Place = INSIDE, **fields: Any) -> Shoot:
    """A small shoot of a card."""
    location = SHOP if place is INSIDE else ALLEY
    usual = {"rate": Rate(Fraction(24)), "frames": 2, "width": 320, "height": 180}
    return Shoot(card=wanted, assets=(WREN, ABELL, location), place=place, **{**usual, **fields})
