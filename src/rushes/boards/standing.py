"""How a production stands, shot by shot and take by take, in a few questions however many there are."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, exists, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, load_only

from rushes.generation.rules import State as OrderState
from rushes.generation.tables import Hold, Order
from rushes.kernel import ids
from rushes.kernel.ids import Subject
from rushes.library.tables import AssetRow
from rushes.review.rules import DECIDED, By, State
from rushes.review.tables import Verdict
from rushes.shots.tables import CardRow, Scene, Shot, ShotLink
from rushes.takes.tables import Take

_SHOT = "shot:"


@dataclass(frozen=True)
class ShotStands:
    """A planned shot: what its newest card says, and whether its words have changed since."""

    code: str
    title: str
    seconds: float
    job: str
    criteria: int
    assets: frozenset[str]
    version: int
    stale: bool

    @property
    def scene(self) -> str:
        """The code of its scene."""
        return ids.scene_of(self.code)


@dataclass(frozen=True)
class TakeStands:
    """A clip of a shot and what stands decided of it; `by` is empty before anybody did."""

    code: str
    shot: str
    poster: str
    state: State
    by: str
    reasoned: bool

    @property
    def accepted(self) -> bool:
        """Whether a person selected or approved it."""
        return self.by == By.PERSON and self.state in DECIDED

    @property
    def seen(self) -> bool:
        """Whether a person gave a verdict."""
        return self.by == By.PERSON


@dataclass(frozen=True)
class AssetStands:
    """An asset as its newest version says it."""

    code: str
    kind: str
    name: str
    locked: bool
    clearance: str


@dataclass(frozen=True)
class SceneStands:
    """A scene of the script."""

    code: str
    heading: str


@dataclass(frozen=True)
class OrderStands:
    """The newest order of a subject where it waits for somebody."""

    subject: str
    provider: str
    state: str
    says: str


def shots(session: Session, project_id: UUID) -> list[ShotStands]:
    """Every planned shot in story order."""
    newest = (
        select(CardRow.shot_id, CardRow.version, CardRow.data)
        .ext(distinct_on(CardRow.shot_id))
        .order_by(CardRow.shot_id, CardRow.version.desc())
        .subquery()
    )
    said = [newest.c.data[name] for name in ("title", "seconds", "job", "standard", "references", "subjects")]
    wanted = (
        select(Shot.code, newest.c.version, *said, func.coalesce(ShotLink.state, "kept"))
        .join(newest, newest.c.shot_id == Shot.id)
        .outerjoin(ShotLink, ShotLink.shot_id == Shot.id)
        .where(Shot.project_id == project_id, Shot.planned)
        .order_by(Shot.position)
    )
    return [
        ShotStands(
            code=code,
            title=title or "",
            seconds=float(seconds or 0),
            job=job or "",
            criteria=len(standard or ()),
            assets=frozenset(one["asset"] for one in (*(references or ()), *(subjects or ()))),
            version=version,
            stale=link != "kept",
        )
        for code, version, title, seconds, job, standard, references, subjects, link in session.execute(wanted)
    ]


def takes(session: Session, project_id: UUID) -> list[TakeStands]:
    """Every clip of a shot, with the verdict that stands."""
    decided = _verdicts(session, project_id)
    wanted = select(Take.id, Take.code, Take.subject, Take.poster).where(*_clips(project_id))
    return [
        TakeStands(code, Subject.of(subject).id, poster, *decided.get(id, (State.UNREVIEWED, "", False)))
        for id, code, subject, poster in session.execute(wanted)
    ]


def _verdicts(session: Session, project_id: UUID) -> Mapping[UUID, tuple[State, str, bool]]:
    """Of each take that has one the verdict that stands, by whom it is, and whether it gives a reason."""
    told = (Verdict.take_id, Verdict.state, Verdict.by, Verdict.failed, Verdict.next_action)
    wanted = select(*told).join(Take, Take.id == Verdict.take_id).where(*_clips(project_id))
    rows = session.execute(wanted.where(Verdict.taken_back_by == "").order_by(Verdict.id))
    return {
        take: (State(state), by, bool(failed.strip() or next_action.strip()))
        for take, state, by, failed, next_action in rows
    }


def standing(*projects: UUID) -> Subquery:
    """The verdict that stands for each take of these productions: its latest that was not taken back."""
    told = (Verdict.take_id, Verdict.state, Verdict.by, Verdict.failed, Verdict.next_action, Verdict.who)
    own = (Take.project_id.in_(projects), Verdict.taken_back_by == "")
    latest = select(*told).join(Take, Take.id == Verdict.take_id).where(*own).ext(distinct_on(Verdict.take_id))
    return latest.order_by(Verdict.take_id, Verdict.id.desc()).subquery()


def named(session: Session, project_id: UUID, codes: Collection[str]) -> list[Take]:
    """The takes of these codes, by their ids and what they are of; the rest of them is not read."""
    light = load_only(Take.id, Take.code, Take.subject)
    wanted = select(Take).options(light).where(Take.project_id == project_id, Take.code.in_(codes))
    return list(session.scalars(wanted.order_by(Take.code)))


def card_versions(session: Session, project_id: UUID, codes: set[str]) -> Mapping[str, int]:
    """From which version of its shot's card each of these takes was made."""
    version = Take.snapshot["card"]["version"].as_integer()
    wanted = select(Take.code, version).where(Take.project_id == project_id, Take.code.in_(codes))
    return {code: made or 0 for code, made in session.execute(wanted)}


def assets(session: Session, project_id: UUID) -> list[AssetStands]:
    """Every listed asset."""
    newest = (
        select(AssetRow)
        .ext(distinct_on(AssetRow.code))
        .where(AssetRow.project_id == project_id)
        .order_by(AssetRow.code, AssetRow.version.desc())
    )
    return [
        AssetStands(
            row.code, row.data["kind"], row.data["name"], bool(row.data.get("locked")), row.data.get("clearance", "")
        )
        for row in session.scalars(newest)
        if row.listed
    ]


def scenes(session: Session, project_id: UUID) -> list[SceneStands]:
    """Every scene that is not omitted, in story order."""
    wanted = select(Scene.code, Scene.heading).where(Scene.project_id == project_id, ~Scene.omitted)
    return [SceneStands(*row) for row in session.execute(wanted.order_by(Scene.position))]


def orders(session: Session, project_id: UUID) -> list[OrderStands]:
    """Of each subject the newest order, where nobody knows whether it was taken, or it was refused or failed."""
    newest = (
        select(Order.subject, Order.provider, Order.state, Order.says, Order.created_at)
        .ext(distinct_on(Order.subject))
        .where(Order.project_id == project_id)
        .order_by(Order.subject, Order.created_at.desc())
        .subquery()
    )
    stuck = (OrderState.REFUSED, OrderState.FAILED)
    wanted = select(newest.c.subject, newest.c.provider, newest.c.state, newest.c.says).where(newest.c.state.in_(stuck))
    lost = select(Order.subject, Order.provider, Order.state, Order.says).where(
        Order.project_id == project_id, Order.state == OrderState.SUBMIT_UNKNOWN
    )
    return [OrderStands(*row) for row in (*session.execute(lost), *session.execute(wanted))]


def held(session: Session) -> dict[str, str]:
    """What holds up which provider."""
    return dict(session.execute(select(Hold.provider, Hold.says)).all())


def homeless(session: Session, project_id: UUID) -> list[str]:
    """What was ordered and done, and brought no take."""
    taken = exists().where(Take.order_id == Order.id)
    wanted = select(Order.subject).where(Order.project_id == project_id, Order.state == OrderState.DONE, ~taken)
    return list(session.scalars(wanted.order_by(Order.subject)))


def _clips(project_id: UUID) -> tuple[ColumnElement[bool], ...]:
    return (Take.project_id == project_id, Take.subject.startswith(_SHOT), Take.medium == "clip")
