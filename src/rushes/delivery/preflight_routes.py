"""Pre-flight and batches over HTTP: what a wish would cost, and ordering exactly what somebody saw."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.delivery import line, preflight
from rushes.delivery.line import Wanted, Wish, wishes
from rushes.delivery.preflight import Preflight
from rushes.generation.errors import NotConfirmed, UnknownProvider, Unready
from rushes.generation.routes import OrderOut
from rushes.generation.rules import FIRST, IN_TURN, LAST
from rushes.generation.tools import tools
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.projects.tables import Project
from rushes.shots.errors import NoSuchShot

router = APIRouter(prefix="/api/projects", tags=["orders"])
_REFUSALS = (NoSuchProject, NotYours, NoSuchShot, UnknownProvider)

Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Priority = Annotated[int, Field(ge=FIRST, le=LAST)]


class Making(BaseModel):
    """
    How takes are made: by whom (`ark`, `ark/seedance-2.0-fast`), how many a shot, how large, with which seed.

    Of the orders that wait the lowest `priority` goes first.
    """

    provider: Annotated[str, Field(max_length=80)] = ""
    takes: Annotated[int | None, Field(ge=1, le=20)] = None
    draft: bool = False
    audio: bool = True
    seed: Annotated[int | None, Field(ge=0, lt=2**63)] = None
    priority: Priority = IN_TURN

    @property
    def settings(self) -> dict[str, Any]:
        """What of it goes into every request."""
        return wishes(silent=not self.audio, seed=self.seed)


class Takes(Making):
    """Takes that are wished for, of one shot or of all."""

    only: Annotated[str, Field(max_length=40)] = ""

    @property
    def wish(self) -> Wish:
        """The same for the line."""
        return Wish(self.provider, self.takes, self.draft, self.only, self.settings, self.priority)


class Confirmed(Takes):
    """The same, and the digest under which somebody saw what it may cost."""

    digest: Digest


class AmountOut(BaseModel):
    """An amount of money, in micro-units and in words."""

    micros: int
    currency: str
    says: str


class PreflightRow(BaseModel):
    """An order as it would be placed: why it would be refused, which references go along, which do not and why."""

    subject: str
    model: str
    digest: str
    seconds: float
    low: AmountOut
    high: AmountOut
    used: tuple[str, str] | None
    prices: str
    stops: str
    references: list[str]
    cut: list[str]
    unchecked: list[str]
    warnings: list[str]


class PreflightOut(BaseModel):
    """
    Everything a wish would order now; `digest` is what a confirmation names.

    `there` are made or under way already; `minutes` it may take, from and to; `lacks` what the provider is not set up
    with; `unasked` the shots that cannot be asked for as they are, with the reason.
    """

    provider: str
    digest: str
    orders: list[PreflightRow]
    there: int
    low: AmountOut
    high: AmountOut
    left: AmountOut
    enough: bool
    minutes: tuple[float, float] | None
    at_once: int | None
    lacks: str
    unasked: dict[str, str]

    @classmethod
    def of(cls, seen: Preflight) -> "PreflightOut":
        """What was seen."""
        return cls.model_validate(seen.plain())


@router.post("/{project_id}/preflight", responses=raises(*_REFUSALS))
def look(project_id: UUID, takes: Takes, caller: Asking, session: Transaction) -> PreflightOut:
    """What the wish would order now: costs, times, what is left out, what would be refused; nothing is ordered."""
    project, want = _want(session, project_id, takes, caller.name)
    return PreflightOut.of(preflight.look(session, project, takes.wish, want))


@router.post("/{project_id}/batches", status_code=202, responses=raises(*_REFUSALS, NotConfirmed, Unready))
def confirm(project_id: UUID, takes: Confirmed, caller: Asking, session: Transaction) -> list[OrderOut]:
    """Order exactly what a pre-flight showed under this digest."""
    project, want = _want(session, project_id, takes, caller.name)
    seen = preflight.look(session, project, takes.wish, want)
    batch = preflight.confirm(session, project, seen, takes.digest, caller.name)
    return OrderOut.of(line.order_missing(session, project, takes.wish, want, caller.name, batch=batch))


def _want(session: Session, project_id: UUID, takes: Takes, who: str) -> tuple[Project, Wanted]:
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, who, Right.GENERATE)
    return project, line.wanted(project, takes.wish, tools().specs)
