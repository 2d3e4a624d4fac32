"""Plates for sheets: a place with nobody in it at an hour, a thing by itself from the front and from above."""

import re

import numpy as np
from numpy.typing import NDArray

from rushes.craft.cards.asset import Asset
from rushes.craft.cards.card import Card, Focus, Part
from rushes.craft.cards.vocabulary import Angle, Depth, Framing, Size
from rushes.craft.previz import film
from rushes.craft.previz.shoot import Place, Shoot
from rushes.kernel.timecode import Rate

RATE = Rate.of("24")
AT = 1.0
_HEADING = re.compile(r"\b(INT|EXT)\b[^;]*")
ANGLES = {"FRONT": Angle.LEVEL, "ABOVE": Angle.TOP}


def location(asset: Asset, width: int, height: int) -> NDArray[np.uint8]:
    """A place at its widest, RGB (height, width, 3); a heading among its words says whether inside and which hour."""
    words = f"{asset.description}; {asset.fixed}"
    heading = found[0].strip() if (found := _HEADING.search(words)) else f"INT. {asset.name.upper()}"
    card = Card(code="S01-SH01", size=Size.ELS, framing=Framing.EMPTY, lens=24, focus=Focus(depth=Depth.DEEP))
    time = heading.rpartition(" - ")[2]
    return film.still(_shoot(card, asset, Place(heading, heading[:3], asset.name, time), (width, height)), AT)


def thing(asset: Asset, name: str, width: int, height: int) -> NDArray[np.uint8]:
    """A prop that fills the frame, RGB (height, width, 3); `name` is FRONT or ABOVE."""
    card = Card(
        code="S01-SH01",
        size=Size.INSERT,
        framing=Framing.INSERT,
        angle=ANGLES.get(name, Angle.LEVEL),
        lens=85,
        focus=Focus(depth=Depth.MEDIUM, target=asset.id),
        subjects=(Part(asset=asset.id, start="lies still"),),
    )
    return film.still(_shoot(card, asset, Place("INT. ROOM - DAY", "INT", "ROOM", "DAY"), (width, height)), AT)


def _shoot(card: Card, asset: Asset, place: Place, raster: tuple[int, int]) -> Shoot:
    return Shoot(card, (asset,), place, RATE, RATE.frames(card.seconds), *raster)
