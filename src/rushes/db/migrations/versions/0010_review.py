"""Notes, usable frames, drift, review sessions and guest links; answers on verdicts, and verdicts taken back."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0010"
down_revision: str | Sequence[str] | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "guest_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("clips", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("cut", sa.Integer(), nullable=True),
        sa.Column("watermark", sa.Boolean(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_by", sa.String(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_guest_links_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_guest_links_token_hash")),
    )
    op.create_index(op.f("ix_guest_links_project_id"), "guest_links", ["project_id"], unique=False)
    op.create_table(
        "review_sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("lens", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("closed_by", sa.String(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("report", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.CheckConstraint(
            "lens in ('whole', 'continuity', 'performance', 'camera', 'edit', 'story', 'reference')",
            name=op.f("ck_review_sessions_lens_known"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_review_sessions_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_sessions")),
    )
    op.create_index(op.f("ix_review_sessions_project_id"), "review_sessions", ["project_id"], unique=False)
    op.create_table(
        "drift_ticks",
        sa.Column("take_id", sa.Uuid(), nullable=False),
        sa.Column("asset", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["take_id"], ["takes.id"], name=op.f("fk_drift_ticks_take_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("take_id", "asset", "what", name=op.f("pk_drift_ticks")),
    )
    op.create_table(
        "notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("link_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("x", sa.Double(), nullable=True),
        sa.Column("y", sa.Double(), nullable=True),
        sa.Column("drawing", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_by", sa.String(), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind in ('note', 'fix', 'question', 'praise')", name=op.f("ck_notes_kind_known")),
        sa.CheckConstraint('(start is null) = ("end" is null)', name=op.f("ck_notes_span_is_whole")),
        sa.CheckConstraint("(x is null) = (y is null)", name=op.f("ck_notes_place_is_whole")),
        sa.CheckConstraint('start >= 0 and "end" > start', name=op.f("ck_notes_span_runs_forward")),
        sa.CheckConstraint("x between 0 and 1 and y between 0 and 1", name=op.f("ck_notes_place_in_picture")),
        sa.ForeignKeyConstraint(["link_id"], ["guest_links.id"], name=op.f("fk_notes_link_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["parent_id"], ["notes.id"], name=op.f("fk_notes_parent_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_notes_project_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    op.create_index("ix_notes_project_id_subject", "notes", ["project_id", "subject"], unique=False)
    op.create_table(
        "review_session_takes",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("take_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("postponed_by", sa.String(), nullable=False),
        sa.Column("postponed_for", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["review_sessions.id"], name=op.f("fk_review_session_takes_session_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["take_id"], ["takes.id"], name=op.f("fk_review_session_takes_take_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("session_id", "take_id", name=op.f("pk_review_session_takes")),
    )
    op.create_table(
        "suggestions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("take_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("state in ('rejected', 'maybe', 'selected')", name=op.f("ck_suggestions_state_known")),
        sa.ForeignKeyConstraint(
            ["link_id"], ["guest_links.id"], name=op.f("fk_suggestions_link_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["take_id"], ["takes.id"], name=op.f("fk_suggestions_take_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestions")),
    )
    op.create_index(op.f("ix_suggestions_link_id"), "suggestions", ["link_id"], unique=False)
    op.create_index(op.f("ix_suggestions_take_id"), "suggestions", ["take_id"], unique=False)
    op.create_table(
        "usable_ranges",
        sa.Column("take_id", sa.Uuid(), nullable=False),
        sa.Column("start", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint('start >= 0 and "end" > start', name=op.f("ck_usable_ranges_span_runs_forward")),
        sa.ForeignKeyConstraint(["take_id"], ["takes.id"], name=op.f("fk_usable_ranges_take_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("take_id", "start", name=op.f("pk_usable_ranges")),
    )
    _grow("verdicts", sa.Column("answers", postgresql.JSONB(astext_type=sa.Text())), "'{}'")
    _grow("verdicts", sa.Column("taken_back_by", sa.String()), "''")


def _grow(table: str, column: sa.Column[object], before: str) -> None:
    """A column that rows written before it get a value for; new rows always say theirs."""
    column.nullable, column.server_default = False, sa.DefaultClause(sa.text(before))
    op.add_column(table, column)
    op.alter_column(table, column.name, server_default=None)


def downgrade() -> None:
    """Go back."""
    op.execute("delete from verdicts where taken_back_by <> ''")
    op.drop_column("verdicts", "taken_back_by")
    op.drop_column("verdicts", "answers")
    op.drop_table("usable_ranges")
    op.drop_index(op.f("ix_suggestions_take_id"), table_name="suggestions")
    op.drop_index(op.f("ix_suggestions_link_id"), table_name="suggestions")
    op.drop_table("suggestions")
    op.drop_table("review_session_takes")
    op.drop_index("ix_notes_project_id_subject", table_name="notes")
    op.drop_table("notes")
    op.drop_table("drift_ticks")
    op.drop_index(op.f("ix_review_sessions_project_id"), table_name="review_sessions")
    op.drop_table("review_sessions")
    op.drop_index(op.f("ix_guest_links_project_id"), table_name="guest_links")
    op.drop_table("guest_links")
