"""Rows of assets, one a version."""

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rushes.db.base import Base, Created, Key


class AssetRow(Base):
    """A version of an asset; the newest counts while `listed`."""

    __tablename__ = "assets"

    id: Mapped[Key]
    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    code: Mapped[str]
    version: Mapped[int]
    digest: Mapped[str]
    data: Mapped[dict[str, Any]]
    listed: Mapped[bool] = mapped_column(default=True)
    at: Mapped[Created]

    __table_args__ = (
        UniqueConstraint("project_id", "code", "version", name="uq_assets_version"),
        CheckConstraint("version > 0", name="version_positive"),
    )
