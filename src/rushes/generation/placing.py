"""An order's row and its work, begun in one transaction: for whoever orders, and for what follows from an order."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from rushes import jobs
from rushes.generation import costs, parting, service
from rushes.generation.compose import Composed
from rushes.generation.parting import Came
from rushes.generation.rules import IN_TURN
from rushes.generation.tables import Order
from rushes.generation.tools import tools
from rushes.kernel.money import Money
from rushes.providers.base import Request, Spec
from rushes.providers.parts import plugin
from rushes.takes.tables import Take

WORK = "generation.workflows.make_take"
"""The workflow of an order, by name: its own steps place orders too."""


def key(composed: Composed, spec: Spec[Any]) -> dict[str, str]:
    """What makes an order the same order."""
    return {"subject": str(composed.subject), "provider": spec.id, "digest": composed.request.digest}


def row(
    session: Session,
    project_id: UUID,
    composed: Composed,
    spec: Spec[Any],
    who: str,
    batch: UUID | None = None,
    priority: int = IN_TURN,
) -> tuple[Order, bool]:
    """The row of an order, and whether it is new: the same request is one row."""
    made = {**composed.snapshot, "refusal": vars(composed.refusal) if composed.refusal else None}
    values, asked = key(composed, spec), composed.request.plain()
    rest = {"project_id": project_id, "request": asked, "snapshot": made, "who": who, "output": {}}
    new = insert(Order).values(id=uuid4(), batch_id=batch, priority=priority, **rest, **values)
    created = session.scalar(new.on_conflict_do_nothing(constraint="uq_orders_request").returning(Order.id))
    found = session.scalars(select(Order).filter_by(project_id=project_id, **values)).one()
    return found, created is not None


def begin(session: Session, found: Order, spec: Spec[Any], work: Callable[..., Any] | str = WORK) -> None:
    """Start the work on an order, under the id of its run, when the session's transaction commits."""
    lane, part = (f"provider:{spec.id}", str(found.request["model"])) if spec.lane else ("render", None)
    jobs.start(
        work,
        str(found.id),
        found.runs,
        id=service.job_id(found),
        queue=lane,
        session=session,
        part=part,
        priority=found.priority,
    )


def parts(session: Session, order: Order, take: Take, cuts: Iterable[int], paid: tuple[Money, str]) -> None:
    """Order the parts of a run in the transaction in which it is done: either both hold, or neither does."""
    said, spec = {"reported": take.snapshot.get("reported", {})}, tools().specs[plugin.id]
    came = Came(str(order.id), take.code, take.media, take.frames, *paid, costs.used(order), said)
    for composed in parting.composed(Request.of(order.request), order.snapshot, came, cuts):
        part, created = row(session, order.project_id, composed, spec, order.who, priority=order.priority)
        if created:
            begin(session, part, spec)
