"""Rows of findings: what each check saw in a take."""

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from rushes.db.base import Base


class FindingRow(Base):
    """One check's finding about one take; checking again replaces it."""

    __tablename__ = "findings"

    take_id: Mapped[UUID] = mapped_column(ForeignKey("takes.id", ondelete="CASCADE"), primary_key=True)
    check: Mapped[str] = mapped_column("check_id", primary_key=True)
    outcome: Mapped[str]
    says: Mapped[str]
    frames: Mapped[list[dict[str, Any]]]
    evidence: Mapped[list[str]]
    measures: Mapped[dict[str, Any]]

    __table_args__ = (CheckConstraint("outcome in ('passed', 'failed', 'cannot_judge')", name="outcome_known"),)
