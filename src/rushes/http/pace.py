"""How often somebody may ask: so many times in so many seconds, and then not for a while."""

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

from rushes.kernel.errors import StudioError

MOST_KNOWN = 10_000


class TooOften(StudioError):
    """Somebody asked more often than one may."""

    status = 429


class Pace:
    """Counts who asked when; who asks too often is told to wait."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.most, self.seconds, self.clock = most, seconds, clock
        self._asked: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def check(self, who: str) -> None:
        """Count one more question. TooOften."""
        with self._lock:
            now = self.clock()
            asked = self._asked.setdefault(who, deque())
            self._asked.move_to_end(who)
            while asked and asked[0] <= now - self.seconds:
                asked.popleft()
            if len(asked) >= self.most:
                raise TooOften(f"That is too often: wait {max(1, round(asked[0] + self.seconds - now))} seconds.")
            asked.append(now)
            if len(self._asked) > MOST_KNOWN:
                self._asked.popitem(last=False)
