"""From a card to what the checks may ask: size, length, a still camera, and the wardrobe colours to be seen."""

import re
from collections.abc import Mapping

from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Movement, Size
from rushes.kernel.timecode import Rate
from rushes.providers import fitting
from rushes.providers.base import Request
from rushes.quality.rules import Expected, Garment, share_at

_WORN = re.compile(
    r"\b(jacket|(?:rain|over)?coat|cardigan|dress|shirt|suit|robe|hood|sweater|vest|uniform|cloak|parka|apron|scarf)\b"
)
_UNLIT = re.compile(r"\b(silhouettes?|faces? (?:lost|dark)|(?:lit|both) faces|back-?lit)\b", re.IGNORECASE)


def of(card: Card, assets: Mapping[str, Asset], asked: Request) -> Expected:
    """What a take of this card must be, as far as a machine can tell."""
    rate = fitting.film_rate(asked)
    return Expected(
        rate=rate,
        frames=rate.frames(asked.frames / Rate.of(asked.rate).value),
        width=asked.width,
        height=asked.height,
        locked_off=card.move.primary is Movement.STATIC and not card.focus.rack_to,
        garments=tuple(_garments(card, assets)),
    )


def _told(card: Card) -> tuple[str, ...]:
    light = card.light
    return (light.source, light.dark, card.action, card.composition, *card.negatives, *card.regenerate_if)


def _garments(card: Card, assets: Mapping[str, Asset]) -> list[Garment]:
    parts = [assets[part.asset] for part in card.subjects if part.asset in assets]
    people = [asset for asset in parts if asset.kind is AssetKind.CHARACTER]
    return [garment for person in people if (garment := _garment(card, person))]


def _garment(card: Card, person: Asset) -> Garment | None:
    worn = next((colour for colour in person.colours if _WORN.search(colour.of)), None)
    if worn is None:
        return None
    return Garment(person.id, worn.name, worn.rgb, worn.of, share_at(card.size), _hidden(card, person))


def _hidden(card: Card, person: Asset) -> str:
    if card.size is Size.INSERT:
        return "an insert shows a thing; how much wardrobe is in it is not planned"
    if card.over == person.id:
        return f"{person.name} is the dark shoulder in the foreground"
    if _UNLIT.search(" ".join(_told(card))):
        return "the light of the card leaves the figures in silhouette"
    return ""
