"""What one can do in review: give a verdict, and ask which one stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from rushes.kernel.ids import Subject
from rushes.review import passes
from rushes.review.passes import Seen
from rushes.review.rules import By, State
from rushes.review.tables import Verdict
from rushes.takes import service as takes


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


def seen(session: Session, project_id: UUID, shot: str) -> list[Seen]:
    """The takes of a shot as a pass sees them; what a rule chose is not decided, what was said to fail stays said."""
    found = takes.of(session, project_id, Subject("shot", shot))
    wanted = select(Verdict).where(Verdict.take_id.in_([take.id for take in found]), Verdict.by == By.PERSON)
    state, failed = dict[UUID, State](), dict[UUID, str]()
    for verdict in session.scalars(wanted.order_by(Verdict.id)):
        state[verdict.take_id] = State(verdict.state)
        failed[verdict.take_id] = verdict.failed.strip() or failed.get(verdict.take_id, "")
    return [
        Seen(take.code, passes.made_in(take.snapshot), state.get(take.id, State.UNREVIEWED), failed.get(take.id, ""))
        for take in found
    ]
