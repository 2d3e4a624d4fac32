"""Who lives: a lease a process, renewed by heartbeat, and the rule by which one is dead."""

import os
import platform
from dataclasses import dataclass
from pathlib import Path

import psutil
from sqlalchemy import Engine, delete, func, select
from sqlalchemy.dialects.postgresql import insert

from rushes.db.session import transaction
from rushes.jobs.tables import ExecutorLease

BEAT_SECONDS = 5.0
MISSED = 3


@dataclass(frozen=True)
class Lease:
    """What an executor has told of itself, and how long ago by the database's clock."""

    executor: str
    host: str
    pid: int
    started: int
    age_seconds: float


def beat(engine: Engine, executor: str) -> None:
    """Say that this process lives."""
    pid = os.getpid()
    told = {"executor_id": executor, "host": host(), "pid": pid, "started": started(pid)}
    written = insert(ExecutorLease).values(**told, beat_at=func.clock_timestamp())
    renewed = written.on_conflict_do_update(
        index_elements=[ExecutorLease.executor_id], set_={"beat_at": func.clock_timestamp()}
    )
    with transaction(engine) as session:
        session.execute(renewed)


def end(engine: Engine, *executors: str) -> None:
    """Take the leases of executors away."""
    with transaction(engine) as session:
        session.execute(delete(ExecutorLease).where(ExecutorLease.executor_id.in_(executors)))


def every(engine: Engine) -> list[Lease]:
    """All leases there are, dead ones too."""
    age = func.extract("epoch", func.clock_timestamp() - ExecutorLease.beat_at)
    row = ExecutorLease
    with transaction(engine) as session:
        found = session.execute(select(row.executor_id, row.host, row.pid, row.started, age)).all()
    return [Lease(executor, where, pid, since, float(seconds)) for executor, where, pid, since, seconds in found]


def is_dead(lease: Lease, *, here: str, awake_seconds: float) -> bool:
    """
    Whether an executor is gone for good.

    One of this very host is asked for directly. Silence counts only where the judge was awake to hear it: a laptop that
    slept, or a process that has only just started, condemns nobody by the clock.
    """
    if lease.host == here and started(lease.pid) != lease.started:
        return True
    patience = BEAT_SECONDS * MISSED
    return lease.age_seconds > patience and awake_seconds >= patience


def host() -> str:
    """The machine, its boot and its process namespace: where a pid means one process."""
    boot, space = Path("/proc/sys/kernel/random/boot_id"), Path("/proc/self/ns/pid")
    if not boot.exists():
        return platform.node()
    return f"{platform.node()} {boot.read_text().strip()} {space.readlink()}"


def started(pid: int) -> int:
    """When a living process started, in ticks of its host; 0 when it is gone or only waits to be buried."""
    stat = Path(f"/proc/{pid}/stat")
    try:
        if not Path("/proc/self/stat").exists():
            return int(psutil.Process(pid).create_time())
        state, *rest = stat.read_text().rpartition(")")[2].split()
    except (OSError, psutil.Error):
        return 0
    return 0 if state in "ZX" else int(rest[18])
