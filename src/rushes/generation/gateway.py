"""
The gateway's door: an order's row and its workflow begin in one transaction, or neither does.

What only a person can know of an order, and what may be tried once more, comes in here too.
"""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from rushes import jobs
from rushes.generation import batches, service, store
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
    return session.scalars(select(Order).filter_by(project_id=project_id, **_key(composed, spec))).one_or_none()


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
    asked = composed.request
    made = {**composed.snapshot, "refusal": vars(composed.refusal) if composed.refusal else None}
    values = _key(composed, spec)
    if batch is not None:
        batches.demand(session, batch, composed)
    rest = {"project_id": project_id, "request": asked.plain(), "snapshot": made, "who": who, "output": {}}
    row = insert(Order).values(id=uuid4(), batch_id=batch, priority=priority, **rest, **values)
    created = session.scalar(row.on_conflict_do_nothing(constraint="uq_orders_request").returning(Order.id))
    found = session.scalars(select(Order).filter_by(project_id=project_id, **values)).one()
    if created and (lacks := tools().lacks.get(spec.id)):
        raise Unready(f"{spec.title} is not set up: {lacks}", provider=spec.id)
    if not created and service.is_broken_off(found):
        found.runs += 1
    elif not created:
        return found
    begin(session, found, spec)
    return found


def _key(composed: Composed, spec: Spec[Any]) -> dict[str, str]:
    return {"subject": str(composed.subject), "provider": spec.id, "digest": composed.request.digest}


def begin(session: Session, found: Order, spec: Spec[Any]) -> None:
    """Start the work on an order, under the id of its run, when the session's transaction commits."""
    lane, part = (f"provider:{spec.id}", str(found.request["model"])) if spec.lane else ("render", None)
    jobs.start(
        make_take,
        str(found.id),
        found.runs,
        id=service.job_id(found),
        queue=lane,
        session=session,
        part=part,
        priority=found.priority,
    )


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
        begin(session, found, tools().specs[found.provider])
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
    begin(session, found, tools().specs[found.provider])
