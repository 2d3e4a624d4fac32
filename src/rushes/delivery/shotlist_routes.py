"""Shot lists over HTTP: one of another program as it would be understood, as the plan, and the plan as a file."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, ConfigDict

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.craft.shotlists import export, mapping, preview
from rushes.craft.shotlists.mapping import UnfitMapping
from rushes.craft.shotlists.preview import Preview
from rushes.delivery import shotlists
from rushes.http.caller import Asking
from rushes.http.files import BODY, answer, sends, sent
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.kernel.errors import InvalidFile
from rushes.library import service as library
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.story.errors import NoSuchRevision

router = APIRouter(prefix="/api/projects", tags=["shots"])
NAME = "the shot list"
Listed = Annotated[bytes, Depends(sent(NAME, preview.LARGEST))]
Mapped = Annotated[
    list[str], Query(max_length=200, description='A column by its heading or letter, and its field: "Sticker=note".')
]
Sheet = Annotated[str, Query(max_length=200, description="Which sheet; the likeliest when not said.")]
REFUSES = raises(NoSuchProject, NotYours, InvalidFile, UnfitMapping)
WRITERS = {"xlsx": export.xlsx, "csv": export.csv}


class ColumnOut(BaseModel):
    """A column of the list: the field it is taken for, and why; a sample of it."""

    model_config = ConfigDict(from_attributes=True)

    letter: str
    heading: str
    field: str
    why: str
    sample: str


class RenumberedOut(BaseModel):
    """A number of the list that became a code."""

    model_config = ConfigDict(from_attributes=True)

    where: str
    was: str
    code: str


class ListOut(BaseModel):
    """What a shot list would become; `faults` keep it from being taken, `doubts` were taken for something."""

    sheet: str
    other_sheets: list[str]
    header_row: int
    columns: list[ColumnOut]
    codes: list[RenumberedOut]
    shots: list[dict[str, Any]]
    assets: list[dict[str, Any]]
    doubts: list[str]
    faults: list[str]
    notes: list[str]

    @classmethod
    def of(cls, seen: Preview) -> "ListOut":
        """A preview of a list."""
        return cls(
            sheet=seen.sheet,
            other_sheets=list(seen.sheets),
            header_row=seen.header,
            columns=list(map(ColumnOut.model_validate, seen.columns)),
            codes=list(map(RenumberedOut.model_validate, seen.codes)),
            shots=[card.plain() for card in seen.shots],
            assets=[asset.model_dump(mode="json") for asset in seen.assets],
            doubts=list(map(str, seen.doubts)),
            faults=list(map(str, seen.faults)),
            notes=list(seen.notes),
        )


class TakenOut(BaseModel):
    """The plan that a list became: its shots in order, and what is odd about it, each a sentence."""

    shots: list[str]
    says: list[str]


@router.post("/{project_id}/shotlist/preview", responses=REFUSES, openapi_extra=BODY)
def preview_shot_list(
    project_id: UUID,
    data: Listed,
    caller: Asking,
    session: Transaction,
    column: Mapped = [],  # noqa: B006 - FastAPI gives each request its own
    sheet: Sheet = "",
) -> ListOut:
    """How a shot list of another program, XLSX or CSV, would be understood; nothing is changed."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return ListOut.of(_seen(session, project.id, data, column, sheet))


@router.post(
    "/{project_id}/shotlist",
    responses=raises(NoSuchProject, NotYours, InvalidFile, UnfitMapping, NoSuchRevision),
    openapi_extra=BODY,
)
def take_shot_list(
    project_id: UUID,
    data: Listed,
    caller: Asking,
    session: Transaction,
    column: Mapped = [],  # noqa: B006 - FastAPI gives each request its own
    sheet: Sheet = "",
) -> TakenOut:
    """Make a shot list of another program the plan of the production; one with faults is refused whole."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.CUT)
    says = shotlists.take(session, project, _seen(session, project.id, data, column, sheet), caller.name)
    return TakenOut(shots=[card.code for card in shotlists.cards_of(session, project)], says=list(says))


@router.get(
    "/{project_id}/shotlist",
    responses=sends("xlsx", "csv") | raises(NoSuchProject, NotYours, InvalidFile),
    response_class=Response,
)
def export_shot_list(
    project_id: UUID, caller: Asking, session: Transaction, format: Literal["xlsx", "csv"] = "xlsx"
) -> Response:
    """The plan as a workbook, or as CSV for spreadsheets; with panels it is `shotlist.pdf`."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return answer(format, WRITERS[format](shotlists.cards_of(session, project)))


def _seen(session: Transaction, project_id: UUID, data: bytes, columns: list[str], sheet: str) -> Preview:
    assets = list(library.listed(session, project_id).values())
    return preview.preview(data, NAME, mapping.read(columns), assets, sheet)
