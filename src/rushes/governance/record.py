"""The record: one hash-chained event for every change of state, written in the transaction that makes the change."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from rushes.governance import rules
from rushes.governance.tables import Event
from rushes.kernel.ids import Subject

_APPEND = text("select seq, hash from append_event(:project, :seq, :fact, :previous, :hash)").bindparams(
    bindparam("fact", type_=JSONB)
)
"""A function of the schema: it locks, and appends after the last event if that is the one named, else it tells it."""
_heads: dict[UUID, tuple[int, str]] = {}
"""The last event of each production that this process knows of: where it is still the last, one statement does."""


def write(session: Session, project_id: UUID, actor: str, verb: str, subject: Subject, body: Mapping[str, Any]) -> None:
    """Append an event: who did what to which subject, with its particulars; one writer a production at a time."""
    session.flush()
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    fact = {"at": now, "actor": actor, "verb": verb, "subject": str(subject), "body": dict(body)}
    head = _heads.get(project_id, (0, rules.GENESIS))
    while other := _appended(session, project_id, head, fact):
        head = other


def events(session: Session, project_id: UUID, after: int = 0) -> list[Event]:
    """What happened in a production, in order."""
    wanted = select(Event).where(Event.project_id == project_id, Event.seq > after).order_by(Event.seq)
    return list(session.scalars(wanted))


def last(session: Session, project_id: UUID) -> int:
    """The number of the latest event; 0 when there is none."""
    return session.scalar(select(func.max(Event.seq)).where(Event.project_id == project_id)) or 0


def head(session: Session, project_id: UUID) -> tuple[int, str]:
    """The number of the latest event, which is how many there are, and its hash; 0 and nothing before the first."""
    latest = select(Event.seq, Event.hash).where(Event.project_id == project_id).order_by(Event.seq.desc()).limit(1)
    last = session.execute(latest).first()
    return (last.seq, last.hash) if last else (0, "")


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


def _appended(
    session: Session, project_id: UUID, head: tuple[int, str], fact: Mapping[str, Any]
) -> tuple[int, str] | None:
    """Append an event after the last one, if it is `head`; gives the last one, which then stays so, if it is not."""
    seq, previous = head[0] + 1, head[1]
    hash = rules.event_hash(previous, seq, fact)
    row = {"project": project_id, "seq": seq, "fact": fact, "previous": previous, "hash": hash}
    other = session.connection().execute(_APPEND, row).first()
    if other is None:
        _heads[project_id] = (seq, hash)
        return None
    return other.seq, other.hash
