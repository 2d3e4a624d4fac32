"""Rows of cuts, of their locks and renders, and of what was decided about sound and trims."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rushes.db.base import Base, Created, Key


class CutRow(Base):
    """A version of the cut, as an OpenTimelineIO document, with the decisions it follows; never changed."""

    __tablename__ = "cuts"

    id: Mapped[Key]
    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    version: Mapped[int]
    digest: Mapped[str]
    timeline: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    sheet: Mapped[list[dict[str, Any]]]
    who: Mapped[str]
    says: Mapped[str]
    at: Mapped[Created]

    __table_args__ = (
        UniqueConstraint("project_id", "version", name="uq_cuts_version"),
        CheckConstraint("version > 0", name="version_positive"),
    )


class CutLock(Base):
    """That a version of the cut was locked, or unlocked and why; the latest counts."""

    __tablename__ = "cut_locks"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    version: Mapped[int]
    locked: Mapped[bool]
    who: Mapped[str]
    reason: Mapped[str]
    at: Mapped[Created]

    __table_args__ = (Index("ix_cut_locks_version", "project_id", "version"),)


class Render(Base):
    """A film that is being made of a version of the cut, how far it is, and its files by name once it is done."""

    __tablename__ = "renders"

    id: Mapped[Key]
    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"), index=True)
    version: Mapped[int]
    master: Mapped[bool]
    draft: Mapped[bool]
    who: Mapped[str]
    state: Mapped[str] = mapped_column(default="queued")
    stage: Mapped[str] = mapped_column(default="")
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    kept: Mapped[int] = mapped_column(default=0)
    files: Mapped[dict[str, Any]] = mapped_column(default=dict)
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    says: Mapped[str] = mapped_column(default="")
    at: Mapped[Created]
    begun_at: Mapped[datetime | None]
    over_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("state in ('queued', 'running', 'done', 'failed', 'cancelled')", name="state_known"),
    )


class Sheets(Base):
    """What is decided about sound and trims, and what cut.csv said last, so that what was decided since is kept."""

    __tablename__ = "edit_sheets"

    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True)
    cues: Mapped[list[dict[str, Any]]]
    trims: Mapped[list[dict[str, Any]]]
    filed: Mapped[list[dict[str, Any]]]
