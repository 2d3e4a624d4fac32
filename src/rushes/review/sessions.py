"""Review sessions: a queue of takes with one lens, that closes when every take has ended in an action."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from rushes.governance import record
from rushes.kernel.ids import Subject
from rushes.review import rules
from rushes.review import service as review
from rushes.review.errors import NoSuchReview, NothingToReview, ReviewClosed, ReviewOpen
from rushes.review.rules import Action, By, Lens, State
from rushes.review.tables import ReviewSession, SessionTake, Verdict
from rushes.takes import service as takes
from rushes.takes.tables import Take

MOST_NAMED = 8


@dataclass(frozen=True)
class Item:
    """A take in the queue of a session, the verdict of a person that stands for it, and how its review ended."""

    take: str
    take_id: UUID
    verdict: Verdict | None
    action: Action | None
    postponed_by: str
    postponed_for: str


def start(session: Session, project_id: UUID, title: str, lens: Lens, queue: Iterable[Take], who: str) -> ReviewSession:
    """Begin a session over these takes, in their order. NothingToReview."""
    queued = list(queue)
    if not queued:
        raise NothingToReview("There is no take to review there.")
    sitting = ReviewSession(project_id=project_id, title=title, lens=lens, who=who)
    session.add(sitting)
    session.flush()
    session.add_all(
        SessionTake(session_id=sitting.id, take_id=take.id, position=place) for place, take in enumerate(queued)
    )
    session.flush()
    told = {"title": title, "lens": str(lens), "takes": len(queued)}
    record.write(session, project_id, who, "review.opened", _subject(sitting), told)
    return sitting


def every(session: Session, project_id: UUID) -> list[ReviewSession]:
    """The sessions of a production, the newest first."""
    wanted = select(ReviewSession).where(ReviewSession.project_id == project_id)
    return list(session.scalars(wanted.order_by(ReviewSession.opened_at.desc())))


def one(session: Session, project_id: UUID, session_id: UUID, *, hold: bool = False) -> ReviewSession:
    """The session of that id. NoSuchReview."""
    wanted = select(ReviewSession).where(ReviewSession.id == session_id, ReviewSession.project_id == project_id)
    sitting = session.scalars(wanted.with_for_update() if hold else wanted).one_or_none()
    if sitting is None:
        raise NoSuchReview(f"There is no review session {session_id}.")
    return sitting


def items(session: Session, sitting: ReviewSession) -> list[Item]:
    """The takes of a session in order, with how each ended; what a rule selected is not reviewed by that."""
    wanted = select(SessionTake).where(SessionTake.session_id == sitting.id).order_by(SessionTake.position)
    rows = list(session.scalars(wanted))
    made = takes.many(session, [row.take_id for row in rows])
    standing = review.standing(session, made)
    return [_item(row, made[row.take_id].code, standing.get(row.take_id)) for row in rows]


def postpone(session: Session, sitting: ReviewSession, code: str, reason: str, who: str) -> None:
    """
    Put a take of a session off, by name and with a reason; without a reason it is no longer put off.

    Raises:
        ReviewClosed: the session is closed.
        NoSuchReview: the take is not in it.
    """
    _open(sitting)
    take = takes.coded(session, sitting.project_id, code)
    row = session.get(SessionTake, (sitting.id, take.id))
    if row is None:
        raise NoSuchReview(f"{code} is not in this review session.")
    row.postponed_by, row.postponed_for = (who, reason.strip()) if reason.strip() else ("", "")
    session.flush()
    told = {"session": str(sitting.id), "reason": reason.strip()}
    verb = "review.postponed" if reason.strip() else "review.resumed"
    record.write(session, sitting.project_id, who, verb, Subject("take", code), told)


def close(session: Session, sitting: ReviewSession, report: Mapping[str, Any], who: str) -> None:
    """
    End a session and keep what was said in it.

    Raises:
        ReviewClosed: it is closed already.
        ReviewOpen: takes have neither ended in an action nor been put off.
    """
    _open(sitting)
    check(items(session, sitting))
    sitting.closed_by, sitting.closed_at, sitting.report = who, datetime.now(UTC), dict(report)
    session.flush()
    record.write(session, sitting.project_id, who, "review.closed", _subject(sitting), {"title": sitting.title})


def check(found: Iterable[Item]) -> None:
    """That every take of a session has ended in an action. ReviewOpen."""
    left = [item for item in found if item.action is None]
    if left:
        named = ", ".join(_says(item) for item in left[:MOST_NAMED])
        more = f" and {len(left) - MOST_NAMED} more" if len(left) > MOST_NAMED else ""
        says = f"{len(left)} takes have not ended in an action: {named}{more}. Decide them, or postpone them by name."
        raise ReviewOpen(says, takes=[item.take for item in left])


def _says(item: Item) -> str:
    if item.verdict is None:
        return item.take
    wants = "say what failed or what to change" if item.verdict.state == State.REJECTED else "say what to change"
    return f"{item.take} ({item.verdict.state}: {wants})"


def _item(row: SessionTake, code: str, verdict: Verdict | None) -> Item:
    own = verdict if verdict and verdict.by == By.PERSON else None
    ended = rules.action(State(own.state), own.failed, own.next_action) if own else None
    action = ended or (Action.POSTPONE if row.postponed_for else None)
    return Item(code, row.take_id, own, action, row.postponed_by, row.postponed_for)


def _open(sitting: ReviewSession) -> None:
    if sitting.closed_by:
        raise ReviewClosed(f"{sitting.closed_by} closed this review session: begin a new one.")


def _subject(sitting: ReviewSession) -> Subject:
    return Subject("review", str(sitting.id))
