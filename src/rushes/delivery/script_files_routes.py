"""Script files over HTTP: one kind into another, a PDF as it was understood, a production's script as a file."""

import json
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, ConfigDict

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.craft.screenplay import conversion, read
from rushes.craft.screenplay.conversion import Converted, Format
from rushes.craft.screenplay.layout import Paper
from rushes.craft.screenplay.pdf import corrections, reading
from rushes.craft.screenplay.pdf.corrections import UnknownKind
from rushes.craft.screenplay.pdf.kinds import Kind
from rushes.delivery.routes import SENT
from rushes.http.caller import Asking
from rushes.http.files import BODY, answer, sends, sent
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.kernel.errors import Fault, InvalidFile
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.story import service as story
from rushes.story.errors import NoSuchRevision

router = APIRouter(prefix="/api", tags=["script"])
Script = Annotated[bytes, Depends(sent(f"{SENT}", read.LARGEST))]
LOST = "Rushes-Not-In-It"
"""The header that says what of a script the answered file cannot carry: a JSON list of phrases, in ASCII."""
_FILE = sends("fountain", "fdx", "pdf")
_FILE[200]["headers"] = {LOST: {"schema": {"type": "string"}, "description": "What it cannot carry: a JSON list."}}


class Suffix(StrEnum):
    """A kind of script file, by its suffix without the dot."""

    FOUNTAIN = "fountain"
    FINAL_DRAFT = "fdx"
    PDF = "pdf"


Retagged = Annotated[
    list[str], Query(alias="as", max_length=2000, description="Corrections of lines, each like 12=action.")
]


class LineOut(BaseModel):
    """One line of a PDF: how it is understood, how sure that is from 0 to 1, and what told it."""

    model_config = ConfigDict(from_attributes=True)

    number: int
    page: int
    text: str
    kind: Kind
    sure: float
    why: str


class UnderstoodOut(BaseModel):
    """A PDF as it was understood: its lines, the script they make, and the pages that are pictures without text."""

    lines: list[LineOut]
    unread_pages: list[int]
    fountain: str


@router.post("/scripts/convert", responses=_FILE | raises(InvalidFile), openapi_extra=BODY, response_class=Response)
def convert_script(data: Script, caller: Asking, to: Suffix, paper: Paper = Paper.LETTER) -> Response:
    """A script of any kind that is read as another kind of file; nothing is kept."""
    del caller
    return _sent(to, conversion.convert(data, SENT, Format(f".{to}"), paper))


@router.post("/scripts/preview", responses=raises(InvalidFile, UnknownKind), openapi_extra=BODY)
def preview_script(
    data: Script,
    caller: Asking,
    corrected: Retagged = [],  # noqa: B006 - FastAPI gives each request its own
) -> UnderstoodOut:
    """How each line of a screenplay PDF is understood, with corrections; nothing is kept."""
    del caller
    if not read.is_pdf(data):
        raise InvalidFile(
            [Fault(f"{SENT}", "is not a PDF, so there is nothing to guess; send it as the script itself")]
        )
    found = reading.read(data, f"{SENT}", corrections.read(corrected))
    lines = list(map(LineOut.model_validate, found.lines))
    return UnderstoodOut(lines=lines, unread_pages=list(found.unread), fountain=found.text)


@router.get(
    "/projects/{project_id}/script/export",
    responses=_FILE | raises(NoSuchProject, NotYours, NoSuchRevision),
    response_class=Response,
)
def export_script(
    project_id: UUID,
    caller: Asking,
    session: Transaction,
    format: Suffix = Suffix.FOUNTAIN,
    revision: Annotated[int | None, Query(ge=1, description="The newest when not said.")] = None,
    paper: Paper = Paper.LETTER,
) -> Response:
    """A revision of the script as Fountain to the character, as Final Draft, or as a PDF in standard layout."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    text = story.one(session, project.id, revision).text
    return _sent(format, conversion.convert(text.encode(), SENT, Format(f".{format}"), paper))


def _sent(kind: Suffix, made: Converted) -> Response:
    return answer(kind, made.content, {LOST: json.dumps(made.lost)})
