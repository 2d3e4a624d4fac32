"""What is asked of a surface: a card, its assets, the place, how the shot begins, and the media that may go along."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from rushes.craft.cards.asset import Asset
from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Role

_PRIVATE = re.compile("[\ue000-\uf8ff]")


class Mode(StrEnum):
    """What a clip is made from, besides words."""

    TEXT = "text"
    FIRST_FRAME = "first_frame"
    FIRST_LAST = "first_last"
    REFERENCES = "references"

    @property
    def framed(self) -> bool:
        """Whether a picture already shows how the shot begins, so that words tell only what happens next."""
        return self in {Mode.FIRST_FRAME, Mode.FIRST_LAST}


class Kind(StrEnum):
    """What sort of file goes along."""

    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"


class View(StrEnum):
    """What a picture shows of its asset; a sheet has several views in one picture."""

    WHOLE = "whole"
    FACE = "face"
    FULL_BODY = "full_body"
    SHEET = "sheet"


@dataclass(frozen=True)
class Medium:
    """A file that stands for an asset in one role; without a digest it is meant to come and is not there yet."""

    asset: str
    role: Role
    kind: Kind = Kind.IMAGE
    sha256: str = ""
    view: View = View.WHOLE


@dataclass(frozen=True)
class Intent:
    """One shot as it is meant; `aspect` is the picture's width over its height."""

    card: Card
    assets: Mapping[str, Asset] = field(default_factory=dict)
    heading: str = ""
    mode: Mode = Mode.TEXT
    media: tuple[Medium, ...] = ()
    style: str = ""
    aspect: float = 16 / 9


def followed(intent: Intent) -> tuple[Medium, ...]:
    """The clips whose movement, and sounds whose words, the whole shot follows: they are of nothing the card names."""
    named = set(intent.card.assets)
    return tuple(one for one in intent.media if one.role in {Role.MOTION, Role.VOICE} and one.asset not in named)


def stand_ins(card: Card) -> tuple[Medium, ...]:
    """The media a card's references ask for, as if each were there: a face and a full body for a person."""
    found: list[Medium] = []
    for reference in sorted(card.references, key=lambda one: one.priority):
        kind = {Role.VOICE: Kind.AUDIO, Role.MOTION: Kind.VIDEO}.get(reference.role, Kind.IMAGE)
        person = reference.role is Role.IDENTITY and reference.asset.startswith("CH-")
        views = (View.FACE, View.FULL_BODY) if person else (View.WHOLE,)
        found += [Medium(reference.asset, reference.role, kind, view=view) for view in views]
    return tuple(found)


def cleaned(intent: Intent) -> Intent:
    """The same intent without private-use characters, which stand for tokens while a prompt is being written."""
    assets = {name: Asset.model_validate(_clean(asset.model_dump())) for name, asset in intent.assets.items()}
    return Intent(
        Card.model_validate(_clean(intent.card.model_dump())),
        assets,
        _PRIVATE.sub("", intent.heading),
        intent.mode,
        intent.media,
        _PRIVATE.sub("", intent.style),
        intent.aspect,
    )


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _PRIVATE.sub("", value)
    if isinstance(value, dict):
        return {key: _clean(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(inner) for inner in value]
    return value
