"""How an asset stands, and the files that show it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0008"
down_revision: str | Sequence[str] | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None
_SAID = ("approved", "approved_by", "stated", "use", "granted_by", "proof", "proof_name", "said_by", "override")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "asset_standings",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in (*_SAID, "override_by")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_asset_standings_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("project_id", "code", name=op.f("pk_asset_standings")),
    )
    op.create_table(
        "asset_references",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("code", "role", "view", "note")),
        sa.Column("position", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("medium", "media", "thumb", "name")),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("media ~ '^[0-9a-f]{64}$'", name=op.f("ck_asset_references_media_is_a_hash")),
        sa.CheckConstraint("medium in ('image', 'video', 'audio')", name=op.f("ck_asset_references_medium_known")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_asset_references_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_references")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("asset_references")
    op.drop_table("asset_standings")
