"""What one can do with the plan: adopt scenes and cards from the files, read what counts now."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.orm import Session

from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Origin
from rushes.kernel import hashing, ids
from rushes.shots.errors import NoSuchShot
from rushes.shots.tables import CardRow, Scene, Shot

_HELD = "shots"
"""Where the facts of an omitted scene say which shots it had."""


@dataclass(frozen=True)
class Planned:
    """A shot as it is planned now: its newest card and that card's version."""

    shot_id: UUID
    card: Card
    version: int


class _Newest(NamedTuple):
    version: int
    digest: str
    data: dict[str, Any]


def adopt_scenes(
    session: Session,
    project_id: UUID,
    scenes: Iterable[tuple[str, str, Mapping[str, Any]]],
    *,
    omitted: Collection[str] = (),
    locked: bool = False,
) -> None:
    """
    Make the scenes say what the script says: (code, heading, facts) in story order.

    One of those `omitted` keeps what was known of it. A scene that is cut is gone; once the script is locked it stays
    where it was, as omitted, also where the script cannot say so.
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
        said = {"position": position, "omitted": code in omitted}
        known = {"heading": heading, "facts": dict(facts)}
        row = insert(Scene).values(project_id=project_id, code=code, **said, **known)
        changes = said if code in omitted else said | known
        session.execute(row.on_conflict_do_update(constraint="uq_scenes_code", set_=changes))


def adopt_cards(session: Session, project_id: UUID, cards: Iterable[Card], left: Collection[str] = ()) -> None:
    """
    Make the plan say what these cards say: a changed card is a new version, a missing shot no longer planned.

    The shots of omitted scenes are not planned either; they are put by until their scene is back. What a person omitted
    stays out, and so do those `left` out by the files; what a person placed stays behind the shot it stood behind.
    """
    in_order = select(Shot).where(Shot.project_id == project_id).order_by(Shot.position, Shot.code)
    shots = {shot.code: shot for shot in session.scalars(in_order)}
    newest = _newest(session, project_id)
    listed = _as_placed(list(cards), shots)
    omitted = _put_by(session, project_id, shots.values(), listed, newest)
    for shot in shots.values():
        shot.planned = False
    for position, card in enumerate(listed):
        shot = shots.get(card.code) or Shot(project_id=project_id, code=card.code, position=position)
        shot.omitted = bool(shot.omitted) or card.code in left
        shot.position, shot.planned = position, card.scene not in omitted and not shot.omitted
        session.add(shot)
        session.flush()
        _version(session, shot, card, newest.get(shot.id))
    session.flush()


def revise(session: Session, project_id: UUID, card: Card, who: str) -> None:
    """Change one shot's card at the desk, as a new version. NoSuchShot."""
    one = coded(session, project_id, card.code)
    _version(session, session.get_one(Shot, one.shot_id), card, _newest(session, project_id)[one.shot_id], who)
    session.flush()


def lock(session: Session, project_id: UUID, code: str) -> None:
    """Until the transaction ends nobody else writes this shot."""
    session.execute(select(Shot.id).where(Shot.project_id == project_id, Shot.code == code).with_for_update())


def add(session: Session, project_id: UUID, card: Card, position: int, who: str) -> Planned:
    """A new shot at this position, as a person planned it."""
    shot = Shot(project_id=project_id, code=card.code, position=position, planned=True, placed=True)
    session.add(shot)
    session.flush()
    _version(session, shot, card, None, who)
    session.flush()
    return Planned(shot.id, card, 1)


def versions(session: Session, project_id: UUID, code: str) -> list[CardRow]:
    """Every version of a shot's card, the newest first. NoSuchShot."""
    one = coded(session, project_id, code)
    wanted = select(CardRow).where(CardRow.shot_id == one.shot_id).order_by(CardRow.version.desc())
    return list(session.scalars(wanted))


def planned(session: Session, project_id: UUID) -> list[Planned]:
    """The shots of the plan in story order, each with its newest card."""
    newest = _newest(session, project_id)
    wanted = select(Shot.id).where(Shot.project_id == project_id, Shot.planned).order_by(Shot.position)
    rows = [(shot_id, newest[shot_id]) for shot_id in session.scalars(wanted)]
    return [Planned(shot_id, Card.model_validate(row.data), row.version) for shot_id, row in rows]


def put_by(session: Session, project_id: UUID) -> list[Card]:
    """The newest cards of the shots that omitted scenes had, in the order of their codes."""
    omitted = [scene for scene in scenes(session, project_id).values() if scene.omitted]
    held = {code for scene in omitted for code in scene.facts.get(_HELD, ())}
    wanted = select(Shot).where(Shot.project_id == project_id, Shot.code.in_(held))
    newest = _newest(session, project_id)
    cards = (Card.model_validate(newest[shot.id].data) for shot in session.scalars(wanted))
    return sorted(cards, key=lambda card: ids.in_order(card.code))


def kept(session: Session, project_id: UUID) -> list[Card]:
    """The newest cards of all shots that are planned, put by or omitted, in the order they stand in."""
    held = {card.code for card in put_by(session, project_id)}
    standing = Shot.planned | Shot.omitted | Shot.code.in_(held)
    wanted = select(Shot.id).where(Shot.project_id == project_id, standing).order_by(Shot.position, Shot.code)
    newest = _newest(session, project_id)
    return [Card.model_validate(newest[shot_id].data) for shot_id in session.scalars(wanted)]


def omitted(session: Session, project_id: UUID) -> list[Card]:
    """The newest cards of the shots that a person omitted, where they stood."""
    wanted = select(Shot.id).where(Shot.project_id == project_id, Shot.omitted).order_by(Shot.position, Shot.code)
    newest = _newest(session, project_id)
    return [Card.model_validate(newest[shot_id].data) for shot_id in session.scalars(wanted)]


def coded(session: Session, project_id: UUID, code: str) -> Planned:
    """The shot of that code as planned. NoSuchShot, with the shots there are."""
    wanted = (
        select(Shot.id, CardRow.version, CardRow.data)
        .join(CardRow, CardRow.shot_id == Shot.id)
        .where(Shot.project_id == project_id, Shot.planned, Shot.code == code)
        .order_by(CardRow.version.desc())
        .limit(1)
    )
    found = session.execute(wanted).first()
    if found is None:
        raise NoSuchShot(f"There is no shot {code}. There are: {', '.join(order(session, project_id))}.")
    return Planned(found.id, Card.model_validate(found.data), found.version)


def order(session: Session, project_id: UUID) -> list[str]:
    """The codes of the planned shots in the order they play in."""
    wanted = select(Shot.code).where(Shot.project_id == project_id, Shot.planned)
    return list(session.scalars(wanted.order_by(Shot.position, Shot.code)))


def card_versions(session: Session, project_id: UUID) -> dict[str, int]:
    """How many versions the card of each planned shot has."""
    wanted = select(Shot.code, func.max(CardRow.version).label("newest")).join(CardRow, CardRow.shot_id == Shot.id)
    counted = wanted.where(Shot.project_id == project_id, Shot.planned).group_by(Shot.code)
    return {row.code: row.newest for row in session.execute(counted)}


def codes(session: Session, project_id: UUID) -> set[str]:
    """The code of every shot there ever was, planned now or not."""
    return set(session.scalars(select(Shot.code).where(Shot.project_id == project_id)))


def scenes(session: Session, project_id: UUID) -> dict[str, Scene]:
    """The scenes by code, in story order; those a locked script omits stand where they were."""
    in_order = (Scene.position, Scene.omitted, Scene.code)
    wanted = select(Scene).where(Scene.project_id == project_id).order_by(*in_order)
    return {scene.code: scene for scene in session.scalars(wanted.execution_options(populate_existing=True))}


def _put_by(
    session: Session, project_id: UUID, shots: Iterable[Shot], cards: Iterable[Card], newest: Mapping[UUID, _Newest]
) -> set[str]:
    """Let each omitted scene remember its shots: those that the cards say, and those proposed; its code comes back."""
    omitted = {code: scene for code, scene in scenes(session, project_id).items() if scene.omitted}
    had: dict[str, set[str]] = {code: set() for code in omitted}
    for shot in shots:
        scene = omitted.get(ids.scene_of(shot.code))
        if scene and (shot.planned or shot.code in scene.facts.get(_HELD, ())):
            card = Card.model_validate(newest[shot.id].data)
            had[scene.code] |= {shot.code} if card.origin is Origin.PROPOSED else set()
    for card in cards:
        if card.scene in omitted:
            had[card.scene].add(card.code)
    for code, scene in omitted.items():
        scene.facts = {**scene.facts, _HELD: sorted(had[code], key=ids.in_order)}
    return set(omitted)


def _as_placed(cards: Sequence[Card], shots: Mapping[str, Shot]) -> list[Card]:
    """The cards in their order, each that a person placed behind the one it stood behind."""
    stated = {card.code: card for card in cards}
    found = [code for code in stated if code not in shots or not shots[code].placed]
    before: list[str] = []
    for code, shot in shots.items():
        if shot.placed and code in stated:
            ahead = next((other for other in reversed(before) if other in stated), None)
            found.insert(found.index(ahead) + 1 if ahead else 0, code)
        before.append(code)
    return [stated[code] for code in found]


def _version(session: Session, shot: Shot, card: Card, last: _Newest | None, who: str = "") -> None:
    data = card.plain()
    digest = hashing.digest(data)
    if last is None or last.digest != digest:
        version = last.version + 1 if last else 1
        session.add(CardRow(shot_id=shot.id, version=version, digest=digest, data=data, who=who))


def _newest(session: Session, project_id: UUID) -> dict[UUID, _Newest]:
    told = (CardRow.shot_id, CardRow.version, CardRow.digest, CardRow.data)
    wanted = select(*told).join(Shot, Shot.id == CardRow.shot_id).where(Shot.project_id == project_id)
    newest = wanted.ext(distinct_on(CardRow.shot_id)).order_by(CardRow.shot_id, CardRow.version.desc())
    return {shot_id: _Newest(*said) for shot_id, *said in session.execute(newest)}
