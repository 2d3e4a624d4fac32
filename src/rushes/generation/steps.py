"""The durable moments of an order: each opens its own transactions, takes an id, and is as good done twice as once."""

import logging

from rushes import jobs
from rushes.craft.cards.asset import Asset
from rushes.craft.cards.card import Card
from rushes.db.session import transaction
from rushes.generation import arrival, service, store
from rushes.generation.rules import State
from rushes.generation.tables import Order
from rushes.generation.tools import tools
from rushes.governance import service as governance
from rushes.governance.errors import Refused
from rushes.governance.rules import Refusal
from rushes.kernel.errors import OverBudget, StudioError, Unavailable
from rushes.kernel.ids import Subject
from rushes.kernel.money import Money
from rushes.providers.base import Makes, Request, Sent, Trace, Waiting
from rushes.providers.errors import Cause, NotNow, ProviderFailure
from rushes.quality import expected, run
from rushes.quality import service as quality
from rushes.takes import service as takes

log = logging.getLogger(__name__)

LATE = "The service did not finish it in hours; look there before ordering it again."


@jobs.step(retries=3)
def authorise(order_id: str) -> State:
    """Ask governance for a grant; a refusal is an answer, not a failure."""
    with transaction(tools().database) as session:
        order = store.one(session, order_id, lock=True)
        if order.state != State.PROPOSED:
            return State(order.state)
        asked = Request.of(order.request)
        estimate = tools().specs[order.provider].estimate(asked)
        high = _in_budget(estimate.high, governance.balance(session, order.project_id).limit.currency)
        refusal = _refusal(order)
        try:
            governance.authorise(session, order.project_id, order.id, order.digest, high, estimate.prices, refusal)
        except (Refused, OverBudget) as error:
            order.says = error.detail
            store.move(session, order, State.REFUSED, says=error.detail, code=error.code)
        else:
            store.move(session, order, State.AUTHORISED, reserved=str(high), digest=order.digest)
        return State(order.state)


@jobs.step(retries=3)
def submit(order_id: str) -> State:
    """Send the order, at most once a grant: an attempt that may have been sent before is never sent again."""
    with transaction(tools().database) as session:
        order = store.one(session, order_id, lock=True)
        if order.state == State.SUBMITTING:
            store.move(session, order, State.SUBMIT_UNKNOWN, why="the process died while sending")
        if order.state != State.AUTHORISED:
            return State(order.state)
        governance.granted(session, order.id, Request.of(order.request).digest)
        store.move(session, order, State.SUBMITTING)
        provider, asked = tools().providers[order.provider], Request.of(order.request)
    try:
        remote = provider.submit(asked, order_id)
    except ProviderFailure as failure:
        return _fail(order_id, failure)
    except Exception as error:
        log.warning("%s broke while it sent %s", order.provider, order_id, exc_info=True)
        return _move(order_id, State.SUBMIT_UNKNOWN, why=str(error))
    return _accepted(order_id, remote)


@jobs.step(retries=3)
def reconcile(order_id: str) -> State:
    """Ask the service for an order that may have been accepted; it stays unknown until the service knows it."""
    with transaction(tools().database) as session:
        order = store.one(session, order_id)
        if order.state != State.SUBMIT_UNKNOWN:
            return State(order.state)
        provider = tools().providers[order.provider]
        sent = Sent(order_id, Request.of(order.request), order.changed_at)
    try:
        found = provider.find(sent)
    except (NotNow, ProviderFailure):
        return State.SUBMIT_UNKNOWN
    return State.SUBMIT_UNKNOWN if isinstance(found, Trace) else _accepted(order_id, found)


@jobs.step(retries=3)
def look(order_id: str) -> State:
    """Look how far the order is."""
    with transaction(tools().database) as session:
        order = store.one(session, order_id)
        provider, remote = tools().providers[order.provider], order.remote
        if order.state not in {State.QUEUED, State.RUNNING} or remote is None:
            return State(order.state)
    try:
        answer = provider.poll(remote)
    except ProviderFailure as failure:
        return _fail(order_id, failure)
    if isinstance(answer, Waiting):
        return _move(order_id, State(order.state) if answer.status == "queued" else State.RUNNING)
    with transaction(tools().database) as session:
        order = store.one(session, order_id, lock=True)
        order.output = {"output": answer.output, "reported": dict(answer.reported)}
        budgeted = governance.balance(session, order.project_id).limit.currency
        if answer.cost is not None and answer.cost.currency == budgeted:  # another currency counts as estimated
            order.cost_micros, order.currency = answer.cost.micros, answer.cost.currency
        store.move(session, order, State.FETCHING)
        return State(order.state)


@jobs.step(retries=3)
def bring_home(order_id: str) -> State:
    """Download at once, verify by decoding, sign, store, and record the take; what was delivered is kept as it is."""
    with transaction(tools().database) as session:
        order = store.one(session, order_id)
        if order.state != State.FETCHING:
            return State(order.state)
        code = takes.number(session, order.project_id, Subject.of(order.subject), order.id)
        session.flush()
        session.expunge(order)
    with tools().workbench() as folder:
        try:
            media = arrival.bring(order, code, folder, tools())
        except ProviderFailure as failure:
            return _fail(order_id, failure)
        except Unavailable:
            raise
        except StudioError as error:
            unfit = f"What was delivered cannot be used: {error.detail}"
            return _fail(order_id, ProviderFailure(Cause.PROVIDER_FAULT, unfit))
    with transaction(tools().database) as session:
        take = takes.bring_in(session, order.project_id, Subject.of(order.subject), order.id, media, order.snapshot)
        store.move(session, store.one(session, order_id, lock=True), State.CHECKING, take=take.code, media=media.file)
    return State.CHECKING


@jobs.step(retries=3)
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


@jobs.step(retries=3)
def settle(order_id: str) -> State:
    """Book what the order cost, or give back what was reserved; then it is over, expired if it still ran."""
    with transaction(tools().database) as session:
        order = store.one(session, order_id, lock=True)
        state = State(order.state)
        if state is State.CHECKING:
            estimate = tools().specs[order.provider].estimate(Request.of(order.request))
            cost = Money(order.cost_micros or 0, order.currency) if order.currency else estimate.low
            cost = _in_budget(cost, governance.balance(session, order.project_id).limit.currency)
            order.cost_micros, order.currency = cost.micros, cost.currency
            governance.settle(session, order.id, cost, estimate.prices)
            store.move(session, order, State.DONE, cost=str(cost))
        elif state is not State.DONE:
            if state in {State.QUEUED, State.RUNNING}:
                order.cause, order.says = Cause.EXPIRED, LATE
                store.move(session, order, State.EXPIRED, says=LATE)
            service.give_back(session, order)
        return State(order.state)


def _refusal(order: Order) -> Refusal | None:
    said = order.snapshot.get("refusal")
    return Refusal(**said) if said else None


def _in_budget(amount: Money, currency: str) -> Money:
    """An amount in the budget's currency; nothing costs nothing in any."""
    return Money(0, currency) if amount.micros == 0 else amount


def _accepted(order_id: str, remote: str) -> State:
    with transaction(tools().database) as session:
        order = store.one(session, order_id, lock=True)
        order.remote = remote
        store.move(session, order, State.QUEUED, remote=remote)
        return State(order.state)


def _move(order_id: str, state: State, **facts: object) -> State:
    with transaction(tools().database) as session:
        store.move(session, store.one(session, order_id, lock=True), state, **facts)
        return state


def _fail(order_id: str, failure: ProviderFailure) -> State:
    with transaction(tools().database) as session:
        order = store.one(session, order_id, lock=True)
        order.cause, order.says, order.raw = failure.cause, f"{failure.says} {failure.then}".strip(), failure.raw
        store.move(session, order, State.FAILED, cause=failure.cause, says=order.says)
        return State.FAILED
