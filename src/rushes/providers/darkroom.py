"""
A process of its own for heavy work: begun with the first piece, one piece at a time, gone again when none comes.

What happens in it (the card runs out of memory, the driver crashes, the system kills it) happens to it alone. Only one
on this machine works at a time: two that hold a model each do not fit on one card.
"""

import fcntl
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from rushes.providers.errors import Cause

LOOK_SECONDS = 1.0


@dataclass(frozen=True)
class Failed:
    """
    Why a piece could not be made, in plain values that cross between processes.

    After one that is `fatal` the process is not trusted with another piece, and ends.
    """

    cause: Cause
    says: str
    then: str
    raw: str = ""
    fatal: bool = False


Maker = Callable[[Any], Mapping[str, Any] | Failed]


class Gone(Exception):
    """The process ended before it answered; `code` is how, negative for the signal that killed it."""

    def __init__(self, code: int) -> None:
        super().__init__(f"the process ended with {code}")
        self.code = code


class Darkroom:
    """
    The process, seen from the studio.

    `maker` gives what makes pieces, and is called in there; `gate` is the file that lets one work at a time; after
    `rest` seconds without a piece the process ends and gives the card back.
    """

    def __init__(self, maker: Callable[[], Maker], gate: Path, rest: float) -> None:
        self._inside = (os.getpid(), maker, gate, rest)
        self._lock = threading.Lock()
        self._running: tuple[BaseProcess, Connection] | None = None
        self.closed = False

    def make(self, piece: Any) -> Mapping[str, Any] | Failed:
        """Have a piece made and wait for it, from one thread at a time; Gone when the process ends over it."""
        while True:
            process, line = self._opened()
            try:
                line.send(piece)
                answer: Mapping[str, Any] | Failed = line.recv()
            except (EOFError, OSError):
                process.join()
                if process.exitcode != 0:  # without a fault it is one that had rested long enough just then
                    raise Gone(process.exitcode or 0) from None
            else:
                return answer

    def stop(self) -> None:
        """End the process, whatever it is doing; the next piece begins another."""
        with self._lock:
            if self._running is not None:
                self._running[0].kill()
                self._running = None

    def close(self) -> None:
        """End it for good."""
        self.closed = True
        self.stop()

    def _opened(self) -> tuple[BaseProcess, Connection]:
        with self._lock:
            if self.closed:
                raise Gone(0)
            if self._running is None or not self._running[0].is_alive():
                context = multiprocessing.get_context("spawn")
                ours, theirs = context.Pipe()
                process = context.Process(target=_serve, args=(theirs, *self._inside), daemon=True)
                process.start()
                theirs.close()
                self._running = process, ours
            return self._running


def _serve(line: Connection, parent: int, maker: Callable[[], Maker], gate: Path, rest: float) -> None:
    """What goes on inside."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it reaches the studio too, which ends this process
    threading.Thread(target=_follow, args=(parent,), daemon=True).start()
    with gate.open("a") as seat, suppress(EOFError):
        fcntl.flock(seat, fcntl.LOCK_EX)
        make = maker()
        while line.poll(rest):
            answer = make(line.recv())
            line.send(answer)
            if isinstance(answer, Failed) and answer.fatal:
                return


def _follow(parent: int) -> None:
    """End when the one that asked is gone, however it ended."""
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os._exit(0)
