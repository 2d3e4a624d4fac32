"""What one can do in review: give a verdict, and ask which one stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from rushes.kernel.ids import Subject
from rushes.review import passes, rules
from rushes.review.errors import VerdictChanged
from rushes.review.passes import Seen
from rushes.review.rules import By, State
from rushes.review.tables import Verdict
from rushes.takes import service as takes
from rushes.takes.tables import Take


@dataclass(frozen=True)
class Opinion:
    """What a verdict says besides its state."""

    worked: str = ""
    failed: str = ""
    note: str = ""
    next_action: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)


def decide(
    session: Session, take_id: UUID, state: State, by: By, who: str, opinion: Opinion, *, held: bool = False
) -> Verdict:
    """Record a verdict; earlier ones stay on record. One that is `held` selects, and would approve."""
    said = vars(opinion) | {"answers": dict(opinion.answers)}
    verdict = Verdict(take_id=take_id, state=state, by=by, who=who, held=held, **said)
    session.add(verdict)
    session.flush()
    return verdict


def standing(session: Session, take_ids: Iterable[UUID]) -> dict[UUID, Verdict]:
    """The verdict that stands for each take that has one: its latest that was not taken back."""
    wanted = select(Verdict).where(Verdict.take_id.in_(list(take_ids)), Verdict.taken_back_by == "")
    return {verdict.take_id: verdict for verdict in session.scalars(wanted.order_by(Verdict.id))}


def approvers(session: Session, take_ids: Iterable[UUID]) -> dict[UUID, tuple[str, ...]]:
    """Who approves each of these takes now, also where more people are needed."""
    told = (Verdict.take_id, Verdict.who, Verdict.state, Verdict.held)
    wanted = select(*told).where(Verdict.take_id.in_(list(take_ids)), Verdict.by == By.PERSON)
    said: dict[UUID, list[tuple[str, State, bool]]] = {}
    for take_id, who, state, held in session.execute(wanted.where(Verdict.taken_back_by == "").order_by(Verdict.id)):
        said.setdefault(take_id, []).append((who, State(state), held))
    return {take_id: rules.approvers(each) for take_id, each in said.items()}


def history(session: Session, take_id: UUID) -> list[Verdict]:
    """Every verdict on a take, the latest first, with those that were taken back."""
    return list(session.scalars(select(Verdict).where(Verdict.take_id == take_id).order_by(Verdict.id.desc())))


def take_back(session: Session, take: Take, seen: int, who: str) -> Verdict:
    """
    Take back the verdict that stands, so that the one before it stands again.

    Raises:
        VerdictChanged: it is not the one that was seen.
    """
    takes.hold(session, take)
    verdict = standing(session, [take.id]).get(take.id)
    if verdict is None or verdict.id != seen:
        says = f"{verdict.who} said {verdict.state}" if verdict else "it was taken back already"
        raise VerdictChanged(f"Another verdict stands for {take.code} than the one you saw: {says}. Look again.")
    verdict.taken_back_by = who
    session.flush()
    return verdict


def seen(session: Session, project_id: UUID, shot: str) -> list[Seen]:
    """The takes of a shot as a pass sees them; what a rule chose is not decided, what was said to fail stays said."""
    found = takes.of(session, project_id, Subject("shot", shot))
    wanted = select(Verdict).where(Verdict.take_id.in_([take.id for take in found]), Verdict.by == By.PERSON)
    wanted = wanted.where(Verdict.taken_back_by == "")
    state, failed = dict[UUID, State](), dict[UUID, str]()
    for verdict in session.scalars(wanted.order_by(Verdict.id)):
        state[verdict.take_id] = State(verdict.state)
        failed[verdict.take_id] = verdict.failed.strip() or failed.get(verdict.take_id, "")
    return [
        Seen(take.code, passes.made_in(take.snapshot), state.get(take.id, State.UNREVIEWED), failed.get(take.id, ""))
        for take in found
    ]
