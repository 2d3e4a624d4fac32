"""
The waiting room: orders that are at a service wait here without work; one thread a provider looks after all of them.

A service that can is asked about many at once. A webhook's hint or a wish to cancel, written into the order's row by
any process, is seen within a second. What is known here is lost with the process and needed by nobody: the next process
looks again.
"""

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from rushes.generation import rules
from rushes.providers.base import Answer, Provider, Waiting
from rushes.providers.errors import NotNow, ProviderFailure

log = logging.getLogger(__name__)

TICK = 0.25
NEWS_SECONDS = 1.0
MANY = 200

News = Answer | ProviderFailure
Wishes = Callable[[Sequence[str]], frozenset[str]]
"""Which of these orders somebody wants looked at or cancelled since they were last looked at."""
Begun = Callable[[Sequence[str]], frozenset[str]]
"""Writes of orders that were queued at the service that they run now; gives those of which it could."""


@dataclass
class _Guest:
    order: str
    remote: str
    due: float
    until: float
    pauses: tuple[float, float]
    looks: int = 0
    status: str = ""
    news: News | None = None
    told: threading.Event = field(default_factory=threading.Event)


class Room:
    """One provider's waiting room in this process."""

    def __init__(
        self,
        provider: Provider,
        wishes: Wishes,
        begun: Begun,
        pauses: tuple[float, float],
        ending: Callable[[], bool],
    ) -> None:
        self._provider, self._wishes, self._begun, self._pauses, self._ending = provider, wishes, begun, pauses, ending
        self._guests: dict[str, _Guest] = {}
        self._lock = threading.Condition()
        self._thread: threading.Thread | None = None
        self._fresh = False
        self._asked_news = self._looked = 0.0
        self._together = type(provider).look is not Provider.look

    def wait(self, order: str, remote: str, status: str, patience: float) -> News | None:
        """
        How an order ended that had `status`; None when somebody wishes something, or the process ends.

        That it runs now is written for all that do at once. From `patience` seconds on it is news that it still does;
        an order is looked at before that is said.
        """
        now = time.monotonic()
        guest = _Guest(order, remote, now, now + patience, self._pauses, status=status)
        with self._lock:
            self._guests[order] = guest
            self._fresh = True
            self._lock.notify()
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve, name="rushes-waiting-room", daemon=True)
                self._thread.start()
        try:
            guest.told.wait()
            return guest.news
        finally:
            with self._lock:
                self._guests.pop(order, None)

    def rest(self) -> None:
        """Let its longest pause pass, unless the process ends: for whoever asked it something in vain."""
        until = time.monotonic() + self._pauses[1]
        while time.monotonic() < until and not self._ending():
            time.sleep(TICK)

    def _serve(self) -> None:
        while True:
            with self._lock:
                self._fresh = False
                guests = {order: guest for order, guest in self._guests.items() if not guest.told.is_set()}
                if not guests:
                    self._thread = None
                    return
            try:
                self._attend(guests)
            except Exception:  # whatever breaks on one look, every order here is served by this thread
                log.warning("the waiting room was held up", exc_info=True)
            with self._lock:
                if not self._fresh:
                    self._lock.wait(TICK)

    def _attend(self, guests: Mapping[str, _Guest]) -> None:
        now = time.monotonic()
        if self._ending():
            for guest in guests.values():
                guest.told.set()
            return
        self._hear_wishes(guests, now)
        if due := self._due(guests, now):
            self._look(due, now)

    def _due(self, guests: Mapping[str, _Guest], now: float) -> list[_Guest]:
        """Whom to look after now; a service that answers for many is asked about many, and no more often for that."""
        due = [guest for guest in guests.values() if guest.due <= now]
        if self._together and due:
            if now - self._looked < self._pauses[0]:
                return []
            self._looked, due = now, list(guests.values())
        return sorted(due, key=lambda guest: guest.due)[:MANY]

    def _hear_wishes(self, guests: Mapping[str, _Guest], now: float) -> None:
        if now - self._asked_news < NEWS_SECONDS:
            return
        self._asked_news = now
        for order in self._wishes(list(guests)) & guests.keys():
            guests[order].told.set()

    def _look(self, due: Sequence[_Guest], now: float) -> None:
        by_remote = {guest.remote: guest for guest in due}
        put_off = 0.0
        for guest in due:
            guest.due = now + rules.next_look(guest.looks, guest.pauses)
            guest.looks += 1
        run = list[_Guest]()
        try:
            for remote, news in self._provider.look(list(by_remote)):
                if remote in by_remote and _tell(by_remote[remote], news):
                    run.append(by_remote[remote])
        except NotNow as why:
            put_off = rules.next_try(0, why.after)
        except Exception:  # a provider is anybody's code
            log.warning("a provider broke while it was looked at", exc_info=True)
            put_off = rules.LONGEST_PAUSE
        for guest in due:
            guest.due = max(guest.due, now + put_off)
        written = self._begun([guest.order for guest in run]) if run else frozenset[str]()
        for guest in run:  # of which it could not be written, it is at the next look
            guest.status = "running" if guest.order in written else guest.status


def _tell(guest: _Guest, news: News) -> bool:
    """Tell a guest how its order ended, or that it was waited for long enough; gives whether it has begun to run."""
    if isinstance(news, Waiting) and time.monotonic() < guest.until:
        return news.status != "queued" and guest.status == "queued"
    guest.news = news
    guest.told.set()
    return False
