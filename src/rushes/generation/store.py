"""Questions to the orders, and the one way an order changes state."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Uuid, and_, bindparam, case, func, literal, or_, select, text, update
from sqlalchemy.orm import Session, make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from rushes.db.base import table
from rushes.generation import rules
from rushes.generation.errors import NoSuchOrder, NotInThatState
from rushes.generation.rules import OVER, UNSENT, State
from rushes.generation.tables import Order
from rushes.governance import record
from rushes.governance import service as governance
from rushes.kernel.ids import Subject
from rushes.kernel.money import Money
from rushes.providers.parts import plugin
from rushes.quality.rules import Finding
from rushes.takes import cited
from rushes.takes.tables import Take

HINT = timedelta(seconds=1.5)
ROW = table(Order).c
KEPT = frozenset({"id", "project_id", "subject", "provider", "digest", "request", "snapshot", "who", "token"})
"""What of an order never changes, so that it is read once."""

_OTHERS = [column for column in ROW if column.name not in KEPT]
_WHOLE = select(table(Order)).where(ROW.id == bindparam("of"))
_WHOLE_ALONE = _WHOLE.with_for_update()
_STANDS = select(ROW.state, ROW.runs, ROW.stop_asked).where(ROW.id == bindparam("of"))
_STANDS_ALONE = _STANDS.with_for_update()
_AGAIN = select(*_OTHERS).where(ROW.id == bindparam("of"))
_CHANGE = update(table(Order)).where(ROW.id == bindparam("of"))

_THESE = ROW.id == func.any(bindparam("ids", type_=ARRAY(Uuid())))
_TOLD = ROW.hinted_at > func.now() - HINT
_LEFT = ROW.state.not_in([State.QUEUED, State.RUNNING, State.CANCEL_REFUSED])
_WISHED = select(ROW.id).where(_THESE, or_(_TOLD, and_(_LEFT, ~and_(ROW.state == State.CANCELLING, ROW.stop_asked))))
_QUEUED = select(ROW.id, ROW.project_id, ROW.subject, ROW.provider, ROW.who).where(_THESE, ROW.state == State.QUEUED)
_QUEUED_ALONE = _QUEUED.with_for_update(skip_locked=True)
_BEGIN = update(table(Order)).where(_THESE).values(state=State.RUNNING)


def one(session: Session, order_id: str | UUID, *, lock: bool = False) -> Order:
    """The order of that id, locked until the transaction ends if it is to change. NoSuchOrder."""
    order = session.get(Order, UUID(str(order_id)), with_for_update=lock or None)
    if order is None:
        raise NoSuchOrder(f"There is no order {order_id}.")
    return order


def _read(session: Session, order_id: UUID, *, lock: bool) -> Order:
    """An order that no session keeps: several times cheaper than one that a session would look after."""
    row = session.connection().execute(_WHOLE_ALONE if lock else _WHOLE, {"of": order_id}).first()
    if row is None:
        raise NoSuchOrder(f"There is no order {order_id}.")
    order = Order(**row._mapping)
    make_transient_to_detached(order)
    return order


def again(session: Session, order: Order, *, lock: bool = False) -> Order:
    """
    An order that was read before, as it is now; whatever else changes in one does so with its state or its run.

    All of it costs several times as much to read as where it stands.
    """
    stands = session.connection().execute(_STANDS_ALONE if lock else _STANDS, {"of": order.id}).first()
    if stands is None:
        raise NoSuchOrder(f"There is no order {order.id}.")
    if stands == (order.state, order.runs, order.stop_asked):
        return order
    row = session.connection().execute(_AGAIN, {"of": order.id}).one()
    for column, value in zip(_OTHERS, row, strict=True):
        set_committed_value(order, column.name, value)
    return order


def _among(ids: Sequence[UUID]) -> ColumnElement[bool]:
    """Whether an order is one of these; one parameter, however many they are."""
    return Order.id == func.any(literal(ids, ARRAY(Uuid())))


class Seen(NamedTuple):
    """What the checks saw of a take: their findings, and the blob of each picture by its name."""

    take_id: UUID
    findings: Sequence[Finding]
    images: Mapping[str, str]


@dataclass
class Hand:
    """
    An order in somebody's hand: read whole once, and after that only what may have changed.

    `paid_in` is the currency of the budget that pays, `code` that of the take it will bring, `take` that itself, `seen`
    what the checks saw of it, `cuts` the frames at which a run cuts, as soon as each is known here.
    """

    id: str
    order: Order | None = None
    paid_in: str = ""
    code: str = ""
    take: Take | None = None
    seen: Seen | None = None
    cuts: Sequence[int] = ()

    def now(self, session: Session, *, lock: bool = False) -> Order:
        """The order as it is; locked until the transaction ends if it is to change."""
        if self.order is None:
            self.order = _read(session, UUID(self.id), lock=lock)
            return self.order
        return again(session, self.order, lock=lock)

    def currency(self, session: Session) -> str:
        """That of the budget that pays."""
        if not self.paid_in:
            self.paid_in = governance.currency(session, self.now(session).project_id)
        return self.paid_in


def of_project(session: Session, project_id: UUID) -> list[Order]:
    """A production's orders, oldest first."""
    return list(session.scalars(select(Order).where(Order.project_id == project_id).order_by(Order.created_at)))


def many(session: Session, ids: Iterable[UUID]) -> list[Order]:
    """The orders of those ids."""
    return list(session.scalars(select(Order).where(_among(list(ids)))))


@dataclass(frozen=True)
class Billed:
    """An order by who made it and what it cost; a part of a run by who made that, and its share of what that cost."""

    id: UUID
    provider: str
    cost: Money


def billed(session: Session, ids: Iterable[UUID]) -> dict[UUID, Billed]:
    """Who made what those orders brought and what each cost, without all that was asked."""
    part = case((Order.provider == plugin.id, Order.snapshot[cited.PART]))  # a snapshot is large to read
    told = (Order.provider, Order.cost_micros, Order.currency, part)
    wanted = select(Order.id, *told).where(_among(list(ids)))
    return {id: _billed(id, *row) for id, *row in session.execute(wanted)}


def _billed(
    id: UUID, provider: str, micros: int | None, currency: str | None, part: Mapping[str, Any] | None
) -> Billed:
    if part:
        return Billed(id, part["provider"], Money(part["micros"], part["currency"]))
    return Billed(id, provider, Money(micros or 0, currency or "USD"))


def parts(session: Session, runs: Sequence[UUID]) -> list[Order]:
    """The orders of the parts of these runs, in cutting order."""
    of = Order.snapshot[(cited.PART, "order")].as_string()
    wanted = select(Order).where(Order.provider == plugin.id, of.in_([str(run) for run in runs]))
    return sorted(session.scalars(wanted), key=_place)


def _place(part: Order) -> tuple[str, int]:
    said = part.snapshot[cited.PART]
    return said["order"], said["start"]


@dataclass(frozen=True)
class Cut:
    """An order that was cancelled or put elsewhere before anybody sent it, by its id and how many runs it had."""

    id: UUID
    runs: int


@dataclass(frozen=True)
class Line:
    """An order as a list shows it."""

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


def lines(session: Session, project_id: UUID) -> list[Line]:
    """A production's orders as lines, oldest first."""
    columns = [getattr(Order, one.name) for one in fields(Line)]
    found = session.execute(select(*columns).where(Order.project_id == project_id).order_by(Order.created_at))
    return [Line(*row) for row in found]


def ended(session: Session, project_id: UUID) -> list[Order]:
    """A production's orders that are over and brought no take, oldest first."""
    wanted = select(Order).where(Order.project_id == project_id, Order.state.in_(OVER - {State.DONE}))
    return list(session.scalars(wanted.order_by(Order.created_at)))


def counted(session: Session, project_id: UUID) -> Counter[State]:
    """How many of a production's orders are in which state."""
    by_state = select(Order.state, func.count()).where(Order.project_id == project_id).group_by(Order.state)
    return Counter({State(state): int(number) for state, number in session.execute(by_state)})


def states(session: Session, ids: Sequence[UUID], project_id: UUID | None = None) -> Counter[State]:
    """How many of these orders, of a production's only where it is named, are in which state."""
    wanted = select(Order.state, func.count()).where(_among(ids)).group_by(Order.state)
    found = session.execute(wanted if project_id is None else wanted.where(Order.project_id == project_id))
    return Counter({State(state): int(number) for state, number in found})


def stoppable(session: Session, project_id: UUID, ids: Sequence[UUID]) -> list[Order]:
    """Those of these orders that a service may be asked to stop, locked, in one order for everybody."""
    going = Order.state.in_([State.QUEUED, State.RUNNING])
    wanted = select(Order).where(_among(ids), Order.project_id == project_id, going).order_by(Order.id)
    return list(session.scalars(wanted.with_for_update()))


def cancel_unsent(session: Session, project_id: UUID, ids: Sequence[UUID]) -> list[Cut]:
    """
    Cancel those of these orders that nobody has begun to send; gives them.

    Parts of a run stay: they cost nothing, and what they are cut from is paid.
    """
    wanted = update(Order).where(Order.project_id == project_id, _among(ids), Order.state.in_(UNSENT))
    wanted = wanted.where(Order.provider != plugin.id)
    cut = wanted.values(state=State.CANCELLED).returning(Order.id, Order.runs)
    session.expire_all()
    return [Cut(*row) for row in session.execute(cut, execution_options={"synchronize_session": False})]


def prioritise(session: Session, project_id: UUID, ids: Sequence[UUID], priority: int) -> list[Cut]:
    """Give those of these orders that nobody has begun to send another turn; gives those whose turn was another."""
    other = (Order.state.in_(UNSENT), Order.priority != priority)
    wanted = update(Order).where(Order.project_id == project_id, _among(ids), *other)
    session.expire_all()
    turned = wanted.values(priority=priority).returning(Order.id, Order.runs)
    return [Cut(*row) for row in session.execute(turned, execution_options={"synchronize_session": False})]


def took(session: Session, provider: str, model: str) -> list[float]:
    """Seconds from being sent to being done, of a model's last hundred orders."""
    passed = func.extract("epoch", Order.changed_at - Order.sent_at)
    done = select(passed).where(Order.provider == provider, Order.state == State.DONE, Order.sent_at.is_not(None))
    of_model = done.where(Order.request["model"].astext == model).order_by(Order.changed_at.desc()).limit(100)
    return [float(seconds) for seconds in session.scalars(of_model)]


def busy_providers(session: Session) -> frozenset[str]:
    """The providers that have orders under way."""
    return frozenset(session.scalars(select(Order.provider).where(Order.state.not_in(OVER)).distinct()))


def models_under_way(session: Session, provider: str) -> frozenset[str]:
    """The models of a provider that orders under way use."""
    own = (Order.provider == provider, Order.state.not_in(OVER))
    return frozenset(session.scalars(select(Order.request["model"].as_string()).where(*own).distinct()))


def remotes(session: Session, provider: str) -> frozenset[str]:
    """The remote ids of every order that a provider is known to have."""
    known = select(Order.remote).where(Order.provider == provider, Order.remote.is_not(None))
    return frozenset(remote for remote in session.scalars(known) if remote)


def rivals(session: Session, order: Order) -> list[tuple[str, dict[str, Any]]]:
    """Id and request of the other orders of its provider that may be there, and under which id nobody knows."""
    lost = Order.state.in_([State.SUBMITTING, State.SUBMIT_UNKNOWN])
    others = select(Order.id, Order.request).where(Order.provider == order.provider, lost, Order.id != order.id)
    return [(str(id), request) for id, request in session.execute(others)]


def find_alone(session: Session, provider: str) -> None:
    """Until the transaction ends nobody else decides which order of a provider is one that was found there."""
    session.execute(text("select pg_advisory_xact_lock(hashtextextended(:key, 4))"), {"key": provider})


def wished(session: Session, orders: Sequence[str]) -> frozenset[str]:
    """Which of these orders are to be cancelled, are over already, or were told of by their service just now."""
    found = session.connection().execute(_WISHED, {"ids": [UUID(order) for order in orders]})
    return frozenset(str(order) for (order,) in found)


def begun(session: Session, orders: Sequence[str]) -> frozenset[str]:
    """Of orders that were queued at their service, that they run now; gives those that nobody else had in hand."""
    found = session.connection().execute(_QUEUED_ALONE, {"ids": [UUID(order) for order in orders]}).all()
    if found:
        session.connection().execute(_BEGIN, {"ids": [row.id for row in found]})
    for row in sorted(found, key=lambda row: str(row.project_id)):
        body = {"order": str(row.id), "provider": row.provider}
        record.write(session, row.project_id, row.who, f"order.{State.RUNNING}", Subject.of(row.subject), body)
    return frozenset(str(row.id) for row in found)


def move(
    session: Session, order: Order, to: State, also: Mapping[str, Any] = MappingProxyType({}), **facts: Any
) -> None:
    """
    Take an order to another state and record it, with what `also` changes in its row; staying records nothing.

    Raises:
        NotInThatState: the one may not follow the other.
    """
    current = State(order.state)
    if not rules.may_follow(current, to):
        raise NotInThatState(f"An order that is {current} cannot become {to}.", state=current, wanted=to)
    change(session, order, **also, state=to)
    if current is to:
        return
    body = {"order": str(order.id), "provider": order.provider, **facts}
    record.write(session, order.project_id, order.who, f"order.{to}", Subject.of(order.subject), body)


def change(session: Session, order: Order, **fields: object) -> None:
    """Write at once what changes in an order's row; without the unit of work, which costs several times as much."""
    session.flush()
    session.connection().execute(_CHANGE, {"of": order.id, **fields})
    for name, value in fields.items():
        set_committed_value(order, name, value)
