"""What one can do with the plan: adopt scenes and cards from the files, read what counts now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from rushes.craft.cards.card import Card
from rushes.kernel import hashing, ids
from rushes.shots.errors import NoSuchShot
from rushes.shots.tables import CardRow, Scene, Shot


@dataclass(frozen=True)
class Planned:
    """A shot as it is planned now: its newest card and that card's version."""

    shot_id: UUID
    card: Card
    version: int


def adopt_scenes(
    session: Session, project_id: UUID, scenes: Iterable[tuple[str, str, Mapping[str, Any]]], *, locked: bool = False
) -> None:
    """
    Make the scenes say what the script says: (code, heading, facts) in story order.

    A scene that is cut is gone; once the script is locked it stays where it was, as omitted.
    """
    told = list(scenes)
    codes = [code for code, _, _ in told]
    cut = (Scene.project_id == project_id, Scene.code.not_in(codes))
    if locked:
        for scene in session.scalars(select(Scene).where(*cut)):
            before = [place for place, code in enumerate(codes) if ids.in_order(code) < ids.in_order(scene.code)]
            scene.omitted, scene.position = True, max(before, default=-1)
        session.flush()
    else:
        session.execute(delete(Scene).where(*cut))
    for position, (code, heading, facts) in enumerate(told):
        values = {"position": position, "heading": heading, "facts": dict(facts), "omitted": False}
        row = insert(Scene).values(project_id=project_id, code=code, **values)
        session.execute(row.on_conflict_do_update(constraint="uq_scenes_code", set_=values))


def adopt_cards(session: Session, project_id: UUID, cards: Iterable[Card]) -> None:
    """Make the plan say what these cards say: a changed card is a new version, a missing shot no longer planned."""
    shots = {shot.code: shot for shot in session.scalars(select(Shot).where(Shot.project_id == project_id))}
    newest = _newest(session, project_id)
    for shot in shots.values():
        shot.planned = False
    for position, card in enumerate(cards):
        shot = shots.get(card.code) or Shot(project_id=project_id, code=card.code, position=position)
        shot.position, shot.planned = position, True
        session.add(shot)
        session.flush()
        _version(session, shot, card, newest.get(shot.id))
    session.flush()


def revise(session: Session, project_id: UUID, card: Card) -> None:
    """Change one shot's card at the desk, as a new version. NoSuchShot."""
    one = coded(session, project_id, card.code)
    _version(session, session.get_one(Shot, one.shot_id), card, _newest(session, project_id)[one.shot_id])
    session.flush()


def planned(session: Session, project_id: UUID) -> list[Planned]:
    """The shots of the plan in story order, each with its newest card."""
    newest = _newest(session, project_id)
    wanted = select(Shot).where(Shot.project_id == project_id, Shot.planned).order_by(Shot.position)
    rows = [(shot.id, newest[shot.id]) for shot in session.scalars(wanted)]
    return [Planned(shot_id, Card.model_validate(row.data), row.version) for shot_id, row in rows]


def coded(session: Session, project_id: UUID, code: str) -> Planned:
    """The shot of that code as planned. NoSuchShot, with the shots there are."""
    shots = {one.card.code: one for one in planned(session, project_id)}
    if code not in shots:
        raise NoSuchShot(f"There is no shot {code}. There are: {', '.join(shots)}.")
    return shots[code]


def codes(session: Session, project_id: UUID) -> set[str]:
    """The code of every shot there ever was, planned now or not."""
    return set(session.scalars(select(Shot.code).where(Shot.project_id == project_id)))


def scenes(session: Session, project_id: UUID) -> dict[str, Scene]:
    """The scenes by code, in story order; those a locked script omits stand where they were."""
    in_order = (Scene.position, Scene.omitted, Scene.code)
    wanted = select(Scene).where(Scene.project_id == project_id).order_by(*in_order)
    return {scene.code: scene for scene in session.scalars(wanted.execution_options(populate_existing=True))}


def _version(session: Session, shot: Shot, card: Card, last: CardRow | None) -> None:
    data = card.plain()
    digest = hashing.digest(data)
    if last is None or last.digest != digest:
        version = last.version + 1 if last else 1
        session.add(CardRow(shot_id=shot.id, version=version, digest=digest, data=data))


def _newest(session: Session, project_id: UUID) -> dict[UUID, CardRow]:
    wanted = select(CardRow).join(Shot, Shot.id == CardRow.shot_id).where(Shot.project_id == project_id)
    return {row.shot_id: row for row in session.scalars(wanted.order_by(CardRow.version))}
