"""Rows of script revisions and of what people say about a scene's breakdown."""

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rushes.db.base import Base, Created, Key


class Script(Base):
    """
    One revision of a script, to the character.

    `assisted` says that a model had a part in it, and `drafted` which spans are a model's words; `locked` that scene
    numbers never change from here on; `parent` is the revision it was made from.
    """

    __tablename__ = "scripts"

    id: Mapped[Key]
    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    revision: Mapped[int]
    digest: Mapped[str]
    text: Mapped[str]
    author: Mapped[str] = mapped_column(default="")
    assisted: Mapped[bool] = mapped_column(default=False)
    drafted: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    parent: Mapped[int | None]
    why: Mapped[str] = mapped_column(default="")
    locked: Mapped[bool] = mapped_column(default=False)
    at: Mapped[Created]

    __table_args__ = (
        UniqueConstraint("project_id", "revision", name="uq_scripts_revision"),
        CheckConstraint("parent < revision", name="parent_is_earlier"),
    )


class BreakdownMark(Base):
    """What a person says of one element of a scene's breakdown; it wins over what is found."""

    __tablename__ = "breakdown_marks"

    id: Mapped[Key]
    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    scene: Mapped[str]
    category: Mapped[str]
    element: Mapped[str]
    action: Mapped[str]
    becomes: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    who: Mapped[str]
    at: Mapped[Created]

    __table_args__ = (
        UniqueConstraint("project_id", "scene", "category", "element", name="uq_breakdown_marks_element"),
        CheckConstraint("action in ('add', 'remove', 'rename')", name="action_known"),
    )


class BreakdownRules(Base):
    """A production's own rules about what implies what, as rows of its sheet in their order."""

    __tablename__ = "breakdown_rules"

    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True)
    rules: Mapped[list[dict[str, Any]]]
