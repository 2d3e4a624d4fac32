"""Takes to compare: the cassette of SIDE B as it would be asked of Seedance, with whatever a test changes."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from rushes.craft.cards.asset import Asset
from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Role
from rushes.generation import compose
from rushes.generation.compose import Material
from rushes.providers import simulated
from rushes.takes.differences import Made
from tests.making import SMALL, side_b

PROP = "PR-CASSETTE"
PICTURES = {"PR-CASSETTE-FRONT": "a" * 64, "CH-WREN-BODY": "b" * 64, "LO-SHOP-WIDE": "c" * 64}


@cache
def _film() -> tuple[dict[str, Card], dict[str, Asset]]:
    film = side_b()
    return {card.code: card for card in film.cards}, {asset.id: asset for asset in film.assets}


def planned(code: str = "S02-SH03", **fields: Any) -> Card:
    """A card of SIDE B with some fields changed."""
    return Card.model_validate(_film()[0][code].plain() | fields)


def described(id: str = PROP, **fields: Any) -> dict[str, Asset]:
    """The assets of SIDE B with some fields of one changed."""
    assets = _film()[1]
    return {**assets, id: assets[id].model_copy(update=fields)}


def made(
    card: Card | None = None,
    assets: Mapping[str, Asset] | None = None,
    *,
    number: int = 1,
    surface: str = "seedance_ark",
    views: Mapping[str, str] | None = None,
    frames: Mapping[Role, str] | None = None,
    settings: Mapping[str, Any] | None = None,
    **came: Any,
) -> Made:
    """A take of it; `came` is what its service reported and what was delivered."""
    known = described() if assets is None else assets
    told = Material(
        card or planned(),
        known,
        dict.fromkeys(known, 1),
        "INT. PAWN SHOP - NIGHT",
        {"location": "PAWN SHOP"},
        frames or {},
        PICTURES if views is None else views,
    )
    model = replace(simulated.plugin.usual, surface=surface)
    composed = compose.clip(told, replace(simulated.plugin, models=(model,)), SMALL, number, 1, settings or {})
    return Made(f"{told.card.code}-T{number:02}", composed.snapshot, **came)
