"""The ledger to read: every movement of money with what it was for, page by page or as a sheet."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from rushes.generation.tables import Order
from rushes.governance.tables import LedgerRow
from rushes.kernel.ids import Subject
from rushes.kernel.money import Money

COLUMNS = ("number", "at", "entry", "amount", "currency", "who", "role", "kind", "subject", "provider", "order",
           "used", "unit", "prices")  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Movement:
    """Money reserved, released or settled for an order: below zero what is taken from what is left."""

    number: int
    at: datetime
    entry: str
    micros: int
    currency: str
    who: str
    role: str
    kind: str
    subject: str
    provider: str
    order_id: UUID
    used: str
    unit: str
    prices: str


@dataclass(frozen=True)
class Wanted:
    """Which movements: of a person, of a kind of entry, of a provider; all where nothing is said."""

    who: str = ""
    entry: str = ""
    provider: str = ""


def page(session: Session, project_id: UUID, wanted: Wanted, before: int | None, most: int) -> list[Movement]:
    """At most so many movements before that number, the newest first."""
    asked = _asked(project_id, wanted).order_by(LedgerRow.id.desc()).limit(most)
    if before is not None:
        asked = asked.where(LedgerRow.id < before)
    return [_movement(row) for row in session.execute(asked)]


def sheet(session: Session, project_id: UUID, wanted: Wanted) -> Iterator[str]:
    """All of them, the oldest first, as the lines of a CSV file."""
    yield _line(COLUMNS)
    rows = session.execute(_asked(project_id, wanted).order_by(LedgerRow.id).execution_options(yield_per=500))
    for one in map(_movement, rows):
        amount = Money(one.micros, one.currency).digits
        told = (one.kind, one.subject, one.provider, one.order_id, one.used, one.unit, one.prices)
        people = (_text(one.who), one.role)
        yield _line((one.number, one.at.isoformat(), one.entry, amount, one.currency, *people, *told))


def _asked(project_id: UUID, wanted: Wanted) -> Select[LedgerRow, str, str]:
    asked = select(LedgerRow, Order.subject, Order.provider).outerjoin(Order, Order.id == LedgerRow.order_id)
    said = {LedgerRow.who: wanted.who, LedgerRow.entry: wanted.entry, Order.provider: wanted.provider}
    narrowed = [column == value for column, value in said.items() if value]
    return asked.where(LedgerRow.project_id == project_id, *narrowed)


def _movement(row: Row[LedgerRow, str, str]) -> Movement:
    moved, about, provider = row
    subject = Subject.of(about or ":")
    return Movement(
        number=moved.id,
        at=moved.at,
        entry=moved.entry,
        micros=moved.micros,
        currency=moved.currency,
        who=moved.who,
        role=moved.role,
        kind=subject.kind,
        subject=subject.id,
        provider=provider or "",
        order_id=moved.order_id,
        used=moved.units,
        unit=moved.unit,
        prices=moved.prices,
    )


def _line(values: tuple[object, ...]) -> str:
    held = io.StringIO()
    csv.writer(held, lineterminator="\r\n").writerow(values)
    return held.getvalue()


def _text(said: str) -> str:
    """A name that a spreadsheet would take for a formula stands behind an apostrophe."""
    return f"'{said}" if said.startswith(_FORMULA) else said
