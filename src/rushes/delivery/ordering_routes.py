"""Takes of named shots over HTTP, and recasts: what they would cost, and ordering exactly what somebody saw."""

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.craft.cards.card import Card
from rushes.craft.prompting.compiler import NoSurface
from rushes.delivery import line, ordering, preflight, recasting
from rushes.delivery.line import Answered, Wanted, Wish
from rushes.delivery.ordering import Named
from rushes.delivery.preflight_routes import Digest, Making, PreflightOut
from rushes.delivery.recasting import Follow, Recast
from rushes.generation.errors import NotConfirmed, UnknownProvider, Unready
from rushes.generation.routes import OrderOut
from rushes.generation.tools import tools
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.projects.tables import Project
from rushes.review import passes
from rushes.shots.errors import NoSuchShot

router = APIRouter(prefix="/api/projects", tags=["orders"])
_REFUSALS = (NoSuchProject, NotYours, NoSuchShot, UnknownProvider)
Code = Annotated[str, Field(max_length=80)]


class Go(BaseModel):
    """One of three passes over a shot: of which take (the likeliest when not said), and the change it is to try."""

    number: Annotated[int, Field(ge=1, le=3)] = 1
    of: Code = ""
    change: Annotated[str, Field(max_length=400)] = ""


class Shots(Making):
    """Takes of these shots, more than there are, all in the same pass; `without` are references to leave out."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    shots: Annotated[list[Code], Field(min_length=1, max_length=2000)]
    go: Annotated[Go, Field(alias="pass")] = Go()
    without: Annotated[tuple[Code, ...], Field(max_length=100)] = ()

    @property
    def named(self) -> Named:
        """The same for the line."""
        settings = {**self.settings, **line.wishes(without=self.without)}
        wish = Wish(self.provider, self.takes or 1, self.draft, settings=settings, priority=self.priority)
        return Named(tuple(self.shots), wish, passes.Wish(self.go.number, self.go.of, self.go.change))


class Looked(Shots):
    """The same, to be looked at with a card as it is before it is kept."""

    card: Card | None = None

    @property
    def named(self) -> Named:
        """The same for the line."""
        return replace(super().named, unkept=self.card)


class ConfirmedShots(Shots):
    """The same, and the digest under which somebody saw what it may cost."""

    digest: Digest


class Recasts(Making):
    """Shots that are to be recast: on which model, worded for which surface, and what it is shown of the take."""

    shots: Annotated[list[Code], Field(min_length=1, max_length=2000)]
    provider: Annotated[str, Field(min_length=1, max_length=80)]
    surface: Code = ""
    follow: Annotated[tuple[Follow, ...], Field(max_length=4)] = ()
    without: Annotated[tuple[Code, ...], Field(max_length=100)] = ()

    @property
    def recast(self) -> Recast:
        """The same for the line."""
        settings = {**self.settings, **line.wishes(without=self.without)}
        wish = Wish(self.provider, self.takes or 1, self.draft, settings=settings, priority=self.priority)
        return Recast(tuple(self.shots), wish, self.surface, self.follow)


class ConfirmedRecasts(Recasts):
    """The same, and the digest under which somebody saw what it may cost."""

    digest: Digest


class PlacedOut(BaseModel):
    """The orders that answer a wish, and by code the shots that cannot be asked for as they are, with the reason."""

    orders: list[OrderOut]
    unasked: dict[str, str]


@router.post("/{project_id}/orders/preflight", responses=raises(*_REFUSALS))
def look_at_shots(project_id: UUID, shots: Looked, caller: Asking, session: Transaction) -> PreflightOut:
    """What takes of these shots would cost and meet, and what is doubtful about their pass; nothing is ordered."""
    project, want, found = _answered(session, project_id, shots, caller.name)
    return PreflightOut.of(preflight.of(session, project, found.slots, want.spec, found.unasked))


@router.post("/{project_id}/orders", status_code=202, responses=raises(*_REFUSALS, NotConfirmed, Unready))
def order_shots(project_id: UUID, shots: ConfirmedShots, caller: Asking, session: Transaction) -> PlacedOut:
    """Order exactly the takes of these shots that a pre-flight showed under this digest."""
    project, want, found = _answered(session, project_id, shots, caller.name)
    return _placed(session, project, want, found, shots, caller.name)


@router.post("/{project_id}/recasts/preflight", responses=raises(*_REFUSALS, NoSurface))
def look_at_recasts(project_id: UUID, recasts: Recasts, caller: Asking, session: Transaction) -> PreflightOut:
    """What these shots would cost and meet on another model, shown what was chosen; nothing is ordered."""
    project, want, found = _recast(session, project_id, recasts, caller.name)
    return PreflightOut.of(preflight.of(session, project, found.slots, want.spec, found.unasked))


@router.post("/{project_id}/recasts", status_code=202, responses=raises(*_REFUSALS, NoSurface, NotConfirmed, Unready))
def order_recasts(project_id: UUID, recasts: ConfirmedRecasts, caller: Asking, session: Transaction) -> PlacedOut:
    """Order exactly the recasts that a pre-flight showed under this digest."""
    project, want, found = _recast(session, project_id, recasts, caller.name)
    return _placed(session, project, want, found, recasts, caller.name)


def _placed(
    session: Session,
    project: Project,
    want: Wanted,
    found: Answered,
    agreed: ConfirmedShots | ConfirmedRecasts,
    who: str,
) -> PlacedOut:
    """What answers a wish, ordered as it was confirmed under its digest. NotConfirmed."""
    seen = preflight.of(session, project, found.slots, want.spec, found.unasked)
    batch = preflight.confirm(session, project, seen, agreed.digest, who)
    orders = line.placed(session, project, found.slots, want.spec, who, batch, agreed.priority)
    return PlacedOut(orders=OrderOut.of(orders), unasked=dict(found.unasked))


def _answered(session: Session, project_id: UUID, shots: Shots, who: str) -> tuple[Project, Wanted, Answered]:
    project = _allowed(session, project_id, who)
    want = line.wanted(project, shots.named.wish, tools().specs)
    return project, want, ordering.slots(session, project, shots.named, want)


def _recast(session: Session, project_id: UUID, recasts: Recasts, who: str) -> tuple[Project, Wanted, Answered]:
    project = _allowed(session, project_id, who)
    want = recasting.wanted(project, recasts.recast, tools().specs)
    return project, want, recasting.slots(session, project, recasts.recast, want)


def _allowed(session: Session, project_id: UUID, who: str) -> Project:
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, who, Right.GENERATE)
    return project
