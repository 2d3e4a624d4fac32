"""Orders over HTTP: what was asked for, how far it is, and what a person can do about it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.generation import gateway, holds, service, together
from rushes.generation.errors import NoSuchOrder, NotInThatState, UnknownProvider, Unmakeable
from rushes.generation.rules import FIRST, LAST, SAYS, State, Truth
from rushes.generation.tables import Order
from rushes.generation.tools import tools
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.providers.base import Makes, Model

router = APIRouter(prefix="/api/projects", tags=["orders"])


class OrderOut(BaseModel):
    """
    An order: what it is to become a take of, who asked whom, its state, and what a failure says.

    Of those that wait for their provider the lowest `priority` goes first.
    """

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    subject: str
    provider: str
    who: str
    state: State
    cause: str
    says: str
    remote: str | None
    cost_micros: int | None
    currency: str | None
    priority: int
    created_at: datetime

    @classmethod
    def of(cls, orders: Any) -> "list[OrderOut]":
        """Several of them."""
        return [cls.model_validate(order) for order in orders]


class OrderWhole(OrderOut):
    """An order with what was asked, what the service counted and said, and what may be tried."""

    request: dict[str, Any]
    used: dict[str, Any]
    raw: str
    offers: dict[str, str]

    @classmethod
    def whole(cls, order: Order) -> "OrderWhole":
        """All of one order."""
        told = {str(offer): SAYS[offer] for offer in service.offers(order)}
        return cls.model_validate({**OrderOut.model_validate(order).model_dump(), **_more(order), "offers": told})


class Chosen(BaseModel):
    """Some orders."""

    orders: Annotated[list[UUID], Field(min_length=1, max_length=20_000)]


class Turned(Chosen):
    """Some orders, and the turn they are given: of those that wait for their provider the lowest goes first."""

    priority: Annotated[int, Field(ge=FIRST, le=LAST)]


class Found(BaseModel):
    """What a person found at the service."""

    truth: Truth
    remote: Annotated[str, Field(max_length=400)] = ""


class ProviderOut(BaseModel):
    """A provider as a production may use it: its models, what it lacks, what holds it up, how many orders at a time."""

    id: str
    title: str
    lacks: str
    held: str
    at_once: int | None
    terms: str
    models: list["ModelOut"]


class ModelOut(BaseModel):
    """
    One model: what it makes and within which limits, and which price list is in force.

    `shots` is how many shots of a scene one request to it may hold.
    """

    id: str
    title: str
    makes: Makes
    seconds: tuple[float, float]
    largest: tuple[int, int]
    modes: list[str]
    shots: int
    priced: str

    @classmethod
    def of(cls, model: Model) -> "ModelOut":
        """One model."""
        told = {name: getattr(model, name) for name in cls.model_fields if name != "shots"}
        return cls.model_validate(told | {"shots": together.most_shots(model)})


@router.get("/{project_id}/orders", responses=raises(NoSuchProject, NotYours))
def list_orders(project_id: UUID, caller: Asking, session: Transaction) -> list[OrderOut]:
    """Every order of the production, the oldest first."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return OrderOut.of(service.listed(session, project.id))


@router.get("/{project_id}/orders/{order_id}", responses=raises(NoSuchProject, NoSuchOrder, NotYours))
def read_order(project_id: UUID, order_id: UUID, caller: Asking, session: Transaction) -> OrderWhole:
    """One order, with what was asked and what may be done about it."""
    return OrderWhole.whole(_order(session, project_id, order_id, caller.name, Right.VIEW))


@router.post("/{project_id}/orders/cancel", responses=raises(NoSuchProject, NotYours))
def cancel_orders(project_id: UUID, chosen: Chosen, caller: Asking, session: Transaction) -> Mapping[State, int]:
    """Cancel orders: what was not sent costs nothing, what is at a service is asked to stop; how many are where."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.GENERATE)
    return service.cancel(session, project.id, chosen.orders, caller.name)


@router.put("/{project_id}/orders/priority", responses=raises(NoSuchProject, NotYours, NotInThatState))
def prioritise_orders(project_id: UUID, turned: Turned, caller: Asking, session: Transaction) -> list[UUID]:
    """Give orders that were not sent yet another turn; gives those whose turn was another, which may be put back."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.GENERATE)
    return service.prioritise(session, project.id, turned.orders, turned.priority, caller.name)


@router.post(
    "/{project_id}/orders/{order_id}/resolve",
    responses=raises(NoSuchProject, NoSuchOrder, NotYours, NotInThatState, Unmakeable),
)
def resolve_order(project_id: UUID, order_id: UUID, found: Found, caller: Asking, session: Transaction) -> OrderWhole:
    """Say what was found at the service about an order nobody knows to be accepted."""
    order = _order(session, project_id, order_id, caller.name, Right.GENERATE)
    gateway.resolve(session, order, found.truth, caller.name, found.remote)
    return OrderWhole.whole(order)


@router.post(
    "/{project_id}/orders/{order_id}/look", responses=raises(NoSuchProject, NoSuchOrder, NotYours, NotInThatState)
)
def look_again(project_id: UUID, order_id: UUID, caller: Asking, session: Transaction) -> OrderWhole:
    """Look once more at the service for what failed or expired after it was sent."""
    order = _order(session, project_id, order_id, caller.name, Right.GENERATE)
    gateway.look_again(session, order, caller.name)
    return OrderWhole.whole(order)


@router.get("/{project_id}/providers", responses=raises(NoSuchProject, NotYours))
def list_providers(project_id: UUID, caller: Asking, session: Transaction) -> list[ProviderOut]:
    """Every provider, whether it is set up, and what holds it up."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    held = {id: hold.says for id, hold in holds.every(session).items()}
    return [_provider(id, held.get(id, "")) for id in tools().specs]


@router.post("/{project_id}/providers/{provider}/resume", responses=raises(NoSuchProject, NotYours, UnknownProvider))
def resume_provider(project_id: UUID, provider: str, caller: Asking, session: Transaction) -> ProviderOut:
    """Let orders go again to a provider that was held up."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.GENERATE)
    if provider not in tools().specs:
        raise UnknownProvider(f"There is no provider {provider!r}. There are: {', '.join(tools().specs)}.")
    holds.lift(session, provider)
    return _provider(provider, "")


def _provider(id: str, held: str) -> ProviderOut:
    spec = tools().specs[id]
    models = list(map(ModelOut.of, spec.models))
    lacks = tools().lacks.get(id, "")
    return ProviderOut(
        id=id, title=spec.title, lacks=lacks, held=held, at_once=spec.lane, terms=spec.terms, models=models
    )


def _order(session: Session, project_id: UUID, order_id: UUID, who: str, right: Right) -> Order:
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, who, right)
    order = service.one(session, order_id)
    if order.project_id != project.id:
        raise NoSuchOrder(f"There is no order {order_id}.")
    return order


def _more(order: Order) -> dict[str, Any]:
    return {"request": order.request, "used": order.used, "raw": order.raw}
