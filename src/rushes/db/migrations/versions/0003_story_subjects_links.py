"""Revisions with authors and locks, breakdown marks, links of shots to words; orders and takes of any subject."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0003"
down_revision: str | Sequence[str] | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "breakdown_marks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("scene", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("element", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("becomes", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("action in ('add', 'remove', 'rename')", name=op.f("ck_breakdown_marks_action_known")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_breakdown_marks_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breakdown_marks")),
        sa.UniqueConstraint("project_id", "scene", "category", "element", name="uq_breakdown_marks_element"),
    )
    op.create_table(
        "breakdown_rules",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("rules", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_breakdown_rules_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_breakdown_rules")),
    )
    op.create_table(
        "shot_links",
        sa.Column("shot_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("card", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("says", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("state in ('kept', 'stale', 'lost')", name=op.f("ck_shot_links_state_known")),
        sa.CheckConstraint('"end" >= start', name=op.f("ck_shot_links_span_runs_forward")),
        sa.ForeignKeyConstraint(["shot_id"], ["shots.id"], name=op.f("fk_shot_links_shot_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("shot_id", name=op.f("pk_shot_links")),
    )
    op.alter_column("orders", "shot", new_column_name="subject")
    op.execute("update orders set subject = 'shot:' || subject")
    _grow("projects", sa.Column("stated", postgresql.JSONB(astext_type=sa.Text())), "'{}'")
    _grow("projects", sa.Column("planned", sa.String()), "''")
    _grow("scenes", sa.Column("omitted", sa.Boolean()), "false")
    _grow("scripts", sa.Column("author", sa.String()), "''")
    _grow("scripts", sa.Column("assisted", sa.Boolean()), "false")
    _grow("scripts", sa.Column("drafted", postgresql.JSONB(astext_type=sa.Text())), "'[]'")
    op.add_column("scripts", sa.Column("parent", sa.Integer(), nullable=True))
    op.create_check_constraint(op.f("ck_scripts_parent_is_earlier"), "scripts", "parent < revision")
    _grow("scripts", sa.Column("why", sa.String()), "''")
    _grow("scripts", sa.Column("locked", sa.Boolean()), "false")
    _grow("takes", sa.Column("medium", sa.String()), "'clip'")
    op.drop_constraint(op.f("ck_takes_has_frames"), "takes", type_="check")
    op.create_check_constraint(op.f("ck_takes_medium_known"), "takes", "medium in ('clip', 'image', 'text')")
    op.create_check_constraint(op.f("ck_takes_only_clips_have_frames"), "takes", "(medium = 'clip') = (frames > 0)")


def _grow(table: str, column: sa.Column[object], before: str) -> None:
    """A column that rows written before it get a value for; new rows always say theirs."""
    column.nullable, column.server_default = False, sa.DefaultClause(sa.text(before))
    op.add_column(table, column)
    op.alter_column(table, column.name, server_default=None)


def downgrade() -> None:
    """Go back."""
    op.execute("delete from takes where medium <> 'clip'")
    op.drop_constraint(op.f("ck_takes_only_clips_have_frames"), "takes", type_="check")
    op.drop_constraint(op.f("ck_takes_medium_known"), "takes", type_="check")
    op.create_check_constraint(op.f("ck_takes_has_frames"), "takes", "frames > 0")
    op.drop_column("takes", "medium")
    op.drop_constraint(op.f("ck_scripts_parent_is_earlier"), "scripts", type_="check")
    for name in ("locked", "why", "parent", "drafted", "assisted", "author"):
        op.drop_column("scripts", name)
    op.drop_column("scenes", "omitted")
    op.drop_column("projects", "planned")
    op.drop_column("projects", "stated")
    op.execute("delete from orders where subject not like 'shot:%'")
    op.execute("update orders set subject = substr(subject, 6)")
    op.alter_column("orders", "subject", new_column_name="shot")
    op.drop_table("shot_links")
    op.drop_table("breakdown_rules")
    op.drop_table("breakdown_marks")
