"""The leases of executors and the messages to workflows."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0001"
down_revision: str | Sequence[str] | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "executor_leases",
        sa.Column("executor_id", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("started", sa.BigInteger(), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("pid > 0", name=op.f("ck_executor_leases_pid_is_one")),
        sa.PrimaryKeyConstraint("executor_id", name=op.f("pk_executor_leases")),
    )
    op.create_table(
        "job_messages",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("workflow_id", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("taken_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_messages")),
    )
    op.create_index("ix_job_messages_inbox", "job_messages", ["workflow_id", "topic", "id"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_job_messages_inbox", table_name="job_messages")
    op.drop_table("job_messages")
    op.drop_table("executor_leases")
