"""The list of productions: each with a picture of it, how far it is, and what it cost."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.rules import Role
from rushes.boards.standing import standing
from rushes.delivery import folder
from rushes.governance.rules import Entry
from rushes.governance.tables import Budget, Event, LedgerRow
from rushes.projects import service as projects
from rushes.projects.tables import Project
from rushes.review.rules import DECIDED, By, State
from rushes.shots.tables import CardRow, Scene, Shot
from rushes.takes.tables import Take

_SHOT = "shot:"


@dataclass(frozen=True)
class Line:
    """A production in the list; money in micro-units, `poster` a picture by its hash."""

    id: UUID
    title: str
    type: str
    logline: str
    role: Role
    poster: str
    scenes: int
    shots: int
    taken: int
    selected: int
    approved: int
    seconds: float
    spent: int
    limit: int
    currency: str
    changed_at: datetime


@dataclass(frozen=True)
class _Shots:
    shots: int = 0
    seconds: float = 0


@dataclass(frozen=True)
class _Takes:
    taken: int = 0
    selected: int = 0
    approved: int = 0


def listed(session: Session, who: str, most: int) -> list[Line]:
    """The productions in which a person has a role, the newest first; trials of providers are none."""
    own = accounts.projects_of(session, who)
    mine = [one for one in projects.every(session) if one.id in own and not one.origin.startswith(projects.TRIAL)]
    found = mine[:most]
    ids = [project.id for project in found]
    planned = {row[0]: _Shots(*row[1:]) for row in session.execute(_shots(ids))}
    taken = {row[0]: _Takes(*row[1:]) for row in session.execute(_takes(ids))}
    scenes, posters, changed = (dict(_pairs(session, asked(ids))) for asked in (_scenes, _posters, _changed))
    spent = dict(_pairs(session, _spent(ids)))
    budgets = {row.project_id: row for row in session.scalars(select(Budget).where(Budget.project_id.in_(ids)))}
    return [
        Line(
            **_stated(session, project, who),
            **vars(planned.get(project.id, _Shots())),
            **vars(taken.get(project.id, _Takes())),
            scenes=scenes.get(project.id, 0),
            poster=posters.get(project.id, ""),
            spent=-int(spent.get(project.id, 0)),
            limit=budgets[project.id].limit_micros,
            currency=budgets[project.id].currency,
            changed_at=_when(changed.get(project.id), project),
        )
        for project in found
    ]


def _stated(session: Session, project: Project, who: str) -> dict[str, Any]:
    brief, role = folder.brief_of(project), accounts.role(session, project.id, who)
    return {"id": project.id, "title": brief.title, "type": brief.type, "logline": brief.logline, "role": role}


def _when(said: str | None, project: Project) -> datetime:
    return datetime.fromisoformat(said) if said else project.created_at


def _pairs(session: Session, asked: Select[UUID, Any]) -> Iterable[tuple[UUID, Any]]:
    return [(id, value) for id, value in session.execute(asked)]


def _shots(ids: list[UUID]) -> Select[UUID, int, float]:
    newest = (
        select(CardRow.shot_id, CardRow.data["seconds"].as_float().label("seconds"))
        .ext(distinct_on(CardRow.shot_id))
        .order_by(CardRow.shot_id, CardRow.version.desc())
        .subquery()
    )
    counted = select(Shot.project_id, func.count(), func.coalesce(func.sum(newest.c.seconds), 0.0))
    joined = counted.join(newest, newest.c.shot_id == Shot.id)
    return joined.where(Shot.project_id.in_(ids), Shot.planned).group_by(Shot.project_id)


def _takes(ids: list[UUID]) -> Select[UUID, int, int, int]:
    stands = standing(*ids)
    person = stands.c.by == By.PERSON
    shots = func.count(Take.subject.distinct())
    selected = shots.filter(person, stands.c.state.in_(DECIDED))
    approved = shots.filter(stands.c.state == State.APPROVED)
    counted = select(Take.project_id, shots, selected, approved).outerjoin(stands, stands.c.take_id == Take.id)
    clips = (Take.project_id.in_(ids), Take.subject.startswith(_SHOT), Take.medium == "clip")
    return counted.where(*clips).group_by(Take.project_id)


def _scenes(ids: list[UUID]) -> Select[UUID, int]:
    counted = select(Scene.project_id, func.count()).where(Scene.project_id.in_(ids), ~Scene.omitted)
    return counted.group_by(Scene.project_id)


def _posters(ids: list[UUID]) -> Select[UUID, str]:
    """The furthest decided take with a picture of each, or else the first."""
    stands = standing(*ids)
    rank = func.coalesce(func.array_position(["approved", "selected"], stands.c.state), 3)
    wanted = select(Take.project_id, Take.poster).outerjoin(stands, stands.c.take_id == Take.id)
    clips = (Take.project_id.in_(ids), Take.subject.startswith(_SHOT), Take.medium == "clip")
    return wanted.where(*clips).ext(distinct_on(Take.project_id)).order_by(Take.project_id, rank, Take.code)


def _changed(ids: list[UUID]) -> Select[UUID, str]:
    last = select(Event.project_id, Event.fact["at"].as_string()).where(Event.project_id.in_(ids))
    return last.ext(distinct_on(Event.project_id)).order_by(Event.project_id, Event.seq.desc())


def _spent(ids: list[UUID]) -> Select[UUID, int]:
    settled = select(LedgerRow.project_id, func.sum(LedgerRow.micros)).where(LedgerRow.project_id.in_(ids))
    return settled.where(LedgerRow.entry == Entry.SETTLE).group_by(LedgerRow.project_id)
