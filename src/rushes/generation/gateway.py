"""
The gateway's door: an order's row and its workflow begin in one transaction, or neither does.

What only a person can know of an order, and what may be tried once more, comes in here too.
"""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from rushes.generation import batches, placing, service, store
from rushes.generation.compose import Composed
from rushes.generation.errors import NotInThatState, Unmakeable, Unready
from rushes.generation.rules import IN_TURN, KNOWN, State, Truth
from rushes.generation.tables import Order
from rushes.generation.tools import tools
from rushes.generation.workflows import make_take
from rushes.governance import service as governance
from rushes.providers.base import Request, Spec
from rushes.providers.errors import Cause


def known(session: Session, project_id: UUID, composed: Composed, spec: Spec[Any]) -> Order | None:
    """The order that was placed for exactly this; None where there is none yet."""
    return session.scalars(select(Order).filter_by(project_id=project_id, **placing.key(composed, spec))).one_or_none()


def order(
    session: Session,
    project_id: UUID,
    composed: Composed,
    spec: Spec[Any],
    who: str,
    *,
    batch: UUID | None = None,
    priority: int = IN_TURN,
) -> Order:
    """
    Order one take, once: the same request again is the same order, whatever became of it.

    Work on it that broke off, for a full disk say, is begun again where it was: nothing is sent or paid twice. Of
    orders that wait the lowest `priority` goes first.

    Raises:
        Unready: the provider is not set up.
        NotConfirmed: it is not what the batch was confirmed for.
    """
    if batch is not None:
        batches.demand(session, batch, composed)
    found, created = placing.row(session, project_id, composed, spec, who, batch, priority)
    if created and (lacks := tools().lacks.get(spec.id)):
        raise Unready(f"{spec.title} is not set up: {lacks}", provider=spec.id)
    if created:
        placing.begin(session, found, spec, make_take)
        return found
    return go_on(session, found)


def go_on(session: Session, found: Order) -> Order:
    """Begin work on an order that broke off again, where it was; whatever is not broken off stays as it is."""
    if service.is_broken_off(found):
        found.runs += 1
        placing.begin(session, found, tools().specs[found.provider], make_take)
    return found


def resolve(session: Session, found: Order, truth: Truth, who: str, remote: str = "") -> None:
    """
    What a person found out about an order that may have been accepted: it goes on, or ends as it did.

    One that was given up, or looked for under a wrong id, can still turn out to be there.

    Raises:
        NotInThatState: nothing is unknown about it.
        Unmakeable: it was accepted, and the id under which is missing, is another order's, or leads nowhere.
    """
    given_up = truth is Truth.ACCEPTED and found.state == State.FAILED and found.cause == Cause.NOT_FOUND
    if found.state != State.SUBMIT_UNKNOWN and not given_up:
        raise NotInThatState(f"The order is {found.state}: nothing is unknown about it.", state=found.state)
    if truth is Truth.ACCEPTED:
        if not remote:
            raise Unmakeable("Say under which id the service has it: `--remote ID`.")
        store.find_alone(session, found.provider)
        remote = tools().providers[found.provider].named(Request.of(found.request), remote)
        if not remote:
            raise Unmakeable("The service keeps nothing of it that could be brought home: say `never`, or `billed`.")
        if remote != found.remote and remote in store.remotes(session, found.provider):
            raise Unmakeable(f"Another order is the one that has the id {remote}: look once more.", remote=remote)
        known = {"remote": remote, "cause": "", "says": "", "sent_at": datetime.now(UTC), "runs": found.runs + 1}
        store.move(session, found, State.RUNNING if given_up else State.QUEUED, known, remote=remote, by=who)
        placing.begin(session, found, tools().specs[found.provider], make_take)
        return
    why: dict[str, Any] = {"cause": Cause.NOT_FOUND, "says": f"{who} looked: {KNOWN[truth]}"}
    cost = {}
    if truth is Truth.BILLED:
        grant = governance.granted(session, found.id)
        cost = {"cost_micros": grant.micros, "currency": grant.currency}
    store.move(session, found, State.FAILED, why | cost, **why, by=who)
    service.give_back(session, found)


def look_again(session: Session, found: Order, who: str) -> None:
    """
    Look once more at the service for an order that failed or expired after it was sent: what was made may be there.

    Raises:
        NotInThatState: it never was there, or did not end so.
    """
    if found.remote is None or found.state not in {State.FAILED, State.EXPIRED}:
        raise NotInThatState(f"The order is {found.state}, and there is nothing to look for.", state=found.state)
    again = {"cause": "", "says": "", "stop_asked": False, "sent_at": datetime.now(UTC), "runs": found.runs + 1}
    store.move(session, found, State.RUNNING, again, by=who)
    placing.begin(session, found, tools().specs[found.provider], make_take)
