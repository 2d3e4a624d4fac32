"""The gateway's door: an order's row and its workflow begin in one transaction, or neither does."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from rushes import jobs
from rushes.generation import service
from rushes.generation.compose import Composed
from rushes.generation.tables import Order
from rushes.generation.workflows import make_take
from rushes.providers.base import Spec


def order(session: Session, project_id: UUID, composed: Composed, spec: Spec[Any], who: str) -> Order:
    """
    Order one take, once: the same request again is the same order, whatever became of it.

    Work on it that broke off, for a full disk say, is begun again where it was: nothing is sent or paid twice.
    """
    asked = composed.request
    made = {**composed.snapshot, "refusal": vars(composed.refusal) if composed.refusal else None}
    values = {"subject": str(composed.subject), "provider": spec.id, "digest": asked.digest}
    row = insert(Order).values(
        id=uuid4(), project_id=project_id, request=asked.plain(), snapshot=made, who=who, output={}, **values
    )
    created = session.scalar(row.on_conflict_do_nothing(constraint="uq_orders_request").returning(Order.id))
    found = session.scalars(select(Order).filter_by(project_id=project_id, **values)).one()
    if not created and service.is_broken_off(found):
        found.runs += 1
    elif not created:
        return found
    lane = f"provider:{spec.id}" if spec.lane else "render"
    jobs.start(make_take, str(found.id), id=service.job_id(found), queue=lane, session=session)
    return found
