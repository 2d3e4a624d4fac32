"""What one can do with money: set a budget, authorise an order against it, settle or release what was reserved."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.governance import rules, store
from rushes.governance.errors import NotEnoughLeft, OtherCurrency, Refused, VoidGrant
from rushes.governance.rules import Entry, Grant, Refusal, Scope, Share
from rushes.governance.tables import Allotment, Budget, LedgerRow
from rushes.kernel.money import Money
from rushes.providers.pricing import Usage


@dataclass(frozen=True)
class Balance:
    """A production's money: its limit, what is spent, what is reserved, what is left."""

    limit: Money
    spent: Money
    reserved: Money

    @property
    def left(self) -> Money:
        """What may still be reserved."""
        return self.limit - self.spent - self.reserved


def set_budget(session: Session, project_id: UUID, limit: Money) -> None:
    """
    Set what a production may spend; what is already spent or reserved stays so.

    Raises:
        OtherCurrency: money has moved or is allotted in another currency; it is never converted.
    """
    moved = select(LedgerRow.currency).where(LedgerRow.project_id == project_id, LedgerRow.micros != 0)
    before = session.scalar(moved.where(LedgerRow.currency != limit.currency).limit(1))
    if before:
        raise OtherCurrency(f"Money was already spent in {before}; keep that currency under [budget] in project.toml.")
    held = session.get(Budget, project_id, with_for_update=True)
    allotted = select(Allotment.name).where(Allotment.project_id == project_id).limit(1)
    if held and held.currency != limit.currency and session.scalar(allotted):
        says = "keep that currency, or `rushes budget lift` it first."
        raise OtherCurrency(f"Money is allotted in {held.currency}; {says}")
    values = {"project_id": project_id, "currency": limit.currency, "limit_micros": limit.micros}
    row = insert(Budget).values(values).on_conflict_do_update(index_elements=["project_id"], set_=values)
    session.scalars(row.returning(Budget), execution_options={"populate_existing": True}).one()


def allot(session: Session, project_id: UUID, scope: Scope, name: str, limit: Money | None) -> None:
    """
    Set what everybody of a role may spend together, or a person; None lifts it.

    Raises:
        OtherCurrency: it is not in the budget's currency.
    """
    budget = session.get_one(Budget, project_id, with_for_update=True)
    key = {"project_id": project_id, "scope": scope, "name": name}
    if limit is None:
        session.execute(delete(Allotment).filter_by(**key))
        return
    if limit.currency != budget.currency:
        raise OtherCurrency(f"The budget is in {budget.currency}: allot that, not {limit.currency}.")
    row = insert(Allotment).values(**key, limit_micros=limit.micros)
    session.execute(row.on_conflict_do_update(index_elements=list(key), set_={"limit_micros": limit.micros}))


def balance(session: Session, project_id: UUID) -> Balance:
    """What is spent, reserved and left, as sums of the ledger."""
    whole = shares(session, project_id)[0]
    assert whole.limit is not None
    return Balance(whole.limit, whole.spent, whole.reserved)


def currency(session: Session, project_id: UUID) -> str:
    """The currency of a production's budget."""
    return str(session.scalars(select(Budget.currency).where(Budget.project_id == project_id)).one())


def shares(session: Session, project_id: UUID) -> list[Share]:
    """What the production has; then each role and person to whom something is allotted, or who spent something."""
    return store.shares(session, session.get_one(Budget, project_id))


def authorise(
    session: Session,
    project_id: UUID,
    order_id: UUID,
    digest: str,
    high: Money,
    prices: str,
    refusal: Refusal | None,
    who: str = "",
    used: Usage | None = None,
) -> Grant:
    """
    Reserve the high end of an order's estimate and grant exactly what was asked; asking again gives the same grant.

    It is taken from the production's money, from that of the person who ordered, and from that of their role now.
    `used` is the high end in the unit that the service counts in.

    Raises:
        Refused: a rule refuses it.
        NotEnoughLeft: the budget or an allotment does not reach, or the budget is in another currency.
        VoidGrant: the order was granted before with other contents.
    """
    session.flush()
    budget = store.purse(session, project_id)
    if held := store.granted(session, order_id):
        return valid(_grant(held), digest)
    if refusal:
        raise Refused(refusal.says, rule=refusal.rule)
    if not high.micros:  # nothing costs nothing in any currency
        high = Money(0, budget.currency)
    if high.currency != budget.currency:
        raise NotEnoughLeft(
            f"The order costs {high}, and the budget is in {budget.currency}. "
            "Change the currency under [budget] in project.toml."
        )
    role = accounts.role(session, project_id, who) or ""
    short = rules.short_of((share for share in store.shares(session, budget) if share.concerns(who, role)), high)
    if short:
        places = [f"{share.scope}:{share.name}".rstrip(":") for share in short]
        raise NotEnoughLeft(rules.why_short(short, high), short=places)
    store.enter(session, [_entry(_Line(project_id, order_id, who, role), Entry.RESERVE, -high, prices, used)])
    grant = Grant(str(order_id), digest, high.micros, high.currency)
    store.grant(session, project_id, grant)
    return grant


def granted(session: Session, order_id: UUID) -> Grant:
    """The grant an order has. VoidGrant where it has none."""
    held = store.granted(session, order_id)
    if held is None:
        raise VoidGrant("The order was never authorised.", order=str(order_id))
    return _grant(held)


def valid(grant: Grant, digest: str) -> Grant:
    """The grant, if it is for exactly this digest. VoidGrant otherwise."""
    if grant.digest != digest:
        raise VoidGrant("The order was changed after it was authorised; order it again.", order=grant.order)
    return grant


def settle(session: Session, order_id: UUID, cost: Money, prices: str, used: Usage | None = None) -> None:
    """
    Give back what was reserved and book what it cost, once; further calls change nothing.

    `used` is what it cost in the unit that the service counts in, where that is known.

    Raises:
        OtherCurrency: the cost is in another currency than the budget.
    """
    _close(session, order_id, cost, prices, used)


def release(session: Session, order_id: UUID) -> None:
    """Give back what was reserved for an order that cost nothing, once."""
    _close(session, order_id, None, "", None)


def release_many(session: Session, project_id: UUID, orders: Iterable[UUID]) -> None:
    """Give back at once what was reserved for orders of a production of which nothing was sent."""
    store.purse(session, project_id)
    store.release_all(session, list(orders))


@dataclass(frozen=True)
class _Line:
    """Whose movement of money a row of the ledger is."""

    project_id: UUID
    order_id: UUID
    who: str
    role: str


def _line(reserved: Row[Any]) -> _Line:
    return _Line(reserved.project_id, reserved.order_id, reserved.who, reserved.role)


def _expected(reserved: Row[Any]) -> Usage | None:
    return Usage(Decimal(reserved.units), reserved.unit) if reserved.unit else None


def _close(session: Session, order_id: UUID, cost: Money | None, prices: str, used: Usage | None) -> None:
    """Once each: what was reserved goes back, and what it cost is booked, even where that is known only later."""
    session.flush()
    currency = store.budgeted(session, order_id)
    if currency is None:
        return
    if cost and cost.micros and cost.currency != currency:
        raise OtherCurrency(f"It cost {cost}, and the budget is in {currency}.")
    rows = store.entered(session, order_id)
    reserved, entries = rows[Entry.RESERVE], list[dict[str, Any]]()
    if Entry.RELEASE not in rows:
        back = Money(-reserved.micros, reserved.currency)
        entries.append(_entry(_line(reserved), Entry.RELEASE, back, prices, _expected(reserved)))
    if cost is not None and Entry.SETTLE not in rows:
        entries.append(_entry(_line(reserved), Entry.SETTLE, -cost, prices, used))
    if entries:
        store.enter(session, entries)


def _entry(line: _Line, entry: Entry, amount: Money, prices: str, used: Usage | None) -> dict[str, Any]:
    counted = used if used and used.amount.is_finite() and used.amount >= 0 else None
    units = {"units": f"{counted.amount:f}", "unit": counted.unit} if counted else {"units": "", "unit": ""}
    moved = {"entry": entry, "micros": amount.micros, "currency": amount.currency, "prices": prices}
    return vars(line) | moved | units


def _grant(row: Row[Any]) -> Grant:
    return Grant(str(row.order_id), row.digest, row.micros, row.currency)
