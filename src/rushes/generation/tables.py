"""Rows of orders; the same request is ordered once, whoever asks how often."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from rushes.db.base import Base, Created, Key, Micros
from rushes.generation.rules import State


class Order(Base):
    """A request to generate one take of one subject."""

    __tablename__ = "orders"

    id: Mapped[Key]
    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    subject: Mapped[str]
    provider: Mapped[str]
    digest: Mapped[str]
    request: Mapped[dict[str, Any]]
    snapshot: Mapped[dict[str, Any]]
    who: Mapped[str]
    state: Mapped[str] = mapped_column(default=State.PROPOSED)
    runs: Mapped[int] = mapped_column(default=1)
    remote: Mapped[str | None]
    output: Mapped[dict[str, Any]] = mapped_column(default=dict)
    cause: Mapped[str] = mapped_column(default="")
    says: Mapped[str] = mapped_column(default="")
    raw: Mapped[str] = mapped_column(default="")
    cost_micros: Mapped[Micros | None]
    currency: Mapped[str | None]
    created_at: Mapped[Created]
    changed_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())

    __table_args__ = (
        UniqueConstraint("project_id", "subject", "provider", "digest", name="uq_orders_request"),
        CheckConstraint(f"state in ({', '.join(repr(str(state)) for state in State)})", name="state_known"),
        CheckConstraint("runs > 0", name="runs_positive"),
        CheckConstraint("(state = 'failed') <= (cause <> '')", name="failure_has_a_cause"),
        CheckConstraint("state not in ('queued', 'running') or remote is not null", name="under_way_has_an_id"),
    )
