"""News for whoever listens: server-sent events from a feed that one thread follows for everybody."""

import asyncio
import json
import logging
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import StreamingResponse

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.4
BEAT_SECONDS = 15.0
HEADERS = {"cache-control": "no-cache", "x-accel-buffering": "no"}


@dataclass(frozen=True)
class News:
    """One thing that happened: its number in the production and what may be told of it."""

    seq: int
    told: Mapping[str, Any]


Since = Callable[[Mapping[UUID, int]], Mapping[UUID, Iterable[News]]]
"""What happened in each of these productions after the number given for it."""


@dataclass(eq=False)
class _Listener:
    project: UUID
    seq: int
    loop: asyncio.AbstractEventLoop
    heard: asyncio.Queue[News] = field(default_factory=asyncio.Queue)

    def tell(self, news: News) -> None:
        self.loop.call_soon_threadsafe(self.heard.put_nowait, news)


class Feed:
    """Everybody who listens in this process; nobody is asked while nobody does."""

    def __init__(self, since: Since) -> None:
        self._since = since
        self._listeners: set[_Listener] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def answer(self, project: UUID, after: int) -> StreamingResponse:
        """The stream of what happens in a production after that number."""
        return StreamingResponse(self._events(project, after), media_type="text/event-stream", headers=HEADERS)

    async def _events(self, project: UUID, after: int) -> AsyncIterator[str]:
        with self._listening(project, after) as listener:
            yield f"retry: 1000\nevent: hello\ndata: {after}\n\n"
            while True:
                try:
                    news = await asyncio.wait_for(listener.heard.get(), BEAT_SECONDS)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                yield f"id: {news.seq}\ndata: {json.dumps(news.told, ensure_ascii=False)}\n\n"

    @contextmanager
    def _listening(self, project: UUID, after: int) -> Iterator[_Listener]:
        listener = _Listener(project, after, asyncio.get_running_loop())
        with self._lock:
            self._listeners.add(listener)
            if self._thread is None:
                self._thread = threading.Thread(target=self._follow, name="rushes-feed", daemon=True)
                self._thread.start()
        try:
            yield listener
        finally:
            with self._lock:
                self._listeners.discard(listener)

    def _follow(self) -> None:
        while True:
            time.sleep(LOOK_SECONDS)
            with self._lock:
                listeners = list(self._listeners)
                if not listeners:
                    self._thread = None
                    return
            try:
                self._tell(listeners)
            except SQLAlchemyError:
                log.warning("the feed could not be read", exc_info=True)

    def _tell(self, listeners: Iterable[_Listener]) -> None:
        oldest: dict[UUID, int] = {}
        for listener in listeners:
            oldest[listener.project] = min(listener.seq, oldest.get(listener.project, listener.seq))
        happened = self._since(oldest)
        for listener in listeners:
            for news in happened.get(listener.project, ()):
                if news.seq > listener.seq:
                    listener.tell(news)
                    listener.seq = news.seq


def _feed(request: Request) -> Feed:
    feed: Feed = request.app.state.feed
    return feed


Listening = Annotated[Feed, Depends(_feed)]
"""A route's feed."""
