"""Rows of productions."""

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from rushes.db.base import Base, Created, Key


class Project(Base):
    """
    A production; `origin` is the folder or script it is made from, which also tells it from others of its title.

    `stated` is the brief as its files last said it, `planned` the digest of their script and sheets; `brief` is what
    counts, with what was changed at the desk since.
    """

    __tablename__ = "projects"

    id: Mapped[Key]
    origin: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    brief: Mapped[dict[str, Any]]
    stated: Mapped[dict[str, Any]]
    planned: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Created]
