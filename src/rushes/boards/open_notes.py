"""Open notes that concern somebody: on takes of their shots, or with their name in them (`@sam`)."""

import re
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Subquery, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from rushes.boards.standing import standing
from rushes.generation.tables import Order
from rushes.review.rules import NoteKind, State
from rushes.review.tables import Note
from rushes.shots.tables import CardRow, Shot
from rushes.takes.tables import Take


@dataclass(frozen=True)
class OpenNote:
    """A note nobody resolved, on a take that nobody rejected."""

    id: UUID
    take: str
    kind: str
    who: str
    text: str


def concerning(session: Session, project_id: UUID, name: str) -> list[OpenNote]:
    """
    What others, guests too, noted on takes this person ordered or whose card they wrote last, or said to them by name.

    Praise asks for nothing; what one noted oneself waits only where it must be fixed. Must-fix notes come first.
    """
    verdict, card = standing(project_id), _writers(project_id)
    named = Note.text.regexp_match(rf"(^|[^\w@])@{re.escape(name)}($|[^\w])", "i")
    own = or_(Order.who == name, card.c.who == name)
    wanted = (
        select(Note.id, Take.code, Note.kind, Note.who, Note.text)
        .join(Take, (Take.project_id == Note.project_id) & (func.concat("take:", Take.code) == Note.subject))
        .join(Order, Order.id == Take.order_id)
        .outerjoin(verdict, verdict.c.take_id == Take.id)
        .outerjoin(card, func.concat("shot:", card.c.code) == Take.subject)
        .where(
            Note.project_id == project_id,
            Note.resolved_by == "",
            Note.removed.is_(False),
            Note.parent_id.is_(None),
            Note.kind != NoteKind.PRAISE,
            func.coalesce(verdict.c.state, "") != State.REJECTED,
            or_(named, own),
            or_(Note.who != name, Note.kind == NoteKind.FIX),
        )
        .order_by(Note.kind != NoteKind.FIX, Take.code, Note.at)
    )
    return [OpenNote(*row) for row in session.execute(wanted)]


def _writers(project_id: UUID) -> Subquery:
    """Who wrote the newest card of each shot."""
    newest = select(Shot.code, CardRow.who).join(CardRow, CardRow.shot_id == Shot.id)
    own = newest.where(Shot.project_id == project_id).ext(distinct_on(Shot.id))
    return own.order_by(Shot.id, CardRow.version.desc()).subquery()
