"""Closing a review over HTTP, its report as a page and on paper; verdicts taken back."""

import tempfile
from pathlib import Path
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.craft.papers import review as papers
from rushes.craft.papers.review import Review
from rushes.delivery import dailies, reviewing
from rushes.delivery.dailies_routes import TakeOut
from rushes.generation.tools import tools
from rushes.http.caller import Asking
from rushes.http.files import answer, sends
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.review import sessions
from rushes.review.errors import NoSuchReview, ReviewClosed, ReviewOpen, VerdictChanged
from rushes.review.sessions_routes import ReviewOut
from rushes.storage.errors import NoSuchBlob, StoreUnavailable
from rushes.takes.errors import NoSuchTake

router = APIRouter(prefix="/api/projects", tags=["review"])
_REPORT = raises(NoSuchProject, NotYours, NoSuchReview, NoSuchBlob, StoreUnavailable)


@router.delete(
    "/{project_id}/takes/{take}/verdict", responses=raises(NoSuchProject, NotYours, NoSuchTake, VerdictChanged)
)
def take_back_verdict(
    project_id: UUID,
    take: str,
    seen: Annotated[int, Query(ge=1, lt=2**31, description="The verdict that was seen to stand, by its number.")],
    caller: Asking,
    session: Transaction,
) -> TakeOut:
    """Take back the verdict that stands: the one before it stands again. One's own, or by who may approve."""
    project = projects.one(session, project_id)
    dailies.take_back(session, project, take, seen, caller.name)
    return TakeOut.of(dailies.one(session, project, take))


@router.post(
    "/{project_id}/reviews/{review}/close",
    responses=raises(NoSuchProject, NotYours, NoSuchReview, ReviewClosed, ReviewOpen),
)
def close_review(project_id: UUID, review: UUID, caller: Asking, session: Transaction) -> ReviewOut:
    """End a session once each of its takes has ended in an action, and keep what was said in it as its report."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.COMMENT)
    sitting = sessions.one(session, project.id, review, hold=True)
    reviewing.close(session, project, sitting, caller.name)
    return ReviewOut.of(session, sitting)


@router.get("/{project_id}/reviews/{review}/report.html", responses=sends("html") | _REPORT, response_class=Response)
def review_page(project_id: UUID, review: UUID, caller: Asking, session: Transaction) -> Response:
    """The report of a session as a page; of an open one, as it stands."""
    with tempfile.TemporaryDirectory(prefix="rushes-review-") as scratch:
        told = _paper(session, project_id, review, caller.name, Path(scratch))
        return answer("html", papers.html(told), {"content-security-policy": papers.POLICY})


@router.get("/{project_id}/reviews/{review}/report.pdf", responses=sends("pdf") | _REPORT, response_class=Response)
def review_paper(project_id: UUID, review: UUID, caller: Asking, session: Transaction) -> Response:
    """The report of a session on paper; of an open one, as it stands."""
    with tempfile.TemporaryDirectory(prefix="rushes-review-") as scratch:
        return answer("pdf", papers.pdf(_paper(session, project_id, review, caller.name, Path(scratch))))


def _paper(session: Session, project_id: UUID, review: UUID, who: str, scratch: Path) -> Review:
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, who, Right.VIEW)
    sitting = sessions.one(session, project.id, review)
    report = sitting.report or reviewing.stated(session, project, sitting)
    return reviewing.paper(sitting, report, scratch, tools().blobs)
