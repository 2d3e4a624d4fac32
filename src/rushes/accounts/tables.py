"""Rows of people and of their membership."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from rushes.accounts.rules import Role
from rushes.db.base import Base, Created, Key


class Person(Base):
    """Someone who decides."""

    __tablename__ = "people"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[Created]

    __table_args__ = (CheckConstraint("name <> ''", name="named"),)


class Member(Base):
    """A person's role in a production."""

    __tablename__ = "members"

    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    role: Mapped[str]

    __table_args__ = (CheckConstraint(f"role in ({', '.join(repr(str(role)) for role in Role)})", name="role_known"),)
