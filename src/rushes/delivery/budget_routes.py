"""The budget over HTTP: what may be spent and by whom, what is spent and reserved of it."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field

from rushes.accounts import service as accounts
from rushes.accounts.errors import NoSuchMember, NotYours
from rushes.accounts.rules import Right, Role
from rushes.delivery import budgeting
from rushes.delivery.errors import NotALimit
from rushes.governance import service as governance
from rushes.governance.errors import OtherCurrency
from rushes.governance.rules import Scope, Share
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject

router = APIRouter(prefix="/api/projects", tags=["budget"])
Amount = Annotated[str, Field(pattern=r"^[0-9]{1,6}(\.[0-9]{1,6})?$", examples=["40", "0.5"])]


class ShareOut(BaseModel):
    """What somebody has of the money, in micro-units; without a limit it reaches as far as the production's."""

    scope: Scope
    name: str
    limit: int | None
    spent: int
    reserved: int
    left: int | None


class BudgetOut(BaseModel):
    """The production's money, then that of roles and people to whom something is allotted or who spent something."""

    currency: str
    shares: list[ShareOut]


class RoleAllotment(BaseModel):
    """What everybody of a role may spend together."""

    scope: Literal["role"]
    name: Role
    limit: Amount


class PersonAllotment(BaseModel):
    """What a person may spend."""

    scope: Literal["person"]
    name: Annotated[str, Field(min_length=1, max_length=200)]
    limit: Amount


class BudgetIn(BaseModel):
    """What may be spent from now on; who is not named has nothing allotted."""

    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    limit: Amount
    allotments: Annotated[list[RoleAllotment | PersonAllotment], Field(max_length=1000)] = []


@router.get("/{project_id}/budget", responses=raises(NoSuchProject, NotYours))
def read_budget(project_id: UUID, caller: Asking, session: Transaction) -> BudgetOut:
    """What may be spent, is spent, reserved and left: of the production, of each role and each person."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return _told(governance.shares(session, project.id))


@router.put("/{project_id}/budget", responses=raises(NoSuchProject, NotYours, NoSuchMember, NotALimit, OtherCurrency))
def set_budget(project_id: UUID, said: BudgetIn, caller: Asking, session: Transaction) -> BudgetOut:
    """Set what may be spent, whole; only an owner or a producer does. What is spent or reserved stays so."""
    project = projects.one(session, project_id)
    limits = {(Scope(one.scope), str(one.name)): budgeting.money(one.limit, said.currency) for one in said.allotments}
    budgeting.restate(session, project, budgeting.money(said.limit, said.currency), limits, caller.name)
    return _told(governance.shares(session, project.id))


def _told(shares: list[Share]) -> BudgetOut:
    return BudgetOut(
        currency=shares[0].spent.currency, shares=[ShareOut.model_validate(share.plain()) for share in shares]
    )
