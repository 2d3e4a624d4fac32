"""Compose: from a card, its assets and a surface to the exact request and the snapshot of why it is so; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rushes.craft.cards.asset import Asset
from rushes.craft.cards.card import Card
from rushes.craft.prompting import prose
from rushes.generation.errors import Unmakeable
from rushes.kernel.timecode import Rate
from rushes.providers.base import Citation, Model, Nature, Request


@dataclass(frozen=True)
class Raster:
    """What frames are asked for; `picture` is its width over its height inside them, 0 where it fills them."""

    width: int
    height: int
    rate: Rate
    picture: float = 0.0


@dataclass(frozen=True)
class Material:
    """All that a shot's request is made from."""

    card: Card
    assets: Mapping[str, Asset]
    versions: Mapping[str, int]
    heading: str
    place: Mapping[str, Any]


def request(material: Material, model: Model, raster: Raster, attempt: int, settings: Mapping[str, Any]) -> Request:
    """
    The exact request for one take. Frames no larger than the model makes; references numbered in their order.

    Raises:
        Unmakeable: the shot is shorter or longer than the model can make.
    """
    card, (least, most) = material.card, model.seconds
    if not least <= card.seconds <= most:
        reach = f"{least:g} to {most:g} seconds"
        raise Unmakeable(f"{card.code}: {model.title} makes {reach}, the card asks {card.seconds:g}.", shot=card.code)
    width, height = _fit(raster, model.largest)
    known = {name: material.assets[name] for name in card.assets if name in material.assets}
    return Request(
        model=model.id,
        prompt=prose.prompt(card, known, material.heading) if model.nature is not Nature.PERSON else _origin(settings),
        frames=raster.rate.frames(card.seconds),
        rate=str(raster.rate),
        width=width,
        height=height,
        attempt=attempt,
        citations=_citations(material),
        settings=settings,
        plan={
            "card": card.model_dump(mode="json", exclude={"origin", "why"}),
            "assets": [asset.model_dump(mode="json", exclude={"clearance", "source"}) for asset in known.values()],
            "place": dict(material.place),
            "picture": raster.picture,
        },
    )


def snapshot(material: Material, asked: Request, provider: str, card_version: int) -> dict[str, Any]:
    """What a take will always be able to say of itself: plan, prompt, references, surface, settings, seed."""
    return {
        "card": {"version": card_version, "digest": material.card.digest, "plan": material.card.plain()},
        "assets": {name: material.versions.get(name, 0) for name in material.card.assets},
        "provider": provider,
        "request": asked.plain(),
        "digest": asked.digest,
        "seed": asked.seed,
    }


def _origin(settings: Mapping[str, Any]) -> str:
    return f"Brought in from {settings.get('name', 'a file')}."


def _citations(material: Material) -> tuple[Citation, ...]:
    ordered = sorted(material.card.references, key=lambda reference: reference.priority)
    return tuple(Citation(number, one.asset, one.role) for number, one in enumerate(ordered, start=1))


def _fit(raster: Raster, largest: tuple[int, int]) -> tuple[int, int]:
    scale = min(1.0, largest[0] / raster.width, largest[1] / raster.height)
    return _even(raster.width * scale), _even(raster.height * scale)


def _even(length: float) -> int:
    return max(2, 2 * round(length / 2))
