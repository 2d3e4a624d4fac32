"""One embedded server a test run (or xdist worker), an engine on it, and a session whose work is undone."""

from collections.abc import Iterator

import pytest
from sqlalchemy import URL, Engine
from sqlalchemy.orm import Session

from rushes.db import migrate, server
from rushes.db.session import connect


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[URL]:
    """An empty database of this run's own, brought up to date; it may lose what it knows in a power cut."""
    folder = tmp_path_factory.mktemp("studio")
    with server.join(folder / "pg", fsync="off", full_page_writes="off", shared_buffers="32MB") as seat:
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


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session that may even commit: everything is rolled back when the test ends."""
    with engine.connect() as connection, connection.begin() as outer:
        with Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint") as made:
            yield made
        outer.rollback()
