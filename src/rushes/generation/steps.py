"""The durable moments of an order: each opens its own transactions, takes an id, and is as good done twice as once."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from rushes import jobs
from rushes.craft.cards.asset import Asset
from rushes.craft.cards.card import Card
from rushes.db.session import transaction
from rushes.generation import arrival, costs, deadlines, holds, lost, placing, rules, service, store, together
from rushes.generation.rules import THERE, State
from rushes.generation.store import Hand, Seen
from rushes.generation.tables import Order
from rushes.generation.tools import tools
from rushes.governance import service as governance
from rushes.governance.errors import Refused
from rushes.governance.rules import Grant, Refusal
from rushes.kernel.errors import OverBudget, StudioError, Unavailable
from rushes.kernel.ids import Subject
from rushes.providers.base import Cancelled, Done, Makes, Provider, Request, Sent, Trace, Waiting
from rushes.providers.errors import Ambiguous, Cause, NotNow, ProviderFailure
from rushes.providers.pricing import Unpriced
from rushes.quality import cuts, expected, run
from rushes.quality import service as quality
from rushes.takes import service as takes

log = logging.getLogger(__name__)

GONE = "What was made could not be fetched for a day; look there before ordering it again."
NEVER = "The service never accepted it, so it cost nothing; order it again."


@dataclass(frozen=True)
class Leg:
    """
    Where a step has left an order, and how many seconds to rest before it goes on from there.

    `passed_on` says that another workflow goes on with it, since somebody found out what was not known.
    """

    state: State
    pause: float = 0.0
    passed_on: bool = False


@jobs.step(retries=3, stored=False)
def advance(order_id: str, run: int = 1) -> Leg:
    """
    Take an order as far as it goes now, from wherever it stands; what is done already is not done again.

    A pause says that it rests on the way, and when it goes on; without one it is over, or waits for a person.
    """
    hand = Hand(order_id)
    leg = send(hand, run)
    if leg.state is State.SUBMIT_UNKNOWN and not leg.passed_on:
        leg = reconcile(hand, run)
    if leg.passed_on:
        return leg
    if leg.state in THERE:
        leg = Leg(wait(hand))
    if leg.state is State.FETCHING:
        leg = bring_home(hand)
    if leg.state is State.CHECKING:
        check(hand)
    return leg if leg.pause or leg.state is State.SUBMIT_UNKNOWN else Leg(settle(hand))


def send(hand: Hand, run: int = 1) -> Leg:
    """
    Ask governance for a grant and send the order, at most once a grant.

    An attempt that may have been sent before is never sent again; one that the service certainly did not take is, after
    a pause.
    """
    with transaction(tools().database) as session:
        order = hand.now(session, lock=True)
        if order.runs != run:
            return Leg(State(order.state), passed_on=True)
        if order.state == State.SUBMITTING:
            store.move(session, order, State.SUBMIT_UNKNOWN, why="the process died while sending")
        grant = _authorise(session, order) if order.state == State.PROPOSED else None
        if order.state != State.AUTHORISED:
            return Leg(State(order.state))
        hold = holds.known(session, order.provider)
        if hold and not hold.tries:
            store.change(session, order, says=hold.says)
            return Leg(State.AUTHORISED, holds.AGAIN.total_seconds() / 4)
        asked = Request.of(order.request)
        grant = governance.valid(grant or governance.granted(session, order.id), asked.digest)
        if grant.micros:  # of which nothing is reserved may still come to be paid in another
            hand.paid_in = grant.currency
        store.move(session, order, State.SUBMITTING, {"sent_at": datetime.now(UTC)})
    return _sent(hand, tools().providers[order.provider], asked, hold is not None)


def reconcile(hand: Hand, run: int = 1) -> Leg:
    """
    Ask the service for an order that may have been accepted; it stays unknown until the service knows.

    Where it cannot look orders up, or never knew for an hour, a person must: there is nothing to rest for.
    """
    with transaction(tools().database) as session:
        order = hand.now(session, lock=True)
        if order.state != State.SUBMIT_UNKNOWN:
            return Leg(State(order.state))
        looks = order.tries
        store.change(session, order, tries=looks + 1)
        sent = lost.sent(session, order)
    provider = tools().providers[order.provider]
    if type(provider).find is Provider.find:
        return Leg(State.SUBMIT_UNKNOWN)
    try:
        found = provider.find(sent)
    except (NotNow, ProviderFailure):
        found = Trace.UNSURE
    if found is Trace.ABSENT:
        _fail(hand, ProviderFailure(Cause.NOT_FOUND, NEVER), only=State.SUBMIT_UNKNOWN)
    elif not isinstance(found, Trace):
        _accepted(hand, found, sent)
    with transaction(tools().database) as session:
        order = hand.now(session)
        state, passed_on = State(order.state), order.runs != run  # a person may have found out first
    return Leg(state, rules.next_doubt(looks) if state is State.SUBMIT_UNKNOWN else 0.0, passed_on)


def wait(hand: Hand) -> State:
    """Wait, without work, until the order is over there, or is not though it was asked to stop at its deadline."""
    order = hand.order
    while True:
        jobs.go_on()
        if order is None:
            with transaction(tools().database) as session:
                order = hand.now(session)
        state = State(order.state)
        if state not in THERE or order.remote is None:
            return state
        if state is State.CANCELLING and not order.stop_asked:
            state = _cancel(hand, order)
            if state not in THERE:
                return state
        known = "queued" if state is State.QUEUED else "running"
        news = tools().room(order.provider).wait(hand.id, order.remote, known, deadlines.patience(order))
        if news is None or (isinstance(news, Waiting) and _is_asked_to_stop(hand)):
            order = None
        elif isinstance(news, Waiting) or (state := _heard(hand, news)) not in THERE:
            return state


def bring_home(hand: Hand) -> Leg:
    """Download at once, verify by decoding, sign, store, and record the take; what was delivered is kept as it is."""
    order = hand.order
    if order is None or not hand.code:
        with transaction(tools().database) as session:
            order = hand.now(session)
            if order.state == State.FETCHING:
                hand.code = takes.number(session, order.project_id, Subject.of(order.subject), order.id)
    if order.state != State.FETCHING:
        return Leg(State(order.state))
    with tools().workbench() as folder:
        try:
            media = arrival.bring(order, hand.code, folder, tools())
        except ProviderFailure as failure:
            return Leg(_fail(hand, failure))
        except NotNow as why:
            return _fetched_later(hand, why)
        except Unavailable:
            raise
        except StudioError as error:
            unfit = f"What was delivered cannot be used: {error.detail}"
            return Leg(_fail(hand, ProviderFailure(Cause.PROVIDER_FAULT, unfit)))
    with transaction(tools().database) as session:
        hand.now(session, lock=True)
        kept = order.snapshot | arrival.told(order)
        hand.take = takes.bring_in(session, order.project_id, Subject.of(order.subject), order.id, media, kept)
        store.move(session, order, State.CHECKING, take=hand.take.code, media=media.file)
    return Leg(State.CHECKING)


def check(hand: Hand) -> State:
    """
    Ask every check about a clip, the one medium that has checks; what they saw is kept when the order is settled.

    Of a run it is seen where it cuts: its parts are checked.
    """
    if hand.take is None:
        with transaction(tools().database) as session:
            order = hand.now(session)
            if order.state != State.CHECKING:
                return State(order.state)
            hand.take = takes.by_order(session, order.id)
    assert hand.order is not None
    asked = Request.of(hand.order.request)
    if asked.makes is not Makes.VIDEO:
        return State.CHECKING
    plan, clip = hand.order.request["plan"], hand.take.media
    if together.SHOTS in plan:
        hand.cuts = cuts.found(tools().blobs.local(clip))
        return State.CHECKING
    card = Card.model_validate(plan["card"])
    cast = {asset.id: asset for asset in map(Asset.model_validate, plan["assets"])}
    with tools().workbench() as folder:
        findings = run.examine(tools().blobs.local(clip), expected.of(card, cast, asked), folder)
        images = {path.name: tools().blobs.put_file(path) for path in sorted(folder.glob("*.jpg"))}
    hand.seen = Seen(hand.take.id, findings, images)
    return State.CHECKING


def settle(hand: Hand) -> State:
    """Book what the order cost, or give back what was reserved; then it is over, expired if it still ran."""
    with transaction(tools().database) as session:
        order = hand.now(session, lock=True)
        state = State(order.state)
        if state is State.CHECKING:
            if hand.seen:
                quality.keep(session, *hand.seen)
            cost, prices = costs.charged(session, order)
            governance.settle(session, order.id, cost, prices, costs.used(order))
            paid = {"cost_micros": cost.micros, "currency": cost.currency}
            store.move(session, order, State.DONE, paid, cost=str(cost))
            if hand.take and together.SHOTS in order.request["plan"]:
                placing.parts(session, order, hand.take, hand.cuts, (cost, prices))
        elif state is not State.DONE:
            if state in THERE or state is State.AUTHORISED:
                why = deadlines.given_up(order)
                store.move(session, order, State.EXPIRED, why, says=why["says"])
            service.give_back(session, order)
        return State(order.state)


def _authorise(session: Session, order: Order) -> Grant | None:
    """A grant, or None and a refusal with its sentence: an answer, not a failure."""
    asked = Request.of(order.request)
    refusal = _refusal(order, tools().providers[order.provider], asked)
    try:
        estimate = tools().specs[order.provider].estimate(asked)
        used = estimate.used[1] if estimate.used else None
        grant = governance.authorise(
            session, order.project_id, order.id, order.digest, estimate.high, estimate.prices, refusal, order.who, used
        )
    except (Refused, OverBudget, Unpriced) as error:
        store.move(session, order, State.REFUSED, {"says": error.detail}, says=error.detail, code=error.code)
        return None
    store.move(session, order, State.AUTHORISED, reserved=str(estimate.high), digest=order.digest)
    return grant


def _refusal(order: Order, provider: Provider, asked: Request) -> Refusal | None:
    """What forbids the order: what was known when it was composed, or its provider, which knows its own limits."""
    said = order.snapshot.get("refusal")
    if said:
        return Refusal(**said)
    why = provider.refuses(asked)
    return Refusal("provider", why) if why else None


def _sent(hand: Hand, provider: Provider, asked: Request, lifts: bool) -> Leg:
    try:
        remote = provider.submit(asked, hand.id)
    except ProviderFailure as failure:
        return Leg(_fail(hand, failure))
    except NotNow as why:
        return _put_off(hand, why)
    except Ambiguous as why:
        return Leg(_move(hand, State.SUBMIT_UNKNOWN, why=str(why)))
    except Exception as error:
        log.warning("a provider broke while it sent %s", hand.id, exc_info=True)
        return Leg(_move(hand, State.SUBMIT_UNKNOWN, why=str(error)))
    return Leg(_accepted(hand, remote, None, lifts))


def _put_off(hand: Hand, why: NotNow) -> Leg:
    """Not accepted for certain: it may be sent again, and waits for a person first where only one can help."""
    with transaction(tools().database) as session:
        order = hand.now(session, lock=True)
        tries, says = order.tries, f"{why.says} {why.then}".strip()
        changed = {"tries": tries + 1, "says": says}
        store.move(session, order, State.AUTHORISED, changed, says=says, put_off=why.cause)
        if why.cause in rules.HELD_UP:
            holds.put(session, order.project_id, order.provider, why)
            return Leg(State.AUTHORISED, holds.AGAIN.total_seconds() / 4)
        return Leg(State.AUTHORISED, rules.next_try(tries, why.after))


def _cancel(hand: Hand, order: Order) -> State:
    assert order.remote is not None
    try:
        became = tools().providers[order.provider].cancel(order.remote)
    except Exception as error:
        if not isinstance(error, NotNow | ProviderFailure):
            log.warning("a provider broke while it was asked to stop %s", hand.id, exc_info=True)
        tools().room(order.provider).rest()
        return State.CANCELLING
    if became is Cancelled.ASKED:
        with transaction(tools().database) as session:
            store.change(session, hand.now(session, lock=True), stop_asked=True)
        return State.CANCELLING
    with transaction(tools().database) as session:
        order = hand.now(session, lock=True)
        if order.state == State.CANCELLING:
            to, why = _after_asking(order, became)
            store.move(session, order, to, why, **({"says": why["says"]} if why else {}))
        return State(order.state)


def _after_asking(order: Order, became: Cancelled) -> tuple[State, dict[str, Any]]:
    """What an order becomes by the answer of its service to a wish that it stops, and what changes in its row."""
    late = deadlines.has_passed(order)
    if became is Cancelled.DONE:
        return (State.EXPIRED, deadlines.stopped(order)) if late else (State.CANCELLED, {})
    return State.CANCEL_REFUSED, deadlines.refused(order) if late else {}


def _is_asked_to_stop(hand: Hand) -> bool:
    """Whether the service is to be asked that an order stops, whose deadline is over."""
    with transaction(tools().database) as session:
        return deadlines.passes(session, hand.now(session, lock=True))


def _heard(hand: Hand, news: Done | ProviderFailure) -> State:
    if isinstance(news, ProviderFailure):
        return _fail(hand, news)
    with transaction(tools().database) as session:
        order = hand.now(session, lock=True)
        if order.state not in THERE:
            return State(order.state)
        output = {"output": news.output, "reported": dict(news.reported), "at": datetime.now(UTC).isoformat()}
        used = {"amount": str(news.used.amount), "unit": news.used.unit} if news.used else {}
        told = {"tries": 0, "cause": "", "says": "", "output": output, "used": used}
        told |= costs.said(news.cost, hand.currency(session))
        hand.code = takes.number(session, order.project_id, Subject.of(order.subject), order.id)
        store.move(session, order, State.FETCHING, told)
        return State.FETCHING


def _fetched_later(hand: Hand, why: NotNow) -> Leg:
    with transaction(tools().database) as session:
        order = hand.now(session, lock=True)
        tries = order.tries
        store.change(session, order, tries=tries + 1)
        if not deadlines.fetching_is_over(order):
            return Leg(State.FETCHING, rules.next_try(tries, why.after))
    return Leg(_fail(hand, ProviderFailure(Cause.EXPIRED, GONE, raw=why.says)))


def _accepted(hand: Hand, remote: str, sent: Sent | None = None, lifts: bool = True) -> State:
    """
    The order is there, even one that was given up: the process that sent it may have slept for long.

    What was only found, by what is known of the order, may by now be another's. It `lifts` what held its provider up.
    """
    with transaction(tools().database) as session:
        order = hand.now(session, lock=True)
        given_up = order.state == State.FAILED and order.remote is None
        if not given_up and order.state not in {State.SUBMITTING, State.SUBMIT_UNKNOWN}:
            return State(order.state)
        if sent and lost.is_anothers(session, order, remote, sent):
            return State(order.state)
        known = {"remote": remote, "cause": "", "says": ""}
        store.move(session, order, State.RUNNING if given_up else State.QUEUED, known, remote=remote)
        if lifts:
            holds.lift(session, order.provider)
        return State(order.state)


def _move(hand: Hand, state: State, **facts: Any) -> State:
    with transaction(tools().database) as session:
        order = hand.now(session, lock=True)
        if rules.may_follow(State(order.state), state):
            store.move(session, order, state, **facts)
        return State(order.state)


def _fail(hand: Hand, failure: ProviderFailure, only: State | None = None) -> State:
    """The order has failed, `only` while it is in that state; or is cancelled, where that is what was wished."""
    with transaction(tools().database) as session:
        order = hand.now(session, lock=True)
        wished, late = failure.cause is Cause.CANCELLED and order.state in rules.STOPPING, deadlines.has_passed(order)
        to = State.FAILED if not wished else State.EXPIRED if late else State.CANCELLED
        if not rules.may_follow(State(order.state), to) or (only and order.state != only):
            return State(order.state)
        why = _kept(failure) | costs.said(failure.cost, hand.currency(session))
        if order.state == State.FETCHING:  # it was made, and is paid though it cannot be had
            cost, _ = costs.charged(session, order)
            why |= {"cost_micros": cost.micros, "currency": cost.currency}
        why |= deadlines.stopped(order) if to is State.EXPIRED else {}
        store.move(session, order, to, why, cause=why["cause"], says=why["says"])
        return to


def _kept(failure: ProviderFailure) -> dict[str, Any]:
    """A failure as an order's row keeps it."""
    medium, objection = failure.medium or "", failure.objection or ""
    says = f"{failure.says} {failure.then}".strip()
    return {"cause": failure.cause, "says": says, "raw": failure.raw, "medium": medium, "objection": objection}
