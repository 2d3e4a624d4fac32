"""A production's script revised without its folder: the plan follows, what a person planned stays as it is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from rushes.craft.cards.asset import Asset
from rushes.craft.cards.vocabulary import Origin
from rushes.craft.grammar import assets as cast
from rushes.craft.production import folder as productions
from rushes.craft.production.folder import Production
from rushes.craft.screenplay import fountain
from rushes.craft.screenplay.elements import Screenplay
from rushes.craft.screenplay.shots import shot_notes
from rushes.delivery import continuing, folder
from rushes.delivery.continuing import Before
from rushes.projects.tables import Project
from rushes.story import service as story
from rushes.story.tables import Script


def revise(
    session: Session,
    project: Project,
    screenplay: Screenplay,
    who: str,
    *,
    why: str = "",
    assisted: bool = False,
    draft: str = "",
    parent: int | None = None,
) -> Script:
    """
    Make this the script's newest revision; scenes and shots that are the same keep their codes.

    `draft` are a model's words that are in it. Proposed cards are proposed anew; a person's own stay, and are told as
    stale where their words changed. A script that differs in nothing is no new revision.

    Raises:
        Overtaken: `parent` is said and somebody revised the script since.
        NoScene, InvalidFile: it cannot be planned.
    """
    story.refuse_overtaken(session, project.id, parent)
    return _revised(session, project, screenplay, who, {"why": why, "assisted": assisted, "draft": draft})


def lock(session: Session, project: Project, who: str) -> Script:
    """
    Write each scene's number into its heading, in a revision of its own: from here on no number changes.

    Raises:
        AlreadyLocked: they are locked.
        NoSuchRevision: there is no script yet.
    """
    story.refuse_locked(session, project.id)
    script = story.one(session, project.id)
    said = {"why": "scene numbers locked", "locks": True}
    return _revised(session, project, fountain.parse(script.text), who, said)


def foreseen(
    session: Session, project: Project, screenplay: Screenplay, *, locks: bool = False
) -> tuple[Production, Before | None]:
    """
    The production as this script would make it, and as it is; nothing is kept.

    Raises:
        NoScene, InvalidFile: it cannot be planned.
    """
    was = continuing.before(session, project.id)
    stated = productions.complete(_restated(folder.kept(session, project), screenplay))
    return continuing.continued(stated, was, locks=locks) if was else stated, was


def _revised(session: Session, project: Project, screenplay: Screenplay, who: str, said: Mapping[str, Any]) -> Script:
    locks = bool(said.get("locks"))
    production, was = foreseen(session, project, screenplay, locks=locks)
    last = story.one(session, project.id)
    if last.text == production.script and not locks:
        return last
    script = story.revise(session, project.id, production.script, author=who, **said)
    folder.plan(session, project.id, script, production, was)
    return script


def _restated(production: Production, screenplay: Screenplay) -> Production:
    """The production with another script, without what followed from the one before."""
    from_notes = bool(shot_notes(screenplay)) and all(card.origin is Origin.COMPLETED for card in production.cards)
    follows = from_notes or all(card.origin is Origin.PROPOSED for card in production.cards)
    return replace(
        production,
        screenplay=screenplay,
        cards=() if follows else production.cards,
        assets=_recast(production.assets, screenplay),
    )


def _recast(assets: Sequence[Asset], screenplay: Screenplay) -> tuple[Asset, ...]:
    """The assets that persons stated or edited; where others were proposed, what this script proposes besides."""
    own = {asset.id: asset for asset in assets if asset.origin is not Origin.PROPOSED}
    if not own or len(own) == len(assets):
        return tuple(own.values())
    proposed = {asset.id: asset for asset in cast.propose(screenplay)}
    return tuple((proposed | own).values())
