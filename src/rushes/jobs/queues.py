"""Queues: how many workflows of a kind may run at a time, on one machine and on all of them together."""

import os
from dataclasses import dataclass

from dbos import DBOS

DEFAULT = "work"
POLL_SECONDS = 0.5


@dataclass(frozen=True)
class Queue:
    """A queue's name and limits; None is no limit."""

    name: str
    each_worker: int | None = None
    """How many one process runs at a time."""
    altogether: int | None = None
    """How many run at a time on all machines."""


def render(cores: int = 0) -> Queue:
    """The queue for work that fills a core: as many at a time as there are cores."""
    return Queue("render", each_worker=cores or os.cpu_count() or 1)


def lane(provider: str, limit: int | None) -> Queue:
    """The queue of one provider account, named `provider:ID`, never over its limit on all machines together."""
    return Queue(f"provider:{provider}", altogether=limit)


def declare(queue: Queue) -> None:
    """Make a queue known, or change its limits; every worker begins to serve it within seconds."""
    each = queue.each_worker
    if each is not None and queue.altogether is not None:
        each = min(each, queue.altogether)
    DBOS.register_queue(
        queue.name,
        worker_concurrency=each,
        global_concurrency=queue.altogether,
        polling_interval_sec=POLL_SECONDS,
        on_conflict="always_update",
    )
