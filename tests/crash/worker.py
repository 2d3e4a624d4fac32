"""
A worker that is killed: `python -m tests.crash.worker POINT` opens the studio and dies by signal 9 at that point.

What it dies of is wrapped around functions in its own process alone. Without a point it takes over what the dead left
and works until nothing more comes of it by itself.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import httpx2
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from rushes import bootstrap, config, jobs
from rushes.db.session import transaction
from rushes.delivery import bisecting, line, workflows
from rushes.delivery import steps as searches
from rushes.generation import arrival, placing, steps, store
from rushes.generation.rules import State
from rushes.governance import service as governance
from rushes.jobs import engine
from rushes.media import excerpt
from rushes.providers import chat, wire
from rushes.takes import service as takes

LOOK_SECONDS = 0.05
UNDER_WAY = ["ENQUEUED", "PENDING", "DELAYED"]


def die(*args: object, **options: object) -> NoReturn:
    """End this process at once, as kill -9 and the loss of power do: nothing more is written, closed or said."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("a killed process does nothing")


def before_intent() -> None:
    """The transaction that says that the order is being sent is open."""
    move = store.move

    def moved(session: Any, order: Any, to: State, *told: Any, **facts: Any) -> None:
        if to is State.SUBMITTING:
            die()
        move(session, order, to, *told, **facts)

    _put(store, "move", moved)


def after_intent() -> None:
    """It is committed, and nothing has been sent."""
    _put(steps, "_sent", die)


def after_post() -> None:
    """The service has the order and begins to answer; nothing of the answer is read."""
    create = wire.Wire.create

    def sent(self: wire.Wire, path: str, **asked: Any) -> wire.Said:
        _put(wire, "_read", die)
        return create(self, path, **asked)

    _put(wire.Wire, "create", sent)
    _put(chat, "_read", die)


def after_response() -> None:
    """The service's id for the order is known to this process alone."""
    _put(steps, "_accepted", die)


def after_id() -> None:
    """The id is committed, and the engine does not know yet that the step is done."""
    accepted = steps._accepted

    def kept(*told: Any) -> NoReturn:
        accepted(*told)
        die()

    _put(steps, "_accepted", kept)


def during_download() -> None:
    """The first part of the result is in a file; all of it, where it came with the answer."""

    def part(answer: httpx2.Response, target: Path) -> NoReturn:
        target.write_bytes(next(answer.iter_bytes(4096)))
        die()

    _put(wire, "_write", part)
    _put(arrival, "KEEP", {makes: (die, suffix) for makes, (_, suffix) in arrival.KEEP.items()})


def before_ingest() -> None:
    """The result is kept as a blob, and no take knows of it."""
    _put(takes, "bring_in", die)


def before_settle() -> None:
    """The take is there, and what it cost is not booked; or what was reserved is not given back."""
    _put(governance, "settle", die)
    _put(governance, "release", die)


def while_it_places() -> None:
    """A search for a refused reference has placed its next order, and the transaction is open."""
    placed = line.placed

    def done(*told: Any) -> NoReturn:
        placed(*told)
        die()

    _put(line, "placed", done)


def after_it_placed() -> None:
    """That is committed, and the engine does not know yet that the step is done."""

    @contextmanager
    def kept(database: Engine) -> Iterator[Session]:
        with transaction(database) as session:
            yield session
        die()

    _put(searches, "transaction", kept)


def while_it_waits() -> None:
    """It waits for what became of the order."""
    _put(jobs, "sleep", die)


def while_it_keeps() -> None:
    """It knows what is refused, and has not written it down."""
    _put(bisecting, "keep", die)


POINTS: dict[str, Callable[[], None]] = {
    point.__name__: point
    for point in (
        before_intent,
        after_intent,
        after_post,
        after_response,
        after_id,
        during_download,
        before_ingest,
        before_settle,
    )
}
"""Where a worker can be made to die, in the order in which an order comes by."""


def while_parting() -> None:
    """The transaction is open in which a run is done and its parts are ordered."""
    placed = placing.parts

    def died(*told: Any) -> NoReturn:
        placed(*told)
        die()

    _put(placing, "parts", died)


def after_parting() -> None:
    """It is committed, and no part has begun."""
    settle = steps.settle

    def settled(hand: store.Hand) -> NoReturn:
        settle(hand)
        die()

    _put(steps, "settle", settled)


def while_cutting() -> None:
    """A part of a run is being cut from its clip."""
    _put(excerpt, "excerpt", die)


def half_parted() -> None:
    """The first part of a run is a take, and the next is about to be."""
    bring_in, brought = takes.bring_in, list[object]()

    def second(session: Any, project_id: Any, subject: Any, *told: Any) -> Any:
        if subject.kind == "shot":
            brought.append(subject)
        if len(brought) > 1:
            die()
        return bring_in(session, project_id, subject, *told)

    _put(takes, "bring_in", second)


PARTINGS: dict[str, Callable[[], None]] = {
    point.__name__: point for point in (before_settle, while_parting, after_parting, while_cutting, half_parted)
}
"""Where it can be made to die between the clip of a run and the takes of its shots."""


def asleep() -> None:
    """Where `after_intent` dies, it only stops; it goes on when somebody lets it."""
    sent = steps._sent

    def woken(*told: Any) -> Any:
        os.kill(os.getpid(), signal.SIGSTOP)
        return sent(*told)

    _put(steps, "_sent", woken)


SEARCHES: dict[str, Callable[[], None]] = {
    point.__name__: point for point in (while_it_places, after_it_placed, while_it_waits, while_it_keeps)
}
"""The points of a search for a refused reference, which are not those of each order."""


def main(point: str = "") -> None:
    """Work until no workflow is under way, or is worked on here; die at the point that is named, or fall `asleep`."""
    if point:
        (POINTS | PARTINGS | SEARCHES | {"asleep": asleep})[point]()
    _put(workflows, "LOOK_SECONDS", LOOK_SECONDS)
    with bootstrap.studio(config.load()):
        here = engine.current()
        while here.active or here.client.list_workflows(status=UNDER_WAY, load_input=False, load_output=False):
            time.sleep(LOOK_SECONDS)


def _put(owner: object, name: str, wrapped: object) -> None:
    setattr(owner, name, wrapped)


if __name__ == "__main__":
    main(*sys.argv[1:])
