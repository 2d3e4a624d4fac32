"""Rows of orders; the same request is ordered once, whoever asks how often."""

from datetime import datetime
from secrets import token_urlsafe
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from rushes.db.base import Base, Created, Key, Micros
from rushes.generation.rules import IN_TURN, State


class Order(Base):
    """
    A request to generate one take of one subject.

    `token` is the secret part of the address at which its service may call; `hinted_at` is when that last did. `runs`
    counts the workflows that worked on it, `tries` how often its sending was put off. `used` is what the service
    counted; `medium` and `objection` are what a moderator refused and why. `stop_asked` says that the service was asked
    to stop it and has not said that it did.
    """

    __tablename__ = "orders"

    id: Mapped[Key]
    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    subject: Mapped[str]
    provider: Mapped[str]
    digest: Mapped[str]
    request: Mapped[dict[str, Any]]
    snapshot: Mapped[dict[str, Any]]
    who: Mapped[str]
    token: Mapped[str] = mapped_column(default=token_urlsafe)
    state: Mapped[str] = mapped_column(default=State.PROPOSED)
    runs: Mapped[int] = mapped_column(default=1)
    tries: Mapped[int] = mapped_column(default=0)
    priority: Mapped[int] = mapped_column(default=IN_TURN)
    batch_id: Mapped[UUID | None]
    remote: Mapped[str | None]
    output: Mapped[dict[str, Any]] = mapped_column(default=dict)
    cause: Mapped[str] = mapped_column(default="")
    says: Mapped[str] = mapped_column(default="")
    raw: Mapped[str] = mapped_column(default="")
    medium: Mapped[str] = mapped_column(default="")
    objection: Mapped[str] = mapped_column(default="")
    used: Mapped[dict[str, Any]] = mapped_column(default=dict)
    cost_micros: Mapped[Micros | None]
    currency: Mapped[str | None]
    created_at: Mapped[Created]
    sent_at: Mapped[datetime | None]
    hinted_at: Mapped[datetime | None]
    stop_asked: Mapped[bool] = mapped_column(default=False)
    changed_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())

    __table_args__ = (
        UniqueConstraint("project_id", "subject", "provider", "digest", name="uq_orders_request"),
        CheckConstraint(f"state in ({', '.join(repr(str(state)) for state in State)})", name="state_known"),
        CheckConstraint("runs > 0", name="runs_positive"),
        CheckConstraint("(state = 'failed') <= (cause <> '')", name="failure_has_a_cause"),
        CheckConstraint("state not in ('queued', 'running') or remote is not null", name="under_way_has_an_id"),
        Index("ix_orders_project_id_created_at", "project_id", "created_at"),
        Index("ix_orders_provider_remote", "provider", "remote"),
    )


class Hold(Base):
    """Why nothing more is sent to a provider until a person mends it, and when one order may try again."""

    __tablename__ = "holds"

    provider: Mapped[str] = mapped_column(primary_key=True)
    cause: Mapped[str]
    says: Mapped[str]
    since: Mapped[Created]
    next_try: Mapped[datetime]


class Batch(Base):
    """
    Orders that were confirmed together: `digests` are what was confirmed, `most_micros` what they may cost at most.
    """

    __tablename__ = "batches"

    id: Mapped[Key]
    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    digest: Mapped[str]
    digests: Mapped[list[str]]
    most_micros: Mapped[Micros]
    currency: Mapped[str]
    who: Mapped[str]
    at: Mapped[Created]
