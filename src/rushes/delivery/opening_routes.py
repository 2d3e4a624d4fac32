"""A production opened over HTTP from the folder of one, sent as a ZIP file."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from rushes.craft.screenplay.breakdown import NoScene
from rushes.delivery import opening, unpacking
from rushes.http.caller import Asking
from rushes.http.files import BODY, sent
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.kernel.errors import InvalidFile
from rushes.projects.routes import ProjectOut

router = APIRouter(prefix="/api/projects", tags=["projects"])
SHOWN = 100


class OpenedOut(BaseModel):
    """The production, and the first of the files that were left out because they are no sheets of it."""

    production: ProjectOut
    left_out: list[str]


@router.post("/folder", status_code=201, responses=raises(InvalidFile, NoScene), openapi_extra=BODY)
def open_folder(
    data: Annotated[bytes, Depends(sent("the ZIP file", unpacking.LARGEST))], caller: Asking, session: Transaction
) -> OpenedOut:
    """A ZIP file of a production's folder becomes the caller's production; what its sheets do not say is proposed."""
    found = unpacking.unpacked(data)
    project = opening.opened_folder(session, found.production, caller.name)
    return OpenedOut(production=ProjectOut.model_validate(project), left_out=list(found.left_out[:SHOWN]))
