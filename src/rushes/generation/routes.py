"""Orders over HTTP: what was asked for, and how far it is."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.generation import service
from rushes.generation.errors import NoSuchOrder
from rushes.generation.rules import State
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject

router = APIRouter(prefix="/api/projects", tags=["orders"])


class OrderOut(BaseModel):
    """An order: what it is to become a take of, who asked whom, its state, and what a failure says."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    subject: str
    provider: str
    who: str
    state: State
    cause: str
    says: str

    @classmethod
    def of(cls, orders: Any) -> "list[OrderOut]":
        """Several of them."""
        return [cls.model_validate(order) for order in orders]


@router.get("/{project_id}/orders", responses=raises(NoSuchProject, NotYours))
def list_orders(project_id: UUID, caller: Asking, session: Transaction) -> list[OrderOut]:
    """Every order of the production, the oldest first."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return OrderOut.of(service.of_project(session, project.id))


@router.get("/{project_id}/orders/{order_id}", responses=raises(NoSuchProject, NoSuchOrder, NotYours))
def read_order(project_id: UUID, order_id: UUID, caller: Asking, session: Transaction) -> OrderOut:
    """How far one order is."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    order = service.one(session, order_id)
    if order.project_id != project.id:
        raise NoSuchOrder(f"There is no order {order_id}.")
    return OrderOut.model_validate(order)
