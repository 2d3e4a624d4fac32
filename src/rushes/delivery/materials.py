"""What requests are made from, read once for a whole production: scenes, library, approved panels, what forbids it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from rushes.craft.cards.asset import Asset
from rushes.craft.cards.card import Card
from rushes.delivery import panels, premise
from rushes.generation.compose import Material
from rushes.governance.rules import Refusal
from rushes.library import references
from rushes.library import service as library
from rushes.projects.tables import Project
from rushes.shots import service as shots
from rushes.shots.tables import Scene
from rushes.takes.tables import Take

_WEATHER = re.compile(r"\b(rain\w*|storm\w*|wind\w*|fog\w*|mist\w*|snow\w*|drizzle|haze|dust)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Materials:
    """
    A production as its requests need it; `approved` and `sheets` hold approved pictures by what they are of.

    `references` are the files a person brought in by what they show; they go before a picture of a sheet.
    """

    scenes: Mapping[str, Scene]
    assets: Mapping[str, Asset]
    versions: Mapping[str, int]
    approved: Mapping[str, Take]
    sheets: Mapping[str, Take]
    refusal: Refusal | None
    references: Mapping[str, str]

    def of(self, card: Card) -> Material:
        """All that a card's request is made from."""
        scene = self.scenes.get(card.scene)
        frames = panels.frames(card, self.approved)
        place = _place(scene) | {"weather": _weather(scene, card)}
        heading = scene.heading if scene else ""
        views = {of: take.media for of, take in self.sheets.items()} | dict(self.references)
        return Material(card, self.assets, self.versions, heading, place, frames, views, self.refusal)


def materials(session: Session, project: Project) -> Materials:
    """A production as it is now."""
    return Materials(
        shots.scenes(session, project.id),
        library.usable(session, project.id),
        library.versions(session, project.id),
        panels.approved(session, project.id, panels.PANEL),
        panels.approved(session, project.id, panels.SHEET),
        premise.refusal(session, project),
        references.along(session, project.id),
    )


def _place(scene: Scene | None) -> dict[str, Any]:
    """A scene's place as a provider's plan says it; empty for a scene that is gone."""
    facts = scene.facts if scene else {}
    named = {name: str(facts.get(name) or "") for name in ("int_ext", "location", "time")}
    return {"heading": scene.heading if scene else "", **named}


def _weather(scene: Scene | None, card: Card) -> str:
    """The words of a scene's script and a card's ambience that say what the weather is."""
    told = " ".join(str(element.get("text", "")) for element in scene.facts.get("elements", [])) if scene else ""
    return " ".join(dict.fromkeys(word.lower() for word in _WEATHER.findall(f"{told} {' '.join(card.ambience)}")))
