"""Rows of takes; a take's number is never reused and its snapshot never changes."""

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rushes.db.base import Base, Created, Json, Key


class TakeNumber(Base):
    """The number an order's take will have, given out once, before the take is made."""

    __tablename__ = "take_numbers"

    order_id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    subject: Mapped[str]
    number: Mapped[int]

    __table_args__ = (
        UniqueConstraint("project_id", "subject", "number", name="uq_take_numbers_number"),
        CheckConstraint("number > 0", name="number_positive"),
    )


class Take(Base):
    """One candidate for a subject: a clip, a picture (with a small one as `poster`), a sound or a text (without)."""

    __tablename__ = "takes"

    id: Mapped[Key]
    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    subject: Mapped[str]
    code: Mapped[str]
    number: Mapped[int]
    order_id: Mapped[UUID] = mapped_column(unique=True)
    medium: Mapped[str] = mapped_column(default="clip")
    media: Mapped[str]
    poster: Mapped[str]
    frames: Mapped[int]
    probe: Mapped[dict[str, Any]]
    snapshot: Mapped[dict[str, Any]]
    digest: Mapped[str]
    made_at: Mapped[Created]

    __table_args__ = (
        UniqueConstraint("project_id", "code", name="uq_takes_code"),
        UniqueConstraint("project_id", "subject", "number", name="uq_takes_number"),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("medium in ('clip', 'image', 'sound', 'text')", name="medium_known"),
        CheckConstraint("(medium = 'clip') = (frames > 0)", name="only_clips_have_frames"),
        CheckConstraint("media ~ '^[0-9a-f]{64}$'", name="media_is_a_hash"),
    )


class Viewing(Base):
    """What a file of a production is looked at by: small files made of it once; none yet while `attempt` is made."""

    __tablename__ = "viewings"

    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True)
    media: Mapped[str] = mapped_column(primary_key=True)
    attempt: Mapped[int]
    proxy: Mapped[str] = mapped_column(index=True)
    sprite: Mapped[str] = mapped_column(index=True)
    waveform: Mapped[str] = mapped_column(index=True)
    shape: Mapped[Json]
    says: Mapped[str]

    __table_args__ = (CheckConstraint("media ~ '^[0-9a-f]{64}$'", name="media_is_a_hash"),)
