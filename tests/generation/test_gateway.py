"""The gateway's door: an order and its work begin together, with the real engine behind it."""

import time
from collections.abc import Iterator
from typing import cast
from uuid import UUID

import pytest
from sqlalchemy import URL, func, select
from sqlalchemy.orm import Session

from rushes import jobs
from rushes.craft.cards.asset import Clearance
from rushes.db.session import transaction
from rushes.generation import compose, gateway, rules, service, store, tools
from rushes.generation.errors import NotInThatState
from rushes.generation.rules import State
from rushes.generation.tables import Order
from rushes.governance import record
from rushes.jobs import engine, queues
from rushes.kernel.errors import Unavailable
from rushes.providers import simulated
from rushes.providers.base import Provider
from rushes.providers.errors import Cause
from rushes.takes.tables import Take
from tests.generation.conftest import Floor, Scripted
from tests.making import SMALL, asset, card, material

PATIENCE = 60.0


@pytest.fixture
def working(floor: Floor, own_url: URL, monkeypatch: pytest.MonkeyPatch) -> Iterator[Floor]:
    """The floor with a worker on it that looks often."""
    monkeypatch.setattr(rules, "FIRST_PAUSE", 0.01)
    lane = queues.lane("simulated", 2, look_seconds=0.05)
    with engine.launch(own_url, declared=[lane]):
        yield floor


def order(floor: Floor, session: Session, attempt: int = 1) -> Order:
    told = material(card(references=({"asset": "CH-ADA", "role": "identity"},)), asset("CH-ADA"))
    composed = compose.clip(told, simulated.plugin, SMALL, attempt, 3, {})
    return gateway.order(session, floor.project.id, composed, simulated.plugin, "ada")


def count(floor: Floor, table: type[Order] | type[Take]) -> int:
    with transaction(floor.database) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def wait(floor: Floor, *ids: UUID) -> list[str]:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with transaction(floor.database) as session:
            if service.over(session, ids):
                return [store.one(session, id).state for id in ids]
        time.sleep(0.05)
    raise TimeoutError


def take_back(floor: Floor) -> UUID:
    """Order, and roll back."""
    with Session(floor.database) as session:
        made = order(floor, session).id
        session.rollback()
    return made


def test_what_is_rolled_back_starts_nothing_and_what_is_committed_makes_exactly_one_take(working: Floor) -> None:
    lost = take_back(working)
    with transaction(working.database) as session:
        first = order(working, session)
        assert order(working, session).id == first.id, "the same request in the same breath"
    with transaction(working.database) as session:
        assert order(working, session).id == first.id, "and later"

    assert wait(working, first.id) == ["done"]
    with transaction(working.database) as session:
        assert order(working, session).id == first.id, "and when it is done"
    with pytest.raises(jobs.NoSuchJob):
        jobs.status(str(lost))
    assert (count(working, Order), count(working, Take)) == (1, 1)
    assert working.told() == ["authorised", "submitting", "queued", "fetching", "checking", "done"]


def test_another_attempt_is_another_order_and_the_snapshot_says_who_was_blocked(floor: Floor, own_url: URL) -> None:
    with engine.launch(own_url, worker=False), transaction(floor.database) as session:
        assert order(floor, session, 1).id != order(floor, session, 2).id
        blocked = asset("CH-BO", clearance=Clearance.BLOCKED)
        told = material(card(dialogue=({"speaker": "CH-BO", "text": "No."},)), blocked)
        composed = compose.clip(told, simulated.plugin, SMALL, 1, 1, {})
        made = gateway.order(session, floor.project.id, composed, simulated.plugin, "ada")
        assert made.snapshot["refusal"]["rule"] == "clearance"
        assert made.snapshot["refusal"]["says"].startswith("CH-BO is blocked")
        assert made.snapshot["card"]["version"] == 1
        assert (made.who, made.state) == ("ada", State.PROPOSED)


def test_an_order_that_waits_goes_before_the_others_when_it_is_given_another_turn(floor: Floor, own_url: URL) -> None:
    with engine.launch(own_url, worker=False), transaction(floor.database) as session:
        first, second, third = (order(floor, session, attempt).id for attempt in (1, 2, 3))
    with engine.launch(own_url, worker=False), transaction(floor.database) as session:
        assert {*service.prioritise(session, floor.project.id, [third, first], 0, "ada")} == {third, first}
        assert service.prioritise(session, floor.project.id, [third], 0, "ada") == [], "it is its turn already"
        assert service.prioritise(session, floor.project.id, [first], rules.IN_TURN, "ada") == [first], "put back"
        assert service.prioritise(session, floor.project.id, [second], rules.LAST, "ada") == [second]
    with engine.launch(own_url, declared=[queues.lane("simulated", 1, look_seconds=0.05)]):
        assert wait(floor, first, second, third) == ["done"] * 3
        with transaction(floor.database) as session, pytest.raises(NotInThatState, match="nothing waits any more"):
            service.prioritise(session, floor.project.id, [first], 0, "ada")

    with transaction(floor.database) as session:
        told = [event.fact for event in record.events(session, floor.project.id)]
    sent = [fact["body"]["order"] for fact in told if fact["verb"] == "order.submitting"]
    assert sent == [str(third), str(first), str(second)]
    assert [fact["body"]["priority"] for fact in told if fact["verb"] == "orders.prioritised"] == [0, 5, 9]


def test_an_order_whose_work_broke_inside_the_studio_is_closed_with_its_money_back(
    working: Floor,
) -> None:
    with transaction(working.database) as session:
        made = order(working, session)
        changed = dict(made.request) | {"prompt": "something else"}
        made.request, made.digest = changed, "0" * 64
    until = time.monotonic() + PATIENCE
    closed: list[Order] = []
    while not closed and time.monotonic() < until:
        with transaction(working.database) as session:
            closed = service.close_lost(session, [made.id])
        time.sleep(0.05)

    (lost,) = closed
    assert (lost.state, lost.cause) == (State.FAILED, Cause.PROVIDER_FAULT)
    assert lost.says == "The order was changed after it was authorised; order it again."
    assert working.money().left == working.money().limit
    with transaction(working.database) as session:
        assert service.close_lost(session, [made.id]) == []


def test_a_full_disk_loses_no_clip_that_was_paid_for(working: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    full = [Unavailable("The disk is full.")] * 4
    script = Scripted(fetches=[*full, None])
    monkeypatch.setitem(cast(dict[str, Provider], tools.tools().providers), "simulated", script)
    with transaction(working.database) as session:
        made = order(working, session)
    assert wait(working, made.id) == ["fetching"]
    with transaction(working.database) as session:
        broken = store.one(session, made.id)
        assert service.is_broken_off(broken)
        assert service.why_broken_off(broken) == "The disk is full."
        assert service.close_lost(session, [made.id]) == [], "it was sent, so it is not given up"

    with transaction(working.database) as session:
        assert order(working, session).id == made.id

    assert wait(working, made.id) == ["done"]
    assert (len(script.sent), count(working, Take)) == (1, 1)


def test_what_is_at_a_service_though_the_work_on_it_ended_is_gone_on_with(working: Floor) -> None:
    with transaction(working.database) as session:
        made = order(working, session)
    assert wait(working, made.id) == ["done"]
    working.put(str(made.id), state=State.RUNNING)

    with transaction(working.database) as session:
        assert service.is_broken_off(store.one(session, made.id))
        assert order(working, session).runs == 2
    assert wait(working, made.id) == ["done"]
    assert count(working, Take) == 1


def test_an_order_whose_sending_is_unknown_holds_up_nobody_and_is_not_closed(floor: Floor, own_url: URL) -> None:
    made = UUID(floor.order(state=State.SUBMIT_UNKNOWN))
    with engine.launch(own_url, worker=False), transaction(floor.database) as session:
        assert service.over(session, [made])
        assert service.close_lost(session, [made]) == []
