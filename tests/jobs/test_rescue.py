"""Real processes are killed here, at the moment a film maker's laptop would be."""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from rushes import jobs
from rushes.jobs import engine, leases
from rushes.jobs.leases import BEAT_SECONDS, MISSED, Lease, host, is_dead, started
from rushes.jobs.rescue import ATTEMPTS, RESCUES, rescue
from tests.jobs.crew import scene as crew_scene

Crew = Callable[..., "subprocess.Popen[str]"]
BOTH = ["direct", "film:queued", "film:other"]
NAMES = ["direct", "queued", "other"]
TEMPO = 1.0
"""Seconds between two beats of the tests' crew."""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    file = tmp_path / "log"
    file.touch()
    return file


@pytest.fixture
def crew(own_url: URL, log: Path) -> Iterator[Crew]:
    """Start a process and wait until it works."""
    processes: list[subprocess.Popen[str]] = []

    def start(*begins: str) -> subprocess.Popen[str]:
        command = [
            sys.executable,
            "-W",
            "error",
            "-m",
            "tests.jobs.crew",
            own_url.render_as_string(False),
            str(log),
            str(TEMPO),
        ]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        process = subprocess.Popen([*command, *begins], text=True, **pipes)  # type: ignore[call-overload]
        processes.append(process)
        assert process.stdout.readline() == "ready\n"
        return process  # type: ignore[no-any-return]

    yield start
    for process in processes:
        process.kill()
        process.communicate()


@pytest.fixture
def watcher(own_url: URL) -> Iterator[None]:
    engine.launch(own_url, worker=False)
    yield
    engine.shut_down()


def told(log: Path) -> Counter[str]:
    return Counter(log.read_text().splitlines())


def until(true: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


@pytest.mark.usefixtures("watcher")
def test_a_living_process_finishes_what_a_killed_one_had_begun_and_repeats_no_finished_step(
    crew: Crew, log: Path
) -> None:
    doomed = crew(*BOTH)
    until(lambda: all(told(log)[f"second {name}"] for name in NAMES))
    crew()
    assert all(told(log)[f"second {name}"] == 1 for name in NAMES), "a living one's work was taken"
    doomed.kill()
    doomed.wait()
    Path(f"{log}.open").touch()
    assert [jobs.wait(name, timeout=60) for name in NAMES] == NAMES
    for name in NAMES:
        assert [told(log)[f"{step} {name}"] for step in ("first", "second", "third")] == [1, 2, 1]


@pytest.mark.usefixtures("watcher")
def test_after_the_only_process_was_killed_the_same_command_goes_on_at_once(crew: Crew, log: Path) -> None:
    doomed = crew(*BOTH)
    until(lambda: all(told(log)[f"second {name}"] for name in NAMES))
    doomed.kill()
    doomed.wait()
    Path(f"{log}.open").touch()
    crew(*BOTH)
    assert [jobs.wait(name, timeout=BEAT_SECONDS) for name in NAMES] == NAMES
    assert {told(log)[f"first {name}"] for name in NAMES} == {1}
    assert {told(log)[f"third {name}"] for name in NAMES} == {1}


@pytest.mark.usefixtures("watcher")
def test_two_rescuers_take_a_workflow_over_once(crew: Crew, log: Path) -> None:
    doomed = crew("direct")
    until(lambda: told(log)["second direct"] == 1)
    crew(), crew()
    doomed.kill()
    doomed.wait()
    until(lambda: told(log)["second direct"] == 2)
    time.sleep(3 * TEMPO)
    Path(f"{log}.open").touch()
    jobs.wait("direct", timeout=60)
    assert told(log) == {"first direct": 1, "second direct": 2, "third direct": 1}


@pytest.mark.usefixtures("watcher")
def test_a_process_ends_quietly_at_once_though_workflows_sleep_and_wait_and_another_goes_on(
    crew: Crew, log: Path
) -> None:
    first = crew("night", "vigil")
    until(lambda: told(log) == {"first dusk": 1, "first vigil": 1})
    began = time.monotonic()
    out, err = first.communicate()
    assert (first.returncode, out, err) == (0, "", "")
    assert time.monotonic() - began < 3
    crew()
    jobs.send("vigil", "a word")
    assert jobs.wait("vigil", timeout=30) == "a word"
    assert jobs.status("night").state is jobs.State.RUNNING
    assert told(log) == {"first dusk": 1, "first vigil": 1}


def test_a_workflow_that_ended_its_process_again_and_again_is_cancelled(own_url: URL, log: Path) -> None:
    with engine.launch(own_url, executor="lost") as here:
        id = jobs.start(crew_scene, str(log), "heavy")
        until(lambda: told(log)["second heavy"] == 1)
        here.client.update_workflow_attributes(id, {RESCUES: ATTEMPTS})
        leases.end(here.database, "lost")
        assert rescue(here.database, here.client, awake_seconds=0) == [id]
        assert jobs.status(id).state is jobs.State.CANCELLED
        Path(f"{log}.open").touch()


HERE = Lease("x", host(), 1, started(1), 0)
LATE = BEAT_SECONDS * MISSED + 1


@pytest.mark.parametrize(
    ("lease", "awake_seconds", "dead"),
    [
        (HERE, 0, False),
        (Lease("x", host(), 1, started(1) + 1, 0), 0, True),
        (Lease("x", host(), 2**22 - 1, 7, 0), 0, True),
        (Lease("x", host(), 1, started(1), LATE), LATE, True),
        (Lease("x", host(), 1, started(1), LATE), 0, False),
        (Lease("x", "elsewhere", 1, 1, LATE), LATE, True),
        (Lease("x", "elsewhere", 1, 1, LATE), 0, False),
        (Lease("x", "elsewhere", 1, 1, 1), LATE, False),
    ],
)
def test_dead_is_whose_process_is_gone_or_who_was_silent_while_the_judge_was_awake(
    lease: Lease, awake_seconds: float, dead: bool
) -> None:
    assert is_dead(lease, here=host(), awake_seconds=awake_seconds) is dead
