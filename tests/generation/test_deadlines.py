"""What becomes of an order that its service has not ended by its deadline: it is asked to stop, and may refuse."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import URL

from rushes.db.session import transaction
from rushes.generation import compose, gateway, rules, service, steps, store, tools
from rushes.generation.rules import State
from rushes.generation.steps import Leg
from rushes.governance import record
from rushes.jobs import engine
from rushes.kernel.money import MICROS, Money
from rushes.providers import ark
from rushes.providers.base import Answer, Cancelled, Done, Spec, Waiting
from rushes.providers.errors import Cause, NotNow, ProviderFailure
from rushes.takes import service as takes
from tests.generation.conftest import SCRIPTED, Floor
from tests.generation.test_steps import ALL, HALF_SECOND, TEN, walk
from tests.making import SMALL, material
from tests.providers.ark_account import Account, opened
from tests.simulators.ark import Service
from tests.simulators.kit import Clock

NOTHING = Money(0, "USD")
GONE = ProviderFailure(Cause.CANCELLED, "It was cancelled there.")
LATE = "A script did not end it in 6 hours, its deadline"


@pytest.fixture
def office(floor: Floor, own_url: URL) -> Iterator[Floor]:
    """The floor with an engine that starts work and does none."""
    with engine.launch(own_url, worker=False):
        yield floor


def sent(floor: Floor, hours: float, **fields: object) -> str:
    """An order that was sent so many hours ago."""
    order = floor.order()
    walk(order, steps.send)
    floor.put(order, sent_at=datetime.now(UTC) - timedelta(hours=hours), **fields)
    return order


def test_each_model_has_a_deadline_of_its_own(floor: Floor) -> None:
    models = tuple(replace(model, deadline=24 * 3600) for model in SCRIPTED.models)
    tools.equip(replace(tools.tools(), specs={"scripted": replace(SCRIPTED, models=models)}))
    floor.service.polls = [Waiting("queued"), Done()]

    assert walk(sent(floor, hours=7), *ALL[1:])[-1] == State.DONE
    assert floor.service.stopped == []


def test_what_its_service_stops_at_the_deadline_expires_and_costs_nothing(floor: Floor) -> None:
    floor.service.polls, floor.service.cancels = [Waiting("queued")], [Cancelled.DONE]
    order = sent(floor, hours=7)

    assert walk(order, steps.wait, steps.settle) == ["expired", "expired"]
    assert floor.service.stopped == ["remote-1"]
    assert floor.now(order).says == f"{LATE}, and has stopped it. Order it again."
    assert floor.told()[2:] == ["queued", "cancelling", "expired"]
    assert floor.money().left == TEN
    with transaction(floor.database) as session:
        why = next(event.fact for event in record.events(session, floor.project.id) if "cancelling" in str(event.fact))
        assert why["body"]["says"] == f"{LATE}; it is asked to stop."
        assert service.over(session, [UUID(order)])


def test_what_its_service_goes_on_with_is_waited_for_and_a_paid_take_is_kept(floor: Floor) -> None:
    floor.service.polls = [Waiting(), Waiting(), Done(cost=Money.of("0.06", "USD"))]
    floor.service.cancels = [Cancelled.REFUSED]
    order = sent(floor, hours=6.5)

    assert walk(order, steps.wait) == ["fetching"]
    assert floor.told()[2:] == ["queued", "cancelling", "cancel_refused", "fetching"]
    assert (floor.now(order).cause, floor.now(order).says) == ("", "")
    assert walk(order, *ALL[2:])[-1] == State.DONE
    assert floor.service.stopped == ["remote-1"], "asked once"
    assert (floor.money().spent, floor.money().reserved) == (Money.of("0.06", "USD"), NOTHING)


def test_while_it_is_waited_for_its_line_says_that_it_will_be_paid(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    poll = floor.service.poll

    def looked(remote: str) -> Answer:
        said.append(floor.now(order).says)
        return poll(remote)

    monkeypatch.setattr(floor.service, "poll", looked)
    floor.service.polls, floor.service.cancels = [Waiting(), Done()], [Cancelled.REFUSED]
    order = sent(floor, hours=6.5)
    walk(order, steps.wait)

    assert said[1:] == [f"{LATE}, and does not stop it: what it still makes is paid, and kept."]


@pytest.mark.parametrize("answer", [Cancelled.ASKED, Cancelled.REFUSED])
def test_what_does_not_end_even_then_expires_and_a_take_that_comes_later_still_is_kept_and_paid_once(
    office: Floor, answer: Cancelled
) -> None:
    office.service.polls, office.service.cancels = [Waiting()], [answer]
    order = sent(office, hours=7.1)

    assert steps.advance(order) == Leg(State.EXPIRED)
    assert office.now(order).says.startswith(f"{LATE}; look there before ordering it again.")
    assert service.offers(office.now(order)) == (rules.Offer.LOOK_AGAIN, rules.Offer.ORDER_AGAIN)
    assert office.money().left == TEN

    office.service.polls = [Done()]
    with transaction(office.database) as session:
        gateway.look_again(session, store.one(session, order, lock=True), "ada")
        assert not store.one(session, order).stop_asked, "at its next deadline it may be asked once more"
    assert steps.advance(order, 2) == Leg(State.DONE)
    assert (office.money().spent, office.money().reserved) == (HALF_SECOND, NOTHING)
    with transaction(office.database) as session:
        assert len(takes.every(session, office.project.id, "shot")) == 1


def test_a_service_that_says_later_that_it_stopped_has_let_it_expire(floor: Floor) -> None:
    floor.service.polls, floor.service.cancels = [Waiting(), Waiting(), GONE], [Cancelled.ASKED]
    order = sent(floor, hours=6.5)

    assert walk(order, steps.wait, steps.settle) == ["expired", "expired"]
    assert (floor.now(order).cause, floor.now(order).says) == (
        "expired", f"{LATE}, and has stopped it. Order it again.",
    )  # fmt: skip
    assert floor.money().left == TEN


def test_what_a_person_cancelled_before_its_deadline_is_not_asked_again_and_ends_as_cancelled(office: Floor) -> None:
    office.service.polls, office.service.cancels = [Waiting(), GONE], [Cancelled.ASKED]
    order = sent(office, hours=6.5)
    with transaction(office.database) as session:
        service.cancel(session, office.project.id, [UUID(order)], "ada")

    assert walk(order, *ALL)[-1] == State.CANCELLED
    assert office.service.stopped == ["remote-1"]


@pytest.mark.parametrize("breaks", [NotNow(Cause.RATE_LIMIT, "Later."), ZeroDivisionError()])
def test_a_service_that_cannot_be_asked_to_stop_is_asked_again(floor: Floor, breaks: Exception) -> None:
    floor.service.polls, floor.service.cancels = [Waiting()], [breaks, breaks, Cancelled.DONE]
    order = sent(floor, hours=6.5)

    assert walk(order, steps.wait) == ["expired"]
    assert floor.service.stopped == ["remote-1"] * 3


@pytest.fixture
def account(floor: Floor) -> Iterator[Account]:
    """An account at a pretend Ark where one task runs at a time, by which the floor's orders are made."""
    service = Service(latency=2.0, limit=1, clock=Clock(speed=1.0, ahead=time.time()))
    with opened(floor.blobs.root.parent, service) as account:
        yield account


def ordered(floor: Floor, account: Account, spec: Spec[Any], attempt: int) -> str:
    """An order to that account."""
    composed = compose.clip(material(), spec, SMALL, attempt, 1, ark.asks(account.stated))
    asked = composed.request
    return floor.order(provider="ark", attempt=attempt, digest=asked.digest, request=asked.plain())


def test_ark_takes_a_task_out_of_its_queue_and_goes_on_with_one_that_runs(floor: Floor, account: Account) -> None:
    spec = replace(ark.plugin, looks=(0.05, 0.1), models=(replace(ark.plugin.usual, deadline=0.2),))
    with account.ark() as connected:
        tools.equip(replace(tools.tools(), specs={"ark": spec}, providers={"ark": connected}))
        runs, waits = (ordered(floor, account, spec, attempt) for attempt in (1, 2))
        walk(runs, steps.send)
        walk(waits, steps.send)
        assert walk(waits, *ALL[1:])[-1] == State.EXPIRED
        assert walk(runs, *ALL[1:])[-1] == State.DONE

    assert floor.now(waits).says.endswith("and has stopped it. Order it again.")
    assert account.service.bill.count == 1
    assert floor.money().spent.micros == pytest.approx(account.service.bill.total * MICROS, abs=2)
    assert floor.money().reserved == NOTHING
    assert "cancel_refused" in floor.told()
