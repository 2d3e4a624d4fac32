"""Holds: a provider to which nothing is sent until a person mends the account; said once, tried again now and then."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from rushes.db.base import table
from rushes.generation.tables import Hold
from rushes.governance import record
from rushes.kernel.ids import Subject
from rushes.providers.errors import NotNow

AGAIN = timedelta(seconds=60)
ACTOR = "gateway"
_ROW = table(Hold).c
_HELD = select(_ROW.says, _ROW.next_try).where(_ROW.provider == bindparam("of")).with_for_update()
_TRY = update(table(Hold)).where(_ROW.provider == bindparam("of"))


def put(session: Session, project_id: UUID, provider: str, why: NotNow) -> bool:
    """Hold a provider up; True where it was not held before, which is recorded once."""
    says = f"{why.says} {why.then}".strip()
    values = {"provider": provider, "cause": why.cause, "says": says, "next_try": datetime.now(UTC) + AGAIN}
    row = insert(Hold).values(values).on_conflict_do_nothing().returning(Hold.provider)
    if session.scalar(row) is None:
        return False
    body = {"cause": why.cause, "says": says}
    record.write(session, project_id, ACTOR, "provider.held", Subject("provider", provider), body)
    return True


def of(session: Session, provider: str) -> Hold | None:
    """Why a provider is held up; None where it is not."""
    return session.get(Hold, provider)


def every(session: Session) -> dict[str, Hold]:
    """All providers that are held up."""
    return {hold.provider: hold for hold in session.scalars(select(Hold))}


class Known(NamedTuple):
    """A hold that there is: what it says, and whether it is time that one order tries all the same."""

    says: str
    tries: bool


def known(session: Session, provider: str) -> Known | None:
    """What keeps orders from being sent to a provider; None where nothing does."""
    held = session.connection().execute(_HELD, {"of": provider}).first()
    if held is None:
        return None
    now = datetime.now(UTC)
    if now < held.next_try:
        return Known(held.says, False)
    session.connection().execute(_TRY, {"of": provider, "next_try": now + AGAIN})
    return Known(held.says, True)


def lift(session: Session, provider: str) -> bool:
    """Let orders go again; True where something held them up."""
    return session.scalar(delete(Hold).where(Hold.provider == provider).returning(Hold.provider)) is not None
