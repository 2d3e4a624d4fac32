"""What a shot may take over from the one before it: how people, light, place and sound were when that ended."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rushes.craft.cards.card import Card, Part, Reference
from rushes.craft.cards.vocabulary import Direction, Role

LASTING = frozenset({Role.IDENTITY, Role.WARDROBE, Role.PLACE, Role.PROP, Role.STYLE, Role.VOICE})


@dataclass(frozen=True)
class Inherited:
    """A field that may be taken over: what it would say on the card, as JSON, and why."""

    field: str
    value: Any
    why: str


def proposal(card: Card, before: Card) -> tuple[Inherited, ...]:
    """What a card may take over from the shot before; only what would change it."""
    own = card.plain()
    return tuple(one for one in _found(card, before) if own[one.field] != one.value)


def _found(card: Card, before: Card) -> Iterator[Inherited]:
    if before.continuity_out:
        yield Inherited("continuity_in", before.continuity_out, f"as {before.code} leaves it")
    if card.scene == before.scene and (before.light.source or before.light.lit):
        yield Inherited("light", before.light.model_dump(mode="json"), "the same light, from the same place")
    parts = tuple(_part(part, before) for part in card.subjects)
    yield Inherited("subjects", _plain(parts), f"people as {before.code} leaves them")
    if card.scene == before.scene and before.ambience:
        yield Inherited("ambience", list(before.ambience), "the same room is heard")
    if before.direction is not Direction.NONE and card.direction is Direction.NONE:
        yield Inherited("direction", str(before.direction), "the way across the frame goes on")
    yield Inherited("references", _plain(_references(card, before)), "the same references hold people and place")
    negatives = tuple(dict.fromkeys([*card.negatives, *before.negatives]))
    yield Inherited("negatives", list(negatives), "what must not be seen there must not be seen here")


def _part(part: Part, before: Card) -> Part:
    """A part that begins as it ended."""
    was = next((other for other in before.subjects if other.asset == part.asset), None)
    if was is None:
        return part
    return part.model_copy(update={"state": part.state or was.state, "start": part.start or was.end})


def _references(card: Card, before: Card) -> tuple[Reference, ...]:
    """The card's references, and those of the shot before that last: of whom it shows, and of the place."""
    held = {(one.asset, one.role) for one in card.references}
    shown = {*card.assets}
    lasting = [one for one in before.references if one.role in LASTING and (one.asset, one.role) not in held]
    taken = [
        one
        for one in lasting
        if one.asset in shown or (one.role in {Role.PLACE, Role.STYLE} and card.scene == before.scene)
    ]
    free = 1 + max((one.priority for one in card.references), default=-1)
    return (*card.references, *(one.model_copy(update={"priority": free + n}) for n, one in enumerate(taken)))


def _plain(values: tuple[Part, ...] | tuple[Reference, ...]) -> list[Any]:
    return [value.model_dump(mode="json") for value in values]
