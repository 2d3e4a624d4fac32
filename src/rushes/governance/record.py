"""The record: one hash-chained event for every change of state, written in the transaction that makes the change."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from rushes.db.base import table
from rushes.governance import rules
from rushes.governance.tables import Event
from rushes.kernel.ids import Subject

_LAST = text("select seq, hash from last_event_alone(:project)")
"""A function of the schema: it locks, and then looks, which one statement of SQL cannot."""
_APPEND = insert(table(Event))


def write(session: Session, project_id: UUID, actor: str, verb: str, subject: Subject, body: Mapping[str, Any]) -> None:
    """Append an event: who did what to which subject, with its particulars; one writer a production at a time."""
    session.flush()
    seq, previous = _next(session, project_id)
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    fact = {"at": now, "actor": actor, "verb": verb, "subject": str(subject), "body": dict(body)}
    hash = rules.event_hash(previous, seq, fact)
    row = {"project_id": project_id, "seq": seq, "fact": fact, "previous": previous, "hash": hash}
    session.connection().execute(_APPEND, row)
    _ours(session)[project_id] = (seq + 1, hash)


def events(session: Session, project_id: UUID, after: int = 0) -> list[Event]:
    """What happened in a production, in order."""
    wanted = select(Event).where(Event.project_id == project_id, Event.seq > after).order_by(Event.seq)
    return list(session.scalars(wanted))


def last(session: Session, project_id: UUID) -> int:
    """The number of the latest event; 0 when there is none."""
    return session.scalar(select(func.max(Event.seq)).where(Event.project_id == project_id)) or 0


def told(session: Session, project_id: UUID, after: int) -> list[tuple[int, str, str, str]]:
    """Number, verb, subject and actor of what happened after that event, in order."""
    fact = [Event.fact[name].as_string() for name in ("verb", "subject", "actor")]
    wanted = select(Event.seq, *fact).where(Event.project_id == project_id, Event.seq > after).order_by(Event.seq)
    return [(seq, verb, subject, actor) for seq, verb, subject, actor in session.execute(wanted)]


def broken_at(session: Session, project_id: UUID) -> int | None:
    """The number of the first event that was changed, lost or moved; None when the chain is whole."""
    rows = events(session, project_id)
    return rules.first_break((row.seq, row.previous, row.hash, row.fact) for row in rows)


def count(session: Session, project_id: UUID) -> int:
    """How many events there are."""
    return session.scalar(select(func.count()).select_from(Event).where(Event.project_id == project_id)) or 0


def _next(session: Session, project_id: UUID) -> tuple[int, str]:
    """The number and predecessor of the next event; once this transaction is the writer, it knows without asking."""
    ours = _ours(session)
    if project_id not in ours:
        last = session.connection().execute(_LAST, {"project": project_id}).first()
        ours[project_id] = (last.seq + 1, last.hash) if last else (1, rules.GENESIS)
    return ours[project_id]


def _ours(session: Session) -> dict[UUID, tuple[int, str]]:
    """What comes next in the productions whose writer this transaction is."""
    transaction = session.get_transaction()
    held: tuple[object, dict[UUID, tuple[int, str]]] = session.info.get("record", (None, {}))
    if held[0] is not transaction or transaction is None:
        held = (transaction, {})
        session.info["record"] = held
    return held[1]
