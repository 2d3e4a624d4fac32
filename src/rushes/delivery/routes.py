"""A new script over HTTP: it becomes a revision, and the plan follows."""

from pathlib import Path
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.craft.screenplay import read
from rushes.craft.screenplay.breakdown import NoScene
from rushes.delivery import scripts
from rushes.http.caller import Asking
from rushes.http.files import BODY, sent
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.kernel.errors import InvalidFile
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.story.errors import AlreadyLocked, NoSuchRevision, Overtaken
from rushes.story.routes import RevisionOut

router = APIRouter(prefix="/api/projects", tags=["script"])
SENT = Path("the script")
"""What a refusal calls a file that came without a name."""


@router.post(
    "/{project_id}/script",
    responses=raises(NoSuchProject, NotYours, InvalidFile, NoScene, NoSuchRevision, Overtaken),
    openapi_extra=BODY,
)
def revise_script(
    project_id: UUID,
    data: Annotated[bytes, Depends(sent(f"{SENT}", read.LARGEST))],
    caller: Asking,
    session: Transaction,
    why: Annotated[str, Query(max_length=500, description="What the revision is for.")] = "",
    assisted: Annotated[bool, Query(description="Whether a model wrote part of it.")] = False,
    parent: Annotated[int | None, Query(ge=1, description="The revision it was made from.")] = None,
) -> RevisionOut:
    """A script file of any kind that is read becomes the newest revision; the same text is none."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.CUT)
    screenplay = read.parse(data, SENT)
    made = scripts.revise(session, project, screenplay, caller.name, why=why, assisted=assisted, parent=parent)
    return RevisionOut.model_validate(made)


@router.post("/{project_id}/script/lock", responses=raises(NoSuchProject, NotYours, NoSuchRevision, AlreadyLocked))
def lock_script(project_id: UUID, caller: Asking, session: Transaction) -> RevisionOut:
    """Write each scene's number into its heading; from here on no number changes."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.CUT)
    return RevisionOut.model_validate(scripts.lock(session, project, caller.name))
