"""Rows the engine itself does not keep: which processes live, and the messages sent to workflows."""

from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, Integer, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from rushes.db.base import Base, Created


class ExecutorLease(Base):
    """A process that runs workflows says every few seconds that it lives; none is its word that it does not."""

    __tablename__ = "executor_leases"
    __table_args__ = (CheckConstraint("pid > 0", name="pid_is_one"),)

    executor_id: Mapped[str] = mapped_column(Text, primary_key=True)
    host: Mapped[str] = mapped_column(Text)
    """Where the pid means something: machine, boot and process namespace."""
    pid: Mapped[int] = mapped_column(Integer)
    started: Mapped[int] = mapped_column(BigInteger)
    """The process's start in ticks of its host, so that a reused pid is not taken for it."""
    beat_at: Mapped[Created]


class JobMessage(Base):
    """A message sent to a workflow, kept until the step that received it is certain to have it."""

    __tablename__ = "job_messages"
    __table_args__ = (Index("ix_job_messages_inbox", "workflow_id", "topic", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    workflow_id: Mapped[str] = mapped_column(Text)
    topic: Mapped[str] = mapped_column(Text)
    body: Mapped[Any] = mapped_column(JSONB, nullable=True)
    sent_at: Mapped[Created]
    taken_by: Mapped[int | None] = mapped_column(Integer)
    """The number of the step that received it; the same step run again receives it again."""
