"""The shot board: every planned shot with how many takes it has and what stands decided, in one question."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Subquery, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from rushes.review.tables import Verdict
from rushes.shots.tables import CardRow, Shot
from rushes.takes.tables import Take


@dataclass(frozen=True)
class Row:
    """One shot of the board; `best` is the furthest state any of its takes has reached."""

    shot: str
    title: str
    seconds: float
    takes: int
    best: str


def board(session: Session, project_id: UUID) -> list[Row]:
    """The board in story order."""
    takes, best = _takes(project_id), _best(project_id)
    card = (
        select(CardRow.shot_id, CardRow.data)
        .ext(distinct_on(CardRow.shot_id))
        .order_by(CardRow.shot_id, CardRow.version.desc())
        .subquery()
    )
    wanted = (
        select(Shot.code, card.c.data, func.coalesce(takes.c.many, 0), func.coalesce(best.c.state, "unreviewed"))
        .join(card, card.c.shot_id == Shot.id)
        .outerjoin(takes, takes.c.subject == func.concat("shot:", Shot.code))
        .outerjoin(best, best.c.subject == func.concat("shot:", Shot.code))
        .where(Shot.project_id == project_id, Shot.planned)
        .order_by(Shot.position)
    )
    rows = session.execute(wanted)
    return [Row(code, data["title"], data["seconds"], many, state) for code, data, many, state in rows]


def _takes(project_id: UUID) -> Subquery:
    counted = select(Take.subject, func.count().label("many")).where(Take.project_id == project_id)
    return counted.group_by(Take.subject).subquery()


def _best(project_id: UUID) -> Subquery:
    standing = (
        select(Verdict.take_id, Verdict.state)
        .where(Verdict.taken_back_by == "")
        .ext(distinct_on(Verdict.take_id))
        .order_by(Verdict.take_id, Verdict.id.desc())
        .subquery()
    )
    rank = func.array_position(["approved", "selected", "maybe", "rejected"], standing.c.state)
    furthest = (
        select(Take.subject, standing.c.state)
        .join(standing, standing.c.take_id == Take.id)
        .where(Take.project_id == project_id)
        .ext(distinct_on(Take.subject))
        .order_by(Take.subject, rank)
    )
    return furthest.subquery()
