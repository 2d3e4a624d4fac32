"""The script beside its shots: which words each covers, and what another text would make of the plan, before it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from rushes.craft.cards.card import Card
from rushes.craft.grammar import tracing
from rushes.craft.grammar.tracing import Link, State
from rushes.craft.production.folder import Production
from rushes.craft.screenplay import breakdown, sameness
from rushes.craft.screenplay.elements import Screenplay, Span
from rushes.craft.screenplay.lines import Ruler
from rushes.craft.screenplay.sameness import Sketch
from rushes.craft.screenplay.shots import scenes as by_scene
from rushes.delivery import scripts
from rushes.delivery.continuing import Before
from rushes.kernel import ids
from rushes.projects.tables import Project
from rushes.shots import links
from rushes.shots import service as shots
from rushes.story import service as story
from rushes.takes.tables import Take


class Fate(StrEnum):
    """What a text would make of a scene or a shot."""

    NEW = "new"
    CHANGED = "changed"
    CUT = "cut"
    STALE = "stale"
    LOST = "lost"
    REPLANNED = "replanned"


@dataclass(frozen=True)
class Covered:
    """A shot and the words of the newest script that it covers; a lost one covers none."""

    shot: str
    scene: str
    title: str
    state: State
    says: str
    span: Span
    takes: int


@dataclass(frozen=True)
class SceneFate:
    """A scene that would be new, changed or cut."""

    code: str
    heading: str
    fate: Fate


@dataclass(frozen=True)
class ShotFate:
    """A shot that would no longer be as it is, why, the words before and after, and how many takes it has."""

    shot: str
    title: str
    fate: Fate
    says: str
    was: str
    now: str
    takes: int


@dataclass(frozen=True)
class Foresight:
    """What a text would make of the plan; `numbered` says that scene numbers would be written into its headings."""

    scenes: tuple[SceneFate, ...]
    shots: tuple[ShotFate, ...]
    kept: int
    numbered: bool


def covered(session: Session, project_id: UUID) -> list[Covered]:
    """Every planned shot with the words it covers, in story order; none before there is a script."""
    script = story.newest(session, project_id)
    if script is None:
        return []
    found, ruler = links.of(session, project_id, script.revision), Ruler(script.text)
    taken = _taken(session, project_id)

    def told(card: Card, link: Link) -> Covered:
        span = ruler.span(link.span.start, link.span.end)
        scene = ids.scene_of(card.code)
        return Covered(card.code, scene, card.title, link.state, link.says, span, taken.get(card.code, 0))

    planned = [one.card for one in shots.planned(session, project_id)]
    return [told(card, found[card.code]) for card in planned if card.code in found]


def foresee(session: Session, project: Project, screenplay: Screenplay) -> Foresight:
    """
    What this script would make of the plan, without keeping anything of it.

    Raises:
        NoScene, InvalidFile: it cannot be planned.
    """
    production, was = scripts.foreseen(session, project, screenplay)
    if was is None:
        return Foresight((), (), 0, numbered=False)
    headings = {code: scene.heading for code, scene in shots.scenes(session, project.id).items()}
    replanned = links.changed(session, project.id, production.cards)
    after = tracing.followed(was.links, was.screenplay, production.screenplay, production.cards, replanned)
    taken = _taken(session, project.id)
    fates = tuple(_shot_fates(was, production, after, taken))
    gone = {fate.shot for fate in fates}
    return Foresight(
        scenes=tuple(_scene_fates(was, production.screenplay, headings)),
        shots=fates,
        kept=sum(card.code not in gone for card in was.cards),
        numbered=production.script != screenplay.source,
    )


def _scene_fates(was: Before, screenplay: Screenplay, headings: Mapping[str, str]) -> Iterator[SceneFate]:
    found = breakdown.breakdown(screenplay)
    omitted = {scene.code for scene in found.omitted}
    sketches = _sketches(screenplay)
    for scene in found.listed:
        before = was.scenes.get(scene.code)
        if before is None:
            yield SceneFate(scene.code, scene.heading, Fate.NEW)
        elif scene.code not in omitted and before != sketches[scene.code]:
            yield SceneFate(scene.code, scene.heading, Fate.CHANGED)
    told = {scene.code for scene in found.scenes}
    for code in was.scenes:
        if code not in told and code not in was.unknown:
            yield SceneFate(code, headings.get(code, ""), Fate.CUT)


def _sketches(screenplay: Screenplay) -> dict[str, Sketch]:
    listed = breakdown.breakdown(screenplay).listed
    return {
        scene.code: sameness.sketch(part) for scene, part in zip(listed, by_scene(screenplay.elements), strict=True)
    }


def _shot_fates(
    was: Before, production: Production, after: Mapping[str, Link], taken: Mapping[str, int]
) -> Iterator[ShotFate]:
    before, planned = {card.code: card for card in was.cards}, {card.code: card for card in production.planned}
    for card in planned.values():
        old, link = was.links.get(card.code), after.get(card.code)
        words = (old.text if old else "", link.text if link else "")
        takes = taken.get(card.code, 0)
        if card.code not in before:
            yield ShotFate(card.code, card.title, Fate.NEW, "it is proposed for new words", *words, takes)
        elif link and link.state is not State.KEPT and (old is None or old.state is State.KEPT):
            yield ShotFate(card.code, card.title, Fate(link.state), link.says, *words, takes)
        elif card.digest != before[card.code].digest:
            yield ShotFate(card.code, card.title, Fate.REPLANNED, "its card is proposed anew", *words, takes)
    for code, card in before.items():
        if code not in planned:
            link = was.links.get(code)
            words = (link.text if link else "", "")
            yield ShotFate(code, card.title, Fate.CUT, "its scene or its words go", *words, taken.get(code, 0))


def _taken(session: Session, project_id: UUID) -> dict[str, int]:
    """How many takes each shot has."""
    mine = (Take.project_id == project_id, Take.subject.startswith("shot:"))
    wanted = select(Take.subject, func.count()).where(*mine).group_by(Take.subject)
    return {subject.removeprefix("shot:"): many for subject, many in session.execute(wanted)}
