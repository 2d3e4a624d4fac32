"""Orders that are cancelled, hinted at, put off and batched; holds of providers; sounds as takes."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0005"
down_revision: str | Sequence[str] | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "holds",
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("says", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("next_try", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("provider", name=op.f("pk_holds")),
    )
    op.create_table(
        "batches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("digests", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("most_micros", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_batches_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batches")),
    )
    _grow("orders", sa.Column("token", sa.String()), "''")
    _grow("orders", sa.Column("tries", sa.Integer()), "0")
    _grow("orders", sa.Column("priority", sa.Integer()), "0")
    _grow("orders", sa.Column("medium", sa.String()), "''")
    _grow("orders", sa.Column("objection", sa.String()), "''")
    _grow("orders", sa.Column("used", postgresql.JSONB(astext_type=sa.Text())), "'{}'")
    _grow("orders", sa.Column("stop_asked", sa.Boolean()), "false")
    op.add_column("orders", sa.Column("batch_id", sa.Uuid(), nullable=True))
    op.add_column("orders", sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("orders", sa.Column("hinted_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_orders_project_id_created_at", "orders", ["project_id", "created_at"])
    op.create_index("ix_orders_provider_remote", "orders", ["provider", "remote"])
    _check("orders", "state_known", f"state in ({', '.join(map(repr, STATES))})")
    _check("takes", "medium_known", "medium in ('clip', 'image', 'sound', 'text')")


GROWN = (
    *("token", "tries", "priority", "medium", "objection", "used", "stop_asked", "batch_id", "sent_at", "hinted_at"),
)
NEW = ("cancelling", "cancel_refused")
STATES = (
    *("proposed", "authorised", "submitting", "submit_unknown", "queued", "running", "cancelling", "cancel_refused"),
    *("fetching", "checking", "done", "failed", "cancelled", "expired", "refused"),
)


def _check(table: str, name: str, holds: str) -> None:
    op.drop_constraint(op.f(f"ck_{table}_{name}"), table, type_="check")
    op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, holds)


def _grow(table: str, column: sa.Column[object], before: str) -> None:
    """A column that rows written before it get a value for; new rows always say theirs."""
    column.nullable, column.server_default = False, sa.DefaultClause(sa.text(before))
    op.add_column(table, column)
    op.alter_column(table, column.name, server_default=None)


def downgrade() -> None:
    """Go back."""
    op.execute("delete from takes where medium = 'sound'")
    _check("takes", "medium_known", "medium in ('clip', 'image', 'text')")
    op.execute("update orders set state = 'running' where state in ('cancelling', 'cancel_refused')")
    _check("orders", "state_known", f"state in ({', '.join(repr(state) for state in STATES if state not in NEW)})")
    op.drop_index("ix_orders_provider_remote", "orders")
    op.drop_index("ix_orders_project_id_created_at", "orders")
    for name in GROWN:
        op.drop_column("orders", name)
    op.drop_table("batches")
    op.drop_table("holds")
