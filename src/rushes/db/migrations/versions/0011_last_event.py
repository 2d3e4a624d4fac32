"""The one writer of a production's record, and its last event, by one statement."""

from collections.abc import Sequence

from alembic import op

revision: str = "0011"
down_revision: str | Sequence[str] | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Go forward."""
    op.execute(
        """
        create function last_event_alone(project uuid, out seq integer, out hash varchar) returns setof record
        language plpgsql volatile as $$
        begin
          perform pg_advisory_xact_lock(hashtextextended(project::text, 1));
          return query
            select events.seq, events.hash from events where events.project_id = project
            order by events.seq desc limit 1;
        end
        $$
        """
    )


def downgrade() -> None:
    """Go back."""
    op.execute("drop function last_event_alone(uuid)")
