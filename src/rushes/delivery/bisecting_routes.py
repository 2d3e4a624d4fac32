"""Finding a refused reference over HTTP: what it may cost, beginning it, and how it stands."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field

from rushes import jobs
from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.delivery import bisecting, bisects
from rushes.delivery.bisects import Bisect
from rushes.delivery.errors import NotBisected
from rushes.delivery.preflight_routes import Digest, PreflightOut
from rushes.generation.errors import NotConfirmed, Unready
from rushes.generation.tables import Order
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject

router = APIRouter(prefix="/api/projects", tags=["orders"])
_REFUSALS = (NoSuchProject, NotYours, NotBisected)


class Answered(StrEnum):
    """What a moderator said to an order with some of the references."""

    REFUSED = "refused"
    ACCEPTED = "accepted"
    OPEN = "open"


class TriedOut(BaseModel):
    """An order with some of the references, and whether it was refused; open while it runs or came to nothing."""

    order: UUID
    references: list[str]
    answer: Answered

    @classmethod
    def of(cls, references: tuple[str, ...], order: Order) -> "TriedOut":
        """One of them."""
        refused = bisecting.was_refused(order)
        answer = Answered.OPEN if refused is None else Answered.REFUSED if refused else Answered.ACCEPTED
        return cls(order=order.id, references=list(references), answer=answer)


class BisectOut(BaseModel):
    """
    How the search for a refused reference stands; what it may still order, and at most how many of those are paid.

    Once it `is_found`, `refused` is the reference, or `words` says that the card is refused without any; neither where
    nothing is refused by itself. `state` is null while nobody has begun it.
    """

    shot: str
    suspects: list[str]
    tried: list[TriedOut]
    state: jobs.State | None
    is_found: bool
    refused: str
    words: bool
    says: str
    orders: Annotated[int, Field(description="How many orders may still come, at most.")]
    accepted: Annotated[int, Field(description="How many of them may be accepted, and so are paid.")]
    preflight: PreflightOut

    @classmethod
    def of(cls, stands: Bisect) -> "BisectOut":
        """How it stands."""
        return cls(
            shot=stands.shot,
            suspects=list(stands.suspects),
            tried=[TriedOut.of(references, order) for references, order in stands.tried],
            state=stands.state,
            is_found=stands.found is not None,
            refused=stands.found.culprit if stands.found else "",
            words=stands.found.words if stands.found else False,
            says=stands.says,
            orders=stands.ahead.steps,
            accepted=stands.ahead.accepted,
            preflight=PreflightOut.of(stands.seen),
        )


class ConfirmedBisect(BaseModel):
    """The digest under which somebody saw what the search may cost."""

    digest: Digest


@router.get("/{project_id}/orders/{order_id}/bisect", responses=raises(*_REFUSALS))
def read_bisect(project_id: UUID, order_id: UUID, caller: Asking, session: Transaction) -> BisectOut:
    """Which references of a refused order are suspected, what was tried, and what finding the one may cost."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return BisectOut.of(bisects.found(session, project, order_id))


@router.post(
    "/{project_id}/orders/{order_id}/bisect", status_code=202, responses=raises(*_REFUSALS, NotConfirmed, Unready)
)
def begin_bisect(
    project_id: UUID, order_id: UUID, agreed: ConfirmedBisect, caller: Asking, session: Transaction
) -> BisectOut:
    """Begin to find the reference that is refused, or go on: an order at a time, none but those that were seen."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.GENERATE)
    return BisectOut.of(bisects.begin(session, project, order_id, agreed.digest, caller.name))
