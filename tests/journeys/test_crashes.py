"""Workers that are killed: whatever the moment, a service is asked once, billed once, and what it made is kept once."""

from collections.abc import Iterator

import pytest
from sqlalchemy import URL

from rushes.generation.rules import State
from tests.crash.play import Case, play
from tests.crash.pretences import PRETENCES
from tests.crash.stage import Stage, staged
from tests.crash.worker import POINTS


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
