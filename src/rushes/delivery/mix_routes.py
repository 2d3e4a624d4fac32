"""The mix of the cut over HTTP: asked for, and heard before anything is rendered."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from fastapi import Path as InPath
from pydantic import BaseModel

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.delivery import mixing
from rushes.delivery.errors import NoMix
from rushes.delivery.mixing import Mixing
from rushes.delivery.viewing_routes import ViewingOut
from rushes.edit.errors import NoCut
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.jobs import State
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject

router = APIRouter(prefix="/api/projects", tags=["cut"])
Version = Annotated[int, InPath(ge=1, le=1_000_000)]


class MixOut(BaseModel):
    """How a mix is coming: what it is heard by when it is done, what went wrong if it failed."""

    state: State
    says: str
    heard: ViewingOut | None

    @classmethod
    def of(cls, one: Mixing, base: str) -> "MixOut":
        """One mix of a cut; `base` is the address under which its files are found."""
        heard = ViewingOut.of(one.heard, base) if one.heard else None
        return cls(state=one.state, says=one.says, heard=heard)


@router.post("/{project_id}/cut/{version}/mix", status_code=202, responses=raises(NoSuchProject, NotYours, NoCut))
def mix_cut(project_id: UUID, version: Version, caller: Asking, session: Transaction) -> MixOut:
    """Mix what is heard in a version of the cut; the same sound again is the same work."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.COMMENT)
    return MixOut.of(mixing.order(session, project, version), f"/api/projects/{project_id}")


@router.get("/{project_id}/cut/{version}/mix", responses=raises(NoSuchProject, NotYours, NoCut, NoMix))
def read_mix(project_id: UUID, version: Version, caller: Asking, session: Transaction) -> MixOut:
    """How the mix of a version of the cut, as it sounds now, is coming."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return MixOut.of(mixing.found(session, project, version), f"/api/projects/{project_id}")
