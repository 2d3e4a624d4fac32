"""Shots that a person omitted or placed, and who wrote which version of a card."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | Sequence[str] | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Go forward."""
    _grow("shots", sa.Column("omitted", sa.Boolean()), "false")
    _grow("shots", sa.Column("placed", sa.Boolean()), "false")
    _grow("cards", sa.Column("who", sa.String()), "''")
    op.create_check_constraint("omitted_is_not_planned", "shots", "not (omitted and planned)")


def downgrade() -> None:
    """Go back."""
    op.drop_constraint(op.f("ck_shots_omitted_is_not_planned"), "shots", type_="check")
    op.drop_column("cards", "who")
    op.drop_column("shots", "placed")
    op.drop_column("shots", "omitted")


def _grow(table: str, column: sa.Column[object], value: str) -> None:
    """A column that every row there is has this value in, and of which no row may be without."""
    column.nullable, column.server_default = False, sa.DefaultClause(sa.text(value))
    op.add_column(table, column)
    op.alter_column(table, column.name, server_default=None)
