"""What files are looked at by: proxies, sprites, waveforms."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0006"
down_revision: str | Sequence[str] | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "viewings",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("media", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("proxy", sa.String(), nullable=False),
        sa.Column("sprite", sa.String(), nullable=False),
        sa.Column("waveform", sa.String(), nullable=False),
        sa.Column("shape", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("says", sa.String(), nullable=False),
        sa.CheckConstraint("media ~ '^[0-9a-f]{64}$'", name=op.f("ck_viewings_media_is_a_hash")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_viewings_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("project_id", "media", name=op.f("pk_viewings")),
    )
    for column in FILES:
        op.create_index(f"ix_viewings_{column}", "viewings", [column])


FILES = ("proxy", "sprite", "waveform")


def downgrade() -> None:
    """Go back."""
    op.drop_table("viewings")
