"""The durable moments of an order: each opens its own transactions, takes an id, and is as good done twice as once."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from rushes import jobs
from rushes.craft.cards.asset import Asset
from rushes.craft.cards.card import Card
from rushes.db.session import transaction
from rushes.generation import arrival, holds, lost, rules, service, store
from rushes.generation.rules import THERE, State
from rushes.generation.tables import Order
from rushes.generation.tools import tools
from rushes.governance import service as governance
from rushes.governance.errors import Refused
from rushes.governance.rules import Refusal
from rushes.kernel.errors import OverBudget, StudioError, Unavailable
from rushes.kernel.ids import Subject
from rushes.kernel.money import Money
from rushes.providers.base import Cancelled, Done, Makes, Provider, Request, Sent, Trace, Waiting
from rushes.providers.errors import Ambiguous, Cause, NotNow, ProviderFailure
from rushes.providers.pricing import Unpriced, Usage
from rushes.quality import expected, run
from rushes.quality import service as quality
from rushes.takes import service as takes

log = logging.getLogger(__name__)

LATE = "The service did not finish it in hours; look there before ordering it again."
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


@jobs.step(retries=3)
def advance(order_id: str, run: int = 1) -> Leg:
    """
    Take an order as far as it goes now, from wherever it stands; what is done already is not done again.

    A pause says that it rests on the way, and when it goes on; without one it is over, or waits for a person.
    """
    leg = send(order_id, run)
    if leg.state is State.SUBMIT_UNKNOWN and not leg.passed_on:
        leg = reconcile(order_id, run)
    if leg.passed_on:
        return leg
    if leg.state in THERE:
        leg = Leg(wait(order_id))
    if leg.state is State.FETCHING:
        leg = bring_home(order_id)
    if leg.state is State.CHECKING:
        check(order_id)
    return leg if leg.pause or leg.state is State.SUBMIT_UNKNOWN else Leg(settle(order_id))


def send(order_id: str, run: int = 1) -> Leg:
    """
    Ask governance for a grant and send the order, at most once a grant.

    An attempt that may have been sent before is never sent again; one that the service certainly did not take is, after
    a pause.
    """
    with transaction(tools().database) as session:
        order = store.one(session, order_id, lock=True)
        if order.runs != run:
            return Leg(State(order.state), passed_on=True)
        if order.state == State.SUBMITTING:
            store.move(session, order, State.SUBMIT_UNKNOWN, why="the process died while sending")
        if order.state == State.PROPOSED:
            _authorise(session, order)
        if order.state != State.AUTHORISED:
            return Leg(State(order.state))
        if hold := holds.bars(session, order.provider):
            order.says = hold.says
            return Leg(State.AUTHORISED, holds.AGAIN.total_seconds() / 4)
        asked = Request.of(order.request)
        governance.granted(session, order.id, asked.digest)
        order.sent_at = datetime.now(UTC)
        store.move(session, order, State.SUBMITTING)
    return _sent(order_id, tools().providers[order.provider], asked)


def reconcile(order_id: str, run: int = 1) -> Leg:
    """
    Ask the service for an order that may have been accepted; it stays unknown until the service knows.

    Where it cannot look orders up, or never knew for an hour, a person must: there is nothing to rest for.
    """
    with transaction(tools().database) as session:
        order = store.one(session, order_id, lock=True)
        if order.state != State.SUBMIT_UNKNOWN:
            return Leg(State(order.state))
        looks, order.tries = order.tries, order.tries + 1
        sent = lost.sent(session, order)
    provider = tools().providers[order.provider]
    if type(provider).find is Provider.find:
        return Leg(State.SUBMIT_UNKNOWN)
    try:
        found = provider.find(sent)
    except (NotNow, ProviderFailure):
        found = Trace.UNSURE
    if found is Trace.ABSENT:
        _fail(order_id, ProviderFailure(Cause.NOT_FOUND, NEVER), only=State.SUBMIT_UNKNOWN)
    elif not isinstance(found, Trace):
        _accepted(order_id, found, sent)
    with transaction(tools().database) as session:
        order = store.one(session, order_id)
        state, passed_on = State(order.state), order.runs != run  # a person may have found out first
    return Leg(state, rules.next_doubt(looks) if state is State.SUBMIT_UNKNOWN else 0.0, passed_on)


def wait(order_id: str) -> State:
    """Wait, without work, until the order is over there, or is not after longer than any real one takes."""
    while True:
        jobs.go_on()
        with transaction(tools().database) as session:
            order = store.one(session, order_id)
        state = State(order.state)
        if state not in THERE or order.remote is None:
            return state
        if state is State.CANCELLING and not order.stop_asked:
            state = _cancel(order)
            if state not in THERE:
                return state
        known = "queued" if state is State.QUEUED else "running"
        news = tools().room(order.provider).wait(order_id, order.remote, known, _patience(order))
        if news is None:
            continue
        if isinstance(news, Waiting) and _patience(order) < 0:
            return state
        state = _heard(order_id, news)
        if state not in THERE:
            return state


def bring_home(order_id: str) -> Leg:
    """Download at once, verify by decoding, sign, store, and record the take; what was delivered is kept as it is."""
    with transaction(tools().database) as session:
        order = store.one(session, order_id)
        if order.state != State.FETCHING:
            return Leg(State(order.state))
        code = takes.number(session, order.project_id, Subject.of(order.subject), order.id)
        session.flush()
        session.expunge(order)
    with tools().workbench() as folder:
        try:
            media = arrival.bring(order, code, folder, tools())
        except ProviderFailure as failure:
            return Leg(_fail(order_id, failure))
        except NotNow as why:
            return _fetched_later(order_id, why)
        except Unavailable:
            raise
        except StudioError as error:
            unfit = f"What was delivered cannot be used: {error.detail}"
            return Leg(_fail(order_id, ProviderFailure(Cause.PROVIDER_FAULT, unfit)))
    with transaction(tools().database) as session:
        order = store.one(session, order_id, lock=True)
        kept = order.snapshot | arrival.told(order)
        take = takes.bring_in(session, order.project_id, Subject.of(order.subject), order.id, media, kept)
        store.move(session, order, State.CHECKING, take=take.code, media=media.file)
    return Leg(State.CHECKING)


def check(order_id: str) -> State:
    """Ask every check about a clip and keep what they saw with its evidence; nothing else has checks."""
    with transaction(tools().database) as session:
        order = store.one(session, order_id)
        if order.state != State.CHECKING or order.request.get("makes", Makes.VIDEO) != Makes.VIDEO:
            return State(order.state)
        take = takes.by_order(session, order.id)
        plan, clip, take_id = order.request["plan"], take.media, take.id
        asked = Request.of(order.request)
    card = Card.model_validate(plan["card"])
    cast = {asset.id: asset for asset in map(Asset.model_validate, plan["assets"])}
    with tools().workbench() as folder:
        findings = run.examine(tools().blobs.local(clip), expected.of(card, cast, asked), folder)
        images = {path.name: tools().blobs.put_file(path) for path in sorted(folder.glob("*.jpg"))}
    with transaction(tools().database) as session:
        quality.keep(session, take_id, findings, images)
        return State.CHECKING


def settle(order_id: str) -> State:
    """Book what the order cost, or give back what was reserved; then it is over, expired if it still ran."""
    with transaction(tools().database) as session:
        order = store.one(session, order_id, lock=True)
        state = State(order.state)
        if state is State.CHECKING:
            cost, prices = _charged(session, order)
            governance.settle(session, order.id, cost, prices, _used(order))
            store.move(session, order, State.DONE, cost=str(cost))
        elif state is not State.DONE:
            if state in THERE or state is State.AUTHORISED:
                order.cause, order.says = Cause.EXPIRED, LATE
                store.move(session, order, State.EXPIRED, says=LATE)
            service.give_back(session, order)
        return State(order.state)


def _authorise(session: Session, order: Order) -> None:
    """A grant, or a refusal with its sentence: an answer, not a failure."""
    asked = Request.of(order.request)
    refusal = _refusal(order, tools().providers[order.provider], asked)
    try:
        estimate = tools().specs[order.provider].estimate(asked)
        used = estimate.used[1] if estimate.used else None
        governance.authorise(
            session, order.project_id, order.id, order.digest, estimate.high, estimate.prices, refusal, order.who, used
        )
    except (Refused, OverBudget, Unpriced) as error:
        order.says = error.detail
        store.move(session, order, State.REFUSED, says=error.detail, code=error.code)
    else:
        store.move(session, order, State.AUTHORISED, reserved=str(estimate.high), digest=order.digest)


def _refusal(order: Order, provider: Provider, asked: Request) -> Refusal | None:
    """What forbids the order: what was known when it was composed, or its provider, which knows its own limits."""
    said = order.snapshot.get("refusal")
    if said:
        return Refusal(**said)
    why = provider.refuses(asked)
    return Refusal("provider", why) if why else None


def _sent(order_id: str, provider: Provider, asked: Request) -> Leg:
    try:
        remote = provider.submit(asked, order_id)
    except ProviderFailure as failure:
        return Leg(_fail(order_id, failure))
    except NotNow as why:
        return _put_off(order_id, why)
    except Ambiguous as why:
        return Leg(_move(order_id, State.SUBMIT_UNKNOWN, why=str(why)))
    except Exception as error:
        log.warning("a provider broke while it sent %s", order_id, exc_info=True)
        return Leg(_move(order_id, State.SUBMIT_UNKNOWN, why=str(error)))
    return Leg(_accepted(order_id, remote))


def _put_off(order_id: str, why: NotNow) -> Leg:
    """Not accepted for certain: it may be sent again, and waits for a person first where only one can help."""
    with transaction(tools().database) as session:
        order = store.one(session, order_id, lock=True)
        order.tries += 1
        order.says = f"{why.says} {why.then}".strip()
        store.move(session, order, State.AUTHORISED, says=order.says, put_off=why.cause)
        if why.cause in rules.HELD_UP:
            holds.put(session, order.project_id, order.provider, why)
            return Leg(State.AUTHORISED, holds.AGAIN.total_seconds() / 4)
        return Leg(State.AUTHORISED, rules.next_try(order.tries - 1, why.after))


def _cancel(order: Order) -> State:
    assert order.remote is not None
    try:
        became = tools().providers[order.provider].cancel(order.remote)
    except (NotNow, ProviderFailure):
        return State.CANCELLING
    if became is Cancelled.ASKED:
        with transaction(tools().database) as session:
            store.one(session, str(order.id), lock=True).stop_asked = True
        return State.CANCELLING
    return _move(str(order.id), State.CANCELLED if became is Cancelled.DONE else State.CANCEL_REFUSED)


def _heard(order_id: str, news: Waiting | Done | ProviderFailure) -> State:
    if isinstance(news, ProviderFailure):
        return _fail(order_id, news)
    with transaction(tools().database) as session:
        order = store.one(session, order_id, lock=True)
        if order.state not in THERE:
            return State(order.state)
        if isinstance(news, Waiting):
            if order.state == State.QUEUED:
                store.move(session, order, State.RUNNING)
            return State(order.state)
        order.tries, order.output = 0, {"output": news.output, "reported": dict(news.reported)}
        order.used = {"amount": str(news.used.amount), "unit": news.used.unit} if news.used else {}
        if news.cost is not None and news.cost.currency == _budgeted(
            session, order
        ):  # another currency counts as estimated
            order.cost_micros, order.currency = news.cost.micros, news.cost.currency
        store.move(session, order, State.FETCHING)
        return State.FETCHING


def _fetched_later(order_id: str, why: NotNow) -> Leg:
    with transaction(tools().database) as session:
        order = store.one(session, order_id, lock=True)
        order.tries += 1
        since = (datetime.now(UTC) - (order.sent_at or order.created_at)).total_seconds()
        if since < rules.PATIENCE + rules.FETCHING_PATIENCE or order.tries < rules.FEWEST_FETCHES:
            return Leg(State.FETCHING, rules.next_try(order.tries - 1, why.after))
    return Leg(_fail(order_id, ProviderFailure(Cause.EXPIRED, GONE, raw=why.says)))


def _charged(session: Session, order: Order) -> tuple[Money, str]:
    """What an order that is done at its service costs, kept with it, and by which prices; as estimated if not said."""
    estimate = tools().specs[order.provider].estimate(Request.of(order.request))
    cost = Money(order.cost_micros or 0, order.currency) if order.currency else estimate.low
    cost = _in_budget(cost, _budgeted(session, order))
    order.cost_micros, order.currency = cost.micros, cost.currency
    return cost, estimate.prices


def _used(order: Order) -> Usage | None:
    """What the service counted; None where it does not say."""
    return Usage(Decimal(order.used["amount"]), order.used["unit"]) if order.used else None


def _budgeted(session: Session, order: Order) -> str:
    """The currency of the order's budget."""
    return governance.currency(session, order.project_id)


def _patience(order: Order) -> float:
    """For how many seconds more an order is waited for."""
    since = order.sent_at or order.created_at
    return rules.PATIENCE - (datetime.now(UTC) - since).total_seconds()


def _in_budget(amount: Money, currency: str) -> Money:
    """An amount in the budget's currency; nothing costs nothing in any."""
    return Money(0, currency) if amount.micros == 0 else amount


def _accepted(order_id: str, remote: str, sent: Sent | None = None) -> State:
    """
    The order is there, even one that was given up: the process that sent it may have slept for long.

    What was only found, by what is known of the order, may by now be another's.
    """
    with transaction(tools().database) as session:
        order = store.one(session, order_id, lock=True)
        given_up = order.state == State.FAILED and order.remote is None
        if not given_up and order.state not in {State.SUBMITTING, State.SUBMIT_UNKNOWN}:
            return State(order.state)
        if sent and lost.is_anothers(session, order, remote, sent):
            return State(order.state)
        order.remote, order.cause, order.says = remote, "", ""
        store.move(session, order, State.RUNNING if given_up else State.QUEUED, remote=remote)
        holds.lift(session, order.provider)
        return State(order.state)


def _move(order_id: str, state: State, **facts: object) -> State:
    with transaction(tools().database) as session:
        order = store.one(session, order_id, lock=True)
        if rules.may_follow(State(order.state), state):
            store.move(session, order, state, **facts)
        return State(order.state)


def _fail(order_id: str, failure: ProviderFailure, only: State | None = None) -> State:
    """The order has failed, `only` while it is in that state; or is cancelled, where that is what was wished."""
    with transaction(tools().database) as session:
        order = store.one(session, order_id, lock=True)
        wished = order.state == State.CANCELLING and failure.cause is Cause.CANCELLED
        to = State.CANCELLED if wished else State.FAILED
        if not rules.may_follow(State(order.state), to) or (only and order.state != only):
            return State(order.state)
        order.cause, order.says, order.raw = failure.cause, f"{failure.says} {failure.then}".strip(), failure.raw
        order.medium, order.objection = failure.medium or "", failure.objection or ""
        if failure.cost is not None and failure.cost.currency == _budgeted(session, order):
            order.cost_micros, order.currency = failure.cost.micros, failure.cost.currency
        if order.state == State.FETCHING:  # it was made, and is paid though it cannot be had
            _charged(session, order)
        store.move(session, order, to, cause=failure.cause, says=order.says)
        return to
