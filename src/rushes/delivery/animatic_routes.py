"""The animatic over HTTP: asked for, looked at, and its film."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import FileResponse
from pydantic import BaseModel

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.delivery import animating
from rushes.delivery.animating import Animating
from rushes.delivery.errors import NoAnimatic, NothingMade
from rushes.generation.tools import tools
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.jobs import State
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.storage.errors import NoSuchBlob, StoreUnavailable

router = APIRouter(prefix="/api/projects", tags=["panels"])
MP4 = "video/mp4"
_FILM: dict[int | str, dict[str, Any]] = {200: {"content": {MP4: {"schema": {"type": "string", "format": "binary"}}}}}


class AnimaticOut(BaseModel):
    """How an animatic is coming: the address of its film when it is done, what went wrong if it failed."""

    state: State
    film: str
    says: str

    @classmethod
    def of(cls, project_id: UUID, one: Animating) -> "AnimaticOut":
        """One animatic of a production."""
        film = f"/api/projects/{project_id}/animatic/film.mp4" if one.film else ""
        return cls(state=one.state, film=film, says=one.says)


@router.post("/{project_id}/animatic", status_code=202, responses=raises(NoSuchProject, NotYours, NothingMade))
def order_animatic(project_id: UUID, caller: Asking, session: Transaction) -> AnimaticOut:
    """Cut the panels that are there to the temp sound; the same plan and panels again are the same work."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.GENERATE)
    return AnimaticOut.of(project.id, animating.order(session, project))


@router.get("/{project_id}/animatic", responses=raises(NoSuchProject, NotYours, NothingMade, NoAnimatic))
def read_animatic(project_id: UUID, caller: Asking, session: Transaction) -> AnimaticOut:
    """How the animatic of the plan as it stands is coming."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return AnimaticOut.of(project.id, animating.found(session, project))


@router.get(
    "/{project_id}/animatic/film.mp4",
    responses=_FILM | raises(NoSuchProject, NotYours, NothingMade, NoAnimatic, NoSuchBlob, StoreUnavailable),
    response_class=FileResponse,
)
def read_animatic_film(project_id: UUID, caller: Asking, session: Transaction) -> FileResponse:
    """The film of the animatic, once it is done."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    one = animating.found(session, project)
    if not one.film:
        raise NoAnimatic(f"The animatic is {one.state}; there is no film of it yet.")
    return FileResponse(tools().blobs.local(one.film), media_type=MP4)
