"""Marks on the breakdown, and rules about what implies what, over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Query
from pydantic import BaseModel, ConfigDict, Field

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.craft.breakdown import implied
from rushes.craft.breakdown.categories import Category
from rushes.craft.breakdown.implied import Rule, with_own
from rushes.craft.breakdown.marks import Act, Mark
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.story import marks
from rushes.story.errors import NoSuchMark, NoSuchRevision, NoSuchScene, UnfitMark, UnfitRule

router = APIRouter(prefix="/api/projects", tags=["script"])
Code = Annotated[str, Field(pattern=r"^(S[0-9]{2,4}[A-Z]?)?$", description="A scene like S02; empty for every scene.")]
Cell = Annotated[str, Field(max_length=2000)]
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]


class MarkIn(BaseModel):
    """A person's word on an element: it is there, it is not, or it `becomes` something else (`lamp`, `props: lamp`)."""

    model_config = ConfigDict(from_attributes=True)

    scene: Code = ""
    category: Category
    name: Name
    action: Act = Act.ADD
    becomes: str = Field(default="", max_length=200)
    note: str = Field(default="", max_length=2000)


class RuleIn(BaseModel):
    """A rule as a row of the sheet: when something is there (`props: gun|pistol`), what else is needed, and why."""

    model_config = ConfigDict(extra="forbid")

    when: Cell
    category: Annotated[str, Field(max_length=60)]
    element: Cell
    why: Cell


Rules = Annotated[list[RuleIn], Body(max_length=500)]


class RulesOut(BaseModel):
    """The production's own rules, and all that hold: the shipped ones that are not taken away, and these."""

    own: list[RuleIn]
    holding: list[RuleIn]

    @classmethod
    def of(cls, own: list[Rule]) -> "RulesOut":
        """Rules as rows."""
        mine, every = ([RuleIn.model_validate(implied.row_of(one)) for one in told] for told in (own, with_own(own)))
        return cls(own=mine, holding=every)


@router.get("/{project_id}/breakdown/marks", responses=raises(NoSuchProject, NotYours))
def marks_of_project(project_id: UUID, caller: Asking, session: Transaction) -> list[MarkIn]:
    """What people say of the breakdown."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return [MarkIn.model_validate(mark) for mark in marks.listed(session, project.id)]


@router.post(
    "/{project_id}/breakdown/marks",
    status_code=201,
    responses=raises(NoSuchProject, NotYours, NoSuchScene, NoSuchRevision, UnfitMark),
)
def mark_element(project_id: UUID, body: MarkIn, caller: Asking, session: Transaction) -> MarkIn:
    """Say that an element is there, is not, or is something else; it wins over what is found."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.CUT)
    name, becomes = " ".join(body.name.split()), " ".join(body.becomes.split())
    mark = Mark(body.scene, body.category, name, body.action, becomes, body.note)
    marks.put(session, project.id, mark, caller.name)
    return MarkIn.model_validate(mark)


@router.delete("/{project_id}/breakdown/marks", status_code=204, responses=raises(NoSuchProject, NotYours, NoSuchMark))
def withdraw_mark(
    project_id: UUID,
    category: Category,
    name: Annotated[str, Query(min_length=1, max_length=200)],
    caller: Asking,
    session: Transaction,
    scene: Code = "",
) -> None:
    """Withdraw a mark: what is found counts again."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.CUT)
    marks.withdraw(session, project.id, scene, category, " ".join(name.split()), caller.name)


@router.get("/{project_id}/breakdown/rules", responses=raises(NoSuchProject, NotYours))
def rules_of_project(project_id: UUID, caller: Asking, session: Transaction) -> RulesOut:
    """What implies what in the breakdown: a character who is wet needs towels."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return RulesOut.of(marks.rules(session, project.id))


@router.put("/{project_id}/breakdown/rules", responses=raises(NoSuchProject, NotYours, UnfitRule))
def rule_breakdown(project_id: UUID, rows: Rules, caller: Asking, session: Transaction) -> RulesOut:
    """Make these the production's own rules; one that needs `nothing` takes a shipped rule away."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.CUT)
    return RulesOut.of(marks.rule(session, project.id, [row.model_dump() for row in rows], caller.name))
