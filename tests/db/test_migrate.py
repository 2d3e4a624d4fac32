from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from sqlalchemy import URL, Engine, inspect, text

from rushes.db import migrate
from rushes.db.session import connect


@pytest.fixture
def empty(database_url: URL, engine: Engine) -> Iterator[Engine]:
    """A database nobody has touched."""
    name = f"empty_{uuid4().hex}"
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"create database {name}"))
    made = connect(database_url.set(database=name))
    yield made
    made.dispose()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"drop database {name}"))


def test_an_empty_database_is_brought_to_the_newest_version(empty: Engine) -> None:
    assert migrate.current(empty) is None
    migrate.upgrade(empty)
    assert migrate.current(empty) == migrate.head()
    assert "executor_leases" in inspect(empty).get_table_names()


def test_processes_that_start_together_do_not_race(empty: Engine) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(migrate.upgrade, [empty] * 4))
    assert migrate.current(empty) == migrate.head()


def test_migrations_and_tables_say_the_same(engine: Engine) -> None:
    assert migrate.differences(engine) == []


def test_a_database_of_a_newer_release_is_left_alone(empty: Engine) -> None:
    migrate.upgrade(empty)
    with empty.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(migrate.SchemaAhead, match="has version 9999"):
        migrate.upgrade(empty)
