"""Questions to the orders, and the one way an order changes state."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from rushes.generation import rules
from rushes.generation.errors import NoSuchOrder, NotInThatState
from rushes.generation.rules import State
from rushes.generation.tables import Order
from rushes.governance import record
from rushes.kernel.ids import Subject


def one(session: Session, order_id: str | UUID, *, lock: bool = False) -> Order:
    """The order of that id, locked until the transaction ends if it is to change. NoSuchOrder."""
    order = session.get(Order, UUID(str(order_id)), with_for_update=lock or None)
    if order is None:
        raise NoSuchOrder(f"There is no order {order_id}.")
    return order


def of_project(session: Session, project_id: UUID) -> list[Order]:
    """A production's orders, oldest first."""
    return list(session.scalars(select(Order).where(Order.project_id == project_id).order_by(Order.created_at)))


def many(session: Session, ids: Iterable[UUID]) -> list[Order]:
    """The orders of those ids."""
    return list(session.scalars(select(Order).where(Order.id.in_(list(ids)))))


def move(session: Session, order: Order, to: State, **facts: object) -> None:
    """Take an order to another state and record it; staying where it is records nothing. NotInThatState."""
    current = State(order.state)
    if not rules.may_follow(current, to):
        raise NotInThatState(f"An order that is {current} cannot become {to}.", state=current, wanted=to)
    if current is to:
        return
    order.state = to
    session.flush()
    body = {"order": str(order.id), "provider": order.provider, **facts}
    record.write(session, order.project_id, order.who, f"order.{to}", Subject.of(order.subject), body)
