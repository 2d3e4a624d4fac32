"""Questions to the ledger: whose money moved, and what is left of what they have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from rushes.governance.rules import Entry, Scope, Share
from rushes.governance.tables import Allotment, Budget, LedgerRow
from rushes.kernel.money import Money

Key = tuple[Scope, str]


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


def shares(session: Session, budget: Budget) -> list[Share]:
    """What the production has; then each role and person to whom something is allotted, or who spent something."""
    moved, allotted = _moved(session, budget), _allotted(session, budget)
    keys = {key for one in moved for key in one.keys} | allotted.keys()
    named = sorted((key for key in keys if key[1]), key=lambda key: (list(Scope).index(key[0]), key[1]))
    limits = {(Scope.PRODUCTION, ""): budget.limit_micros, **allotted}
    return [_share(key, limits.get(key), moved, budget.currency) for key in [(Scope.PRODUCTION, ""), *named]]


def _moved(session: Session, budget: Budget) -> list[_Moved]:
    columns = (LedgerRow.who, LedgerRow.role, LedgerRow.entry)
    summed = select(*columns, func.sum(LedgerRow.micros)).where(LedgerRow.project_id == budget.project_id)
    rows = session.execute(summed.group_by(*columns))
    return [_Moved(who, role, entry, int(micros)) for who, role, entry, micros in rows]


def _allotted(session: Session, budget: Budget) -> Mapping[Key, int]:
    wanted = select(Allotment.scope, Allotment.name, Allotment.limit_micros)
    rows = session.execute(wanted.where(Allotment.project_id == budget.project_id))
    return {(Scope(scope), name): micros for scope, name, micros in rows}


def _share(key: Key, limit: int | None, moved: Sequence[_Moved], currency: str) -> Share:
    own = [one for one in moved if key in one.keys]
    spent = -sum(one.micros for one in own if one.entry == Entry.SETTLE)
    reserved = -sum(one.micros for one in own if one.entry != Entry.SETTLE)
    allotted = None if limit is None else Money(limit, currency)
    return Share(*key, allotted, Money(spent, currency), Money(reserved, currency))
