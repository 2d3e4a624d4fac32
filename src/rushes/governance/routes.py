"""The record over HTTP: what happens in a production, as it happens."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, Query
from sqlalchemy import Engine
from starlette.responses import StreamingResponse

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.db.session import transaction
from rushes.governance import record
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.stream import Listening, News, Since
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject

router = APIRouter(prefix="/api/projects", tags=["record"])
MOST = 2**31 - 1
STREAM: dict[int | str, dict[str, Any]] = {200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}}


@router.get("/{project_id}/events", responses=STREAM | raises(NoSuchProject, NotYours))
def follow_events(
    project_id: UUID,
    caller: Asking,
    session: Transaction,
    feed: Listening,
    after: Annotated[
        int | None, Query(ge=0, le=2**31 - 1, description="Begin after this event; now when it is not said.")
    ] = None,
    last_event_id: Annotated[int | None, Header(ge=0, le=2**31 - 1)] = None,
) -> StreamingResponse:
    """What happens from now on, as server-sent events: number, verb, subject and actor of each."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    said = last_event_id if last_event_id is not None else after
    return feed.answer(project.id, record.last(session, project.id) if said is None else said)


def since(database: Engine) -> Since:
    """Reads for a feed what happened in productions."""

    def read(seen: Mapping[UUID, int]) -> dict[UUID, Iterable[News]]:
        with transaction(database) as session:
            return {
                project: [_news(*row) for row in record.told(session, project, seq)] for project, seq in seen.items()
            }

    return read


def _news(seq: int, verb: str, subject: str, actor: str) -> News:
    return News(seq, {"seq": seq, "verb": verb, "subject": subject, "actor": actor})
