"""The ledger over HTTP, page by page or as a sheet."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, ConfigDict

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.boards import ledger
from rushes.boards.ledger import Wanted
from rushes.governance.rules import Entry
from rushes.http.caller import Asking
from rushes.http.files import answer, sends
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject

router = APIRouter(prefix="/api/projects", tags=["budget"])


class MovementOut(BaseModel):
    """Money reserved, released or settled for an order, in micro-units: below zero what is taken from what is left."""

    model_config = ConfigDict(from_attributes=True)

    number: int
    at: datetime
    entry: Entry
    micros: int
    currency: str
    who: str
    role: str
    kind: str
    subject: str
    provider: str
    order_id: UUID
    used: str
    unit: str
    prices: str


class LedgerOut(BaseModel):
    """Some of the ledger, the newest first; `more` says that there is older."""

    movements: list[MovementOut]
    more: bool


def _wanted(
    who: Annotated[str, Query(max_length=200)] = "",
    entry: Entry | None = None,
    provider: Annotated[str, Query(max_length=40)] = "",
) -> Wanted:
    return Wanted(who, entry or "", provider)


Narrowed = Annotated[Wanted, Depends(_wanted)]


@router.get("/{project_id}/ledger", responses=raises(NoSuchProject, NotYours))
def read_ledger(
    project_id: UUID,
    wanted: Narrowed,
    caller: Asking,
    session: Transaction,
    before: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
    most: Annotated[int, Query(ge=1, le=500)] = 100,
) -> LedgerOut:
    """Every movement of money with what it was for, the newest first."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    found = ledger.page(session, project.id, wanted, before, most + 1)
    return LedgerOut(movements=[MovementOut.model_validate(one) for one in found[:most]], more=len(found) > most)


@router.get(
    "/{project_id}/ledger.csv", responses=sends("csv") | raises(NoSuchProject, NotYours), response_class=Response
)
def export_ledger(project_id: UUID, wanted: Narrowed, caller: Asking, session: Transaction) -> Response:
    """The ledger as a sheet, the oldest first."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    headers = {"content-disposition": 'attachment; filename="ledger.csv"'}
    return answer("csv", "".join(ledger.sheet(session, project.id, wanted)), headers)
