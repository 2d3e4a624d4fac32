"""The durable moments of an order, each as good done twice as once, whatever the service does."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from rushes.craft.provenance.verify import State as Signature
from rushes.craft.provenance.verify import verify
from rushes.db.session import transaction
from rushes.generation import steps, tools
from rushes.generation.errors import NoSuchOrder
from rushes.generation.rules import State
from rushes.generation.steps import Leg
from rushes.generation.store import Hand
from rushes.governance import service as governance
from rushes.governance.errors import VoidGrant
from rushes.governance.tables import LedgerRow
from rushes.kernel.errors import Unavailable
from rushes.kernel.money import Money
from rushes.providers.base import Done, Request, Sent, Trace, Waiting
from rushes.providers.errors import Ambiguous, Cause, NotNow, ProviderFailure
from rushes.quality import service as quality
from rushes.takes import service as takes
from rushes.takes.tables import Take, TakeNumber
from tests.generation.conftest import Floor

TEN = Money.of("10", "USD")
HALF_SECOND = Money.of("0.05", "USD")
HIGH = Money.of("0.075", "USD")
MODERATED = ProviderFailure(Cause.INPUT_MODERATION, "The prompt was refused.", "Say it otherwise.", '{"code": 17}')
BLOCKED = {"rule": "clearance", "says": "CH-ADA is blocked in assets.csv; clear it, or take it out of S01-SH01."}
Step = Callable[[Hand], State | Leg]
ALL: tuple[Step, ...] = (steps.send, steps.wait, steps.bring_home, steps.check, steps.settle)


def walk(order: str, *through: Step) -> list[State]:
    """Take these steps one after another."""
    hand = Hand(order)
    came = [step(hand) for step in through]
    return [one.state if isinstance(one, Leg) else one for one in came]


def take_of(floor: Floor, order: str) -> Take:
    with transaction(floor.database) as session:
        return takes.by_order(session, UUID(order))


def test_an_order_becomes_a_signed_checked_and_paid_take(floor: Floor) -> None:
    order = floor.order()

    assert walk(order, *ALL) == ["queued", "fetching", "checking", "checking", "done"]
    take = take_of(floor, order)
    assert (take.code, take.frames, take.probe["width"]) == ("S01-SH01-T01", 12, 128)
    assert verify(floor.blobs.local(take.media), tools.tools().keys.anchors).state is Signature.VALID
    assert floor.blobs.has(take.poster)
    with transaction(floor.database) as session:
        found = quality.of(session, [take.id])[take.id]
    assert {"decodes", "duration", "aspect"} <= {row.check for row in found}
    assert (floor.money().spent, floor.money().reserved) == (HALF_SECOND, Money(0, "USD"))
    assert floor.told() == ["authorised", "submitting", "queued", "fetching", "checking", "done"]
    assert not list(tools.tools().scratch.iterdir())


def test_every_step_done_twice_is_done_once(floor: Floor) -> None:
    order = floor.order()
    twice = [step for step in ALL for _ in range(2)]
    walk(order, *twice)
    walk(order, *ALL)

    assert floor.now(order).state == State.DONE
    assert floor.service.sent == [order]
    assert floor.told() == ["authorised", "submitting", "queued", "fetching", "checking", "done"]
    assert floor.money().left == TEN - HALF_SECOND
    with transaction(floor.database) as session:
        assert session.scalar(select(func.count()).select_from(Take)) == 1
        assert session.scalar(select(func.count()).select_from(TakeNumber)) == 1
        assert session.scalar(select(func.count()).select_from(LedgerRow)) == 3


def test_the_simulated_service_makes_a_take_the_same_way(floor: Floor) -> None:
    order = floor.order(provider="simulated")

    assert walk(order, *ALL)[-1] == State.DONE


@pytest.mark.parametrize("cause", Cause)
def test_a_service_that_refuses_fails_the_order_with_its_cause_and_gives_the_money_back(
    floor: Floor, cause: Cause
) -> None:
    floor.service.submits = [ProviderFailure(cause, "No.", "Do this.", "raw")]
    order = floor.order()

    assert walk(order, *ALL) == ["failed"] * 5
    now = floor.now(order)
    assert (now.state, now.cause, now.says, now.raw) == ("failed", cause, "No. Do this.", "raw")
    assert floor.money().left == TEN


def test_a_service_that_answers_with_bytes_of_nothing_still_fails_with_a_sentence(floor: Floor) -> None:
    floor.service.submits = [ProviderFailure(Cause.PROVIDER_FAULT, "No\0.", raw="\0\0<html>")]
    order = floor.order()

    assert walk(order, *ALL)[-1] == State.FAILED
    assert (floor.now(order).says, floor.now(order).raw) == ("No.", "<html>")


def test_a_failure_while_it_runs_fails_the_order(floor: Floor) -> None:
    floor.service.polls = [Waiting("queued"), Waiting(), MODERATED]
    order = floor.order()

    assert walk(order, steps.send, steps.wait, steps.settle) == ["queued", "failed", "failed"]
    assert floor.told() == ["authorised", "submitting", "queued", "running", "failed"]
    assert floor.now(order).says == "The prompt was refused. Say it otherwise."
    assert floor.money().left == TEN


def test_a_service_that_puts_a_running_order_back_into_its_queue_is_waited_for(floor: Floor) -> None:
    floor.service.polls = [Waiting("running"), Waiting("queued"), Waiting("a status of tomorrow"), Done()]
    order = floor.order()

    assert walk(order, steps.send, steps.wait) == ["queued", "fetching"]
    assert floor.told()[2:] == ["queued", "running", "fetching"]


@pytest.mark.parametrize("silence", [Ambiguous("no answer"), OSError("line dead"), ZeroDivisionError()])
def test_no_answer_to_sending_is_unknown_until_the_service_knows_the_order(floor: Floor, silence: Exception) -> None:
    floor.service.submits = [silence]
    floor.service.finds = [Trace.UNSURE, NotNow(Cause.RATE_LIMIT, "Later."), "remote-9"]
    order = floor.order()

    assert walk(order, steps.send) == ["submit_unknown"]
    assert floor.money().reserved == HIGH, "it may be billed"
    assert walk(order, steps.send, steps.reconcile, steps.reconcile) == ["submit_unknown"] * 3
    assert walk(order, steps.reconcile, steps.reconcile) == ["queued", "queued"]
    assert floor.now(order).remote == "remote-9"
    assert walk(order, *ALL)[-1] == State.DONE
    assert floor.service.sent == [order]


def test_of_two_lost_orders_only_one_is_what_was_found(floor: Floor) -> None:
    floor.service.submits = [Ambiguous("no answer")]
    first, second = floor.order(), floor.order(attempt=2)
    walk(first, steps.send)
    walk(second, steps.send)

    assert walk(first, steps.reconcile) == ["queued"]
    leg = steps.reconcile(Hand(second))
    assert leg.state is State.SUBMIT_UNKNOWN
    assert leg.pause > 0, "the service is asked again"
    floor.service.finds = ["remote-2"]
    assert walk(second, steps.reconcile) == ["queued"]


def test_what_may_be_an_order_that_was_sent_meanwhile_is_not_taken_for_a_lost_one(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    floor.service.submits = [Ambiguous("no answer")]
    order = floor.order()
    walk(order, steps.send)
    rivals: list[list[str]] = []

    def find(sent: Sent) -> str:
        rivals.append([*sent.rivals])
        if len(rivals) == 1:
            rivals.append([floor.order(state=State.SUBMITTING, attempt=2)])
        return "remote-9"

    monkeypatch.setattr(floor.service, "find", find)
    assert walk(order, steps.reconcile) == ["submit_unknown"]
    assert walk(order, steps.reconcile) == ["queued"], "now its service knew of the other when it answered"
    assert rivals == [[], rivals[1], rivals[1]]


@pytest.mark.parametrize("finds", [*Trace, "remote-2"])
def test_work_that_doubts_an_order_leaves_it_to_that_which_a_person_began(
    floor: Floor, monkeypatch: pytest.MonkeyPatch, finds: str | Trace
) -> None:
    floor.service.submits, floor.service.finds = [Ambiguous("no answer")], [Trace.UNSURE]
    order = floor.order()
    assert steps.advance(order).pause > 0

    def find(sent: Sent) -> str | Trace:
        floor.put(order, state=State.QUEUED, remote="remote-1", runs=2)
        return finds

    monkeypatch.setattr(floor.service, "find", find)
    assert steps.advance(order, 1) == Leg(State.QUEUED, passed_on=True), "while its service was asked"
    assert steps.advance(order, 1) == Leg(State.QUEUED, passed_on=True), "before"
    assert steps.advance(order, 2) == Leg(State.DONE)


def test_what_a_process_sent_that_had_slept_until_it_was_given_up_is_brought_home_and_paid(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = floor.order()

    def submit(asked: Request, key: str) -> str:
        floor.put(key, state=State.SUBMIT_UNKNOWN)
        assert steps.advance(key) == Leg(State.FAILED), "as another process does, which took its work over"
        return "remote-1"

    monkeypatch.setattr(floor.service, "submit", submit)
    floor.service.finds = [Trace.ABSENT]
    assert steps.advance(order) == Leg(State.DONE)
    assert floor.told()[-5:] == ["failed", "running", "fetching", "checking", "done"]
    assert (floor.money().spent, floor.money().reserved) == (HALF_SECOND, Money(0, "USD"))


def test_an_order_left_between_sending_and_answer_by_a_crash_is_never_sent_again(floor: Floor) -> None:
    order = floor.order(state=State.SUBMITTING)

    assert walk(order, steps.send, steps.send) == ["submit_unknown", "submit_unknown"]
    assert floor.service.sent == []
    assert walk(order, steps.reconcile, *ALL[1:])[-1] == State.DONE


def test_what_was_changed_after_it_was_granted_is_not_sent(floor: Floor) -> None:
    floor.service.submits = [NotNow(Cause.RATE_LIMIT, "Later.")]
    order = floor.order()
    walk(order, steps.send)
    floor.service.sent.clear()
    floor.put(order, request=floor.now(order).request | {"prompt": "something else"})

    with pytest.raises(VoidGrant):
        steps.send(Hand(order))
    assert floor.service.sent == []
    assert floor.now(order).state == State.AUTHORISED


def test_a_budget_that_does_not_reach_refuses_the_order_with_a_sentence(floor: Floor) -> None:
    with transaction(floor.database) as session:
        governance.set_budget(session, floor.project.id, Money.of("0.07", "USD"))
    order = floor.order()

    assert walk(order, *ALL) == ["refused"] * 5
    assert "is left. Raise" in floor.now(order).says
    assert floor.service.sent == []
    assert floor.money().left == Money.of("0.07", "USD")


def test_a_budget_in_another_currency_refuses_with_a_sentence(floor: Floor) -> None:
    with transaction(floor.database) as session:
        governance.set_budget(session, floor.project.id, Money.of("10", "EUR"))
    order = floor.order()

    assert walk(order, steps.send) == ["refused"]
    assert "the budget is in EUR" in floor.now(order).says


def test_a_blocked_asset_refuses_the_order_and_is_named(floor: Floor) -> None:
    order = floor.order()
    floor.put(order, snapshot=floor.now(order).snapshot | {"refusal": BLOCKED})

    assert walk(order, steps.send, steps.send) == ["refused", "refused"]
    assert floor.now(order).says == BLOCKED["says"]
    assert floor.told() == ["refused"]


def test_a_reported_cost_is_what_is_booked(floor: Floor) -> None:
    floor.service.polls = [Done(cost=Money.of("0.06", "USD"))]
    walk(floor.order(), *ALL)

    assert floor.money().spent == Money.of("0.06", "USD")


def test_a_cost_reported_in_another_currency_counts_as_estimated(floor: Floor) -> None:
    floor.service.polls = [Done(cost=Money.of("7", "EUR"))]

    assert walk(floor.order(), *ALL)[-1] == State.DONE
    assert floor.money().spent == HALF_SECOND


@pytest.mark.parametrize("garbage", [b"", b"<html>Sign in</html>", b"\x00" * 5000])
def test_garbage_is_no_take_and_says_so(floor: Floor, garbage: bytes) -> None:
    floor.service.fetches = [garbage]
    order = floor.order()

    assert walk(order, *ALL)[-1] == State.FAILED
    now = floor.now(order)
    assert now.cause == Cause.PROVIDER_FAULT
    assert now.says.startswith("What was delivered cannot be used: ")
    assert floor.money().left == TEN - HALF_SECOND, "it was made, and is paid"
    assert floor.money().reserved == Money(0, "USD")
    with transaction(floor.database) as session:
        assert takes.every(session, floor.project.id, "shot") == []
    assert not list(tools.tools().scratch.iterdir())


def test_a_number_whose_clip_never_came_is_not_used_by_the_next_take(floor: Floor) -> None:
    floor.service.fetches = [b"garbage", None]
    walk(floor.order(attempt=1), *ALL)
    second = floor.order(attempt=2)
    walk(second, *ALL)

    assert take_of(floor, second).code == "S01-SH01-T02"


def test_what_a_lost_clip_cost_is_booked_when_the_service_said_it(floor: Floor) -> None:
    floor.service.polls = [Done(cost=Money.of("0.06", "USD"))]
    floor.service.fetches = [ProviderFailure(Cause.EXPIRED, "The clip is gone.")]

    assert walk(floor.order(), *ALL)[-1] == State.FAILED
    assert (floor.money().spent, floor.money().reserved) == (Money.of("0.06", "USD"), Money(0, "USD"))


@pytest.mark.parametrize("break_", [OSError("line dead"), Unavailable("The disk is full.")])
def test_a_download_that_breaks_can_be_tried_again_and_is_no_fault_of_the_service(
    floor: Floor, break_: Exception
) -> None:
    floor.service.fetches = [break_, None]
    order = floor.order()
    walk(order, *ALL[:2])

    with pytest.raises(type(break_)):
        steps.bring_home(Hand(order))
    assert floor.now(order).state == State.FETCHING
    assert walk(order, *ALL[2:])[-1] == State.DONE
    assert take_of(floor, order).code == "S01-SH01-T01"


def test_what_was_finished_while_the_studio_was_off_is_brought_home_however_late_it_is(floor: Floor) -> None:
    floor.service.fetches = [NotNow(Cause.PROVIDER_FAULT, "No network yet."), None]
    order = floor.order()
    walk(order, steps.send)
    floor.put(order, sent_at=datetime.now(UTC) - timedelta(days=3))

    leg = steps.advance(order)
    assert (leg.state, leg.pause > 0) == (State.FETCHING, True)
    assert steps.advance(order) == Leg(State.DONE)


def test_checking_needs_no_scratch_folder_left_by_another_process(floor: Floor) -> None:
    order = floor.order()
    walk(order, *ALL[:3])
    tools.tools().scratch.rmdir()

    assert walk(order, *ALL[3:]) == ["checking", "done"]


def test_an_order_that_is_none_is_a_sentence(floor: Floor) -> None:
    with pytest.raises(NoSuchOrder, match="no order"):
        steps.send(Hand(str(uuid4())))
