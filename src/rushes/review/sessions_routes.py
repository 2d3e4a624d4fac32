"""Review sessions over HTTP: begin one over a queue, see how far it is, put takes off by name."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.review import sessions
from rushes.review.errors import NoSuchReview, NothingToReview, ReviewClosed
from rushes.review.rules import Action, Lens
from rushes.review.schemas import TakeCode
from rushes.review.sessions import Item
from rushes.review.tables import ReviewSession
from rushes.takes import service as takes
from rushes.takes.errors import NoSuchTake

router = APIRouter(prefix="/api/projects", tags=["review"])


class NewReview(BaseModel):
    """A queue of takes, in order, and the one thing that is looked for."""

    title: Annotated[str, Field(min_length=1, max_length=120)]
    lens: Lens = Lens.WHOLE
    takes: Annotated[list[TakeCode], Field(min_length=1, max_length=20_000)]


class Postponed(BaseModel):
    """Why a take is put off; empty: it is not."""

    reason: Annotated[str, Field(max_length=500)]


class QueuedOut(BaseModel):
    """A take of a session, and the action in which its review ended, if it did; why it was put off, and by whom."""

    take: str
    state: str
    action: Action | None
    postponed_by: str
    postponed_for: str

    @classmethod
    def of(cls, item: Item) -> "QueuedOut":
        """One take."""
        names = ("take", "action", "postponed_by", "postponed_for")
        state = item.verdict.state if item.verdict else "unreviewed"
        return cls(state=state, **{name: getattr(item, name) for name in names})


class ReviewOut(BaseModel):
    """A session: what is looked for, since when and by whom, how much of it is done; closed by nobody, it is open."""

    id: UUID
    title: str
    lens: Lens
    who: str
    opened_at: datetime
    closed_by: str
    closed_at: datetime | None
    takes: list[QueuedOut]

    @classmethod
    def of(cls, session: Session, sitting: ReviewSession) -> "ReviewOut":
        """One session."""
        names = ("id", "title", "lens", "who", "opened_at", "closed_by", "closed_at")
        own = {name: getattr(sitting, name) for name in names}
        return cls(**own, takes=list(map(QueuedOut.of, sessions.items(session, sitting))))


class ReviewLine(BaseModel):
    """A session in a list."""

    id: UUID
    title: str
    lens: Lens
    who: str
    opened_at: datetime
    closed_by: str
    closed_at: datetime | None


@router.get("/{project_id}/reviews", responses=raises(NoSuchProject, NotYours))
def list_reviews(project_id: UUID, caller: Asking, session: Transaction) -> list[ReviewLine]:
    """Every review session, the newest first."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    found = sessions.every(session, project.id)
    return [ReviewLine.model_validate(one, from_attributes=True) for one in found]


@router.post(
    "/{project_id}/reviews", responses=raises(NoSuchProject, NotYours, NoSuchTake, NothingToReview), status_code=201
)
def open_review(project_id: UUID, said: NewReview, caller: Asking, session: Transaction) -> ReviewOut:
    """Begin a session over takes, in their order, with one lens."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.COMMENT)
    queue = takes.all_coded(session, project.id, said.takes)
    return ReviewOut.of(session, sessions.start(session, project.id, said.title, said.lens, queue, caller.name))


@router.get("/{project_id}/reviews/{review}", responses=raises(NoSuchProject, NotYours, NoSuchReview))
def read_review(project_id: UUID, review: UUID, caller: Asking, session: Transaction) -> ReviewOut:
    """A session, with how the review of each of its takes ended."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return ReviewOut.of(session, sessions.one(session, project.id, review))


@router.put(
    "/{project_id}/reviews/{review}/takes/{take}",
    responses=raises(NoSuchProject, NotYours, NoSuchReview, NoSuchTake, ReviewClosed),
)
def postpone_take(
    project_id: UUID, review: UUID, take: str, said: Postponed, caller: Asking, session: Transaction
) -> ReviewOut:
    """Put a take of a session off, with a reason; without one it is put back."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.COMMENT)
    sitting = sessions.one(session, project.id, review, hold=True)
    sessions.postpone(session, sitting, take, said.reason, caller.name)
    return ReviewOut.of(session, sitting)
