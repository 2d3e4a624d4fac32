"""
What every pretend service needs: a clock that can be turned, a queue with a running limit, real small media, a bill,
and a switch for faults. A simulator is written from the service's manual, never from our adapter.
"""

import functools
import io
import threading
import time
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import cv2
import numpy as np
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from PIL import Image

from rushes.kernel.timecode import Rate
from rushes.media import encode, testcard
from rushes.quality import samples

START = 1_780_000_000.0


@dataclass
class Clock:
    """
    The service's time, in seconds since 1970: stands still until it is turned (`speed` 0), or runs.

    `speed` is how many of its seconds pass in one of ours.
    """

    speed: float = 0.0
    ahead: float = START
    since: float = field(default_factory=time.monotonic)

    def now(self) -> float:
        """The time there."""
        return self.ahead + (time.monotonic() - self.since) * self.speed

    def turn(self, seconds: float) -> None:
        """Let that much time pass there."""
        self.ahead += seconds


@dataclass
class Job:
    """Work that was accepted: what was asked, when it began and ended, how it ends, what it is billed."""

    id: str
    body: dict[str, Any]
    accepted: float
    seconds: float
    began: float | None = None
    over: float | None = None
    cancelled: bool = False
    deleted: bool = False
    failure: dict[str, Any] | None = None
    bill: float = 0.0
    facts: dict[str, Any] = field(default_factory=dict)


class Floor:
    """A service's queue: at most `limit` jobs run at once, each for its seconds, in the order they came."""

    def __init__(self, clock: Clock, limit: int = 3) -> None:
        self.clock, self.limit = clock, limit
        self.jobs: dict[str, Job] = {}
        self._lock = threading.RLock()

    def accept(self, job: Job) -> Job:
        """Take a job in."""
        with self._lock:
            self.jobs[job.id] = job
            self.settle()
        return job

    def state(self, id: str) -> str:
        """`queued`, `running`, `done` or `cancelled`."""
        with self._lock:
            self.settle()
            job = self.jobs[id]
            if job.cancelled:
                return "cancelled"
            if job.over is not None:
                return "done"
            return "queued" if job.began is None else "running"

    def cancel(self, id: str) -> bool:
        """Cancel a job that has not begun; False for one that has."""
        with self._lock:
            if self.state(id) != "queued":
                return False
            self.jobs[id].cancelled = True
            return True

    def settle(self) -> None:
        """Let the jobs begin and end that have by now, each at its own time."""
        now = self.clock.now()
        with self._lock:
            running = [job for job in self.jobs.values() if job.began is not None and job.over is None]
            waiting = [job for job in self.jobs.values() if job.began is None and not job.cancelled]
            free = [0.0] * (self.limit - len(running))
            ends = sorted([*free, *(job.began + job.seconds for job in running if job.began is not None)])
            for job in waiting:
                begin = max(ends.pop(0), job.accepted)
                if begin > now:
                    break
                job.began = begin
                ends = sorted([*ends, begin + job.seconds])
            for job in self.jobs.values():
                if job.began is not None and job.over is None and job.began + job.seconds <= now:
                    job.over = job.began + job.seconds


@dataclass
class Faults:
    """The switch: `throw(name)` lets the next call that asks for that fault have it; arguments go along."""

    waiting: dict[str, list[Any]] = field(default_factory=dict)
    happened: list[str] = field(default_factory=list)

    def throw(self, name: str, value: Any = True, times: int = 1) -> None:
        """Let it happen the next `times` times."""
        self.waiting.setdefault(name, []).extend([value] * times)

    def take(self, name: str) -> Any:
        """What is to happen now under this name, once; None for nothing."""
        if not self.waiting.get(name):
            return None
        self.happened.append(name)
        return self.waiting[name].pop(0)


@dataclass
class Bill:
    """What the service would have billed: the referee of every test about money."""

    rows: dict[str, float] = field(default_factory=dict)

    def charge(self, id: str, amount: float) -> None:
        """Bill a job, once."""
        self.rows.setdefault(id, amount)

    @property
    def count(self) -> int:
        """How many jobs were billed."""
        return len(self.rows)

    @property
    def total(self) -> float:
        """What all of them come to."""
        return sum(self.rows.values())


class Dropped(Response):
    """An answer that promises more than it sends: the connection ends in the middle."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4096")]})
        await send({"type": "http.response.body", "body": self.body or b"{", "more_body": True})
        raise ConnectionResetError


def control(app: FastAPI, clock: Clock, faults: Faults, bill: Bill) -> None:
    """Routes under `/_` by which a test in another process turns the clock, throws faults and reads the bill."""

    @app.post("/_/clock")
    async def turn(request: Request) -> dict[str, float]:
        clock.turn(float((await request.json())["seconds"]))
        return {"now": clock.now()}

    @app.post("/_/faults")
    async def throw(request: Request) -> dict[str, Any]:
        said = await request.json()
        faults.throw(said["name"], said.get("value", True), int(said.get("times", 1)))
        return {"waiting": faults.waiting}

    @app.get("/_/bill")
    async def billed() -> Response:
        return JSONResponse({"rows": bill.rows, "count": bill.count, "total": bill.total})


@functools.lru_cache(maxsize=64)
def clip(seconds: float, width: int, height: int, rate: int = 24, hue: int = 0) -> bytes:
    """A real MP4 of so many seconds; sizes come even."""
    return _made(
        "clip.mp4",
        lambda path: testcard.clip(
            path, max(1, round(seconds * rate)), size=(width // 2 * 2, height // 2 * 2), rate=Rate.of(rate), hue=hue
        ),
    )


@functools.lru_cache(maxsize=64)
def cut_clip(seconds: float, width: int, height: int, cuts: tuple[int, ...], rate: int = 24) -> bytes:
    """The same with sound, frame numbers burnt in, and another picture from each of these frames on."""
    size, count = (width // 2 * 2, height // 2 * 2), max(1, round(seconds * rate))

    def make(path: Path) -> None:
        tone = testcard.tone(count / rate)
        encode.encode(path, _pictures(count, size, cuts), rate=Rate.of(rate), preset=testcard.CARD, audio=tone)

    return _made("clip.mp4", make)


def _pictures(count: int, size: tuple[int, int], cuts: tuple[int, ...]) -> Iterator[testcard.Frame]:
    seen = [cv2.resize(samples.view(samples.place(seed)), size) for seed in range(len(cuts) + 1)]
    places = [np.asarray(picture, np.uint8) for picture in seen]
    for number in range(count):
        frame = places[sum(cut <= number for cut in cuts)].copy()
        testcard.burn(frame, number)
        yield frame


@functools.lru_cache(maxsize=64)
def picture(width: int, height: int, shade: int = 128, form: str = "PNG") -> bytes:
    """A real picture of one colour."""
    target = io.BytesIO()
    Image.new("RGB", (width, height), (shade, 128, 255 - shade)).save(target, form)
    return target.getvalue()


@functools.lru_cache(maxsize=64)
def sound(seconds: float, rate: int = 44100, pitch: float = 220.0) -> bytes:
    """A real WAV file: a tone."""
    target = io.BytesIO()
    times = np.arange(round(seconds * rate)) / rate
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((0.3 * np.sin(2 * np.pi * pitch * times) * 32767).astype("<i2").tobytes())
    return target.getvalue()


def _made(name: str, make: Callable[[Path], object]) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        make(path)
        return path.read_bytes()
