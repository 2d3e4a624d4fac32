"""Rows of the budget, what is allotted of it, its ledger, grants and events; ledger and events are append-only."""

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rushes.db.base import Base, Created, Key, Micros


class Budget(Base):
    """What a production may spend; its row is the lock under which money moves."""

    __tablename__ = "budgets"

    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True)
    currency: Mapped[str]
    limit_micros: Mapped[Micros]

    __table_args__ = (
        CheckConstraint("limit_micros >= 0", name="limit_not_negative"),
        CheckConstraint("currency ~ '^[A-Z]{3}$'", name="currency_coded"),
    )


class Allotment(Base):
    """How much of a budget, in its currency, everybody of a role may spend together, or one person."""

    __tablename__ = "allotments"

    project_id: Mapped[UUID] = mapped_column(ForeignKey("budgets.project_id", ondelete="CASCADE"), primary_key=True)
    scope: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    limit_micros: Mapped[Micros]

    __table_args__ = (
        CheckConstraint("scope in ('role', 'person')", name="scope_known"),
        CheckConstraint("name <> ''", name="named"),
        CheckConstraint("limit_micros >= 0", name="limit_not_negative"),
    )


class LedgerRow(Base):
    """
    One movement of money for one order: what is left is the limit and the sum of these.

    `who` ordered it, in the `role` they had then (both empty where it is not known). `units` is the same in the unit
    that the service counts in, as a decimal, `prices` the version of the table it was worked out with.
    """

    __tablename__ = "ledger"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("budgets.project_id", ondelete="CASCADE"), index=True)
    order_id: Mapped[UUID]
    entry: Mapped[str]
    micros: Mapped[Micros]
    currency: Mapped[str]
    prices: Mapped[str]
    who: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="")
    units: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    at: Mapped[Created]

    __table_args__ = (
        UniqueConstraint("order_id", "entry", name="uq_ledger_once"),
        CheckConstraint("entry in ('reserve', 'release', 'settle')", name="entry_known"),
        CheckConstraint("(entry = 'release') = (micros > 0) or micros = 0", name="sign_fits"),
        CheckConstraint("(units = '') = (unit = '')", name="units_have_a_unit"),
        CheckConstraint("units ~ '^([0-9]+([.][0-9]+)?)?$'", name="units_are_a_number"),
    )


class GrantRow(Base):
    """An authorised order, bound to the digest of what was asked."""

    __tablename__ = "grants"

    order_id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    digest: Mapped[str]
    micros: Mapped[Micros]
    currency: Mapped[str]
    at: Mapped[Created]


class Event(Base):
    """Something that happened, chained by hash to what happened before it in the same production."""

    __tablename__ = "events"

    id: Mapped[Key]
    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    seq: Mapped[int]
    fact: Mapped[dict[str, Any]]
    previous: Mapped[str]
    hash: Mapped[str]

    __table_args__ = (
        UniqueConstraint("project_id", "seq", name="uq_events_number"),
        UniqueConstraint("project_id", "previous", name="uq_events_link"),
        CheckConstraint("seq > 0", name="seq_positive"),
    )
