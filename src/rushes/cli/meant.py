"""The production that a command means."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from rushes import bootstrap, config
from rushes.db.session import transaction
from rushes.projects import service as projects
from rushes.projects.tables import Project


@contextmanager
def production(name: str) -> Iterator[tuple[Session, Project]]:
    """The production of that title, or the newest, inside one transaction."""
    with bootstrap.database(config.load()) as database, transaction(database) as session:
        yield session, projects.meant(session, name)
