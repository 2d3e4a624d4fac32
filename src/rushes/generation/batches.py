"""Batches: orders that a person confirmed together, having seen what each may cost; the digests of all are bound."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from rushes.generation.compose import Composed
from rushes.generation.errors import NotConfirmed
from rushes.generation.rules import State
from rushes.generation.tables import Batch, Order
from rushes.governance import record
from rushes.kernel import hashing
from rushes.kernel.ids import Subject
from rushes.kernel.money import Money


def digest_of(orders: Sequence[Composed]) -> str:
    """What a confirmation binds: exactly these requests, in any order."""
    return hashing.digest(sorted(composed.request.digest for composed in orders))


def confirm(
    session: Session, project_id: UUID, orders: Sequence[Composed], most: Money, confirmed: str, who: str
) -> Batch:
    """
    Keep that somebody confirmed these orders, of which all together cost at most so much.

    Raises:
        NotConfirmed: what would be ordered now is not what was confirmed.
    """
    digest = digest_of(orders)
    if confirmed != digest:
        raise NotConfirmed("What would be ordered has changed since it was confirmed; look at it again.", digest=digest)
    digests = [composed.request.digest for composed in orders]
    batch = Batch(project_id=project_id, digest=digest, digests=digests, who=who)
    batch.most_micros, batch.currency = most.micros, most.currency
    session.add(batch)
    session.flush()
    body = {"batch": str(batch.id), "digest": digest, "orders": len(orders), "most": str(most)}
    record.write(session, project_id, who, "batch.confirmed", Subject("project", str(project_id)), body)
    return batch


def demand(session: Session, batch_id: UUID, composed: Composed) -> None:
    """
    Whether an order belongs to a batch: it was confirmed, or takes the place of one that failed and cost nothing.

    Raises:
        NotConfirmed: it was not.
    """
    batch = session.get_one(Batch, batch_id)
    if composed.request.digest in batch.digests:
        return
    failed = select(Order.id).where(Order.batch_id == batch_id, Order.subject == str(composed.subject))
    lost = failed.where(Order.state == State.FAILED, Order.cost_micros.is_(None))
    if session.scalars(lost).first() is None:
        raise NotConfirmed(f"{composed.subject.id} is not what was confirmed; look at the batch again.")
