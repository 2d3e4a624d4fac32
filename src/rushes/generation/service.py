"""What one can do with orders: find them, see how they stand, and what broke off."""

from collections import Counter
from collections.abc import Iterable
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


def over(session: Session, orders: Iterable[UUID]) -> bool:
    """Whether none of them is under way: one that broke off waits for its next run, an unknown one for a person."""
    return all(_rests(order) or is_broken_off(order) for order in store.many(session, orders))


def close_lost(session: Session, orders: Iterable[UUID]) -> list[Order]:
    """Fail the orders whose work broke off before anything was sent, their money back; gives those it closed."""
    unsent = [order for order in store.many(session, orders) if order.state in {State.PROPOSED, State.AUTHORISED}]
    lost = [order for order in unsent if is_broken_off(order)]
    for order in lost:
        order.cause, order.says = Cause.PROVIDER_FAULT, why_broken_off(order)
        store.move(session, order, State.FAILED, cause=order.cause, says=order.says)
        give_back(session, order)
    return lost


def job_id(order: Order) -> str:
    """The id of the workflow that works on an order now: each run after the first has its own."""
    return str(order.id) if order.runs == 1 else f"{order.id}.{order.runs}"


def is_broken_off(order: Order) -> bool:
    """Whether an order is under way and nothing works on it any more; what was sent is still to be brought home."""
    if _rests(order):
        return False
    try:
        return jobs.status(job_id(order)).state in {jobs.State.FAILED, jobs.State.CANCELLED}
    except jobs.NoSuchJob:  # its transaction has not committed yet
        return False


def why_broken_off(order: Order) -> str:
    """The sentence of whatever broke its work."""
    error = jobs.status(job_id(order)).error
    return (
        error.detail if isinstance(error, StudioError) else "The work on it broke off inside the studio; see the log."
    )


def give_back(session: Session, order: Order) -> None:
    """Release what was reserved for an order that brought nothing; what it cost all the same is booked."""
    if order.currency is None:
        governance.release(session, order.id)
    else:
        governance.settle(session, order.id, Money(order.cost_micros or 0, order.currency), "")


def _rests(order: Order) -> bool:
    return State(order.state) in OVER or order.state == State.SUBMIT_UNKNOWN
