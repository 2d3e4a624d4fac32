"""What one can do with orders: find them, see how they stand, and close those whose work was lost."""

from collections import Counter
from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from rushes import jobs
from rushes.generation import store
from rushes.generation.rules import OVER, State
from rushes.generation.tables import Order
from rushes.governance import service as governance
from rushes.kernel.errors import StudioError
from rushes.kernel.money import Money
from rushes.providers.errors import Cause


def one(session: Session, order_id: UUID) -> Order:
    """The order of that id. NoSuchOrder."""
    return store.one(session, order_id)


def many(session: Session, orders: Iterable[UUID]) -> list[Order]:
    """The orders of those ids."""
    return store.many(session, orders)


def of_project(session: Session, project_id: UUID) -> list[Order]:
    """A production's orders, oldest first."""
    return store.of_project(session, project_id)


def progress(session: Session, orders: Iterable[UUID]) -> Counter[State]:
    """How many of these orders are in which state."""
    return Counter(State(order.state) for order in store.many(session, orders))


def over(counts: Mapping[State, int]) -> bool:
    """Whether none of them is under way; an order whose sending is unknown waits for a person and holds up nobody."""
    return all(state in OVER or state is State.SUBMIT_UNKNOWN for state, count in counts.items() if count)


def close_lost(session: Session, orders: Iterable[UUID]) -> list[Order]:
    """Fail the orders whose workflow broke, with a sentence and their money back; gives those it closed."""
    lost = [order for order in store.many(session, orders) if _is_lost(order)]
    for order in lost:
        order.cause, order.says = Cause.PROVIDER_FAULT, _why_lost(order)
        store.move(session, order, State.FAILED, cause=order.cause, says=order.says)
        give_back(session, order)
    return lost


def give_back(session: Session, order: Order) -> None:
    """Release what was reserved for an order that brought nothing; what it cost all the same is booked."""
    if order.currency is None:
        governance.release(session, order.id)
    else:
        governance.settle(session, order.id, Money(order.cost_micros or 0, order.currency), "")


def _why_lost(order: Order) -> str:
    error = jobs.status(str(order.id)).error
    return error.detail if isinstance(error, StudioError) else "The work on it broke off inside the studio; see the log."


def _is_lost(order: Order) -> bool:
    if State(order.state) in OVER or order.state == State.SUBMIT_UNKNOWN:
        return False
    return jobs.status(str(order.id)).state in {jobs.State.FAILED, jobs.State.CANCELLED}
