from uuid import uuid4

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from rushes.db.session import DatabaseAway, NoSuchDatabase, address, connect, disconnect, ping, transaction


@pytest.fixture
def table(engine: Engine) -> str:
    name = f"t_{uuid4().hex}"
    with transaction(engine) as session:
        session.execute(text(f"create table {name} (n int)"))
    return name


def rows(engine: Engine, table: str) -> list[int]:
    with transaction(engine) as session:
        return list(session.execute(text(f"select n from {table}")).scalars())


def test_a_transaction_is_committed_at_its_end(engine: Engine, table: str) -> None:
    with transaction(engine) as session:
        session.execute(text(f"insert into {table} values (1)"))
        assert rows(engine, table) == []
    assert rows(engine, table) == [1]


def test_a_transaction_that_raises_leaves_nothing(engine: Engine, table: str) -> None:
    def fail(session: Session) -> None:
        session.execute(text(f"insert into {table} values (1)"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), transaction(engine) as session:
        fail(session)
    assert rows(engine, table) == []


def test_a_connection_whose_server_ended_is_replaced_before_it_is_used(engine: Engine) -> None:
    other = connect(engine.url)
    with transaction(other) as session:
        ended = session.scalar(text("select pg_backend_pid()"))
    with transaction(engine) as session:
        assert session.scalar(text("select pg_terminate_backend(:pid, 5000)"), {"pid": ended})

    with transaction(other) as session:
        assert session.scalar(text("select pg_backend_pid()")) != ended
    other.dispose()


def test_a_connection_that_comes_back_to_an_engine_that_was_closed_is_closed(engine: Engine) -> None:
    closed = connect(engine.url)
    late = closed.raw_connection()
    line = late.driver_connection
    disconnect(closed)
    after = closed.raw_connection()
    later = after.driver_connection

    assert line is not None
    assert later is not None
    assert not line.closed
    late.close()
    after.close()
    assert line.closed
    assert later.closed


def test_the_tests_own_session_may_commit_and_is_undone(session: Session) -> None:
    session.execute(text("create table only_here (n int)"))
    session.commit()
    session.execute(text("insert into only_here values (1)"))
    session.rollback()
    assert session.execute(text("select count(*) from only_here")).scalar() == 0


@pytest.mark.parametrize("url", ["postgres://u:p@h/d", "postgresql://u:p@h/d", "postgresql+psycopg2://u:p@h/d"])
def test_every_way_to_write_a_postgresql_url_is_understood(url: str) -> None:
    assert address(url).render_as_string(hide_password=False) == "postgresql+psycopg://u:p@h/d"


@pytest.mark.parametrize(
    ("url", "sentence"),
    [("sqlite:///film.db", "sqlite databases are not supported"), ("localhost", "should look like postgresql://")],
)
def test_another_database_is_refused(url: str, sentence: str) -> None:
    with pytest.raises(NoSuchDatabase, match=sentence):
        address(url)


def test_a_database_that_is_away_is_said_to_be_without_its_password() -> None:
    gone = connect("postgresql://me:hush@localhost:1/nothing")
    with pytest.raises(DatabaseAway, match="does not answer") as caught:
        ping(gone)
    assert "hush" not in caught.value.detail
    gone.dispose()
