"""What one can do with takes: bring one in under the next number, find one by its code."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import or_, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, make_transient_to_detached

from rushes.db.base import table
from rushes.kernel import hashing, ids
from rushes.kernel.ids import Subject
from rushes.takes.errors import NoSuchTake
from rushes.takes.tables import Take

_NUMBER = text("select take_number_of(:order, :project, cast(:subject as varchar))")
"""A function of the schema: it locks, and then counts, which one statement of SQL cannot."""
_BRING = insert(table(Take)).on_conflict_do_nothing(index_elements=["order_id"]).returning(table(Take).c.id)


@dataclass(frozen=True)
class Media:
    """
    What was delivered: the file and its poster by hash, its counted frames, and what a probe found.

    A picture has no frames; a sound and a text have no poster either.
    """

    file: str
    poster: str
    frames: int
    probe: Mapping[str, Any]
    medium: str = "clip"


@dataclass(frozen=True)
class Face:
    """A take as far as a list of many shows it: its id, code and poster."""

    id: UUID
    code: str
    poster: str


def number(session: Session, project_id: UUID, subject: Subject, order_id: UUID) -> str:
    """The code of the take an order will bring: the subject's next number, given to that order for good."""
    return ids.take_code(subject.id, _number(session, project_id, subject, order_id))


def bring_in(
    session: Session, project_id: UUID, subject: Subject, order_id: UUID, media: Media, snapshot: Mapping[str, Any]
) -> Take:
    """Record what an order delivered as the take of its number; the same order twice is one take."""
    given = _number(session, project_id, subject, order_id)
    row = {
        "id": uuid4(),
        "project_id": project_id,
        "subject": str(subject),
        "code": ids.take_code(subject.id, given),
        "number": given,
        "order_id": order_id,
        "medium": media.medium,
        "media": media.file,
        "poster": media.poster,
        "frames": media.frames,
        "probe": dict(media.probe),
        "snapshot": dict(snapshot),
        "digest": hashing.digest(snapshot),
    }
    if session.connection().execute(_BRING, row).scalar() is None:
        return by_order(session, order_id)
    take = Take(**row)
    make_transient_to_detached(take)
    session.add(take)
    return take


def of(session: Session, project_id: UUID, subject: Subject) -> list[Take]:
    """A subject's takes, in order."""
    wanted = select(Take).where(Take.project_id == project_id, Take.subject == str(subject))
    return list(session.scalars(wanted.order_by(Take.number)))


def every(session: Session, project_id: UUID, kind: str) -> list[Take]:
    """All takes of a kind of subject (`shot`, `panel`, ...), by subject and number."""
    wanted = select(Take).where(Take.project_id == project_id, Take.subject.startswith(f"{kind}:", autoescape=True))
    return sorted(session.scalars(wanted), key=lambda take: (ids.in_order(take.code), take.code))


def named(session: Session, project_id: UUID, id: str) -> list[Take]:
    """The takes of the subject of that id, of whatever kind it is, in order."""
    wanted = select(Take).where(Take.project_id == project_id, Take.subject.endswith(f":{id}", autoescape=True))
    return list(session.scalars(wanted.order_by(Take.number)))


def coded(session: Session, project_id: UUID, code: str) -> Take:
    """The take of that code. NoSuchTake, with those of the same subject."""
    take = session.scalars(select(Take).where(Take.project_id == project_id, Take.code == code)).one_or_none()
    if take is None:
        before = code.rpartition("-T")[0] or code
        like = select(Take.code).where(Take.project_id == project_id, Take.code.startswith(before, autoescape=True))
        known = sorted(session.scalars(like), key=ids.in_order)
        raise NoSuchTake(f"There is no take {code}. {'There are: ' + ', '.join(known) if known else 'It has none'}.")
    return take


def many(session: Session, take_ids: Iterable[UUID]) -> dict[UUID, Take]:
    """The takes of these ids."""
    return {take.id: take for take in session.scalars(select(Take).where(Take.id.in_(list(take_ids))))}


def coded_all(session: Session, project_id: UUID, codes: Iterable[str]) -> list[Take]:
    """The takes of those codes, as far as there are such."""
    return list(session.scalars(select(Take).where(Take.project_id == project_id, Take.code.in_(list(codes)))))


def faces(session: Session, project_id: UUID, codes: Iterable[str]) -> dict[str, Face]:
    """The takes of those codes by code, without all that is known of each: for hundreds of them at once."""
    wanted = select(Take.id, Take.code, Take.poster).where(Take.project_id == project_id, Take.code.in_(list(codes)))
    return {row.code: Face(row.id, row.code, row.poster) for row in session.execute(wanted)}


def all_coded(session: Session, project_id: UUID, codes: Iterable[str]) -> list[Take]:
    """The takes of these codes, each once, in the order they are named. NoSuchTake."""
    named = list(dict.fromkeys(codes))
    found = {take.code: take for take in coded_all(session, project_id, named)}
    return [found[code] if code in found else coded(session, project_id, code) for code in named]


def hold(session: Session, take: Take) -> None:
    """Keep everybody else who would decide about a take waiting until the transaction ends."""
    session.refresh(take, with_for_update=True)


def by_order(session: Session, order_id: UUID) -> Take:
    """The take an order brought home."""
    return session.scalars(select(Take).where(Take.order_id == order_id)).one()


def many_by_order(session: Session, orders: Iterable[UUID]) -> list[Take]:
    """The takes that these orders brought home, as far as they did."""
    return list(session.scalars(select(Take).where(Take.order_id.in_(list(orders)))))


def kept_as(session: Session, project_id: UUID, sha: str) -> Take | None:
    """A take of the production that is this file, or is shown by it; None where there is none."""
    wanted = select(Take).where(Take.project_id == project_id, or_(Take.media == sha, Take.poster == sha))
    return session.scalars(wanted.order_by(Take.media != sha).limit(1)).first()


def any_of(session: Session, project_id: UUID, take_ids: Iterable[UUID]) -> bool:
    """Whether any of these takes is one of the production's."""
    wanted = select(Take.id).where(Take.project_id == project_id, Take.id.in_(list(take_ids))).limit(1)
    return session.scalar(wanted) is not None


def _number(session: Session, project_id: UUID, subject: Subject, order_id: UUID) -> int:
    whose = {"order": order_id, "project": project_id, "subject": str(subject)}
    return int(session.connection().execute(_NUMBER, whose).scalar_one())
