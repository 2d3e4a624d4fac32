"""
A production goes on from what it was: scenes and shots that are the same keep their codes when the script changes.

Scenes are matched to those kept before; where the codes they had are not those the new text gives, their numbers are
written into its headings, so that a script alone always says its codes. Proposed shots keep theirs by what they tell.
"""

import itertools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from rushes.craft.cards.card import Card
from rushes.craft.grammar import renumber, tracing
from rushes.craft.grammar.tracing import Link
from rushes.craft.production.folder import Production
from rushes.craft.screenplay import fountain, numbering, omitting, sameness
from rushes.craft.screenplay.elements import Element, Screenplay
from rushes.craft.screenplay.sameness import Sketch
from rushes.craft.screenplay.shots import scenes as by_scene
from rushes.kernel import ids
from rushes.shots import links
from rushes.shots import service as shots
from rushes.story import service as story
from rushes.story.tables import Script

Part = tuple[Element, ...]


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
    def unknown(self) -> set[str]:
        """The codes of scenes that were omitted before anything was known of them."""
        return {code for code, scene in self.scenes.items() if scene.heading.startswith("omitted") and not scene.words}

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
        (
            *(one.card for one in shots.planned(session, project_id)),
            *shots.put_by(session, project_id),
            *shots.omitted(session, project_id),
        ),
        frozenset(shots.codes(session, project_id)),
        links.of(session, project_id, script.revision),
        script.locked,
    )


def continued(production: Production, was: Before, *, locks: bool = False) -> Production:
    """
    The production with the codes its scenes and shots had; locked, or to be, with a number in every heading.

    Once it is locked, a scene that was cut leaves a heading that says OMITTED, which goes when the scene is back.
    """
    parts = by_scene(production.screenplay.elements)
    screenplay = _numbered(production.screenplay, parts, was, locks=locks)
    if not production.proposed:
        return replace(production, screenplay=screenplay)
    now = by_scene(screenplay.elements)
    told, named = _of_told(parts), _of_told(now)
    renamed = dict(zip(told, named, strict=True))
    cards = [_in_scene(card, renamed[card.scene]) for card in production.cards]
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


def _numbered(screenplay: Screenplay, parts: Sequence[Part], was: Before, *, locks: bool) -> Screenplay:
    given, kept = [numbering.stated(part) for part in parts], _same(parts, was)
    if was.locked:
        codes = _locked(parts, given, kept, was)
        return numbering.written(*omitting.settled(screenplay, codes, was.scenes.keys() - set(codes)))
    found = numbering.continued(given, kept, was.used)
    return numbering.written(screenplay, found) if locks or found != numbering.codes_of(parts) else screenplay


def _of_told(parts: Sequence[Part]) -> list[str]:
    """The code of each scene that is told, from its script alone."""
    coded = zip(numbering.codes_of(parts), parts, strict=True)
    return [code for code, part in coded if not omitting.is_omitted(part)]


def _same(parts: Sequence[Part], was: Before) -> list[str | None]:
    """The code that each scene had before; None for a new one, and for one that only says OMITTED."""
    unknown = was.unknown
    known = [code for code in was.scenes if code not in unknown]
    told = [not omitting.is_omitted(part) for part in parts]
    sketches = [sameness.sketch(part) for part in itertools.compress(parts, told)]
    same = iter(sameness.match([was.scenes[code] for code in known], sketches))
    return [known[place] if is_told and (place := next(same)) is not None else None for is_told in told]


def _locked(
    parts: Sequence[Part], given: Sequence[str | None], kept: Sequence[str | None], was: Before
) -> list[str | None]:
    """
    The code of each scene once numbers are locked: no number that a text gives changes a scene's.

    None for a heading that says OMITTED of a scene that is back, or of none that is known.
    """
    told = [not omitting.is_omitted(part) for part in parts]
    never_told = was.used - was.unknown
    new = [None if old or code in never_told else code for code, old in zip(given, kept, strict=True)]
    back = {code for pair in itertools.compress(zip(new, kept, strict=True), told) for code in pair if code}
    only = _only_numbers(parts, given, back)
    stays = [is_told or code is not None for is_told, code in zip(told, only, strict=True)]
    stated = [code if is_told else other for is_told, code, other in zip(told, new, only, strict=True)]
    left, before = (list(itertools.compress(each, stays)) for each in (stated, kept))
    codes = iter(numbering.continued(left, before, was.used))
    return [next(codes) if stay else None for stay in stays]


def _only_numbers(parts: Sequence[Part], given: Sequence[str | None], back: Collection[str]) -> list[str | None]:
    """The code of each scene that only says OMITTED, once; None for every other, and where the scene is back."""
    taken = set(back)
    found = list[str | None]()
    for part, code in zip(parts, given, strict=True):
        found.append(code if omitting.is_omitted(part) and code not in taken else None)
        taken |= {found[-1]} if found[-1] else set()
    return found


def _in_scene(card: Card, scene: str) -> Card:
    return card.model_copy(update={"code": card.code.replace(card.scene, scene, 1)})
