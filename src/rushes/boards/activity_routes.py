"""What happened in a production over HTTP: as a story, and whether the record of it is whole."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.boards import activity
from rushes.governance import history
from rushes.governance.history import Wanted
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject

router = APIRouter(prefix="/api/projects", tags=["record"])
MOST = 200


class ToldOut(BaseModel):
    """An event in a sentence; `kind` and `id` say what it is about."""

    model_config = ConfigDict(from_attributes=True)

    seq: int
    at: datetime
    actor: str
    verb: str
    kind: str
    id: str
    says: str


class ActivityOut(BaseModel):
    """Some of what happened, the newest first; with the people and kinds by which it can be narrowed."""

    events: list[ToldOut]
    more: bool
    people: list[str]
    kinds: list[str]


class ChainOut(BaseModel):
    """Whether the record is whole, in a sentence; `broken_at` is the first event that does not follow."""

    model_config = ConfigDict(from_attributes=True)

    events: int
    hash: str
    broken_at: int | None
    says: str


@router.get("/{project_id}/events/feed", responses=raises(NoSuchProject, NotYours))
def read_activity(
    project_id: UUID,
    caller: Asking,
    session: Transaction,
    before: Annotated[int | None, Query(ge=1, le=2**31 - 1, description="Only what was before this event.")] = None,
    most: Annotated[int, Query(ge=1, le=MOST)] = 50,
    who: Annotated[str, Query(max_length=200)] = "",
    about: Annotated[str, Query(max_length=200, description="A scene, shot, take or asset, by its code.")] = "",
    kind: Annotated[str, Query(max_length=40, description="Which kind of thing happened: `take`, `order`, ...")] = "",
) -> ActivityOut:
    """What happened, as a story: a sentence an event, the newest first."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    verbs = (activity.verbs(kind) or {kind}) if kind else ()
    found = activity.story(session, project.id, Wanted(who, about, verbs), before, most)
    return ActivityOut(
        events=[ToldOut.model_validate(one) for one in found.events],
        more=found.more,
        people=history.people(session, project.id),
        kinds=activity.kinds(),
    )


@router.get("/{project_id}/events/chain", responses=raises(NoSuchProject, NotYours))
def verify_chain(project_id: UUID, caller: Asking, session: Transaction) -> ChainOut:
    """Hash every event again and say whether the record is whole."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return ChainOut.model_validate(activity.chain(session, project.id))
