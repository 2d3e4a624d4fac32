"""Rows of assets, one a version; of how each stands; and of the files that show it."""

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rushes.db.base import Base, Created, Frames, Key


class AssetRow(Base):
    """A version of an asset; the newest counts while `listed`. Clearance is of the asset, and changes no version."""

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


class Standing(Base):
    """
    How an asset stands: whether it is retired, which words of it are approved, and on what grounds it is cleared.

    `approved` is the digest of the approved version, empty when there is none; `stated` is the clearance that its files
    said last; `override` is a producer's reason for using it although it is blocked.
    """

    __tablename__ = "asset_standings"

    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    retired: Mapped[bool] = mapped_column(default=False)
    approved: Mapped[str] = mapped_column(default="")
    approved_by: Mapped[str] = mapped_column(default="")
    stated: Mapped[str] = mapped_column(default="")
    use: Mapped[str] = mapped_column(default="")
    granted_by: Mapped[str] = mapped_column(default="")
    proof: Mapped[str] = mapped_column(default="")
    proof_name: Mapped[str] = mapped_column(default="")
    said_by: Mapped[str] = mapped_column(default="")
    override: Mapped[str] = mapped_column(default="")
    override_by: Mapped[str] = mapped_column(default="")


class ReferenceRow(Base):
    """A file that shows an asset in one role; the lowest `position` goes first. What is `removed` can be put back."""

    __tablename__ = "asset_references"

    id: Mapped[Key]
    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    code: Mapped[str]
    role: Mapped[str]
    view: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    position: Mapped[int]
    medium: Mapped[str]
    media: Mapped[str]
    thumb: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    bytes: Mapped[Frames]
    facts: Mapped[dict[str, Any]]
    removed: Mapped[bool] = mapped_column(default=False)
    who: Mapped[str]
    at: Mapped[Created]

    __table_args__ = (
        CheckConstraint("medium in ('image', 'video', 'audio')", name="medium_known"),
        CheckConstraint("media ~ '^[0-9a-f]{64}$'", name="media_is_a_hash"),
    )
