"""Cuts with who made them, why and by which decisions; locks; renders; what cut.csv said last."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0007"
down_revision: str | Sequence[str] | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

ROWS = postgresql.JSONB(astext_type=sa.Text())


def upgrade() -> None:
    """Go forward."""
    op.add_column("edit_sheets", sa.Column("filed", ROWS, nullable=False, server_default="[]"))
    op.execute("update edit_sheets set filed = trims")
    op.alter_column("edit_sheets", "filed", server_default=None)
    for name, kind, empty in (("sheet", ROWS, "[]"), ("who", sa.String(), ""), ("says", sa.String(), "")):
        op.add_column("cuts", sa.Column(name, kind, nullable=False, server_default=empty))
    op.execute("update cuts set sheet = trims from edit_sheets where edit_sheets.project_id = cuts.project_id")
    for name in ("sheet", "who", "says"):
        op.alter_column("cuts", name, server_default=None)
    _locks()
    _renders()


def _locks() -> None:
    op.create_table(
        "cut_locks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_cut_locks_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cut_locks")),
    )
    op.create_index("ix_cut_locks_version", "cut_locks", ["project_id", "version"])


def _renders() -> None:
    op.create_table(
        "renders",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("master", sa.Boolean(), nullable=False),
        sa.Column("draft", sa.Boolean(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("files", ROWS, nullable=False),
        sa.Column("facts", ROWS, nullable=False),
        sa.Column("says", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("over_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state in ('queued', 'running', 'done', 'failed', 'cancelled')", name=op.f("ck_renders_state_known")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_renders_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_renders")),
    )
    op.create_index(op.f("ix_renders_project_id"), "renders", ["project_id"])


def downgrade() -> None:
    """Go back."""
    op.drop_table("renders")
    op.drop_table("cut_locks")
    for name in ("sheet", "who", "says"):
        op.drop_column("cuts", name)
    op.drop_column("edit_sheets", "filed")
