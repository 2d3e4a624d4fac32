"""
The order of the shots, changed at the desk: moved, put in, omitted, put back.

A shot's code says the scene it was planned for and never changes; its position says where it plays. The cut takes the
shots by position.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Origin
from rushes.craft.screenplay import numbering
from rushes.governance import record
from rushes.kernel import ids
from rushes.kernel.ids import Subject
from rushes.shots import desk, service
from rushes.shots.errors import NoPlace, NoSuchShot, NotOmitted
from rushes.shots.service import Planned
from rushes.shots.tables import Shot


@dataclass(frozen=True)
class Place:
    """Where shots stand: in this order behind that shot, or before all where `after` is empty."""

    shots: tuple[str, ...]
    after: str


def move(session: Session, project_id: UUID, places: Sequence[Place], who: str) -> list[Place]:
    """
    Put shots where these places say, one place after the other; gives the places that put them back.

    Raises:
        NoSuchShot: one is not planned.
        NoPlace: a shot cannot stand behind itself.
    """
    rows = _rows(session, project_id)
    back: list[Place] = []
    for place in places:
        shots, back = _moved(rows, place), [*_stood(rows, place.shots), *back]
        for one in shots:
            one.placed = True
        rows = _put(rows, shots, place.after)
    _number(rows)
    session.flush()
    body = {"places": [{"shots": list(place.shots), "after": place.after} for place in places]}
    record.write(session, project_id, who, "shots.moved", Subject("project", str(project_id)), body)
    return back


def insert(session: Session, project_id: UUID, scene: str, after: str, card: Card | None, who: str) -> Planned:
    """
    Plan a new shot of a scene behind that shot, or at the scene's end; with this card, under a code of its own.

    Raises:
        NoSuchShot: there is no shot to stand behind.
        NoPlace: the script has no such scene.
        UnfitCard: the card names what the library lacks.
    """
    scene = scene or ids.scene_of(after)
    known = service.scenes(session, project_id)
    if scene not in known or known[scene].omitted:
        there = ", ".join(code for code, one in known.items() if not one.omitted)
        raise NoPlace(f"The script has no scene {scene} to put a shot into. It has: {there}.")
    rows = _rows(session, project_id)
    after = after or _last_of(rows, scene, list(known))
    if after:
        _named(rows, (after,))
    code = _free(rows, scene, after)
    planned = card or Card(code=code)
    stated = planned.model_copy(update={"code": code, "origin": Origin.USER})
    desk.refuse_unfit(session, project_id, code, stated)
    made = service.add(session, project_id, stated, 0, who)
    _number(_put(rows, [session.get_one(Shot, made.shot_id)], after))
    session.flush()
    record.write(session, project_id, who, "shot.inserted", Subject("shot", code), {"after": after})
    return made


def omit(session: Session, project_id: UUID, codes: Collection[str], who: str) -> None:
    """Take shots out of the plan; their codes, cards and takes stay, and they can be put back. NoSuchShot."""
    for shot in _named(_rows(session, project_id), codes):
        shot.planned, shot.omitted = False, True
        record.write(session, project_id, who, "shot.omitted", Subject("shot", shot.code), {})
    session.flush()


def put_back(session: Session, project_id: UUID, codes: Collection[str], who: str) -> None:
    """
    Plan shots again that were omitted, where they stood.

    Raises:
        NoSuchShot: there never was one of that code.
        NotOmitted: nobody omitted it.
    """
    rows = {shot.code: shot for shot in _rows(session, project_id)}
    for code in dict.fromkeys(codes):
        if code not in rows:
            raise NoSuchShot(f"There never was a shot {code}.")
        if not rows[code].omitted:
            raise NotOmitted(f"{code} was not omitted; there is nothing to put back.")
        rows[code].planned, rows[code].omitted = True, False
        record.write(session, project_id, who, "shot.put_back", Subject("shot", code), {})
    session.flush()


def _rows(session: Session, project_id: UUID) -> list[Shot]:
    """Every shot there ever was, where it stands, held until the transaction ends."""
    wanted = select(Shot).where(Shot.project_id == project_id).order_by(Shot.position, Shot.code)
    return list(session.scalars(wanted.with_for_update().execution_options(populate_existing=True)))


def _named(rows: Iterable[Shot], codes: Collection[str]) -> list[Shot]:
    """The planned shots of these codes, in the order of the codes. NoSuchShot."""
    planned = {shot.code: shot for shot in rows if shot.planned}
    if lacking := next((code for code in codes if code not in planned), None):
        raise NoSuchShot(f"There is no shot {lacking}. There are: {', '.join(planned)}.")
    return [planned[code] for code in dict.fromkeys(codes)]


def _moved(rows: Iterable[Shot], place: Place) -> list[Shot]:
    if place.after in place.shots:
        raise NoPlace(f"{place.after} cannot stand behind itself.")
    _named(rows, (place.after,) if place.after else ())
    return _named(rows, place.shots)


def _stood(rows: Sequence[Shot], codes: Collection[str]) -> list[Place]:
    """Where these shots stand among those planned, each by itself, first to last."""
    planned = [shot.code for shot in rows if shot.planned]
    before = dict(zip(planned, ["", *planned], strict=False))
    return [Place((code,), before[code]) for code in planned if code in codes]


def _put(rows: Iterable[Shot], shots: Sequence[Shot], after: str) -> list[Shot]:
    """All shots with these behind that one."""
    found = [shot for shot in rows if shot not in shots]
    at = next((place for place, shot in enumerate(found, 1) if shot.code == after), 0)
    return [*found[:at], *shots, *found[at:]]


def _number(rows: Iterable[Shot]) -> None:
    for position, shot in enumerate(rows):
        shot.position = position


def _last_of(rows: Iterable[Shot], scene: str, scenes: Sequence[str]) -> str:
    """The last planned shot of a scene, or of the nearest scene before it that has one."""
    upto = scenes[: scenes.index(scene) + 1]
    last = {ids.scene_of(shot.code): shot.code for shot in rows if shot.planned}
    return next((last[code] for code in reversed(upto) if code in last), "")


def _free(rows: Sequence[Shot], scene: str, after: str) -> str:
    """A code for a shot behind that one: lettered between two of a scene, counted on at its end."""
    own = [shot.code for shot in rows if ids.scene_of(shot.code) == scene]
    ahead = [shot.code for shot in rows if shot.code in own and shot.planned]
    at = ahead.index(after) + 1 if after in ahead else len(ahead)
    found: list[str | None] = [*ahead[:at], None, *ahead[at:]]
    return numbering.filled(found, own, f"{scene}-SH")[at]
