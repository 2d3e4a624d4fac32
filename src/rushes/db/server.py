"""
The embedded server, shared by every process that uses one data directory and stopped by the last of them.

Each process holds a shared lock on a file as its seat. The kernel gives the seat up whenever the process ends, even by
kill -9, so whoever leaves and then gets the file for itself alone was the last one. A second lock, the gate, lets one
process at a time come or go.
"""

import atexit
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from sqlalchemy import URL

from rushes.db import account, cluster
from rushes.kernel.errors import Unavailable

GATE, SEATS = "pg.gate", "pg.seats"
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "max_parallel_workers_per_gather": "0",  # parallel queries want more shared memory than a small container has
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    "idle_in_transaction_session_timeout": "10min",
}
LOOK_SECONDS = 0.05


class DataUnusable(Unavailable):
    """The data directory cannot be written."""


class Server:
    """A seat at the embedded server; `url` is how to reach its database."""

    def __init__(self, pg: Path, url: URL, seat: int) -> None:
        self.pg = pg
        self.url = url
        self._seat: int | None = seat
        self._process = os.getpid()
        atexit.register(self.leave)

    def leave(self) -> None:
        """Give the seat up, and stop the server if nobody else has one."""
        if self._seat is None or self._process != os.getpid():  # a fork shares the seat and must not give it up
            return
        seat, self._seat = self._seat, None
        atexit.unregister(self.leave)
        with _gate(self.pg.parent):
            fcntl.flock(seat, fcntl.LOCK_UN)
            if _alone(seat):
                cluster.stop(self.pg, account.owner(self.pg))
            os.close(seat)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.leave()


def join(pg: Path, **settings: str) -> Server:
    """
    Take a seat at the server of a data directory, making and starting it where needed.

    Args:
        pg: the server's own folder; locks are put beside it.
        settings: of PostgreSQL, for a server that is not running yet.

    Raises:
        DataUnusable: the folder cannot be written.
        cluster.ServerBroken: the server cannot be made or started; the sentence says why.
    """
    pg = pg.absolute()
    with _writable(pg.parent), _gate(pg.parent):
        who = account.owner(pg)
        cluster.create(pg, who)
        found = _ready(pg) or cluster.start(pg, who, SETTINGS | settings)
        seat = os.open(pg.parent / SEATS, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(seat, fcntl.LOCK_SH)
        server = Server(pg, found.url(cluster.DATABASE), seat)
    _ensure_database(found)
    return server


def _ready(pg: Path) -> cluster.Postmaster | None:
    """The running server once it answers; None when there is none, or it ends while it starts."""
    until = time.monotonic() + cluster.PATIENCE_SECONDS
    while (found := cluster.running(pg)) is not None and not found.ready:
        if time.monotonic() > until:
            raise cluster.ServerBroken(f"The embedded database in {pg} has been starting for minutes; see its log.")
        time.sleep(LOOK_SECONDS)
    return found


def _ensure_database(found: cluster.Postmaster) -> None:
    with psycopg.connect(host=str(found.socket), user=cluster.USER, dbname="postgres", autocommit=True) as connection:
        known = connection.execute("select 1 from pg_database where datname = %s", [cluster.DATABASE]).fetchone()
        if known is None:
            try:
                connection.execute(f'create database "{cluster.DATABASE}"'.encode())
            except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
                return  # another process was as quick


@contextmanager
def _writable(folder: Path) -> Iterator[None]:
    """Turn what the file system says into a sentence about the data directory."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        yield
    except (FileExistsError, NotADirectoryError):
        raise DataUnusable(f"The data directory {folder} is a file: choose a folder with RUSHES_DATA.") from None
    except OSError as error:
        said = (error.strerror or str(error)).lower()
        sentence = f"The data directory {folder} cannot be used ({said}): choose another with RUSHES_DATA."
        raise DataUnusable(sentence) from error


@contextmanager
def _gate(folder: Path) -> Iterator[None]:
    """Only one process at a time, on this machine, comes or goes."""
    gate = os.open(folder / GATE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(gate, fcntl.LOCK_EX)
        yield
    finally:
        os.close(gate)


def _alone(seat: int) -> bool:
    try:
        fcntl.flock(seat, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
