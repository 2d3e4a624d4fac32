"""What a production's shot would be asked for, on any surface, before anything is spent."""

import math
from collections.abc import Sequence
from dataclasses import replace

from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Role
from rushes.craft.production.folder import Production
from rushes.craft.prompting import compiler, joining, sequences
from rushes.craft.prompting.compiled import Compiled, Unsendable
from rushes.craft.prompting.intent import Intent, Medium, Mode, stand_ins
from rushes.craft.screenplay import breakdown
from rushes.kernel import ids
from rushes.kernel.errors import NotFound


class NoShot(NotFound):
    """The production has no shot of that code."""


def told(production: Production, shot: str, surface: str, mode: Mode | None = None) -> Compiled:
    """
    A shot in the words of a surface, as if every file its card refers to were there.

    Args:
        mode: what the clip is made from; the most that the surface can when not said.

    Raises:
        NoShot, NoSurface: there is none of that name.
        Unsendable: the surface cannot be asked for the shot as it is.
    """
    chosen, intent = compiler.surface_of(surface), _intent(production, card(production, shot), mode)
    return compiler.compiled(chosen, intent if mode else replace(intent, mode=compiler.usual_mode(chosen, intent)))


def told_together(production: Production, shots: Sequence[str], surface: str, mode: Mode | None = None) -> Compiled:
    """
    Shots of a scene, none left out between them, as one request to a surface; one shot is told as it is alone.

    Raises:
        NoShot, NoSurface, Unsendable: as for one shot; also where shots do not belong together or do not fit.
    """
    if len(shots) == 1:
        return told(production, shots[0], surface, mode)
    chosen, cards = compiler.surface_of(surface), [card(production, shot) for shot in shots]
    if why := joining.obstacle(cards) or (joining.gap(production.cards, cards) if cards else ""):
        raise Unsendable(why)
    intents = [_intent(production, one, mode) for one in cards]
    if intents and mode is None:
        usual = compiler.usual_mode(chosen, sequences.joined(intents).whole)
        intents = [replace(intent, mode=usual) for intent in intents]
    return compiler.sequence(chosen, intents)


def together(production: Production, scene: str, surface: str) -> list[tuple[Card, ...]]:
    """Which shots of a scene could be one request to a surface each. NoShot, NoSurface."""
    chosen = compiler.surface_of(surface)
    planned = [card for card in production.cards if card.scene == scene.upper()]
    if not planned:
        raise NoShot(f"{production.brief.title} has no shot in scene {scene}.")
    return joining.proposed(planned, chosen.shots, max(chosen.seconds, default=math.inf))


def of_scene(scene: str, shots: Sequence[str]) -> Sequence[str]:
    """The shots, each of that scene. NoShot."""
    other = next((shot for shot in shots if ids.scene_of(shot.upper()) != scene.upper()), None)
    if other is not None:
        raise NoShot(f"{other} is no shot of scene {scene}.")
    return shots


def card(production: Production, code: str) -> Card:
    """The card of that shot. NoShot, with those there are."""
    found = next((card for card in production.cards if card.code == code.upper()), None)
    if found is None:
        there = ", ".join(card.code for card in production.cards)
        raise NoShot(f"{production.brief.title} has no shot {code}; it has {there}.")
    return found


def _intent(production: Production, planned: Card, mode: Mode | None) -> Intent:
    """A plan holds no pictures: what it refers to is taken to come."""
    scenes = breakdown.breakdown(production.screenplay).scenes
    heading = next((scene.heading for scene in scenes if scene.code == planned.scene), "")
    frames = (Medium(planned.code, Role.FIRST_FRAME), Medium(planned.code, Role.LAST_FRAME))
    media = (*stand_ins(planned), *(frames if mode and mode.framed else ()))
    raster = production.brief.format
    aspect = raster.picture or raster.width / raster.height
    assets = {asset.id: asset for asset in production.assets}
    return Intent(planned, assets, heading, mode or Mode.TEXT, media, "", aspect)
