"""What one can do in review: give a verdict, and ask which one stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from rushes.review.rules import By, State
from rushes.review.tables import Verdict


@dataclass(frozen=True)
class Opinion:
    """What a verdict says besides its state."""

    worked: str = ""
    failed: str = ""
    note: str = ""
    next_action: str = ""


def decide(session: Session, take_id: UUID, state: State, by: By, who: str, opinion: Opinion) -> Verdict:
    """Record a verdict; earlier ones stay on record."""
    verdict = Verdict(take_id=take_id, state=state, by=by, who=who, **vars(opinion))
    session.add(verdict)
    session.flush()
    return verdict


def standing(session: Session, take_ids: Iterable[UUID]) -> dict[UUID, Verdict]:
    """The verdict that stands for each take that has one: its latest."""
    wanted = select(Verdict).where(Verdict.take_id.in_(list(take_ids))).order_by(Verdict.id)
    return {verdict.take_id: verdict for verdict in session.scalars(wanted)}
