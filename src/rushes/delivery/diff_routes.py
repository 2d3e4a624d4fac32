"""Two takes side by side over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.delivery import comparing
from rushes.delivery.errors import NotCompared
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.takes.differences import Facet
from rushes.takes.errors import NoSuchTake

router = APIRouter(prefix="/api/projects", tags=["takes"])
About = Annotated[
    str, Query(max_length=100, description="An asset by its code or name, such as PR-ENVELOPE, or a check.")
]


class DifferenceOut(BaseModel):
    """
    One thing in which two takes differ, before and after, with the assets it speaks of.

    `variable` is what was varied by it, if anything; what `follows` may differ only because something else does.
    """

    facet: Facet
    name: str
    before: str
    after: str
    assets: list[str]
    variable: str
    follows: bool


class TurnedOut(BaseModel):
    """A check that found something else in the second take."""

    check: str
    before: str
    after: str
    says: str


class ComparisonOut(BaseModel):
    """Two takes compared: what was varied, every difference, and the reasons for what was asked `about`."""

    before: str
    after: str
    says: str
    variables: list[str]
    differences: list[DifferenceOut]
    checks: list[TurnedOut]
    about: str
    reasons: list[str]


@router.get(
    "/{project_id}/takes/{before}/diff/{after}", responses=raises(NoSuchProject, NotYours, NoSuchTake, NotCompared)
)
def compare_takes(
    project_id: UUID, before: str, after: str, caller: Asking, session: Transaction, about: About = ""
) -> ComparisonOut:
    """In what two takes differ, and why one shows or lacks what is asked about, the likeliest reason first."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return ComparisonOut.model_validate(comparing.compare(session, project, before, after, about).plain())
