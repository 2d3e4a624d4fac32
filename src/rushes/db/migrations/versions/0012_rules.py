"""Verdicts that would approve, and are held as selects until as many approve as the house rules ask."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | Sequence[str] | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("verdicts", sa.Column("held", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.alter_column("verdicts", "held", server_default=None)
    op.create_check_constraint("held_as_select", "verdicts", "not held or state = 'selected'")


def downgrade() -> None:
    """Go back."""
    op.drop_constraint(op.f("ck_verdicts_held_as_select"), "verdicts", type_="check")
    op.drop_column("verdicts", "held")
