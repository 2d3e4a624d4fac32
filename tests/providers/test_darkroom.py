"""The process of its own: what it survives, and that it never outlives anybody."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import psutil
import pytest

from rushes.providers.darkroom import Darkroom, Failed, Gone
from rushes.providers.errors import Cause

PATIENCE = 20.0

STUDIO = """
import sys
from pathlib import Path
from rushes.providers.darkroom import Darkroom
from tests.providers.test_darkroom import bench
if __name__ == "__main__":
    print(Darkroom(bench, Path(sys.argv[1]), 60.0).make("who")["pid"], flush=True)
    sys.stdin.read()
"""


def bench() -> Callable[[str], Mapping[str, Any] | Failed]:
    """What makes pieces in there: it says who it is, or does as it is told."""
    return made


def made(piece: str) -> Mapping[str, Any] | Failed:
    """Do as told."""
    if piece == "crash":
        os._exit(3)
    if piece == "sleep":
        time.sleep(PATIENCE)
    if piece in {"slip", "fail"}:
        return Failed(Cause.PROVIDER_FAULT, "It did not fit.", "Ask for less.", fatal=piece == "fail")
    return {"pid": os.getpid()}


def room(folder: Path, rest: float = 60.0) -> "closing[Darkroom]":
    """A darkroom that is closed again."""
    return closing(Darkroom(bench, folder / "gate", rest))


def who(darkroom: Darkroom) -> int:
    """The process that answers."""
    answer = darkroom.make("who")
    assert isinstance(answer, Mapping)
    return int(answer["pid"])


def is_over(pid: int) -> bool:
    """Whether a process ends before long."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.02)
    return False


def test_one_process_makes_piece_after_piece_and_ends_with_the_room(tmp_path: Path) -> None:
    with room(tmp_path) as darkroom:
        first = who(darkroom)
        assert first == who(darkroom) != os.getpid()
    assert is_over(first)
    with pytest.raises(Gone):
        darkroom.make("who")


def test_a_crash_is_told_and_the_next_piece_is_made_by_another_process(tmp_path: Path) -> None:
    with room(tmp_path) as darkroom:
        first = who(darkroom)
        with pytest.raises(Gone) as gone:
            darkroom.make("crash")
        assert gone.value.code == 3
        assert who(darkroom) != first


def test_a_process_that_failed_is_trusted_with_the_next_piece_unless_it_was_fatal(tmp_path: Path) -> None:
    with room(tmp_path) as darkroom:
        first = who(darkroom)
        assert darkroom.make("slip") == Failed(Cause.PROVIDER_FAULT, "It did not fit.", "Ask for less.")
        assert who(darkroom) == first
        assert isinstance(darkroom.make("fail"), Failed)
        assert is_over(first)
        assert who(darkroom) != first


def test_a_piece_can_be_stopped_in_the_middle(tmp_path: Path) -> None:
    with room(tmp_path) as darkroom:
        who(darkroom)
        threading.Timer(0.2, darkroom.stop).start()
        with pytest.raises(Gone) as gone:
            darkroom.make("sleep")
        assert gone.value.code == -signal.SIGKILL
        assert who(darkroom)


def test_after_a_rest_the_process_ends_and_gives_the_card_back(tmp_path: Path) -> None:
    with room(tmp_path, rest=0.2) as darkroom:
        first = who(darkroom)
        assert is_over(first)
        assert who(darkroom) != first


def test_only_one_at_a_time_works_on_a_machine(tmp_path: Path) -> None:
    answers: list[int] = []
    with room(tmp_path) as second:
        with room(tmp_path) as first:
            who(first)
            waiting = threading.Thread(target=lambda: answers.append(who(second)))
            waiting.start()
            waiting.join(1.5)
            assert not answers
        waiting.join(PATIENCE)
        assert answers


def test_it_ends_when_the_studio_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", STUDIO, str(tmp_path / "gate")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as studio:
        assert studio.stdout
        pid = int(studio.stdout.readline())
        studio.kill()
    assert is_over(pid)
