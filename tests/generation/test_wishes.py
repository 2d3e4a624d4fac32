"""What a person or a service wishes of an order under way: to stop, to look now, to look again; what a person found."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import URL

from rushes.db.session import transaction
from rushes.generation import gateway, holds, rules, service, steps, store
from rushes.generation.errors import NotInThatState, Unmakeable
from rushes.generation.rules import State, Truth
from rushes.generation.steps import Leg
from rushes.generation.store import Hand
from rushes.governance import record
from rushes.jobs import engine
from rushes.kernel.money import Money
from rushes.providers.base import Cancelled, Done, Waiting
from rushes.providers.errors import Ambiguous, Cause, Medium, NotNow, Objection, ProviderFailure
from tests.generation.conftest import Floor
from tests.generation.test_steps import ALL, HIGH, TEN, walk

BUSY = NotNow(Cause.RATE_LIMIT, "Too many.", "Later.", after=7.0)
OWING = NotNow(Cause.BALANCE, "The account is empty.", "Top it up.")
GONE = ProviderFailure(Cause.CANCELLED, "It was cancelled there.")


@pytest.fixture
def office(floor: Floor, own_url: URL) -> Iterator[Floor]:
    """The floor with an engine that starts work and does none."""
    with engine.launch(own_url, worker=False):
        yield floor


def cancel(floor: Floor, *orders: str) -> dict[State, int]:
    with transaction(floor.database) as session:
        return dict(service.cancel(session, floor.project.id, [UUID(order) for order in orders], "ada"))


def test_what_the_service_did_not_take_is_sent_again_when_it_asks_for_it(floor: Floor) -> None:
    floor.service.submits = [BUSY, BUSY, "remote-1"]
    order = floor.order()

    first, second = steps.send(Hand(order)), steps.send(Hand(order))
    assert (first.state, first.pause) == (State.AUTHORISED, 7.0)
    assert second.state is State.AUTHORISED
    assert floor.now(order).says == "Too many. Later."
    assert floor.money().reserved == HIGH, "its money stays reserved"
    assert walk(order, *ALL)[-1] == State.DONE
    assert floor.service.sent == [order] * 3
    assert floor.told()[:5] == ["authorised", "submitting", "authorised", "submitting", "authorised"]


def test_an_empty_account_holds_up_every_order_says_so_once_and_lets_one_try(floor: Floor) -> None:
    floor.service.submits = [OWING, OWING, "remote-1"]
    first, second = floor.order(), floor.order(attempt=2)

    assert walk(first, steps.send) == walk(second, steps.send) == ["authorised"]
    assert floor.service.sent == [first], "the second was not even sent"
    with transaction(floor.database) as session:
        said = [event.fact for event in record.events(session, floor.project.id)]
        hold = holds.of(session, "scripted")
        assert hold is not None
        assert (hold.cause, hold.says) == ("balance", "The account is empty. Top it up.")
        hold.next_try = datetime.now(UTC) - timedelta(seconds=1)
    assert [fact["verb"] for fact in said].count("provider.held") == 1

    assert walk(second, steps.send, steps.send) == ["authorised", "authorised"], "one try, not one each"
    assert floor.service.sent == [first, second]
    with transaction(floor.database) as session:
        assert holds.lift(session, "scripted")
        assert not holds.lift(session, "scripted")
    assert walk(first, *ALL)[-1] == State.DONE


def test_an_order_that_goes_through_lifts_the_hold(floor: Floor) -> None:
    floor.service.submits = [OWING, "remote-1"]
    order = floor.order()
    walk(order, steps.send)
    with transaction(floor.database) as session:
        hold = holds.of(session, "scripted")
        assert hold is not None
        hold.next_try = datetime.now(UTC)

    assert walk(order, steps.send) == ["queued"]
    with transaction(floor.database) as session:
        assert holds.every(session) == {}


def test_what_was_not_sent_is_cancelled_at_once_and_its_money_is_back(office: Floor) -> None:
    office.service.submits = [BUSY]
    fresh, put_off = office.order(), office.order(attempt=2)
    walk(put_off, steps.send)

    assert cancel(office, fresh, put_off) == {State.CANCELLED: 2}
    assert walk(fresh, *ALL) == walk(put_off, *ALL) == ["cancelled"] * 5
    assert office.service.sent == [put_off]
    assert office.money().left == TEN
    assert cancel(office, fresh) == {State.CANCELLED: 1}
    with transaction(office.database) as session:
        told = [event.fact for event in record.events(session, office.project.id)][-1]
    assert (told["verb"], sorted(told["body"]["orders"])) == ("orders.cancelled", sorted([fresh, put_off]))


@pytest.mark.parametrize(("became", "ends"), [(Cancelled.DONE, State.CANCELLED), (Cancelled.REFUSED, State.DONE)])
def test_what_is_at_a_service_is_asked_to_stop_and_a_paid_take_that_still_comes_is_kept(
    office: Floor, became: Cancelled, ends: State
) -> None:
    office.service.cancels = [became]
    order = office.order()
    walk(order, steps.send)

    assert cancel(office, order) == {State.CANCELLING: 1}
    assert walk(order, *ALL)[-1] == ends
    assert ("cancel_refused" in office.told()) is (became is Cancelled.REFUSED)
    assert office.money().reserved == Money(0, "USD")


def test_a_service_that_may_stop_is_asked_once_and_looked_at_until_it_says(office: Floor) -> None:
    office.service.cancels, office.service.polls = [Cancelled.ASKED], [Waiting(), Waiting(), GONE]
    order = office.order()
    walk(order, steps.send)
    cancel(office, order)

    assert walk(order, *ALL)[-1] == State.CANCELLED
    assert office.service.stopped == ["remote-1"]
    assert office.money().left == TEN


def test_an_order_that_may_have_been_sent_is_not_cancelled_blindly(office: Floor) -> None:
    order = office.order(state=State.SUBMIT_UNKNOWN)

    assert cancel(office, order) == {State.SUBMIT_UNKNOWN: 1}


def unknown(floor: Floor, attempt: int = 1) -> str:
    """An order to which no answer came."""
    floor.service.submits = [Ambiguous("no answer")]
    order = floor.order(attempt=attempt)
    walk(order, steps.send)
    return order


def resolve(floor: Floor, order: str, truth: Truth, remote: str = "") -> None:
    with transaction(floor.database) as session:
        gateway.resolve(session, store.one(session, order, lock=True), truth, "ada", remote)


def test_a_person_who_finds_it_there_brings_it_home(office: Floor) -> None:
    order = unknown(office)
    with pytest.raises(Unmakeable, match="Say under which id"):
        resolve(office, order, Truth.ACCEPTED)
    resolve(office, order, Truth.ACCEPTED, "remote-7")

    assert (office.now(order).state, office.now(order).remote, office.now(order).runs) == ("queued", "remote-7", 2)
    assert walk(order, *ALL)[-1] == State.DONE
    with pytest.raises(NotInThatState, match="nothing is unknown"):
        resolve(office, order, Truth.NEVER)


def test_what_a_person_finds_the_next_day_is_still_brought_home(office: Floor) -> None:
    order = unknown(office)
    office.put(order, sent_at=datetime.now(UTC) - timedelta(hours=20))
    resolve(office, order, Truth.ACCEPTED, "remote-7")

    assert steps.advance(order, 2) == Leg(State.DONE)


def test_one_id_at_a_service_is_one_order_whatever_a_person_says(office: Floor) -> None:
    walk(office.order(), steps.send)
    lost = unknown(office, attempt=2)
    with pytest.raises(Unmakeable, match="Another order is the one that has the id remote-1"):
        resolve(office, lost, Truth.ACCEPTED, "remote-1")
    resolve(office, lost, Truth.ACCEPTED, "remote-2")

    assert office.now(lost).remote == "remote-2"


def test_the_id_that_a_service_shows_becomes_the_one_by_which_it_is_asked(office: Floor) -> None:
    office.service.prefix = "app|"
    order = unknown(office)
    with pytest.raises(Unmakeable, match="keeps nothing of it"):
        resolve(office, order, Truth.ACCEPTED, "lost")
    resolve(office, order, Truth.ACCEPTED, "7")

    assert office.now(order).remote == "app|7"


def test_one_that_was_given_up_or_looked_for_under_a_wrong_id_can_still_be_there(office: Floor) -> None:
    office.service.polls = [ProviderFailure(Cause.NOT_FOUND, "No such task."), Done()]
    order = unknown(office)
    resolve(office, order, Truth.NEVER)
    resolve(office, order, Truth.ACCEPTED, "remote-8")
    assert steps.advance(order, 2) == Leg(State.FAILED), "there is none of that id"
    resolve(office, order, Truth.ACCEPTED, "remote-9")

    assert steps.advance(order, 3) == Leg(State.DONE)
    assert (office.now(order).remote, office.now(order).cause) == ("remote-9", "")
    assert (office.money().spent, office.money().reserved) == (Money.of("0.05", "USD"), Money(0, "USD"))


@pytest.mark.parametrize(("truth", "spent"), [(Truth.NEVER, Money(0, "USD")), (Truth.BILLED, HIGH)])
def test_a_person_who_finds_it_lost_says_what_it_cost(office: Floor, truth: Truth, spent: Money) -> None:
    order = unknown(office)
    resolve(office, order, truth)

    assert office.now(order).state == State.FAILED
    assert office.now(order).says == f"ada looked: {rules.KNOWN[truth]}"
    assert (office.money().spent, office.money().reserved) == (spent, Money(0, "USD"))


def test_what_is_found_after_it_was_given_up_is_kept_and_paid_once(office: Floor) -> None:
    office.service.fetches = [ProviderFailure(Cause.EXPIRED, "The link is dead."), None]
    office.service.polls = [Done(cost=Money.of("0.06", "USD"))]
    order = office.order()
    assert walk(order, *ALL)[-1] == State.FAILED
    with transaction(office.database) as session:
        gateway.look_again(session, store.one(session, order, lock=True), "ada")

    assert walk(order, *ALL)[-1] == State.DONE
    assert office.money().spent == Money.of("0.06", "USD")
    with transaction(office.database) as session, pytest.raises(NotInThatState):
        gateway.look_again(session, store.one(session, order, lock=True), "ada")


def test_what_a_model_made_that_has_left_the_list_is_brought_home_for_what_was_reserved(
    office: Floor,
) -> None:
    office.service.polls = [ProviderFailure(Cause.EXPIRED, "Late."), Done("clip")]
    order = office.order()
    walk(order, *ALL)
    office.put(order, request=office.now(order).request | {"model": "of-yesterday"})
    with transaction(office.database) as session:
        gateway.look_again(session, store.one(session, order, lock=True), "ada")

    assert walk(order, *ALL)[-1] == State.DONE
    assert office.money().spent == HIGH


def test_a_moderators_refusal_keeps_what_it_is_about_and_what_may_be_tried(floor: Floor) -> None:
    refused = ProviderFailure(Cause.OUTPUT_MODERATION, "The sound.", medium=Medium.AUDIO, objection=Objection.COPYRIGHT)
    floor.service.polls = [refused]
    order = floor.order()
    walk(order, *ALL)

    now = floor.now(order)
    assert (now.cause, now.medium, now.objection) == ("output_moderation", "audio", "copyright")
    assert service.remedy(now).offers[0] is rules.Offer.WITHOUT_AUDIO


def test_a_download_that_cannot_be_had_now_is_had_later_and_given_up_after_a_day(floor: Floor) -> None:
    floor.service.fetches = [NotNow(Cause.PROVIDER_FAULT, "Busy.")]
    order = floor.order()
    walk(order, *ALL[:2])

    leg = steps.bring_home(Hand(order))
    assert leg.state is State.FETCHING
    assert leg.pause > 0
    made = datetime.now(UTC) - timedelta(hours=25)
    floor.put(order, output={"output": "", "reported": {}, "at": made.isoformat()})
    assert steps.bring_home(Hand(order)).state is State.FETCHING, "it was hardly tried"
    floor.put(order, tries=rules.FEWEST_FETCHES)
    assert steps.bring_home(Hand(order)).state is State.FAILED
    assert floor.now(order).cause == Cause.EXPIRED


def test_orders_that_run_now_are_written_at_once_but_for_one_that_somebody_has_in_hand(floor: Floor) -> None:
    floor.service.submits = ["remote-1", "remote-2"]
    first, second = floor.order(), floor.order(attempt=2)
    for order in (first, second):
        assert walk(order, steps.send) == [State.QUEUED]

    with transaction(floor.database) as held:
        store.one(held, second, lock=True)
        with transaction(floor.database) as session:
            assert store.begun(session, [first, second]) == {first}
    assert (floor.now(first).state, floor.now(second).state) == (State.RUNNING, State.QUEUED)
    with transaction(floor.database) as session:
        assert store.begun(session, [first, second]) == {second}, "and the first is not told of twice"
    assert floor.told().count("running") == 2
