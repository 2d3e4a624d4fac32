"""One embedded server a test run (or xdist worker), an engine on it, and a session whose work is undone."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import URL, Engine, text
from sqlalchemy.orm import Session

from rushes.db import migrate, server
from rushes.db.session import connect


@pytest.fixture
def data() -> Iterator[Path]:
    """
    An empty folder for a data directory with an embedded server in it.

    Not `tmp_path`: every start of pytest closes the folder above that to all but its owner, and for root the server
    runs as somebody else.
    """
    with tempfile.TemporaryDirectory(prefix="rushes-test-") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def database_url() -> Iterator[URL]:
    """An empty database of this run's own, brought up to date; it may lose what it knows in a power cut."""
    quick = {"fsync": "off", "full_page_writes": "off", "shared_buffers": "32MB"}
    with (
        tempfile.TemporaryDirectory(prefix="rushes-test-") as folder,
        server.join(Path(folder) / "pg", **quick) as seat,
    ):
        first = connect(seat.url)
        migrate.upgrade(first)
        first.dispose()
        yield seat.url


@pytest.fixture(scope="session")
def engine(database_url: URL) -> Iterator[Engine]:
    """Connections to it."""
    made = connect(database_url)
    yield made
    made.dispose()


@pytest.fixture(scope="session")
def template(database_url: URL, engine: Engine) -> str:
    """A database that is up to date, with the durable engine's tables too, to copy from."""
    from rushes.jobs import engine as durable  # costs a second that most tests need not wait

    name = "template_up_to_date"
    _outside(engine, f"create database {name}")
    url = database_url.set(database=name)
    made = connect(url)
    migrate.upgrade(made)
    made.dispose()
    with durable.launch(url, worker=False):
        return name


@pytest.fixture
def own_url(database_url: URL, engine: Engine, template: str) -> Iterator[URL]:
    """A database for one test alone, up to date: for tests that commit, or that start processes."""
    name = f"own_{uuid4().hex}"
    _outside(engine, f"create database {name} template {template}")
    yield database_url.set(database=name)
    _outside(engine, f"drop database {name} with (force)")


def _outside(engine: Engine, statement: str) -> None:
    """What PostgreSQL does in no transaction."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(statement))


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session that may even commit: everything is rolled back when the test ends."""
    with engine.connect() as connection, connection.begin() as outer:
        with Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint") as made:
            yield made
        outer.rollback()
