"""Sounds over HTTP: what a film needs to have heard and what stands, what orders would cost, ordering what was seen."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.delivery import preflight, sounding, sounds
from rushes.delivery.line import Wish
from rushes.delivery.sounding import Sounds
from rushes.delivery.sounds import Kind, Standing
from rushes.generation.errors import NotConfirmed, UnknownProvider, Unready
from rushes.generation.routes import OrderOut
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.projects.tables import Project
from rushes.review.rules import State
from rushes.shots.errors import NoSuchShot

router = APIRouter(prefix="/api/projects", tags=["sounds"])
_REFUSALS = (NoSuchProject, NotYours, NoSuchShot, UnknownProvider)


class SoundOut(BaseModel):
    """A sound the film needs, and the take that stands for it, if any was made; else it is synthesised."""

    sound: str
    kind: Kind
    subject: str
    shot: str
    speaker: str
    says: str
    wanted_seconds: float
    take: str
    state: State
    media: str
    seconds: float | None
    takes: int

    @classmethod
    def of(cls, one: Standing) -> "SoundOut":
        """One sound."""
        need, take = one.need, one.take
        return cls(
            sound=need.code,
            kind=need.kind,
            subject=str(need.sound.subject),
            shot=need.shot,
            speaker=str(need.plan.get("speaker", "")),
            says=need.says,
            wanted_seconds=need.plan["seconds"],
            take=take.code if take else "",
            state=one.state,
            media=take.media if take else "",
            seconds=sounds.seconds(take) if take else None,
            takes=len(one.takes),
        )


class SoundsWished(BaseModel):
    """Sounds that are wished for: of one shot or of all, of one kind or of all, by whom, how many of each."""

    only: Annotated[str, Field(max_length=80)] = ""
    kind: Kind | None = None
    provider: Annotated[str, Field(max_length=80)] = ""
    takes: Annotated[int | None, Field(ge=1, le=20)] = None

    @property
    def wish(self) -> Wish:
        """The same for the line."""
        return Wish(self.provider, self.takes, only=self.only)


class SoundsConfirmed(SoundsWished):
    """The same, and the digest under which somebody saw what it may cost."""

    digest: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


@router.get("/{project_id}/sounds", responses=raises(NoSuchProject, NotYours, NoSuchShot))
def list_sounds(
    project_id: UUID, caller: Asking, session: Transaction, only: str = "", kind: Kind | None = None
) -> list[SoundOut]:
    """Every reading, effect and piece of music that the film needs, with the take that stands for it."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return list(map(SoundOut.of, sounding.listed(session, project, only, (kind,) if kind else ())))


@router.post("/{project_id}/sounds/preflight", responses=raises(*_REFUSALS))
def look_at_sounds(project_id: UUID, wished: SoundsWished, caller: Asking, session: Transaction) -> dict[str, Any]:
    """What the wish would order now, and what it may cost; nothing is ordered."""
    project, want = _want(session, project_id, wished, caller.name)
    return sounding.look(session, project, wished.wish, want).plain()


@router.post("/{project_id}/sounds", status_code=202, responses=raises(*_REFUSALS, NotConfirmed, Unready))
def order_sounds(project_id: UUID, wished: SoundsConfirmed, caller: Asking, session: Transaction) -> list[OrderOut]:
    """Order exactly what a pre-flight showed under this digest."""
    project, want = _want(session, project_id, wished, caller.name)
    seen = sounding.look(session, project, wished.wish, want)
    batch = preflight.confirm(session, project, seen, wished.digest, caller.name)
    return OrderOut.of(sounding.order(session, project, wished.wish, want, caller.name, batch=batch))


def _want(session: Session, project_id: UUID, wished: SoundsWished, who: str) -> tuple[Project, tuple[Sounds, ...]]:
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, who, Right.GENERATE)
    return project, sounding.wanted(project, wished.wish, (wished.kind,) if wished.kind else ())
