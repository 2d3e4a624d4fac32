"""Everything in this package, put on an application."""

from collections.abc import Iterable, Mapping

from fastapi import FastAPI

from rushes.db.session import Sessions
from rushes.http import problem
from rushes.http.caller import Resolve
from rushes.http.guard import Headed, Hosts, Sized
from rushes.http.stream import Feed


def install(
    app: FastAPI,
    *,
    sessions: Sessions,
    resolve_caller: Resolve,
    feed: Feed,
    hosts: Iterable[str] = (),
    body_bytes: int,
    own_bytes: Mapping[str, int] | None = None,
) -> None:
    """
    Give an application its transactions, its callers, its problems and its guards.

    Args:
        sessions: makes the session of each request's transaction.
        resolve_caller: tells who asks.
        feed: tells whoever listens what happens.
        hosts: names to answer to besides those of loopback.
        body_bytes: the largest request body that is read.
        own_bytes: addresses that write a body to disk as it comes, each with the largest it reads.
    """
    app.state.sessions = sessions
    app.state.resolve_caller = resolve_caller
    app.state.feed = feed
    problem.install(app)
    app.add_middleware(problem.Bugs)
    app.add_middleware(Sized, most=body_bytes, own=own_bytes or {})
    app.add_middleware(Hosts, hosts=tuple(hosts))
    app.add_middleware(Headed)
