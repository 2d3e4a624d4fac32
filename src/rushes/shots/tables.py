"""Rows of scenes, shots, card versions, and which words of the script each shot covers."""

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rushes.db.base import Base, Created, Key


class Scene(Base):
    """A scene as its heading says it, in story order; cut from a locked script it is `omitted` and keeps its number."""

    __tablename__ = "scenes"

    id: Mapped[Key]
    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    code: Mapped[str]
    position: Mapped[int]
    heading: Mapped[str]
    facts: Mapped[dict[str, Any]]
    omitted: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (UniqueConstraint("project_id", "code", name="uq_scenes_code"),)


class Shot(Base):
    """
    A shot; its code is never given to another.

    `omitted`: a person took it out of the plan; it stays out, whatever files and proposals say, until it is put back.
    `placed`: a person gave it its position, which it keeps when the plan is stated anew.
    """

    __tablename__ = "shots"

    id: Mapped[Key]
    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    code: Mapped[str]
    position: Mapped[int]
    planned: Mapped[bool] = mapped_column(default=True)
    omitted: Mapped[bool] = mapped_column(default=False)
    placed: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        UniqueConstraint("project_id", "code", name="uq_shots_code"),
        CheckConstraint("not (omitted and planned)", name="omitted_is_not_planned"),
        CheckConstraint(r"code ~ '^S\d{2,4}[A-Z]?-SH\d{2,4}[A-Z]?$'", name="code_formed"),
    )


class CardRow(Base):
    """A version of a shot's card, and who wrote it where a person did; the newest counts."""

    __tablename__ = "cards"

    id: Mapped[Key]
    shot_id: Mapped[UUID] = mapped_column(ForeignKey("shots.id", ondelete="CASCADE"))
    version: Mapped[int]
    digest: Mapped[str]
    data: Mapped[dict[str, Any]]
    who: Mapped[str] = mapped_column(default="")
    at: Mapped[Created]

    __table_args__ = (
        UniqueConstraint("shot_id", "version", name="uq_cards_version"),
        CheckConstraint("version > 0", name="version_positive"),
    )


class ShotLink(Base):
    """
    The words of the script that a shot covers, as of a revision.

    `kept` words are as they were, `stale` ones have changed since the card was planned, `lost` ones are gone; `says`
    tells what changed. `card` is the digest of the card that was held against them.
    """

    __tablename__ = "shot_links"

    shot_id: Mapped[UUID] = mapped_column(ForeignKey("shots.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str]
    card: Mapped[str]
    state: Mapped[str] = mapped_column(default="kept")
    says: Mapped[str] = mapped_column(default="")
    at: Mapped[Created]

    __table_args__ = (
        CheckConstraint("state in ('kept', 'stale', 'lost')", name="state_known"),
        CheckConstraint('"end" >= start', name="span_runs_forward"),
    )
