"""Orders at which a worker is killed: what is played on a stage, and whether all books agree afterwards."""

import logging
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rushes.generation.rules import OVER, State, Truth
from rushes.generation.tables import Order
from rushes.generation.tools import tools
from rushes.providers.base import Request
from tests.crash.pretences import PRETENCES, Pretence
from tests.crash.stage import KILLED, Books, Stage, stage
from tests.crash.worker import POINTS

PAIR = "pair"
"""Instead of a fault: two orders that look alike are sent at the same time."""

AMID = {"cut": ("during_download", "before_ingest", "before_settle"), PAIR: ("after_intent", "after_post")}
"""The points at which it matters that a download breaks off, or that there are two."""

MOST_RUNS = 6
ROUNDED = 2
"""By how many micro-dollars a bill and our sum may differ for each order, both being rounded."""


@dataclass(frozen=True)
class Case:
    """What goes wrong at a service, if anything, and where a worker is killed."""

    provider: str
    fault: str
    point: str

    @property
    def orders(self) -> int:
        """How many orders there are."""
        return 2 if self.fault == PAIR else 1

    @property
    def most_posts(self) -> int:
        """How often something may be sent at most: again only where it was certainly not taken."""
        return self.orders + (self.fault == "busy")


@dataclass(frozen=True)
class Outcome:
    """What came of a case: how its orders ended, what a person said of them, what was written down, what is wrong."""

    case: Case
    kills: int
    states: tuple[State, ...]
    truths: tuple[Truth, ...]
    new: Books
    seconds: float
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        case, new = self.case, self.new
        killed = "killed" if self.kills else "not there"
        ended = " ".join(dict.fromkeys([*self.states, *(f"({truth})" for truth in self.truths)]))
        books = f"posted {new.posts} billed {new.billed} takes {new.takes} cost {new.spent / 1e6:.4f}"
        said = f"{case.provider:<10} {case.fault or '-':<5} {case.point:<15} {killed:<9} {ended:<22} {books}"
        return f"{said} {self.seconds:5.1f} s {'; '.join(self.wrong) or 'ok'}"


def cases(pretence: Pretence) -> Iterator[Case]:
    """All that is played with a service."""
    for fault in ("", *pretence.happens, PAIR):
        yield from (Case(pretence.id, fault, point) for point in AMID.get(fault, POINTS))


def played(id: str, url: str, folder: str) -> list[Outcome]:
    """All cases of a provider, on a studio and a database of its own; each is told as soon as it is known."""
    found = []
    with stage(PRETENCES[id], url, Path(folder)) as ours:
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # lines that are dropped are meant
        for case in cases(ours.pretence):
            found.append(play(ours, case))
            tell(str(found[-1]))
    return found


def play(on: Stage, case: Case) -> Outcome:
    """Order, let a worker die at a point, start others until all is over, and compare."""
    before, began = on.books(), time.monotonic()
    on.truths.clear()
    if case.fault in on.pretence.happens:
        on.pretence.throw(on.service, case.fault)
    orders = [on.order() for _ in range(case.orders)]
    kills = 0
    for _ in range(MOST_RUNS):
        if on.work("" if kills else case.point) == KILLED:
            kills += 1
            continue
        on.ask_a_person()
        if all(on.now(order).state in OVER for order in orders):
            break
    on.pretence.calm(on.service)
    ended, now = [on.now(order) for order in orders], on.books()
    wrong = (*differences(on, case, ended, now.since(before)), *damage(on, now))
    states, truths = tuple(State(order.state) for order in ended), tuple(on.truths)
    return Outcome(case, kills, states, truths, now.since(before), time.monotonic() - began, wrong)


def differences(on: Stage, case: Case, orders: Sequence[Order], new: Books) -> Iterator[str]:
    """Where the service, the ledger and the takes do not say the same of orders."""
    lost = on.truths.count(Truth.BILLED)
    yield from (f"one is {one.state}: {one.says}" for one in orders if one.state not in {State.DONE, State.FAILED})
    if new.taken > case.orders or new.billed != new.taken:
        yield f"taken {new.taken} times and billed {new.billed} times"
    if not new.takes == new.done == new.billed - lost:
        yield f"{new.takes} takes, {new.done} orders done, {new.billed} billed"
    if not new.taken <= new.posts <= case.most_posts:
        yield f"posted {new.posts} times"
    estimates = [tools().specs[case.provider].estimate(Request.of(one.request)) for one in orders]
    given_up = sum(estimate.high.micros for estimate in estimates[:lost])
    wanted, most = new.bill, ROUNDED * case.orders
    if lost or not on.pretence.counts:
        done = (one.low.micros for one, order in zip(estimates, orders, strict=True) if order.state == State.DONE)
        wanted, most = given_up + sum(done), 0
    if abs(new.spent - wanted) > most:
        yield f"{new.spent} was booked and not {wanted}; {new.bill} was billed"


def damage(on: Stage, now: Books) -> Iterator[str]:
    """What is left over or broken."""
    if now.reserved:
        yield f"{now.reserved} is still reserved"
    yield from on.damage()


def tell(line: str) -> None:
    """Say a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
