"""What one can do with orders: find them, see how they stand, and what broke off."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from rushes import jobs
from rushes.generation import holds, rules, store, together
from rushes.generation.errors import NotInThatState
from rushes.generation.rules import OVER, UNSENT, Offer, Remedy, State
from rushes.generation.store import Cut, Line
from rushes.generation.tables import Hold, Order
from rushes.governance import record
from rushes.governance import service as governance
from rushes.kernel.errors import StudioError
from rushes.kernel.ids import Subject
from rushes.kernel.money import Money
from rushes.providers.errors import Cause, Medium, Objection


def one(session: Session, order_id: UUID) -> Order:
    """The order of that id. NoSuchOrder."""
    return store.one(session, order_id)


def many(session: Session, orders: Iterable[UUID]) -> list[Order]:
    """The orders of those ids."""
    return store.many(session, orders)


def billed(session: Session, orders: Iterable[UUID]) -> dict[UUID, store.Billed]:
    """Who made what those orders brought and what each cost."""
    return store.billed(session, orders)


def parts(session: Session, orders: Iterable[Order]) -> list[Order]:
    """The orders of the parts of those of these orders that are runs, as far as their clips have come."""
    runs = [order.id for order in orders if order.state == State.DONE and together.KIND in order.snapshot]
    return store.parts(session, runs) if runs else []


def is_coming(session: Session, order: Order) -> bool:
    """Whether it is a run whose clip has come, and not yet all of its parts."""
    return any(State(part.state) not in OVER for part in parts(session, [order]))


def of_project(session: Session, project_id: UUID) -> list[Order]:
    """A production's orders, oldest first."""
    return store.of_project(session, project_id)


def took(session: Session, provider: str, model: str) -> list[float]:
    """How many seconds the last orders of a model took, from being sent to being done."""
    return store.took(session, provider, model)


def busy_providers(session: Session) -> frozenset[str]:
    """The providers that have orders under way."""
    return store.busy_providers(session)


def models_under_way(session: Session, provider: str) -> frozenset[str]:
    """The models of a provider that orders under way use."""
    return store.models_under_way(session, provider)


def listed(session: Session, project_id: UUID) -> Sequence[Line]:
    """A production's orders, oldest first, without what was asked: light enough for ten thousand."""
    return store.lines(session, project_id)


def lost(session: Session, project_id: UUID) -> list[Order]:
    """A production's orders that came to nothing, oldest first."""
    return [order for order in store.ended(session, project_id) if order.state != State.CANCELLED]


def counted(session: Session, project_id: UUID) -> Counter[State]:
    """How many of a production's orders are in which state."""
    return store.counted(session, project_id)


def progress(session: Session, orders: Iterable[UUID]) -> Counter[State]:
    """How many of these orders are in which state."""
    return store.states(session, list(orders))


def over(session: Session, orders: Iterable[UUID]) -> bool:
    """
    Whether nothing more comes of them by itself: those over, and those that wait for a person.

    One that broke off waits for its next run, an unknown one for somebody who looks, one that is held up for whoever
    mends the account.
    """
    held = holds.every(session)
    return all(_rests(order, held) or is_broken_off(order) for order in store.many(session, orders))


def cancel(session: Session, project_id: UUID, orders: Iterable[UUID], who: str) -> Counter[State]:
    """
    Cancel orders: those not sent are over at once, of those at a service it is asked; how many are in which state then.

    An order that is being sent this moment, or may have been, stays as it is: only knowledge leads on from there.
    """
    wanted = list(orders)
    unsent, sent = store.cancel_unsent(session, project_id, wanted), store.stoppable(session, project_id, wanted)
    if unsent:
        jobs.cancel_many([job_id(order) for order in unsent])
        governance.release_many(session, project_id, [order.id for order in unsent])
        told = {"orders": [str(order.id) for order in unsent]}
        record.write(session, project_id, who, "orders.cancelled", Subject("project", str(project_id)), told)
    for order in sent:
        store.move(session, order, State.CANCELLING, by=who)
    return store.states(session, wanted, project_id)


def prioritise(session: Session, project_id: UUID, orders: Iterable[UUID], priority: int, who: str) -> list[UUID]:
    """
    Give orders another turn among those that wait for their provider; gives those whose turn it was not already.

    Raises:
        NotInThatState: none of them waits any more.
    """
    wanted = list(orders)
    turned = store.prioritise(session, project_id, wanted, priority)
    states = store.states(session, wanted, project_id)
    if not turned and not states.keys() & UNSENT:
        says = "Only what was not sent yet can be given another turn; of these nothing waits any more."
        raise NotInThatState(says, states={str(state): number for state, number in states.items()})
    if turned:
        jobs.prioritise([job_id(order) for order in turned], priority, session)
        told = {"orders": [str(order.id) for order in turned], "priority": priority}
        record.write(session, project_id, who, "orders.prioritised", Subject("project", str(project_id)), told)
    return [order.id for order in turned]


def hint(session: Session, order_id: UUID, remote: str) -> Order | None:
    """
    What a webhook says: look at this order now. Gives it where nobody looks: its remote id was unknown, or it expired.

    A hint about an order that has another remote id says nothing.
    """
    order = session.get(Order, order_id, with_for_update=True)
    if order is None or order.remote not in {None, remote}:
        return None
    order.hinted_at = datetime.now(UTC)
    unknown = order.remote is None and order.state == State.SUBMIT_UNKNOWN
    return order if unknown or (order.remote and order.state == State.EXPIRED) else None


def remedy(order: Order) -> Remedy:
    """What is done about an order that failed, and what may be."""
    medium = Medium(order.medium) if order.medium else None
    objection = Objection(order.objection) if order.objection else None
    return rules.remedy(Cause(order.cause), medium, objection)


def offers(order: Order) -> tuple[Offer, ...]:
    """What a person may try about an order that failed or expired; nothing about any other."""
    found = remedy(order).offers if order.state in {State.FAILED, State.EXPIRED} else ()
    return tuple(one for one in found if one is not Offer.BISECT_REFERENCES or together.KIND not in order.snapshot)


def close_lost(session: Session, orders: Iterable[UUID]) -> list[Order]:
    """Fail the orders whose work broke off before anything was sent, their money back; gives those it closed."""
    unsent = [order for order in store.many(session, orders) if order.state in {State.PROPOSED, State.AUTHORISED}]
    lost = [order for order in unsent if is_broken_off(order)]
    for order in lost:
        why = {"cause": Cause.PROVIDER_FAULT, "says": why_broken_off(order)}
        store.move(session, order, State.FAILED, why, **why)
        give_back(session, order)
    return lost


def job_id(order: Order | Cut) -> str:
    """The id of the workflow that works on an order now: each run after the first has its own."""
    return str(order.id) if order.runs == 1 else f"{order.id}.{order.runs}"


def is_broken_off(order: Order) -> bool:
    """
    Whether an order is under way and nothing works on it any more; what was sent is still to be brought home.

    Of one that is sent, work that ended well is over too: a process that had slept may have sent it after that.
    """
    if State(order.state) in OVER or order.state == State.SUBMIT_UNKNOWN:
        return False
    ends = {jobs.State.FAILED, jobs.State.CANCELLED} | ({jobs.State.DONE} if order.remote else set())
    try:
        return jobs.status(job_id(order)).state in ends
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


def _rests(order: Order, held: Mapping[str, Hold]) -> bool:
    if order.state == State.SUBMIT_UNKNOWN:
        return _has_no_work(order)
    return State(order.state) in OVER or (order.state == State.AUTHORISED and order.provider in held)


def _has_no_work(order: Order) -> bool:
    try:
        return jobs.status(job_id(order)).over
    except jobs.NoSuchJob:
        return True
