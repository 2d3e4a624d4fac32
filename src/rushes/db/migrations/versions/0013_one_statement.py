"""An event appended by one statement, and the number of an order's take given out by one."""

from collections.abc import Sequence

from alembic import op

revision: str = "0013"
down_revision: str | Sequence[str] | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Go forward."""
    op.execute("drop function last_event_alone(uuid)")
    op.execute(
        """
        create function append_event(
          project uuid, number integer, said jsonb, before varchar, its_hash varchar, out seq integer, out hash varchar
        ) returns setof record language plpgsql volatile as $$
        begin
          perform pg_advisory_xact_lock(hashtextextended(project::text, 1));
          select events.seq, events.hash into seq, hash from events where events.project_id = project
            order by events.seq desc limit 1;
          seq := coalesce(seq, 0);
          hash := coalesce(hash, repeat('0', 64));
          if seq + 1 = number and hash = before then
            insert into events (id, project_id, seq, fact, previous, hash)
              values (gen_random_uuid(), project, number, said, before, its_hash);
          else
            return next;
          end if;
        end
        $$
        """
    )
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
    op.execute("drop function append_event(uuid, integer, jsonb, varchar, varchar)")
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
