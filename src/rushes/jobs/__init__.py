"""
The durable engine behind a few names; the only package that knows which engine it is.

A *workflow* is a sequence of steps and nothing else: run again after a crash it repeats no finished step. A *step* is a
moment that touches the world. Arguments and results are typed by annotations and stored as JSON. The names are here;
`engine` has launch and shut_down, `queues` has Queue, lane and declare, `serial` has Failed.
"""

import functools
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ParamSpec, TypeVar
from uuid import uuid4

from dbos import DBOS, EnqueueOptions, SetWorkflowID
from sqlalchemy import ARRAY, Text, column, func, literal, table, update
from sqlalchemy.orm import Session

from rushes.jobs import engine, mail, queues
from rushes.jobs.shape import Json, Shape
from rushes.kernel.errors import Conflict, NotFound, StudioError, Unavailable

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")
POLL_SECONDS = 0.1
LONGEST_PAUSE = 30.0
_ROW = table(
    "workflow_status", column("workflow_uuid"), column("status"), column("priority"), schema=engine.SCHEMA
)  # fmt: skip


class NoSuchJob(NotFound):
    """There is no workflow of that id."""


class JobCancelled(Conflict):
    """The workflow was cancelled before it had a result."""


class JobNotDone(Unavailable):
    """The workflow has no result within the time one wished to wait."""


class State(StrEnum):
    """Where a workflow is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


STATES = {
    "DELAYED": State.QUEUED,
    "ENQUEUED": State.QUEUED,
    "PENDING": State.RUNNING,
    "SUCCESS": State.DONE,
    "ERROR": State.FAILED,
    "MAX_RECOVERY_ATTEMPTS_EXCEEDED": State.FAILED,
    "CANCELLED": State.CANCELLED,
}


@dataclass(frozen=True)
class Job:
    """What is known of one workflow."""

    id: str
    workflow: str
    state: State
    queue: str | None
    executor: str | None
    error: Exception | None

    @property
    def over(self) -> bool:
        """Whether it will change no more."""
        return self.state in {State.DONE, State.FAILED, State.CANCELLED}


@dataclass(frozen=True)
class _Workflow:
    name: str
    run: Callable[[dict[str, Json]], Json]
    shape: Shape
    queue: str | None


_by_name: dict[str, _Workflow] = {}
_by_function: dict[Callable[..., Any], _Workflow] = {}


def workflow(*, queue: str | None = None, name: str | None = None) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """
    Make a function durable. Called, it runs here and now; `start` runs it in the background.

    `queue` is where `start` puts it; without one it begins at once. `name` is what the database knows it by: by default
    its module and name without `rushes.`, so give the old one when it moves while workflows are in flight.
    """

    def durable(function: Callable[P, R]) -> Callable[P, R]:
        known, shape = name or _name(function), Shape(function)

        @DBOS.workflow(name=known)
        def run(stored: dict[str, Json]) -> Json:
            with engine.current().doing(DBOS.workflow_id or known):
                try:
                    return shape.run(stored)
                except StudioError:
                    raise
                except Exception:
                    log.exception("workflow %s (%s) failed", known, DBOS.workflow_id)
                    raise

        @functools.wraps(function)
        def called(*args: P.args, **kwargs: P.kwargs) -> R:
            if not engine.current().worker:
                done: R = wait(_begin(_by_name[known], shape.arguments_out(args, kwargs)))
                return done
            result: R = shape.result_in(run(shape.arguments_out(args, kwargs)))
            return result

        _by_name[known] = _by_function[called] = _Workflow(known, run, shape, queue)
        return called

    return durable


def step(*, retries: int = 0, pause: float = 1.0, stored: bool = True) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """
    Make a function a step: its result is stored, and a replay takes it from there.

    A crash inside it runs it again, so twice must be as good as once. It is tried again up to `retries` times, after
    `pause` seconds and then twice as long each time, unless it raised a StudioError other than Unavailable. One that
    is not `stored` runs again in a replay, which spares the four statements of storing it. Outside a workflow it is a
    plain function.
    """

    def durable(function: Callable[P, R]) -> Callable[P, R]:
        known, shape = _name(function), Shape(function)

        def attempt(args: tuple[Any, ...], kwargs: dict[str, Any]) -> R:
            here = engine.current()
            here.go_on()
            result = _tried(function, args, kwargs, retries, pause)
            if here.closed:
                raise engine.Stopped
            return result

        @DBOS.step(name=known)
        def once(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Json:
            return shape.result_out(attempt(args, kwargs))

        @functools.wraps(function)
        def called(*args: P.args, **kwargs: P.kwargs) -> R:
            if not _in_workflow():
                return function(*args, **kwargs)
            if not stored:
                return attempt(args, kwargs)
            result: R = shape.result_in(once(args, kwargs))
            return result

        return called

    return durable


def ending() -> bool:
    """Whether this process ends, so that a step that waits must stop waiting and call `go_on`."""
    return engine.is_ending()


def go_on() -> None:
    """In a step that waits: leave the workflow for another process when this one ends."""
    if ending():
        raise engine.Stopped


def sleep(seconds: float) -> None:
    """Let a workflow rest; after a crash it rests only for what is left."""
    engine.current().pause(_wake_at(seconds) - time.time())


def start(
    workflow: Callable[..., Any] | str,
    *args: Any,
    id: str | None = None,
    queue: str | None = None,
    session: Session | None = None,
    part: str | None = None,
    priority: int = 0,
) -> str:
    """
    Start a workflow in the background and give its id.

    The same id twice is one workflow. Without a queue, here or at the workflow, a worker begins it at once; other
    processes put it in the default queue. With `session` it is started exactly if the session's transaction commits.
    `part` is the part of a queue that has parts; of those that wait the lowest `priority` begins first. A step that is
    below the workflow it starts says its name.
    """
    begun = _by_name[workflow] if isinstance(workflow, str) else _by_function[workflow]
    return _begin(begun, begun.shape.arguments_out(args, {}), _Place(id, queue, session, part, priority))


def status(id: str) -> Job:
    """How a workflow stands; NoSuchJob."""
    found = engine.current().client.list_workflows(workflow_ids=[id], load_input=False)
    if not found:
        raise NoSuchJob(f"There is no job {id}.", id=id)
    row = found[0]
    return Job(id, row.name, STATES[row.status], row.queue_name, row.executor_id, row.error)


def wait(id: str, *, timeout: float | None = None) -> Any:
    """
    The result of a workflow once it is over, or its error raised.

    Raises:
        NoSuchJob, JobCancelled, JobNotDone: also `serial.Failed` for an error that is not one of the studio's.
    """
    here, until = engine.current(), None if timeout is None else time.monotonic() + timeout
    while not (job := status(id)).over:
        if until is not None and time.monotonic() > until:
            raise JobNotDone(f"The job {id} is still {job.state} after {timeout:g} seconds.", id=id, state=job.state)
        here.pause(POLL_SECONDS)
    if job.state is State.CANCELLED:
        raise JobCancelled(f"The job {id} was cancelled.", id=id)
    stored = DBOS.get_result(id) if _in_workflow() else here.client.retrieve_workflow(id).get_result()
    known = _by_name.get(job.workflow)
    return known.shape.result_in(stored) if known else stored


def cancel(id: str) -> None:
    """Stop a workflow before its next step; a step that is running runs to its end."""
    status(id)
    engine.current().client.cancel_workflow(id)


def prioritise(ids: Sequence[str], priority: int, session: Session) -> None:
    """
    Give workflows another priority with the session's transaction; those that have begun, or are unknown, keep theirs.

    The engine has no call for it: it reads the priority of those that wait each time it takes one.
    """
    of_these = _ROW.c.workflow_uuid == func.any(literal(list(ids), ARRAY(Text())))
    waits = _ROW.c.status.in_(["ENQUEUED", "DELAYED"])
    session.connection().execute(update(_ROW).where(of_these, waits).values(priority=priority))


def cancel_many(ids: Sequence[str]) -> None:
    """Stop many workflows in one go; those that are over or unknown stay as they are."""
    engine.current().client.cancel_workflows(list(ids))


def send(id: str, message: Json, *, topic: str = "", session: Session | None = None) -> None:
    """Leave a message for a workflow, now or with the session's transaction."""
    mail.send(engine.current().database, id, topic, message, session=session)


def receive(*, topic: str = "", timeout: float) -> Json:
    """In a workflow: the oldest message not yet received, or None after `timeout` seconds."""
    return _received(topic, _wake_at(timeout))


@DBOS.step(name="jobs.wake_at")
def _wake_at(seconds: float) -> float:
    return time.time() + seconds


@DBOS.step(name="jobs.received")
def _received(topic: str, until: float) -> Json:
    here, taker = engine.current(), DBOS.step_id
    assert DBOS.workflow_id is not None
    assert taker is not None
    return mail.receive(here.database, DBOS.workflow_id, topic, taker, until=until, pause=here.pause)


@dataclass(frozen=True)
class _Place:
    """Where and under which id a workflow is started."""

    id: str | None = None
    queue: str | None = None
    session: Session | None = None
    part: str | None = None
    priority: int = 0


def _begin(begun: _Workflow, stored: dict[str, Json], place: _Place = _Place()) -> str:
    here, lane, session = engine.current(), place.queue or begun.queue, place.session
    if session is None and _in_workflow():
        return _begin_child(begun, stored, place.id, lane)
    id = place.id or f"{uuid4()}"
    if session is None and lane is None and here.worker:
        with SetWorkflowID(id):
            DBOS.start_workflow(begun.run, stored)
        return id
    options: EnqueueOptions = {
        "workflow_name": begun.name,
        "queue_name": lane or queues.DEFAULT,
        "workflow_id": id,
        "app_version": engine.VERSION,
    }
    if place.part is not None:
        options["queue_partition_key"] = place.part
    if place.priority:
        options["priority"] = place.priority
    if session is not None:
        here.client.enqueue_in_transaction(session, options, stored)
    else:
        here.client.enqueue(options, stored)
    return id


def _begin_child(begun: _Workflow, stored: dict[str, Json], id: str | None, lane: str | None) -> str:
    """A workflow started by a workflow: the engine gives it an id that a replay gives it again."""

    def begin() -> str:
        handle = DBOS.enqueue_workflow(lane, begun.run, stored) if lane else DBOS.start_workflow(begun.run, stored)
        return handle.get_workflow_id()

    if id is None:
        return begin()
    with SetWorkflowID(id):
        return begin()


def _tried(function: Callable[..., R], args: Any, kwargs: Any, retries: int, pause: float) -> R:
    for attempt in range(retries):
        try:
            return function(*args, **kwargs)
        except Exception as error:
            if isinstance(error, StudioError) and not isinstance(error, Unavailable):
                raise
            log.info("step %s failed and is tried again: %s", _name(function), error)
            engine.current().pause(min(pause * 2**attempt, LONGEST_PAUSE))
    return function(*args, **kwargs)


def _in_workflow() -> bool:
    return DBOS.workflow_id is not None and DBOS.step_id is None


def _name(function: Callable[..., Any]) -> str:
    return f"{function.__module__.removeprefix('rushes.')}.{function.__qualname__}"
