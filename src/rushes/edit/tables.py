"""Rows of cuts and of what the plan says about sound and trims."""

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rushes.db.base import Base, Created, Key


class CutRow(Base):
    """A version of the cut, as an OpenTimelineIO document; never changed."""

    __tablename__ = "cuts"

    id: Mapped[Key]
    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    version: Mapped[int]
    digest: Mapped[str]
    timeline: Mapped[dict[str, Any]]
    at: Mapped[Created]

    __table_args__ = (
        UniqueConstraint("project_id", "version", name="uq_cuts_version"),
        CheckConstraint("version > 0", name="version_positive"),
    )


class Sheets(Base):
    """What sounds.csv and cut.csv say."""

    __tablename__ = "edit_sheets"

    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True)
    cues: Mapped[list[dict[str, Any]]]
    trims: Mapped[list[dict[str, Any]]]
