"""Rows of verdicts, notes, usable frames, drift, review sessions and guest links."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from rushes.db.base import Base, Created, Key
from rushes.review.rules import Lens, NoteKind


class Verdict(Base):
    """
    One decision about a take; the latest that was not taken back counts, and what it says is never changed.

    One that is `held` would approve, and selects until as many approve as the house asks.
    """

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
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    taken_back_by: Mapped[str] = mapped_column(default="")
    held: Mapped[bool] = mapped_column(default=False)
    at: Mapped[Created]

    __table_args__ = (
        CheckConstraint("state in ('rejected', 'maybe', 'selected', 'approved')", name="state_known"),
        CheckConstraint("not held or state = 'selected'", name="held_as_select"),
        CheckConstraint("by in ('person', 'rule')", name="by_known"),
        CheckConstraint("by = 'person' or state in ('selected', 'maybe')", name="rules_only_select"),
    )


class GuestLink(Base):
    """A way for somebody without an account to see some takes, or a cut; of its address only a hash is kept."""

    __tablename__ = "guest_links"

    id: Mapped[Key]
    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    clips: Mapped[list[dict[str, Any]]]
    cut: Mapped[int | None]
    watermark: Mapped[bool]
    who: Mapped[str]
    at: Mapped[Created]
    expires_at: Mapped[datetime]
    revoked_by: Mapped[str] = mapped_column(default="")
    revoked_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]


class Note(Base):
    """
    A remark on a take or a cut (`subject`), or an answer to one (`parent_id`).

    It speaks of the frames from `start` to before `end`, or of the whole, and of a place in the picture in shares of
    its width and height. `link_id` is the link by which a guest came.
    """

    __tablename__ = "notes"

    id: Mapped[Key]
    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    subject: Mapped[str]
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("notes.id", ondelete="CASCADE"))
    link_id: Mapped[UUID | None] = mapped_column(ForeignKey("guest_links.id", ondelete="CASCADE"))
    kind: Mapped[str]
    text: Mapped[str]
    start: Mapped[int | None]
    end: Mapped[int | None]
    x: Mapped[float | None]
    y: Mapped[float | None]
    drawing: Mapped[list[dict[str, Any]]]
    who: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    at: Mapped[Created]
    edited_at: Mapped[datetime | None]
    resolved_by: Mapped[str] = mapped_column(default="")
    resolved_at: Mapped[datetime | None]
    removed: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        Index("ix_notes_project_id_subject", "project_id", "subject"),
        CheckConstraint(f"kind in ({', '.join(repr(str(kind)) for kind in NoteKind)})", name="kind_known"),
        CheckConstraint('start >= 0 and "end" > start', name="span_runs_forward"),
        CheckConstraint('(start is null) = ("end" is null)', name="span_is_whole"),
        CheckConstraint("x between 0 and 1 and y between 0 and 1", name="place_in_picture"),
        CheckConstraint("(x is null) = (y is null)", name="place_is_whole"),
    )


class UsableRange(Base):
    """Frames of a take that can be used, from a first to before the end, and who said so."""

    __tablename__ = "usable_ranges"

    take_id: Mapped[UUID] = mapped_column(ForeignKey("takes.id", ondelete="CASCADE"), primary_key=True)
    start: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    end: Mapped[int]
    who: Mapped[str]
    at: Mapped[Created]

    __table_args__ = (CheckConstraint('start >= 0 and "end" > start', name="span_runs_forward"),)


class DriftTick(Base):
    """That a character drifted in a take, and in what."""

    __tablename__ = "drift_ticks"

    take_id: Mapped[UUID] = mapped_column(ForeignKey("takes.id", ondelete="CASCADE"), primary_key=True)
    asset: Mapped[str] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(primary_key=True)
    who: Mapped[str]
    at: Mapped[Created]


class ReviewSession(Base):
    """A sitting over a queue of takes with one lens; once closed, `report` is what was said in it."""

    __tablename__ = "review_sessions"

    id: Mapped[Key]
    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"), index=True)
    title: Mapped[str]
    lens: Mapped[str]
    who: Mapped[str]
    opened_at: Mapped[Created]
    closed_by: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None]
    report: Mapped[dict[str, Any]] = mapped_column(default=dict)

    __table_args__ = (CheckConstraint(f"lens in ({', '.join(repr(str(lens)) for lens in Lens)})", name="lens_known"),)


class SessionTake(Base):
    """A take in the queue of a sitting; `postponed_for` is why nothing was decided about it."""

    __tablename__ = "review_session_takes"

    session_id: Mapped[UUID] = mapped_column(ForeignKey("review_sessions.id", ondelete="CASCADE"), primary_key=True)
    take_id: Mapped[UUID] = mapped_column(ForeignKey("takes.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int]
    postponed_by: Mapped[str] = mapped_column(default="")
    postponed_for: Mapped[str] = mapped_column(default="")


class Suggestion(Base):
    """What a guest would decide about a take; it never counts as a verdict."""

    __tablename__ = "suggestions"

    id: Mapped[int] = mapped_column(primary_key=True)
    link_id: Mapped[UUID] = mapped_column(ForeignKey("guest_links.id", ondelete="CASCADE"), index=True)
    take_id: Mapped[UUID] = mapped_column(ForeignKey("takes.id", ondelete="CASCADE"), index=True)
    state: Mapped[str]
    text: Mapped[str]
    who: Mapped[str]
    at: Mapped[Created]

    __table_args__ = (CheckConstraint("state in ('rejected', 'maybe', 'selected')", name="state_known"),)
