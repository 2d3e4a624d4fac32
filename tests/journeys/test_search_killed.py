"""A search for a refused reference whose worker is killed again and again: each attempt is ordered and paid once."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from sqlalchemy import URL, select

from rushes.db.session import transaction
from rushes.delivery import bisecting, bisects, line, ordering
from rushes.delivery.line import Wanted, Wish
from rushes.delivery.ordering import Named
from rushes.generation.rules import State
from rushes.generation.tables import Order
from rushes.governance import record
from rushes.governance import service as governance
from rushes.kernel.money import MICROS
from rushes.projects.tables import Project
from tests.crash.play import ROUNDED
from tests.crash.pretences import PRETENCES
from tests.crash.stage import KILLED, WHO, Stage, staged
from tests.crash.worker import SEARCHES
from tests.delivery.refusing import CAST, SHOT, approve, cast
from tests.making import SMALL, adopted
from tests.simulators.kit import picture

CULPRIT = "LO-HALL"


@pytest.fixture
def on(database_url: URL) -> Iterator[Stage]:
    """A studio at a pretend Ark that refuses one of the four pictures of the shot."""
    with staged(PRETENCES["ark"], database_url) as made:
        yield made


def refused(on: Stage) -> tuple[Project, UUID]:
    """The production, and its order that a worker has sent and that was refused."""
    kept = {name: on.studio.blobs.put_bytes(picture(320, 320, 40 * at)) for at, name in enumerate(CAST)}
    on.service.forbidden.add(kept[CULPRIT])
    spec = on.studio.specs["ark"]
    with transaction(on.studio.database) as session:
        project = adopted(session, cast())
        approve(session, project, lambda name: kept[name])
        found = ordering.slots(session, project, Named((SHOT,), Wish()), Wanted(spec, 1, SMALL))
        (order,) = line.placed(session, project, found.slots, spec, WHO)
    assert on.work() == 0
    assert (on.now(order.id).cause, on.now(order.id).medium) == ("input_moderation", "image")
    return project, order.id


def test_each_attempt_of_a_search_is_bought_once_wherever_its_worker_dies(on: Stage) -> None:
    project, order = refused(on)
    with transaction(on.studio.database) as session:
        seen = bisects.found(session, project, order).seen
        bisects.begin(session, project, order, seen.digest, WHO)
    assert {point: on.work(point) for point in SEARCHES} == dict.fromkeys(SEARCHES, KILLED)
    assert on.work() == 0

    with transaction(on.studio.database) as session:
        attempts = list(session.scalars(select(Order).where(Order.snapshot.has_key(bisecting.KEY))))
        facts = [event.fact for event in record.events(session, project.id)]
        money = governance.balance(session, project.id)
        assert record.broken_at(session, project.id) is None
    (kept,) = [fact["body"] for fact in facts if fact["verb"] == bisecting.VERB]
    assert (kept["refused"], kept["words"]) == (CULPRIT, False)
    made = [one for one in attempts if one.state == State.DONE]
    assert len(attempts) >= 2
    assert len({one.digest for one in attempts}) == len(attempts)
    assert len(on.posts) == 1 + len(attempts), "each was sent once"
    assert on.service.bill.count == len(made)
    assert money.spent.micros == pytest.approx(on.service.bill.total * MICROS, abs=ROUNDED * len(made))
    assert money.reserved.micros == 0
    assert on.damage() == []
