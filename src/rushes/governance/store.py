"""Questions to the ledger: whose money moved, and what is left of what they have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Row, Select, Uuid, bindparam, func, literal, select, union_all
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from rushes.db.base import table
from rushes.governance.rules import Entry, Grant, Scope, Share
from rushes.governance.tables import Allotment, Budget, GrantRow, LedgerRow
from rushes.kernel.money import Money

Key = tuple[Scope, str]

_BUDGET, _LEDGER, _GRANT, _ALLOTTED = (table(row).c for row in (Budget, LedgerRow, GrantRow, Allotment))
_PURSE = select(_BUDGET.project_id, _BUDGET.currency, _BUDGET.limit_micros)
_PURSE_ALONE = _PURSE.where(_BUDGET.project_id == bindparam("project")).with_for_update()
_BUDGETED: Select[Any] = (
    select(_BUDGET.currency)
    .join_from(table(GrantRow), table(Budget), _BUDGET.project_id == _GRANT.project_id)
    .where(_GRANT.order_id == bindparam("order"))
    .with_for_update(of=table(Budget))
)
_GRANTED = select(*_GRANT).where(_GRANT.order_id == bindparam("order"))
_WHAT = [_LEDGER[name] for name in ("entry", "project_id", "order_id", "micros", "currency", "who", "role")]
_ENTERED: Select[Any] = select(*_WHAT, _LEDGER.units, _LEDGER.unit).where(_LEDGER.order_id == bindparam("order"))
_ENTER, _GIVE = insert(table(LedgerRow)), insert(table(GrantRow))
_WHOSE = (_LEDGER.who, _LEDGER.role, _LEDGER.entry)
_MOVED = select(*_WHOSE, func.sum(_LEDGER.micros)).where(_LEDGER.project_id == bindparam("project")).group_by(*_WHOSE)
_LIMITS = select(_ALLOTTED.name, _ALLOTTED.scope, literal(""), _ALLOTTED.limit_micros).where(
    _ALLOTTED.project_id == bindparam("project")
)
_STANDING = union_all(_MOVED, _LIMITS)
"""Movements by person, role and entry, and allotments by name and scope, which have no entry."""
_SAME = [_LEDGER[name] for name in ("project_id", "order_id", "currency", "prices", "who", "role", "units", "unit")]
_BACK = select(bindparam("entry", type_=_LEDGER.entry.type), -_LEDGER.micros, *_SAME).where(
    _LEDGER.order_id == func.any(bindparam("orders", type_=ARRAY(Uuid()))), _LEDGER.entry == Entry.RESERVE
)
_RELEASE = (
    insert(table(LedgerRow))
    .from_select(["entry", "micros", *(column.name for column in _SAME)], _BACK)
    .on_conflict_do_nothing(constraint="uq_ledger_once")
)


@dataclass(frozen=True)
class Purse:
    """A production's budget as it is."""

    project_id: UUID
    currency: str
    limit_micros: int


def purse(session: Session, project_id: UUID) -> Purse:
    """A production's budget, locked until the transaction ends."""
    return Purse(*session.connection().execute(_PURSE_ALONE, {"project": project_id}).one())


def granted(session: Session, order_id: UUID) -> Row[Any] | None:
    """The grant an order has; None where it has none."""
    return session.connection().execute(_GRANTED, {"order": order_id}).first()


def budgeted(session: Session, order_id: UUID) -> str | None:
    """The currency of the budget that pays an order, locked until the transaction ends; None where none was granted."""
    return session.connection().execute(_BUDGETED, {"order": order_id}).scalar()


def entered(session: Session, order_id: UUID) -> dict[Entry, Row[Any]]:
    """What the ledger says of an order: whose money moved, how much, and how much in the service's unit."""
    rows = session.connection().execute(_ENTERED, {"order": order_id})
    return {Entry(row.entry): row for row in rows}


def enter(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write into the ledger."""
    session.connection().execute(_ENTER, list(rows))


def release_all(session: Session, orders: Sequence[UUID]) -> None:
    """Give back in one statement what is reserved for orders and was not given back yet."""
    session.connection().execute(_RELEASE, {"orders": orders, "entry": Entry.RELEASE})


def grant(session: Session, project_id: UUID, given: Grant) -> None:
    """Keep a grant."""
    row = vars(given) | {"order_id": UUID(given.order), "project_id": project_id}
    session.connection().execute(_GIVE, {name: row[name] for name in row if name != "order"})


@dataclass(frozen=True)
class _Moved:
    """What a person in a role moved by one kind of entry, in all."""

    who: str
    role: str
    entry: str
    micros: int

    @property
    def keys(self) -> set[Key]:
        """Whose share it is taken from; of a movement nobody is known for, the production's alone."""
        return {(Scope.PRODUCTION, ""), (Scope.ROLE, self.role), (Scope.PERSON, self.who)}


def shares(session: Session, budget: Purse | Budget) -> list[Share]:
    """What the production has; then each role and person to whom something is allotted, or who spent something."""
    rows = session.connection().execute(_STANDING, {"project": budget.project_id}).all()
    moved = [_Moved(who, role, entry, int(micros)) for who, role, entry, micros in rows if entry]
    allotted = {(Scope(scope), name): int(micros) for name, scope, entry, micros in rows if not entry}
    keys = {key for one in moved for key in one.keys} | allotted.keys()
    named = sorted((key for key in keys if key[1]), key=lambda key: (list(Scope).index(key[0]), key[1]))
    limits = {(Scope.PRODUCTION, ""): budget.limit_micros, **allotted}
    return [_share(key, limits.get(key), moved, budget.currency) for key in [(Scope.PRODUCTION, ""), *named]]


def _share(key: Key, limit: int | None, moved: Sequence[_Moved], currency: str) -> Share:
    own = [one for one in moved if key in one.keys]
    spent = -sum(one.micros for one in own if one.entry == Entry.SETTLE)
    reserved = -sum(one.micros for one in own if one.entry != Entry.SETTLE)
    allotted = None if limit is None else Money(limit, currency)
    return Share(*key, allotted, Money(spent, currency), Money(reserved, currency))
