"""The story desk over HTTP: the premise gate, its readers, drafts and whose words are whose."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.craft.screenplay.elements import Span
from rushes.craft.screenplay.lines import Ruler
from rushes.craft.story import desk
from rushes.craft.story.desk import NoQuestion
from rushes.craft.story.findings import Finding, Outcome, Severity
from rushes.craft.story.question import Unbuildable, Wish
from rushes.delivery import drafting, premise, readings
from rushes.delivery.drafting import Draft, State
from rushes.delivery.errors import DraftDecided, NoLanguageModel, NotKept
from rushes.generation.routes import OrderOut
from rushes.generation.tools import tools
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.story import authorship
from rushes.story import service as story
from rushes.story.errors import NoSuchRevision, Overtaken
from rushes.takes.errors import NoSuchTake

router = APIRouter(prefix="/api/projects", tags=["story"])
Text = Annotated[str, Field(max_length=2000)]


class FindingOut(BaseModel):
    """What a check or a reader of the story found: where (`span` in characters of the script), and one thing to try."""

    check: str
    outcome: Outcome
    severity: Severity
    says: str
    attempt: str
    field: str
    scene: str
    shot: str
    line: int | None
    span: tuple[int, int] | None

    @classmethod
    def of(cls, finding: Finding) -> "FindingOut":
        """One finding."""
        place = finding.place
        names = ("check", "outcome", "severity", "says", "attempt")
        where = {"field": place.field, "scene": place.scene, "shot": place.shot}
        line, span = (place.span.line, (place.span.start, place.span.end)) if place.span else (None, None)
        return cls(**{name: getattr(finding, name) for name in names}, **where, line=line, span=span)


class PremiseOut(BaseModel):
    """What the gate says of the story as it is, what readers say, and the sentence that holds orders back, if any."""

    findings: list[FindingOut]
    readers: list[FindingOut]
    blocks: str | None


class Selection(BaseModel):
    """Characters of the newest script from `start` up to and not including `end`."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]


class Wished(BaseModel):
    """A draft that is wished for: its kind, the wish in words, and the shot or the selection it is about."""

    kind: Annotated[str, Field(max_length=40)]
    says: Text = ""
    shot: Annotated[str, Field(max_length=20)] = ""
    selection: Selection | None = None
    provider: Annotated[str, Field(max_length=40)] = ""


class Decision(BaseModel):
    """Why a draft is kept or rejected, and which of several options is meant, from 1."""

    reason: Text
    option: int | None = None


class DraftOut(BaseModel):
    """A draft with its words, who wrote them, what it cost and what became of it."""

    code: str
    kind: str
    title: str
    state: State
    reason: str
    who: str
    provider: str
    model: str
    cost: str
    text: str
    abstained: bool
    unreadable: str

    @classmethod
    def of(cls, draft: Draft) -> "DraftOut":
        """One draft."""
        names = ("code", "kind", "state", "reason", "who", "provider", "model", "unreadable")
        return cls(
            **{name: getattr(draft, name) for name in names},
            title=desk.kinds()[draft.kind].title,
            cost=str(draft.cost),
            text=draft.answer.text if draft.answer else "",
            abstained=bool(draft.answer and draft.answer.abstained),
        )


class Changed(BaseModel):
    """What keeping a draft changed, in a sentence."""

    says: str


class PassageOut(BaseModel):
    """A run of words that a language model drafted: where it stands, and what it says."""

    model_config = ConfigDict(from_attributes=True)

    line: int
    start: int
    end: int
    text: str


class AuthorshipOut(BaseModel):
    """Of a revision, counted in words, the passages that a language model drafted; every other word is a person's."""

    model_config = ConfigDict(from_attributes=True)

    revision: int
    author: str
    assisted: bool
    words: int
    drafted_words: int
    drafted: list[PassageOut]


@router.get("/{project_id}/premise", responses=raises(NoSuchProject, NotYours))
def read_premise(project_id: UUID, caller: Asking, session: Transaction) -> PremiseOut:
    """Every doubt about the story as it is, and what readers said who were asked."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    found, refusal = premise.report(session, project), premise.refusal(session, project)
    readers = readings.findings(session, project, tools().blobs)
    return PremiseOut(
        findings=list(map(FindingOut.of, found.findings)),
        readers=list(map(FindingOut.of, readers)),
        blocks=refusal.says if refusal else None,
    )


@router.post(
    "/{project_id}/premise/readers", status_code=202, responses=raises(NoSuchProject, NotYours, NoLanguageModel)
)
def ask_readers(project_id: UUID, caller: Asking, session: Transaction) -> list[OrderOut]:
    """Ask readers about the story as it is; what was asked before is not asked again."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.GENERATE)
    return OrderOut.of(readings.ask(session, project, tools(), caller.name))


@router.get("/{project_id}/drafts", responses=raises(NoSuchProject, NotYours))
def list_drafts(project_id: UUID, caller: Asking, session: Transaction) -> list[DraftOut]:
    """Every draft of the production."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return [DraftOut.of(draft) for draft in drafting.every(session, project, tools().blobs)]


@router.post(
    "/{project_id}/drafts",
    status_code=202,
    responses=raises(NoSuchProject, NotYours, NoLanguageModel, NoQuestion, Unbuildable, NoSuchRevision),
)
def ask_for_draft(project_id: UUID, wished: Wished, caller: Asking, session: Transaction) -> OrderOut:
    """Have a language model draft a text; it stays a draft until a person keeps or rejects it."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.GENERATE)
    wish = Wish(says=wished.says, shot=wished.shot, span=_span(session, project_id, wished.selection))
    order = drafting.ask(session, project, wished.kind, wish, tools(), caller.name, wished.provider)
    return OrderOut.model_validate(order)


@router.post(
    "/{project_id}/drafts/{code}/keep",
    responses=raises(NoSuchProject, NotYours, NoSuchTake, NotKept, DraftDecided, Overtaken),
)
def keep_draft(project_id: UUID, code: str, said: Decision, caller: Asking, session: Transaction) -> Changed:
    """Keep a draft: the logline, beats, script or card says it from then on."""
    project = projects.one(session, project_id)
    blobs = tools().blobs
    return Changed(says=drafting.keep(session, project, code, said.reason, caller.name, blobs, said.option))


@router.post(
    "/{project_id}/drafts/{code}/reject", responses=raises(NoSuchProject, NotYours, NoSuchTake, NotKept, DraftDecided)
)
def reject_draft(project_id: UUID, code: str, said: Decision, caller: Asking, session: Transaction) -> DraftOut:
    """Reject a draft; nothing changes, and the reason stays with it."""
    project = projects.one(session, project_id)
    drafting.reject(session, project, code, said.reason, caller.name, tools().blobs)
    return DraftOut.of(drafting.one(session, project, code, tools().blobs))


@router.get("/{project_id}/script/authorship", responses=raises(NoSuchProject, NotYours, NoSuchRevision))
def read_authorship(
    project_id: UUID, caller: Asking, session: Transaction, revision: int | None = None
) -> AuthorshipOut:
    """Whose words a revision is made of; the newest when none is said."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return AuthorshipOut.model_validate(authorship.told(story.one(session, project.id, revision)))


def _span(session: Transaction, project_id: UUID, selection: Selection | None) -> Span | None:
    if selection is None:
        return None
    text = story.one(session, project_id).text
    start, end = min(selection.start, len(text)), min(selection.end, len(text))
    return Ruler(text).span(start, max(start, end))
