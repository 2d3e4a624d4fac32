"""Rows of verdicts; the latest counts, none is ever changed."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from rushes.db.base import Base, Created


class Verdict(Base):
    """One decision about a take."""

    __tablename__ = "verdicts"

    id: Mapped[int] = mapped_column(primary_key=True)
    take_id: Mapped[UUID] = mapped_column(ForeignKey("takes.id", ondelete="CASCADE"), index=True)
    state: Mapped[str]
    by: Mapped[str]
    who: Mapped[str]
    worked: Mapped[str] = mapped_column(default="")
    failed: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    next_action: Mapped[str] = mapped_column(default="")
    at: Mapped[Created]

    __table_args__ = (
        CheckConstraint("state in ('rejected', 'maybe', 'selected', 'approved')", name="state_known"),
        CheckConstraint("by in ('person', 'rule')", name="by_known"),
        CheckConstraint("by = 'person' or state in ('selected', 'maybe')", name="rules_only_select"),
    )
