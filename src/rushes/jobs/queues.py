"""Queues: how many workflows of a kind may run at a time, on one machine and on all of them together."""

import os
from dataclasses import dataclass

from dbos import DBOS

DEFAULT = "work"
SOON = 0.4
"""Seconds between looks where a core would stand idle in between."""


@dataclass(frozen=True)
class Queue:
    """A queue's name and limits; None is no limit."""

    name: str
    each_worker: int | None = None
    """How many one process runs at a time; the same for all of them, and whoever declares it last decides."""
    altogether: int | None = None
    """How many run at a time on all machines."""
    each_part: int | None = None
    """How many of one part run at a time on all machines; a queue with this has parts, each order names its own."""
    look_seconds: float = 1.0
    """How often each worker looks for the next; ten looks a second cost an idle machine 6 % of a core."""


def render(cores: int = 0) -> Queue:
    """The queue for work that fills a core: as many at a time as there are cores."""
    return Queue("render", each_worker=cores or os.cpu_count() or 1, look_seconds=SOON)


def lane(provider: str, limit: int | None, *, look_seconds: float = 1.0) -> Queue:
    """
    The queue of one provider account, named `provider:ID`; no model of it is ever over the limit on all machines.

    One that works on this very machine for seconds, not minutes, is looked at `SOON`.
    """
    return Queue(f"provider:{provider}", each_part=limit, look_seconds=look_seconds)


def declare(queue: Queue) -> None:
    """Make a queue known, or change its limits; every worker begins to serve it within seconds."""
    each = queue.each_worker
    if each is not None and queue.altogether is not None:
        each = min(each, queue.altogether)
    DBOS.register_queue(
        queue.name,
        worker_concurrency=each,
        global_concurrency=queue.altogether,
        partition_concurrency=queue.each_part,
        polling_interval_sec=queue.look_seconds,
        on_conflict="always_update",
    )
