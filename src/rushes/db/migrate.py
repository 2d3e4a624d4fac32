"""
The schema's versions, brought up to date by the program itself: no file of Alembic's own is needed beside the package.

After changing a `tables.py`, `python -m rushes.db.migrate "what changed"` writes the next version from the difference;
read it, and let `make fix` set it.
"""

import importlib
import sys
import tempfile
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Engine, MetaData, func, select

import rushes
from rushes.db import server
from rushes.db.base import Base
from rushes.db.session import connect
from rushes.kernel.errors import Conflict

FOLDER = Path(__file__).parent / "migrations"
LOCK = 0x52555348_53434845


class SchemaAhead(Conflict):
    """The database was written by a newer release."""


def upgrade(engine: Engine) -> None:
    """
    Bring the schema up to date, all of it or nothing; of processes that start together one does it and the others wait.

    Raises:
        SchemaAhead: this release does not know the version the database has.
    """
    if current(engine) == head():
        return
    with engine.begin() as connection:
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
        try:
            command.upgrade(_config(connection=connection), "head")
        except CommandError as error:
            found = MigrationContext.configure(connection).get_current_revision()
            raise SchemaAhead(
                f"The database has version {found}, this release knows {head()}: use the newer release.", found=found
            ) from error


def current(engine: Engine) -> str | None:
    """The version the database has; None when it is empty."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head() -> str | None:
    """The version this release needs."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def metadata() -> MetaData:
    """Every table of every domain."""
    for folder in map(Path, rushes.__path__):
        for file in sorted(folder.glob("*/tables.py")):
            importlib.import_module(f"rushes.{file.parent.name}.tables")
    return Base.metadata


def differences(engine: Engine) -> list[Any]:
    """What the tables of an upgraded database lack or have too much against `metadata`."""
    with engine.connect() as connection:
        compared = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(compared, metadata()))


def draft(engine: Engine, message: str) -> Path:
    """Write the next version from the difference between an upgraded database and `metadata`, to be read and kept."""
    number = f"{int(head() or 0) + 1:04}"
    with engine.begin() as connection:
        made = command.revision(
            _config(connection=connection, metadata=metadata()), message, autogenerate=True, rev_id=number
        )
    assert made is not None
    assert not isinstance(made, list)
    return Path(made.path)


def _config(**attributes: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes.update(attributes)
    return config


def _main(message: str) -> None:
    with tempfile.TemporaryDirectory() as folder, server.join(Path(folder) / "pg", fsync="off") as seat:
        engine = connect(seat.url)
        upgrade(engine)
        sys.stdout.write(f"{draft(engine, message)}\n")
        engine.dispose()


if __name__ == "__main__":
    _main(" ".join(sys.argv[1:]))
