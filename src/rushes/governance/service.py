"""What one can do with money: set a budget, authorise an order against it, settle or release what was reserved."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from rushes.governance.errors import NotEnoughLeft, OtherCurrency, Refused, VoidGrant
from rushes.governance.rules import Entry, Grant, Refusal
from rushes.governance.tables import Budget, GrantRow, LedgerRow
from rushes.kernel.money import Money


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
        OtherCurrency: money has moved in another currency; it is never converted.
    """
    moved = select(LedgerRow.currency).where(LedgerRow.project_id == project_id, LedgerRow.micros != 0)
    before = session.scalar(moved.where(LedgerRow.currency != limit.currency).limit(1))
    if before:
        raise OtherCurrency(f"Money was already spent in {before}; keep that currency under [budget] in project.toml.")
    values = {"project_id": project_id, "currency": limit.currency, "limit_micros": limit.micros}
    session.execute(insert(Budget).values(values).on_conflict_do_update(index_elements=["project_id"], set_=values))


def balance(session: Session, project_id: UUID) -> Balance:
    """What is spent, reserved and left, as sums of the ledger."""
    return _balance(session, session.get_one(Budget, project_id))


def authorise(
    session: Session, project_id: UUID, order_id: UUID, digest: str, high: Money, prices: str, refusal: Refusal | None
) -> Grant:
    """
    Reserve the high end of an order's estimate and grant exactly what was asked; asking again gives the same grant.

    Raises:
        Refused: a rule refuses it.
        NotEnoughLeft: the budget does not reach, or is in another currency.
        VoidGrant: the order was granted before with other contents.
    """
    budget = session.get_one(Budget, project_id, with_for_update=True)
    if held := session.get(GrantRow, order_id):
        return valid(_grant(held), digest)
    if refusal:
        raise Refused(refusal.says, rule=refusal.rule)
    if high.micros and high.currency != budget.currency:
        raise NotEnoughLeft(
            f"The order costs {high}, and the budget is in {budget.currency}. "
            "Change the currency under [budget] in project.toml."
        )
    left = _balance(session, budget).left
    if high.micros and left < high:
        raise NotEnoughLeft(
            f"The order may cost {high}, and {left} is left. "
            "Raise the limit under [budget] in project.toml, or order less."
        )
    _enter(session, project_id, order_id, Entry.RESERVE, -high, prices)
    row = GrantRow(order_id=order_id, project_id=project_id, digest=digest, micros=high.micros, currency=high.currency)
    session.add(row)
    session.flush()
    return _grant(row)


def granted(session: Session, order_id: UUID, digest: str) -> Grant:
    """The grant under which an order may be sent. VoidGrant when the order is not what was authorised."""
    return valid(_grant(session.get_one(GrantRow, order_id)), digest)


def valid(grant: Grant, digest: str) -> Grant:
    """The grant, if it is for exactly this digest. VoidGrant otherwise."""
    if grant.digest != digest:
        raise VoidGrant("The order was changed after it was authorised; order it again.", order=grant.order)
    return grant


def settle(session: Session, order_id: UUID, cost: Money, prices: str) -> None:
    """Give back what was reserved and book what it cost, once; further calls change nothing. OtherCurrency."""
    _close(session, order_id, cost, prices)


def release(session: Session, order_id: UUID) -> None:
    """Give back what was reserved for an order that cost nothing, once."""
    _close(session, order_id, None, "")


def release_many(session: Session, project_id: UUID, orders: Iterable[UUID]) -> None:
    """Give back at once what was reserved for orders of a production of which nothing was sent."""
    session.get_one(Budget, project_id, with_for_update=True)
    released = select(LedgerRow.order_id).where(LedgerRow.entry == Entry.RELEASE)
    held = select(GrantRow).where(GrantRow.order_id.in_(list(orders)), GrantRow.order_id.not_in(released))
    for grant in session.scalars(held):
        amount = Money(grant.micros, grant.currency)
        _enter(session, project_id, grant.order_id, Entry.RELEASE, amount, "")


def _close(session: Session, order_id: UUID, cost: Money | None, prices: str) -> None:
    """Once each: what was reserved goes back, and what it cost is booked, even where that is known only later."""
    grant = session.get(GrantRow, order_id)
    if grant is None:
        return
    budget = session.get_one(Budget, grant.project_id, with_for_update=True)
    entered = set(session.scalars(select(LedgerRow.entry).where(LedgerRow.order_id == order_id)))
    if cost and cost.micros and cost.currency != budget.currency:
        raise OtherCurrency(f"It cost {cost}, and the budget is in {budget.currency}.")
    if Entry.RELEASE not in entered:
        _enter(session, grant.project_id, order_id, Entry.RELEASE, Money(grant.micros, grant.currency), prices)
    if cost is not None and Entry.SETTLE not in entered:
        _enter(session, grant.project_id, order_id, Entry.SETTLE, -cost, prices)


def _enter(session: Session, project_id: UUID, order_id: UUID, entry: Entry, amount: Money, prices: str) -> None:
    row = LedgerRow(project_id=project_id, order_id=order_id, entry=entry, micros=amount.micros, prices=prices)
    row.currency = amount.currency
    session.add(row)
    session.flush()


def _balance(session: Session, budget: Budget) -> Balance:
    sums = select(LedgerRow.entry, func.coalesce(func.sum(LedgerRow.micros), 0))
    of_project = sums.where(LedgerRow.project_id == budget.project_id).group_by(LedgerRow.entry)
    by_entry = {entry: int(micros) for entry, micros in session.execute(of_project)}
    reserved = -by_entry.get(Entry.RESERVE, 0) - by_entry.get(Entry.RELEASE, 0)
    spent = -by_entry.get(Entry.SETTLE, 0)
    in_budget = (Money(micros, budget.currency) for micros in (budget.limit_micros, spent, reserved))
    return Balance(*in_budget)


def _grant(row: GrantRow) -> Grant:
    return Grant(str(row.order_id), row.digest, row.micros, row.currency)
