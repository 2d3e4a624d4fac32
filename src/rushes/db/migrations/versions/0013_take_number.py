"""The number of an order's take, given out once, by one statement."""

from collections.abc import Sequence

from alembic import op

revision: str = "0013"
down_revision: str | Sequence[str] | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Go forward."""
    op.execute(
        """
        create function take_number_of(whose uuid, project uuid, of_subject varchar) returns integer
        language plpgsql volatile as $$
        declare given integer;
        begin
          select number into given from take_numbers where order_id = whose;
          if given is null then
            perform pg_advisory_xact_lock(hashtextextended(project::text || ' ' || of_subject, 2));
            insert into take_numbers (order_id, project_id, subject, number)
              select whose, project, of_subject, 1 + coalesce(max(number), 0) from take_numbers
              where project_id = project and subject = of_subject
              on conflict (order_id) do nothing returning number into given;
          end if;
          if given is null then
            select number into given from take_numbers where order_id = whose;
          end if;
          return given;
        end
        $$
        """
    )


def downgrade() -> None:
    """Go back."""
    op.execute("drop function take_number_of(uuid, uuid, varchar)")
