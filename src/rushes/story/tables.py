"""Rows of script revisions."""

from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rushes.db.base import Base, Created, Key


class Script(Base):
    """One revision of a script, to the character."""

    __tablename__ = "scripts"

    id: Mapped[Key]
    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    revision: Mapped[int]
    digest: Mapped[str]
    text: Mapped[str]
    at: Mapped[Created]

    __table_args__ = (UniqueConstraint("project_id", "revision", name="uq_scripts_revision"),)
