"""A production opened over HTTP from the folder of one, sent as a ZIP file; and given back as one."""

from contextlib import ExitStack
from typing import Annotated, Any, BinaryIO
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.craft.production import folder as productions
from rushes.craft.screenplay.breakdown import NoScene
from rushes.delivery import folder, opening, parcel, unpacking
from rushes.delivery.rules import plain
from rushes.generation.tools import tools
from rushes.http.caller import Asking
from rushes.http.files import BODY, spooled
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.kernel.errors import InvalidFile
from rushes.kernel.files import Unwritable
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.projects.routes import ProjectOut
from rushes.storage.errors import NoSuchBlob, StoreUnavailable

router = APIRouter(prefix="/api/projects", tags=["projects"])
SHOWN = 100
_ZIP: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}
}


class OpenedOut(BaseModel):
    """The production, and the first of the files that were left out because they are no sheets of it."""

    production: ProjectOut
    left_out: list[str]


@router.post("/folder", status_code=201, responses=raises(InvalidFile, NoScene, Unwritable), openapi_extra=BODY)
def open_folder(
    file: Annotated[BinaryIO, Depends(spooled("the ZIP file", unpacking.LARGEST))], caller: Asking, session: Transaction
) -> OpenedOut:
    """A ZIP file of a production's folder becomes the caller's production; what its sheets do not say is proposed."""
    with unpacking.unpacked(file) as found:
        project = opening.opened_folder(session, found.production, caller.name)
        return OpenedOut(production=ProjectOut.model_validate(project), left_out=list(found.left_out[:SHOWN]))


@router.get(
    "/{project_id}/folder.zip",
    responses=_ZIP | raises(NoSuchProject, NotYours, NoSuchBlob, StoreUnavailable),
    response_class=StreamingResponse,
)
def read_folder(project_id: UUID, caller: Asking, session: Transaction) -> StreamingResponse:
    """The production as a folder of plain files: script, sheets, references and papers; it opens in any studio."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    production = folder.whole(session, project)
    with ExitStack() as held:
        place = held.enter_context(tools().workbench())
        productions.write(production, place, tools().blobs.local)
        kept = held.pop_all()
    name = plain(project.title)
    headers = {"content-disposition": f'attachment; filename="{name}.zip"'}
    return StreamingResponse(parcel.zipped(place, name, kept), media_type="application/zip", headers=headers)
