"""The durable engine's life in this process: launch, heartbeat and rescues, and a quick end."""

import logging
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from uuid import uuid4

from dbos import DBOS, DBOSClient
from sqlalchemy import URL, Engine, inspect
from sqlalchemy.exc import SQLAlchemyError

from rushes.db.session import connect, disconnect
from rushes.jobs import leases, queues
from rushes.jobs.rescue import rescue
from rushes.jobs.serial import JsonSerializer

log = logging.getLogger(__name__)

NAME = "rushes"
SCHEMA = "dbos"
VERSION = "1"
"""Raised by hand when workflows in flight could not go on under the new code."""


class NotLaunched(RuntimeError):
    """Durable work was asked for before `launch` or after `shut_down`."""


class Stopped(BaseException):
    """This process ends: the workflow is left where it is, for another process to go on with."""


@dataclass
class Running:
    """The engine of this process."""

    executor: str
    worker: bool
    database: Engine
    client: DBOSClient
    stopping: threading.Event = field(default_factory=threading.Event)
    idle: threading.Condition = field(default_factory=threading.Condition)
    active: set[str] = field(default_factory=set)
    left: list[str] = field(default_factory=list)
    heart: threading.Thread | None = None
    closed: bool = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        shut_down()

    @contextmanager
    def doing(self, id: str) -> Iterator[None]:
        """Count a workflow as running here."""
        self.go_on()
        with self.idle:
            self.active.add(id)
        try:
            yield
        finally:
            with self.idle:
                self.active.discard(id)
                self.idle.notify_all()

    def go_on(self) -> None:
        """Raise Stopped when the process ends."""
        if self.stopping.is_set():
            raise Stopped

    def pause(self, seconds: float) -> None:
        """Wait, unless the process ends first: then Stopped."""
        self.stopping.wait(max(seconds, 0))
        self.go_on()


_running: Running | None = None


def current() -> Running:
    """The engine of this process; NotLaunched when there is none."""
    if _running is None:
        raise NotLaunched("Durable work needs jobs.engine.launch() first.")
    return _running


def is_ending() -> bool:
    """Whether this process's engine is being shut down."""
    return _running is not None and _running.stopping.is_set()


def launch(
    database_url: str | URL, *, executor: str | None = None, worker: bool = True, declared: Sequence[queues.Queue] = ()
) -> Running:
    """
    Start the engine on a database whose schema is up to date, and take over what dead processes left.

    A process that is no worker runs nothing itself: it starts, waits and cancels. Workflows must be imported before.
    `with launch(...)` shuts down at the end; without that, a sleeping workflow would keep the process from ending.
    """
    global _running  # noqa: PLW0603  the engine itself is one a process
    if _running is not None:
        raise RuntimeError("The engine is already running in this process.")
    _quiet()
    database = connect(database_url)
    _running = here = Running(executor or f"{uuid4()}", worker, database, _client(database))
    try:
        if worker:
            _start_worker(here, declared)
        else:
            _ensure_schema(database)
    except BaseException:
        shut_down(patience=0)
        raise
    return here


def shut_down(*, patience: float = 5.0) -> list[str]:
    """
    Stop the engine: sleeping and waiting workflows at once, working ones after the step they are in.

    Returns the ids of those whose step went on for longer than `patience` seconds; another process takes them over.
    """
    global _running  # noqa: PLW0603
    if _running is None:
        return []
    here = _running
    here.stopping.set()
    with here.idle:
        here.idle.wait_for(lambda: not here.active, timeout=patience)
        here.left = sorted(here.active)
        here.closed = True
    _end(here)
    _running = None
    return here.left


def _client(database: Engine) -> DBOSClient:
    return DBOSClient(
        system_database_engine=database,
        dbos_system_schema=SCHEMA,
        serializer=JsonSerializer(),
        application_name=NAME,
        lazy=True,
    )


def _start_worker(here: Running, declared: Sequence[queues.Queue]) -> None:
    """The lease first, so that nobody takes what this process runs for a dead one's."""
    leases.beat(here.database, here.executor)
    DBOS(
        config={
            "name": NAME,
            "system_database_engine": here.database,
            "dbos_system_schema": SCHEMA,
            "application_version": VERSION,
            "executor_id": here.executor,
            "serializer": JsonSerializer(),
            "log_level": "CRITICAL",
            "notification_coalesce_sec": 0.1,  # we send none by it, and a hundred looks a second cost half a percent
        }
    )
    DBOS.launch()
    for queue in (queues.Queue(queues.DEFAULT), *declared):
        queues.declare(queue)
    rescue(here.database, here.client, awake_seconds=0)
    here.heart = threading.Thread(target=_beat, args=(here,), name="rushes-heartbeat", daemon=True)
    here.heart.start()


def _ensure_schema(database: Engine) -> None:
    """The engine's own tables, where no worker has been yet."""
    if not inspect(database).has_table("workflow_status", schema=SCHEMA):
        DBOS.migrate(database.url.render_as_string(hide_password=False), schema=SCHEMA)


def _end(here: Running) -> None:
    """Take the engine apart, as far as it was put together."""
    if here.heart is not None:
        here.heart.join()
    if here.worker:
        DBOS.destroy()
        with suppress(SQLAlchemyError):  # a lease that stays is dead with its process
            leases.end(here.database, *([] if here.left else [here.executor]))
    here.client.destroy()
    disconnect(here.database)


def _beat(here: Running) -> None:
    """Keep the lease and look after the dead, until the process ends."""
    before = since = time.monotonic()
    while not here.stopping.wait(leases.BEAT_SECONDS):
        now = time.monotonic()
        since = since if now - before < 2 * leases.BEAT_SECONDS else now
        before = now
        try:
            leases.beat(here.database, here.executor)
            rescue(here.database, here.client, awake_seconds=now - since)
        except SQLAlchemyError:
            since = now
            log.warning("the database did not answer the heartbeat", exc_info=True)


def _quiet() -> None:
    """The engine's own log says nothing that ours does not."""
    engine_log = logging.getLogger("dbos")
    if not engine_log.handlers:
        engine_log.addHandler(logging.NullHandler())
    engine_log.propagate = False
