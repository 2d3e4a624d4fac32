"""Which views of an asset its sheet shows, and in what words each is asked for: read off the cards that use it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.cards.card import Card

CALM = "plain grey seamless backdrop, soft even light, nothing else in frame"
SIDES = {
    "FACE": "Face and shoulders, straight to the lens, at rest",
    "THREE-QUARTER": "Face and shoulders, turned three-quarter to frame right, at rest",
    "PROFILE": "Face and shoulders, in profile to frame right, at rest",
    "BACK": "Head and shoulders from behind",
    "BODY": "Full body, head to feet, standing at rest, facing the lens",
}
FACES = {
    "NEUTRAL": ("at rest", r""),
    "GLAD": ("glad", r"\b(smil|laugh|grin|glad|happy|joy|delight|warm|tender|relie)"),
    "AFRAID": ("afraid", r"\b(afraid|fear|frighten|scared|terrif|panic|startl|flinch|horror|recogni[sz])"),
    "ANGRY": ("angry", r"\b(angr|anger|fur(y|ious)|shout|yell|snap|rage|slam|glar|grim|resol)"),
    "SAD": ("sad", r"\b(sad|cr(y|ies|ying)|tear(s|ful)|weep|sob|grie|mourn|worr|lonely|broken)"),
}
HOUR = re.compile(r"\b(DAWN|DAY|MORNING|AFTERNOON|DUSK|EVENING|NIGHT)\b")
LONGEST = 24


@dataclass(frozen=True)
class View:
    """One picture of a sheet: its name, what is to be seen, and the asset with the words this view adds to it."""

    name: str
    says: str
    asset: Asset


def views(asset: Asset, cards: Sequence[Card], headings: Mapping[str, str]) -> tuple[View, ...]:
    """
    The views of an asset; none for what has no look of its own.

    Args:
        headings: those of the scenes by code; a place is shown at every hour it is seen at.
    """
    used = [card for card in cards if asset.id in card.assets]
    match asset.kind:
        case AssetKind.CHARACTER:
            return (*_sides(asset), *_faces(asset, used), *_states(asset, used))
        case AssetKind.LOCATION:
            return _hours(asset, [headings[card.scene] for card in used if card.scene in headings])
        case AssetKind.PROP:
            front = "The thing alone, whole in frame, lying still, seen from the front"
            above = "The thing alone, whole in frame, lying still, seen from straight above"
            return (View("FRONT", f"{front}.", asset), View("ABOVE", f"{above}.", asset))
        case _:
            return ()


def _sides(asset: Asset) -> Iterable[View]:
    return (View(name, f"{says}, {CALM}.", asset) for name, says in SIDES.items())


def _faces(asset: Asset, cards: Sequence[Card]) -> list[View]:
    """The faces the cards ask for, beside the one at rest; where they ask for none, all."""
    acted = " ".join(_acted(asset, card) for card in cards).lower()
    asked = [name for name, (_, pattern) in FACES.items() if pattern and re.search(pattern, acted)]
    names = ["NEUTRAL", *(asked or [name for name in FACES if name != "NEUTRAL"])]
    return [View(name, f"Face and shoulders, {FACES[name][0]}, {CALM}.", asset) for name in names]


def _acted(asset: Asset, card: Card) -> str:
    parts = [f"{part.start} {part.action} {part.end}" for part in card.subjects if part.asset == asset.id]
    said = [speech.delivery for speech in card.dialogue if speech.speaker == asset.id]
    return " ".join([*parts, *said, card.action if not parts else ""])


def _states(asset: Asset, cards: Sequence[Card]) -> list[View]:
    """Every wardrobe state the cards name, in their order."""
    states = [part.state for card in cards for part in card.subjects if part.asset == asset.id and part.state]
    named: dict[str, View] = {}
    for state in dict.fromkeys(states):
        name = _slug(state, named)
        dressed = asset.model_copy(update={"description": "; ".join(filter(None, (asset.description, state)))})
        named[name] = View(name, f"Full body, head to feet, {state}, {CALM}.", dressed)
    return list(named.values())


def _slug(state: str, taken: Mapping[str, View]) -> str:
    word = re.sub(r"[^A-Z0-9]+", "-", state.upper()).strip("-")[:LONGEST].strip("-") or "OTHER"
    name, number = f"STATE-{word}", 2
    while name in taken:
        name, number = f"STATE-{word}-{number}", number + 1
    return name


def _hours(asset: Asset, headings: Sequence[str]) -> tuple[View, ...]:
    """A place at each hour, once, in the words of the first heading that has it."""
    found: dict[str, str] = {}
    for heading in headings:
        hour = HOUR.findall(heading.upper())
        found.setdefault(hour[-1] if hour else "", heading)
    wide = "The place alone, nobody in it, as wide as it can be seen"
    if not found:
        return (View("WIDE", f"{wide}.", asset),)
    return tuple(
        View(f"WIDE-{hour}" if hour else "WIDE", f"{wide}: {heading}.", _at(asset, heading))
        for hour, heading in found.items()
    )


def _at(asset: Asset, heading: str) -> Asset:
    return asset.model_copy(update={"description": "; ".join(filter(None, (asset.description, heading)))})
