"""Several workers at one studio, and what only a person can find out of what one of them left."""

import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from sqlalchemy import URL

from rushes import jobs
from rushes.generation import rules, service, steps
from rushes.generation.rules import OVER, State, Truth
from rushes.jobs import leases
from tests.crash.play import Case, damage, differences
from tests.crash.pretences import PRETENCES
from tests.crash.stage import KILLED, WHO, Stage, staged
from tests.journeys.studio import Program, kill

TAKEN_OVER_SECONDS = 60
PATIENCE_SECONDS = 300
MOST_ORDERS = 40
LATENCY = 4.0
"""How many seconds Ark works here."""


def test_what_cannot_be_looked_up_waits_for_a_person_who_is_told_what_to_find_out(
    database_url: URL, tmp_path: Path
) -> None:
    with staged(PRETENCES["fal"], database_url) as on:
        before, order = on.books(), on.order()
        assert (on.work("after_post"), on.work()) == (KILLED, 0)
        program, short = Program(on.studio.settings.data, tmp_path), str(order)[:8]
        told = program.run("orders", "show", short, "--json").json
        assert told["state"] == State.SUBMIT_UNKNOWN
        assert told["then"] == [f"`rushes orders resolve {short} {truth}`: {rules.KNOWN[truth]}" for truth in Truth]

        (there,) = on.pretence.taken(on.service)
        program.run("orders", "resolve", short, "accepted", "--remote", there, "--as", WHO)
        assert on.work() == 0
        assert on.now(order).state == State.DONE
        new = on.books()
        case = Case("fal", "", "after_post")
        assert [*differences(on, case, [on.now(order)], new.since(before)), *damage(on, new)] == []


def test_two_workers_share_the_work_and_one_goes_on_with_what_the_other_had_when_it_was_killed(
    database_url: URL, tmp_path: Path
) -> None:
    slow = replace(PRETENCES["ark"], told={"latency": LATENCY})
    with staged(slow, database_url) as on:
        before, program = on.books(), Program(on.studio.settings.data, tmp_path)
        doomed, living = program.start("work"), program.start("work")
        try:
            lost, heir = (_executor(on, worker.pid) for worker in (doomed, living))
            orders = _shared(on, lost, heir)
            kill(doomed)
            _until(lambda: not _held(on, orders, lost), TAKEN_OVER_SECONDS)
            _until(lambda: all(on.now(order).state in OVER for order in orders), PATIENCE_SECONDS)
            living.send_signal(signal.SIGTERM)
            assert living.wait(PATIENCE_SECONDS) == 0
        finally:
            for worker in (doomed, living):
                worker.kill()
                worker.communicate()
        new = on.books().since(before)
        unsent = [order for order in map(on.now, orders) if order.says == steps.NEVER]  # killed as it was about to
        assert new.posts == new.taken == new.billed == new.takes == new.done == len(orders) - len(unsent)
        assert (abs(new.spent - new.bill) < len(orders), new.reserved, on.damage()) == (True, 0, [])


def _executor(on: Stage, pid: int) -> str:
    """The name by which the engine knows a worker, once it works."""
    found: list[str] = []

    def there() -> bool:
        found[:] = [lease.executor for lease in leases.every(on.studio.database) if lease.pid == pid]
        return bool(found)

    _until(there, PATIENCE_SECONDS)
    return found[0]


def _shared(on: Stage, *workers: str) -> list[UUID]:
    """Orders, one after another, until each worker has some."""
    orders: list[UUID] = []
    while not all(_held(on, orders, worker) for worker in workers):
        assert len(orders) < MOST_ORDERS, "one worker takes everything"
        orders.append(on.order())
        time.sleep(0.3)
    return orders


def _held(on: Stage, orders: list[UUID], worker: str) -> list[UUID]:
    """The orders that a worker is at."""
    found = {order: jobs.status(service.job_id(on.now(order))) for order in orders}
    return [order for order, job in found.items() if job.state is jobs.State.RUNNING and job.executor == worker]


def _until(happened: Callable[[], bool], seconds: float) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, f"it did not happen within {seconds:g} seconds"
        time.sleep(0.1)
