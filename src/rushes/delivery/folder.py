"""Between a production's folder and its rows: adopt what the files say, and give it back as files."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.rules import Role
from rushes.craft.breakdown import implied
from rushes.craft.cards.vocabulary import Origin
from rushes.craft.production.brief import Brief
from rushes.craft.production.enclosed import Shown, Standing
from rushes.craft.production.folder import Production
from rushes.craft.screenplay import breakdown, fountain
from rushes.delivery import continuing, enclosing
from rushes.delivery.continuing import Before
from rushes.edit import service as edit
from rushes.governance import record
from rushes.governance import service as governance
from rushes.kernel import hashing
from rushes.kernel.ids import Subject
from rushes.library import service as library
from rushes.projects import service as projects
from rushes.projects.tables import Project
from rushes.shots import service as shots
from rushes.story import marks
from rushes.story import service as story
from rushes.story.tables import Script


def adopt(session: Session, production: Production, origin: str, who: str) -> Project:
    """
    Make the rows say what the files say; what was made from earlier versions stays on record.

    Files that say what they said before leave alone what was changed at the desk since: a kept draft, a revision.
    """
    brief = production.brief
    project = projects.adopt(session, origin, brief.title, brief.model_dump(mode="json"))
    accounts.join(session, project.id, who, Role.OWNER)
    governance.set_budget(session, project.id, brief_of(project).budget.money)
    if projects.restated(session, project, _digest(production)):
        was = continuing.before(session, project.id)
        production = continuing.continued(production, was) if was else production
        script = story.adopt(session, project.id, production.script, who, locks=brief.scenes_locked)
        plan(session, project.id, script, production, was)
        enclosing.take_in(session, project.id, production, who)
        marks.adopt_rules(session, project.id, production.rules)
    marks.adopt(session, project.id, production.marks)
    edit.adopt(session, project.id, production.cues, production.trims)
    script, planned = story.one(session, project.id), shots.planned(session, project.id)
    body = {"title": brief.title, "script": script.digest, "shots": len(planned)}
    record.write(session, project.id, who, "project.adopted", Subject("project", str(project.id)), body)
    return project


def plan(session: Session, project_id: UUID, script: Script, production: Production, was: Before | None) -> None:
    """Make scenes, assets and cards say what a production says, and follow the words of its shots."""
    broken_down = breakdown.breakdown(production.screenplay)
    told = [(scene.code, scene.heading, asdict(scene)) for scene in broken_down.listed]
    omitted = {scene.code for scene in broken_down.omitted}
    shots.adopt_scenes(session, project_id, told, omitted=omitted, locked=script.locked)
    library.adopt(session, project_id, production.assets)
    shots.adopt_cards(session, project_id, production.cards, production.omitted)
    continuing.keep_links(session, project_id, script, production, was)


def exported(session: Session, project: Project) -> Production:
    """The production as its rows now say it."""
    script = story.newest(session, project.id)
    assert script is not None
    return Production(
        brief=brief_of(project),
        screenplay=fountain.parse(script.text),
        assets=tuple(library.listed(session, project.id).values()),
        cards=tuple(one.card for one in shots.planned(session, project.id)),
        cues=tuple(edit.cues(session, project.id)),
        trims=tuple(edit.trims(session, project.id).values()),
        marks=tuple(marks.listed(session, project.id)),
        rules=tuple(marks.rules(session, project.id)),
    )


def kept(session: Session, project: Project) -> Production:
    """The production as its sheets keep it: also the shots not planned since they or their scene are omitted."""
    now, cards = exported(session, project), tuple(shots.kept(session, project.id))
    known, omitted = {card.code for card in cards}, frozenset(card.code for card in shots.omitted(session, project.id))
    brief = now.brief.model_copy(update={"scenes_locked": story.one(session, project.id).locked})
    trims = tuple(trim for trim in now.trims if trim.shot in known)
    return replace(now, brief=brief, cards=cards, trims=trims, omitted=omitted)


def whole(session: Session, project: Project) -> Production:
    """The production as its folder keeps it: its sheets, and the files of its library."""
    return enclosing.with_files(session, project.id, kept(session, project))


def brief_of(project: Project) -> Brief:
    """The brief as it counts now: what the files say, with what was changed at the desk since."""
    return Brief.model_validate(project.brief)


def _digest(production: Production) -> str:
    """The digest of what a person wrote of script, library and plan, and of what proposals follow from besides."""
    assets = [asset.model_dump(mode="json") for asset in production.assets if asset.origin is not Origin.PROPOSED]
    cards = [card.plain() for card in production.cards if card.origin is not Origin.PROPOSED]
    rules = [implied.row_of(rule) for rule in production.rules]
    besides = [sorted(production.omitted), *_rows(production.shows), *_rows(production.stands)]
    said = [production.script, production.brief.runtime, assets, cards, rules, *([besides] if any(besides) else [])]
    return hashing.digest(said)


def _rows(said: Iterable[Shown | Standing]) -> list[dict[str, Any]]:
    """What rows say, wherever in their sheet they stand."""
    return [{name: value for name, value in asdict(one).items() if name != "where"} for one in said]
