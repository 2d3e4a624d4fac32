"""Workers that are killed: whatever the moment, a service is asked once, billed once, and what it made is kept once."""

from collections.abc import Iterator

import pytest
from sqlalchemy import URL

from rushes.generation.rules import State
from tests.crash.play import Case, play
from tests.crash.pretences import PRETENCES
from tests.crash.stage import KILLED, RUN, Stage, staged
from tests.crash.worker import PARTINGS, POINTS


@pytest.fixture(scope="module")
def ark(database_url: URL) -> Iterator[Stage]:
    """One studio for all points: each order is another one."""
    with staged(PRETENCES["ark"], database_url) as made:
        yield made


@pytest.mark.parametrize("point", POINTS)
def test_a_worker_that_was_killed_leaves_one_order_one_bill_and_one_take(ark: Stage, point: str) -> None:
    outcome = play(ark, Case("ark", "", point))
    assert outcome.kills == 1
    assert outcome.wrong == ()
    ended = State.FAILED if point == "after_intent" else State.DONE
    assert (outcome.states, outcome.truths) == ((ended,), ())


@pytest.mark.parametrize("point", PARTINGS)
def test_a_worker_killed_between_a_run_and_its_parts_leaves_each_shot_one_take(ark: Stage, point: str) -> None:
    before, order = ark.books(), ark.order_run()
    assert ark.work(point) == KILLED
    assert ark.work() == 0

    run, new, parts = ark.now(order), ark.books().since(before), ark.parts(order)
    assert (run.state, new.posts, new.billed, new.takes, new.done) == (State.DONE, 1, 1, 4, 4)
    assert abs(new.spent - new.bill) <= 1
    assert [part.subject for part, _ in parts] == [f"shot:{code}" for code in RUN]
    assert sum(take.frames for _, take in parts) == 97
    assert sum(part.snapshot["part"]["micros"] for part, _ in parts) == new.spent
    assert ark.damage() == []
