"""Dailies over HTTP: takes of any subject, verdicts on them, and the files they are."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi import Path as InPath
from fastapi.responses import FileResponse
from pydantic import BaseModel, ConfigDict, Field

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.delivery import dailies
from rushes.delivery.dailies import Daily
from rushes.delivery.errors import HeldBack, NotReviewed
from rushes.delivery.gather import Seen, TakeView
from rushes.generation.tools import tools
from rushes.http import files
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.review.rules import Answer, By, Question, State
from rushes.review.service import Opinion
from rushes.storage.blobs import SHA
from rushes.storage.errors import NoSuchBlob, StoreUnavailable
from rushes.takes.errors import NoSuchTake

router = APIRouter(prefix="/api/projects", tags=["takes"])
Said = Annotated[str, Field(max_length=2000)]
Of = Annotated[
    str,
    Query(
        pattern=r"^(shot|panel|sheet|draft|reading|effect|score)(:[A-Z0-9][A-Z0-9-]{0,79})?$",
        description="A subject, such as panel:S01-SH01-KEY, or a kind: shot, panel, sheet, draft, reading, effect, "
        "score.",
    ),
]
_MEDIA: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            type.partition(";")[0]: {}
            for type in (*dailies.TYPES.values(), *dailies.SOUNDS, *dailies.LOOKED_AT.values())
        }
    }
}


class OpinionOut(BaseModel):
    """What a verdict says besides its state: what worked, what failed, the edit note, the next action."""

    model_config = ConfigDict(from_attributes=True)

    worked: str
    failed: str
    note: str
    next_action: str


class SeenOut(BaseModel):
    """What a check found in a take: in which frames, and the pictures that show it."""

    model_config = ConfigDict(from_attributes=True)

    check: str
    outcome: str
    says: str
    frames: list[tuple[int, int]]
    evidence: list[str]

    @classmethod
    def of(cls, seen: Seen) -> "SeenOut":
        """One finding."""
        return cls.model_validate(seen)


class TakeOut(BaseModel):
    """A take: its order, what it is of, its files by hash, where it is in review and who decided, what it cost."""

    take: str
    order: UUID
    subject: str
    medium: str
    media: str
    poster: str
    frames: int
    provider: str
    cost: str
    made_at: datetime
    card_version: int
    state: State
    by: By | None
    who: str
    opinion: OpinionOut
    findings: list[SeenOut]

    @classmethod
    def of(cls, daily: Daily) -> "TakeOut":
        """One take."""
        take, view = daily.take, daily.view
        own = {name: getattr(take, name) for name in ("subject", "medium", "media", "poster", "frames", "made_at")}
        return cls(take=take.code, order=take.order_id, **own, **_told(view))


class Decision(BaseModel):
    """A verdict: where the take is in review from now on, what there is to say, and answers to the narrow questions."""

    state: State
    worked: Said = ""
    failed: Said = ""
    note: Said = ""
    next_action: Said = ""
    answers: dict[Question, Answer] = {}

    @property
    def opinion(self) -> Opinion:
        """What it says besides its state."""
        answers = {str(question): str(answer) for question, answer in self.answers.items()}
        return Opinion(self.worked, self.failed, self.note, self.next_action, answers)


@router.get("/{project_id}/takes", responses=raises(NoSuchProject, NotYours))
def list_takes(project_id: UUID, of: Of, caller: Asking, session: Transaction) -> list[TakeOut]:
    """The takes of a subject, or of every subject of a kind, in order."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return list(map(TakeOut.of, dailies.listed(session, project, of)))


@router.post(
    "/{project_id}/takes/{take}/verdict",
    responses=raises(NoSuchProject, NotYours, NoSuchTake, NotReviewed, HeldBack),
)
def give_verdict(project_id: UUID, take: str, said: Decision, caller: Asking, session: Transaction) -> TakeOut:
    """
    Say of a take that it is rejected, a maybe, selected or approved; earlier verdicts stay on record.

    An approval is kept, and the take selected, until as many have approved as the house rules ask.
    """
    project = projects.one(session, project_id)
    dailies.decide(session, project, [take], said.state, said.opinion, caller.name)
    return TakeOut.of(dailies.one(session, project, take))


@router.get(
    "/{project_id}/media/{sha}",
    responses=_MEDIA | raises(NoSuchProject, NotYours, NoSuchBlob, StoreUnavailable),
    response_class=FileResponse,
)
def read_media(
    project_id: UUID,
    sha: Annotated[str, InPath(pattern=f"^{SHA.pattern}$")],
    caller: Asking,
    session: Transaction,
    request: Request,
) -> Response:
    """A file of the production by its hash: what a take is, what it is looked at by, or what a check saw in it."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    kept = dailies.media(session, project, sha, tools().blobs)
    return files.blob(request, kept.path, sha, kept.type)


def _told(view: TakeView) -> dict[str, Any]:
    said = {name: getattr(view, name) for name in ("provider", "card_version", "state", "by", "who")}
    seen = {"opinion": OpinionOut.model_validate(view.opinion), "findings": list(map(SeenOut.of, view.findings))}
    return {**said, **seen, "cost": str(view.cost)}
