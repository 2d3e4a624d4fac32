"""
The gateway under load, against Ark's simulator: how near it comes to what the service allows, what an order costs us.

The simulator, the worker and whoever orders are processes of their own, on one embedded PostgreSQL. What an order
costs beyond its media is measured by a worker that does no media work: it fetches, decodes, signs and checks nothing,
and every take is the same clip. What that worker spends while it has nothing to do is a figure of its own.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import psutil
from sqlalchemy.orm import Session

from rushes import bootstrap, config
from rushes.bootstrap import Studio
from rushes.db.session import transaction
from rushes.delivery import materials
from rushes.generation import arrival, compose, gateway, tools
from rushes.generation import service as generation
from rushes.generation.compose import Raster
from rushes.generation.rules import OVER, State
from rushes.kernel.timecode import Rate
from rushes.projects.tables import Project
from rushes.providers.base import Makes
from rushes.quality import run
from rushes.shots import service as shots
from rushes.storage.disk import Disk
from rushes.takes.service import Media
from tests.making import adopted, card, production

ORDERS, LATENCY, LIMIT, WIDE = 500, 3.0, 10, 60
SHARED, MANY = 60, 10_000
PATIENCE = 600.0
IDLE_SECONDS = 40.0
PORT = 8917
SMALL = Raster(640, 360, Rate.of("24"))


def figures() -> dict[str, tuple[float, str, str]]:
    """Throughput against the service's limit, our CPU an order, what a killed worker costs, and ten thousand orders."""
    with _studio(WIDE) as studio:
        cpu, idle = _cost(studio)
        listed, cancelled = _ten_thousand(studio)
    with _studio(LIMIT) as studio:
        rate = _rate(studio)
        taken_over = _taken_over(studio)
    allowed = LIMIT / LATENCY
    return {
        "order_cpu": (cpu, "ms an order", "limit 15, beyond media work and what a worker spends in idleness"),
        "idle_cpu": (idle, "% of a core", "limit 3: a worker that waits for orders"),
        "load_throughput": (rate / allowed, "of the limit", f"{allowed:.2f} orders/s that Ark allows; at least 0.9"),
        "takeover_seconds": (taken_over, "s", "limit 60: a killed worker's orders go on in the other"),
        "list_10000_orders": (listed, "s", "limit 1"),
        "cancel_10000_orders": (cancelled, "s", "limit 1"),
    }


@contextmanager
def _studio(limit: int) -> Iterator[Studio]:
    """A studio of its own beside a simulator that runs so many at a time."""
    with (
        tempfile.TemporaryDirectory() as name,
        _simulator(limit) as settings,
        _environment(Path(name), settings),
        bootstrap.studio(config.load(), worker=False) as studio,
    ):
        yield studio


def _cost(studio: Studio) -> tuple[float, float]:
    """
    Milliseconds of processor time an order, in a worker that does no media work, and percent of a core it idles at.

    What it would have spent in idleness while they were made is no cost of theirs: it is measured before and after.
    """
    project = _production(studio, "Cost")
    with _worker("bare") as worker:
        before = _idleness(worker)
        _order(studio, project, ORDERS)
        seconds, spent = _spent(worker, lambda: _wait(studio, project))
        idle = (before + _idleness(worker)) / 2
    return 1000 * (spent - idle * seconds) / ORDERS, 100 * idle


def _idleness(worker: subprocess.Popen[str]) -> float:
    """The share of a core that a worker takes while it waits for orders."""
    seconds, spent = _spent(worker, lambda: time.sleep(IDLE_SECONDS))
    return spent / seconds


def _spent(worker: subprocess.Popen[str], during: Callable[[], None]) -> tuple[float, float]:
    """How many seconds something takes, and how many of a processor a worker spends meanwhile."""
    own, began = psutil.Process(worker.pid), time.monotonic()
    before = sum(own.cpu_times()[:2])
    during()
    return time.monotonic() - began, sum(own.cpu_times()[:2]) - before


def _rate(studio: Studio) -> float:
    """Orders a second, all of them in flight, done and checked."""
    project = _production(studio, "Load")
    _order(studio, project, ORDERS)
    began = time.monotonic()
    with _worker():
        _wait(studio, project)
    return ORDERS / (time.monotonic() - began)


def _taken_over(studio: Studio) -> float:
    """Two workers share the work, one is killed: how much longer the other takes than the service for what was left."""
    project = _production(studio, "Shared")
    _order(studio, project, SHARED)
    with _worker() as first, _worker() as second:
        _until(lambda: _counts(studio, project)[State.DONE] >= SHARED // 4)
        first.send_signal(signal.SIGKILL)
        killed = time.monotonic()
        left = SHARED - _counts(studio, project)[State.DONE]
        _wait(studio, project)
        assert second.poll() is None
    over = time.monotonic() - killed - int(left) * LATENCY / LIMIT
    return max(0.0, over)


def _ten_thousand(studio: Studio) -> tuple[float, float]:
    project = _production(studio, "Many")
    _order(studio, project, MANY)
    began = time.perf_counter()
    with transaction(studio.database) as session:
        ids = [one.id for one in generation.listed(session, project.id)]
    listed = time.perf_counter() - began
    began = time.perf_counter()
    with transaction(studio.database) as session:
        counts = generation.cancel(session, project.id, ids, "bench")
    assert counts[State.CANCELLED] == MANY
    return listed, time.perf_counter() - began


def _production(studio: Studio, title: str) -> Project:
    with transaction(studio.database) as session:
        budget = {"currency": "USD", "limit": "100000"}
        return adopted(session, production(card(seconds=4), title=title, budget=budget), "bench")


def _order(studio: Studio, project: Project, number: int) -> list[UUID]:
    spec = studio.specs["ark"].led_by("seedance-2.0-fast")
    settings = tools.tools().asked("ark", Makes.VIDEO)
    with transaction(studio.database) as session:
        (one,) = shots.planned(session, project.id)
        composed = compose.clip(materials.materials(session, project).of(one.card), spec, SMALL, 1, 1, settings)
        return [_placed(session, project, composed, attempt, spec) for attempt in range(1, number + 1)]


def _placed(session: Session, project: Project, composed: Any, attempt: int, spec: Any) -> UUID:
    again = replace(composed, request=replace(composed.request, attempt=attempt))
    return gateway.order(session, project.id, again, spec, "bench").id


def _counts(studio: Studio, project: Project) -> Any:
    with transaction(studio.database) as session:
        return generation.counted(session, project.id)


def _wait(studio: Studio, project: Project) -> None:
    _until(lambda: set(_counts(studio, project)) <= OVER)
    counts = _counts(studio, project)
    assert set(counts) == {State.DONE}, counts


def _until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.5)


@contextmanager
def _simulator(limit: int) -> Iterator[dict[str, str]]:
    process = subprocess.Popen([sys.executable, "-m", "tests.benchmarks.gateway", "ark", f"{limit}"])
    try:
        time.sleep(4)
        yield {"URL": f"http://127.0.0.1:{PORT}/api/v3", "KEY": "ark-key"}
    finally:
        process.kill()
        process.wait()


@contextmanager
def _environment(place: Path, settings: dict[str, str]) -> Iterator[None]:
    own = {"RUSHES_DATA": str(place)} | {f"RUSHES_PROVIDERS__ARK__{name}": value for name, value in settings.items()}
    before = {name: os.environ.get(name) for name in own}
    os.environ.update(own)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


@contextmanager
def _worker(kind: str = "work") -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.benchmarks.gateway", kind]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _bare() -> None:
    """A worker that does no media work, and makes no folders to do it in."""
    clip, nowhere = Media("0" * 64, "0" * 64, 96, {}), Path(os.devnull)
    vars(arrival)["bring"] = lambda *_: clip
    vars(run)["examine"] = lambda *_: []
    setattr(Disk, "local", lambda *_: nowhere)  # noqa: B010  nothing is stored
    setattr(tools.Tools, "workbench", lambda _: nullcontext(nowhere))  # noqa: B010
    _work()


def _work() -> None:
    """A worker that says when it is ready, and works until its input ends."""
    with bootstrap.studio(config.load()):
        bootstrap.settle()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.read()


def _serve() -> None:
    import uvicorn

    from tests.simulators import ark
    from tests.simulators.kit import Clock

    service = ark.Service(clock=Clock(speed=1.0, ahead=time.time()), latency=LATENCY, limit=int(sys.argv[2]))
    uvicorn.run(ark.app(service), host="127.0.0.1", port=PORT, log_level="error")


if __name__ == "__main__":
    {"ark": _serve, "work": _work, "bare": _bare}[sys.argv[1]]()
