"""Durable work that is the same for the same thing: begun once, looked at, begun again where it came to nothing."""

from collections.abc import Container

from rushes import jobs
from rushes.jobs import Job, NoSuchJob, State

LOST = {State.FAILED, State.CANCELLED}


def last(name: str, ends: Container[State] = LOST) -> tuple[int, Job | None]:
    """The latest attempt at work of a name and its job, where another may follow these `ends`; 0 and none before."""
    attempt, found = 0, None
    while found is None or found.state in ends:
        try:
            found = jobs.status(id_of(name, attempt + 1))
        except NoSuchJob:
            break
        attempt += 1
    return attempt, found


def id_of(name: str, attempt: int) -> str:
    """The id of an attempt."""
    return f"{name}-{attempt}"
