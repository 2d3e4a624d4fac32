"""What is allotted to roles and people; who ordered what the ledger tells of, and how much in the vendor's unit."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | Sequence[str] | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TOLD = ("who", "role", "units", "unit")


def upgrade() -> None:
    """Go forward; of what moved before, nothing more is known."""
    op.create_table(
        "allotments",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("limit_micros", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("limit_micros >= 0", name=op.f("ck_allotments_limit_not_negative")),
        sa.CheckConstraint("name <> ''", name=op.f("ck_allotments_named")),
        sa.CheckConstraint("scope in ('role', 'person')", name=op.f("ck_allotments_scope_known")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["budgets.project_id"], name=op.f("fk_allotments_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("project_id", "scope", "name", name=op.f("pk_allotments")),
    )
    for name in TOLD:
        op.add_column("ledger", sa.Column(name, sa.String(), nullable=False, server_default=sa.text("''")))
        op.alter_column("ledger", name, server_default=None)
    op.create_check_constraint(op.f("ck_ledger_units_have_a_unit"), "ledger", "(units = '') = (unit = '')")
    op.create_check_constraint(op.f("ck_ledger_units_are_a_number"), "ledger", "units ~ '^([0-9]+([.][0-9]+)?)?$'")


def downgrade() -> None:
    """Go back."""
    op.drop_constraint(op.f("ck_ledger_units_are_a_number"), "ledger", type_="check")
    op.drop_constraint(op.f("ck_ledger_units_have_a_unit"), "ledger", type_="check")
    for name in reversed(TOLD):
        op.drop_column("ledger", name)
    op.drop_table("allotments")
