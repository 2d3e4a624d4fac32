"""Desks for tests that order, and writers for tests that draft."""

from collections.abc import Iterator

import pytest
from sqlalchemy import URL
from sqlalchemy.orm import Session

from rushes.db.session import connect, transaction
from rushes.jobs import engine
from tests.delivery.writers import signing, writers

__all__ = ["desk", "signing", "writers"]


@pytest.fixture
def desk(own_url: URL) -> Iterator[Session]:
    """A session in which orders can be given, and are never worked on."""
    database = connect(own_url)
    with engine.launch(own_url, worker=False), transaction(database) as session:
        yield session
    database.dispose()
