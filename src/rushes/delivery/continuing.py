"""
A production goes on from what it was: scenes and shots that are the same keep their codes when the script changes.

Scenes are matched to those kept before; where the codes they had are not those the new text gives, their numbers are
written into its headings, so that a script alone always says its codes. Proposed shots keep theirs by what they tell.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from rushes.craft.cards.card import Card
from rushes.craft.grammar import renumber, tracing
from rushes.craft.grammar.tracing import Link
from rushes.craft.production.folder import Production
from rushes.craft.screenplay import fountain, numbering, sameness
from rushes.craft.screenplay.elements import Element, Screenplay
from rushes.craft.screenplay.sameness import Sketch
from rushes.craft.screenplay.shots import scenes as by_scene
from rushes.kernel import ids
from rushes.shots import links
from rushes.shots import service as shots
from rushes.story import service as story
from rushes.story.tables import Script


@dataclass(frozen=True)
class Before:
    """What a production was: its script, its scenes by code, its cards, every code ever used, whether it is locked."""

    screenplay: Screenplay
    scenes: Mapping[str, Sketch]
    cards: tuple[Card, ...]
    shots: frozenset[str]
    links: Mapping[str, Link]
    locked: bool = False

    @property
    def used(self) -> set[str]:
        """Every code that a scene ever had."""
        return {*self.scenes, *map(ids.scene_of, self.shots)}


def before(session: Session, project_id: UUID) -> Before | None:
    """What a production was; None for a new one."""
    script = story.newest(session, project_id)
    if script is None:
        return None
    scenes = shots.scenes(session, project_id).items()
    return Before(
        fountain.parse(script.text),
        {code: sameness.remembered(scene.heading, scene.facts) for code, scene in scenes},
        tuple(one.card for one in shots.planned(session, project_id)),
        frozenset(shots.codes(session, project_id)),
        links.of(session, project_id, script.revision),
        script.locked,
    )


def continued(production: Production, was: Before, *, locks: bool = False) -> Production:
    """The production with the codes its scenes and shots had; locked, or to be, with a number in every heading."""
    parts = by_scene(production.screenplay.elements)
    told, codes = numbering.codes_of(parts), _codes(parts, was)
    screenplay = production.screenplay
    if codes != told or was.locked or locks:
        screenplay = numbering.written(screenplay, codes)
    if not production.proposed:
        return replace(production, screenplay=screenplay)
    named = dict(zip(told, numbering.codes_of(by_scene(screenplay.elements)), strict=True))
    cards = [_in_scene(card, named[card.scene]) for card in production.cards]
    kept = renumber.keep(was.cards, cards, was.shots)
    return replace(production, screenplay=screenplay, cards=tuple(kept))


def keep_links(session: Session, project_id: UUID, script: Script, production: Production, was: Before | None) -> None:
    """Follow the words of every shot into a revision of the script."""
    now, cards = production.screenplay, {card.code: card for card in production.cards}
    if was is None:
        links.keep(session, project_id, script.revision, tracing.linked(now, production.cards), cards)
        return
    changed = links.changed(session, project_id, production.cards)
    followed = tracing.followed(was.links, was.screenplay, now, production.cards, changed)
    links.keep(session, project_id, script.revision, followed, cards)


def _codes(parts: Sequence[tuple[Element, ...]], was: Before) -> list[str]:
    """The code of each scene; a number that the script gives wins, unless numbers are locked."""
    known = list(was.scenes)
    same = sameness.match(list(was.scenes.values()), [sameness.sketch(part) for part in parts])
    kept = [known[place] if place is not None else None for place in same]
    given = [numbering.stated(part) for part in parts]
    if was.locked:
        given = [None if old or code in was.used else code for code, old in zip(given, kept, strict=True)]
    return numbering.continued(given, kept, was.used)


def _in_scene(card: Card, scene: str) -> Card:
    return card.model_copy(update={"code": card.code.replace(card.scene, scene, 1)})
