"""Connections and transactions: one engine a process, one transaction a request or a step."""

import select
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from pydantic_core import from_json
from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, InvalidatePoolError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

from rushes.kernel.errors import Invalid, Unavailable

Sessions = sessionmaker[Session]
"""Makes sessions bound to one engine."""

DRIVER = "postgresql+psycopg"
TRUSTED_SECONDS = 30.0
"""For how long a connection that rested in silence is believed to be one still."""


class NoSuchDatabase(Invalid):
    """The database URL is not one of PostgreSQL."""


class DatabaseAway(Unavailable):
    """The database does not answer."""


def connect(url: str | URL, *, pool: int = 20) -> Engine:
    """
    An engine for a PostgreSQL URL; connects on first use, and again when the server was restarted.

    It keeps up to `pool` connections, and goes on with that which was used last: a new one is dear, and so is one whose
    statements are not prepared yet.

    Raises:
        NoSuchDatabase: it is not a URL of PostgreSQL.
    """
    told = {"application_name": "rushes", "connect_timeout": 10}
    kept = {"pool_size": pool, "max_overflow": 0, "pool_use_lifo": True}
    engine = create_engine(address(url), **kept, connect_args=told, json_deserializer=from_json)
    event.listen(engine, "checkout", _still_there)
    event.listen(engine, "checkin", _rested)
    return engine


def disconnect(engine: Engine) -> None:
    """Close every connection of an engine: idle ones now, lent ones when they come back."""
    event.listen(engine, "checkin", _let_go)
    engine.dispose()


def address(url: str | URL) -> URL:
    """The URL for our driver, from any of the ways people write it."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise NoSuchDatabase("The database URL should look like postgresql://user:password@host/name.") from None
    if parsed.get_backend_name() not in {"postgres", "postgresql"}:
        raise NoSuchDatabase(f"{parsed.get_backend_name()} databases are not supported: use PostgreSQL.")
    return parsed.set(drivername=DRIVER)


def sessions(engine: Engine) -> Sessions:
    """A maker of sessions whose rows stay readable after the commit."""
    return sessionmaker(engine, expire_on_commit=False)


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """One transaction: committed at the end, rolled back on any error."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


def _rested(_: Any, record: Any) -> None:
    record.info["rested"] = time.monotonic()


def _let_go(_: Any, record: Any) -> None:
    """The engine gave up this pool, so nothing would close a connection that comes back to it."""
    record.invalidate()


def _still_there(connection: Any, record: Any, _: Any) -> None:
    """
    Have a connection replaced, and those beside it, whose server is gone.

    A server that ends says so on the line, so a quiet line that was just used is not asked, which would cost each
    transaction a round trip.
    """
    rested = record.info.get("rested")
    if rested is None or (time.monotonic() - rested < TRUSTED_SECONDS and _is_quiet(connection)):
        return
    try:
        connection.execute("")
        connection.rollback()
    except psycopg.Error as error:
        raise InvalidatePoolError from error


def _is_quiet(connection: psycopg.Connection[Any]) -> bool:
    line = select.poll()
    line.register(connection.fileno(), select.POLLIN)
    return not line.poll(0)


def ping(engine: Engine) -> None:
    """
    Ask the database for an answer.

    Raises:
        DatabaseAway: there is none.
    """
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("select 1")
    except OperationalError as error:
        where = engine.url.render_as_string(hide_password=True)
        raise DatabaseAway(f"The database {where} does not answer: {error.orig}", url=where) from error
