"""One order, one kill: what is played on a stage, and whether the books agree afterwards."""

import logging
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rushes.generation.rules import OVER, State, Truth
from rushes.generation.tables import Order
from rushes.generation.tools import tools
from rushes.providers.base import Request
from tests.crash.pretences import PRETENCES, Pretence
from tests.crash.stage import KILLED, Books, Stage, stage
from tests.crash.worker import POINTS

AFTERWARDS = ("during_download", "before_ingest", "before_settle")
"""The points that a download which breaks off comes before."""
MOST_RUNS = 6
ROUNDED = 2
"""By how many micro-dollars a bill and our sum may differ, each rounded for itself."""


@dataclass(frozen=True)
class Outcome:
    """What came of an order at which a worker was killed: how it ended, what was written down, what is wrong."""

    provider: str
    fault: str
    point: str
    kills: int
    state: State
    truth: str
    new: Books
    seconds: float
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        new = self.new
        books = f"posted {new.posts} billed {new.billed} takes {new.takes} cost {new.spent / 1e6:.4f}"
        said = f"{self.state}{f' ({self.truth})' if self.truth else ''}"
        killed = "killed" if self.kills else "not reached"
        line = f"{self.provider:<10} {self.fault or '-':<6} {self.point:<16} {killed:<12} {said:<16} {books}"
        return f"{line} {self.seconds:5.1f} s {'; '.join(self.wrong) or 'ok'}"


def cases(pretence: Pretence) -> Iterator[tuple[str, str]]:
    """What is played with a service: each fault that it can have, with each point."""
    for fault in ("", *pretence.happens):
        yield from ((fault, point) for point in POINTS if fault != "cut" or point in AFTERWARDS)


def played(id: str, url: str, folder: str) -> list[Outcome]:
    """All cases of a provider, on a studio and a database of its own; each is told as soon as it is known."""
    found = []
    with stage(PRETENCES[id], url, Path(folder)) as ours:
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # lines that are dropped are meant
        for fault, point in cases(ours.pretence):
            found.append(play(ours, fault, point))
            tell(str(found[-1]))
    return found


def play(on: Stage, fault: str, point: str) -> Outcome:
    """Order, let a worker die at a point, start others until all is over, and compare."""
    before, began = on.books(), time.monotonic()
    if fault:
        on.pretence.throw(on.service, fault)
    order = on.order()
    kills, truth = 0, ""
    for _ in range(MOST_RUNS):
        if on.work("" if kills else point) == KILLED:
            kills += 1
            continue
        if on.now(order).state == State.SUBMIT_UNKNOWN:
            truth = on.resolve(order, on.books().since(before))
        if on.now(order).state in OVER:
            break
    on.pretence.calm(on.service)
    ended, now = on.now(order), on.books()
    wrong = (*_differences(ended, truth, now.since(before), fault, on.pretence), *_left(now, on))
    seconds = time.monotonic() - began
    return Outcome(on.pretence.id, fault, point, kills, State(ended.state), truth, now.since(before), seconds, wrong)


def _differences(order: Order, truth: str, new: Books, fault: str, pretence: Pretence) -> Iterator[str]:
    """Where the service, the ledger and the takes do not say the same of an order."""
    done, lost = order.state == State.DONE, truth == Truth.BILLED
    if not done and order.state != State.FAILED:
        yield f"it is {order.state}: {order.says}"
    if new.taken > 1 or new.billed != new.taken:
        yield f"it was taken {new.taken} times and billed {new.billed} times"
    if new.takes != new.done or new.takes != new.billed - lost:
        yield f"there are {new.takes} takes, {new.done} orders done, {new.billed} billed"
    if new.posts > 1 + (fault == "busy") or new.posts < new.taken:
        yield f"it was posted {new.posts} times"
    yield from _unpaid(order, new, Truth(truth) if truth else None, counts=pretence.counts)


def _unpaid(order: Order, new: Books, truth: Truth | None, *, counts: bool) -> Iterator[str]:
    """Where what was booked is neither what was billed nor what is to be booked when nobody says what that was."""
    estimate = tools().specs[order.provider].estimate(Request.of(order.request))
    wanted, most = new.bill, ROUNDED
    if truth is Truth.BILLED:
        wanted, most = estimate.high.micros, 0
    elif not counts:
        wanted, most = estimate.low.micros * new.done, 0
    if abs(new.spent - wanted) > most:
        yield f"{new.spent} was booked and not {wanted}; {new.bill} was billed"


def _left(now: Books, on: Stage) -> Iterator[str]:
    if now.reserved:
        yield f"{now.reserved} is still reserved"
    yield from on.damage()


def tell(line: str) -> None:
    """Say a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
