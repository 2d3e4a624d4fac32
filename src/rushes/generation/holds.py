"""Holds: a provider to which nothing is sent until a person mends the account; said once, tried again now and then."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from rushes.generation.tables import Hold
from rushes.governance import record
from rushes.kernel.ids import Subject
from rushes.providers.errors import NotNow

AGAIN = timedelta(seconds=60)
ACTOR = "gateway"


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


def bars(session: Session, provider: str) -> Hold | None:
    """What keeps an order from being sent; None where nothing does, or it is time that one order tries."""
    hold = session.get(Hold, provider, with_for_update=True)
    now = datetime.now(UTC)
    if hold is None or now < hold.next_try:
        return hold
    hold.next_try = now + AGAIN
    return None


def lift(session: Session, provider: str) -> bool:
    """Let orders go again; True where something held them up."""
    return session.scalar(delete(Hold).where(Hold.provider == provider).returning(Hold.provider)) is not None
