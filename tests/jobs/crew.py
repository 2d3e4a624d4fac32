"""A process that works: what the tests start, kill and start again. Its steps write a line each into a file."""

import sys
import time
from pathlib import Path

from rushes import jobs
from rushes.jobs import engine, leases, queues

QUEUE = queues.Queue("film", each_worker=4)
LOOK_SECONDS = 0.02


@jobs.step()
def first(log: str, job: str) -> str:
    """Finished before anybody is killed."""
    _tell(log, f"first {job}")
    return job


@jobs.step()
def second(log: str, job: str) -> None:
    """Under way when somebody is killed: it ends when the gate beside the log is open."""
    _tell(log, f"second {job}")
    while not Path(f"{log}.open").exists():
        time.sleep(LOOK_SECONDS)


@jobs.step()
def third(log: str, job: str) -> None:
    """After that."""
    _tell(log, f"third {job}")


@jobs.workflow()
def scene(log: str, job: str) -> str:
    """Three steps."""
    first(log, job)
    second(log, job)
    third(log, job)
    return job


@jobs.workflow()
def night(log: str) -> str:
    """A long sleep between two steps."""
    first(log, "dusk")
    jobs.sleep(3600)
    return "dawn"


@jobs.workflow()
def vigil(log: str) -> object:
    """Waits for a word."""
    first(log, "vigil")
    return jobs.receive(timeout=3600)


def _tell(log: str, line: str) -> None:
    with Path(log).open("a") as file:
        file.write(f"{line}\n")


def main(url: str, log: str, tempo: str, *begins: str) -> None:
    """Work until standard input ends, `tempo` seconds between beats; `film:` begins a job in the queue."""
    leases.BEAT_SECONDS = float(tempo)
    engine.launch(url, declared=[QUEUE])
    for job in begins:
        queue, _, name = job.rpartition(":")
        if name in {"night", "vigil"}:
            jobs.start({"night": night, "vigil": vigil}[name], log, id=name)
        else:
            jobs.start(scene, log, name, id=name, queue=queue or None)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.read()
    engine.shut_down()


if __name__ == "__main__":
    main(*sys.argv[1:])
