"""The breakdown over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.boards import breakdown
from rushes.craft.breakdown.categories import Category
from rushes.craft.breakdown.found import Found, How
from rushes.craft.breakdown.matrix import Matrix, Row
from rushes.craft.breakdown.sheet import Sheet
from rushes.craft.papers.needs import Form, Part, UnknownScene
from rushes.http.caller import Asking
from rushes.http.files import answer, sends
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.projects.tables import Project
from rushes.story.errors import NoSuchRevision
from rushes.story.routes import SpanOut

router = APIRouter(prefix="/api/projects", tags=["boards"])
REFUSES = raises(NoSuchProject, NoSuchRevision, NotYours)


class ElementOnSheet(BaseModel):
    """One element of a scene: whose it is, how it was found, the words or rule that prove it, and how sure that is."""

    category: Category
    element: str
    of: str
    implied: bool
    how: How
    says: str
    sure: float
    span: SpanOut | None


class SheetOut(BaseModel):
    """A scene's breakdown sheet; `cast` pairs numbers of the cast list with names."""

    scene: str
    number: int
    heading: str
    page: int
    eighths: str
    int_ext: str
    set: str
    part: str
    time: str
    day: str
    synopsis: str
    cast: list[tuple[int, str]]
    elements: list[ElementOnSheet]


class CellOut(BaseModel):
    """An asset in a scene: the number of a person's costume (0 for things), what is worn, the states that hold."""

    model_config = ConfigDict(from_attributes=True)

    costume: int
    worn: tuple[str, ...]
    states: tuple[str, ...]


class AssetRow(BaseModel):
    """An asset and the scenes it is in."""

    category: Category
    name: str
    cells: dict[str, CellOut]


class SceneColumn(BaseModel):
    """A scene as a column: its code, place and time."""

    scene: str
    place: str
    when: str


class MatrixOut(BaseModel):
    """Assets by scene."""

    scenes: list[SceneColumn]
    rows: list[AssetRow]


@router.get("/{project_id}/breakdown", responses=REFUSES)
def breakdown_of_project(project_id: UUID, caller: Asking, session: Transaction) -> list[SheetOut]:
    """A breakdown sheet for every scene."""
    made = breakdown.board(session, _seen(session, project_id, caller.name))
    return [_sheet(one, made.whole.needs.of(one.scene)) for one in made.sheets]


@router.get("/{project_id}/breakdown/assets", responses=REFUSES)
def assets_by_scene(project_id: UUID, caller: Asking, session: Transaction) -> MatrixOut:
    """Who and what is in which scene, in which clothes and state."""
    return _matrix(breakdown.assets(session, _seen(session, project_id, caller.name)))


@router.get("/{project_id}/breakdown/scenes", responses=REFUSES)
def scene_list(project_id: UUID, caller: Asking, session: Transaction) -> list[dict[str, str]]:
    """The scene list: a row a scene, by the names of its columns."""
    table = breakdown.scenes(session, _seen(session, project_id, caller.name))
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


@router.get(
    "/{project_id}/breakdown/export",
    responses=sends("csv", "markdown", "html") | raises(NoSuchProject, NoSuchRevision, NotYours, UnknownScene),
    response_class=Response,
)
def export_breakdown(
    project_id: UUID,
    caller: Asking,
    session: Transaction,
    part: Part = Part.SHEETS,
    format: Form = Form.CSV,
    scene: str = "",
) -> Response:
    """Sheets (of one scene where one is said), assets by scene or the scene list, for a spreadsheet or on a page."""
    project = _seen(session, project_id, caller.name)
    return answer(format, breakdown.written(session, project, part, format, scene))


@router.get(
    "/{project_id}/breakdown.fdx",
    responses=sends("fdx") | raises(NoSuchProject, NoSuchRevision, NotYours),
    response_class=Response,
)
def export_tagged_script(project_id: UUID, caller: Asking, session: Transaction) -> Response:
    """The script as a Final Draft file, with what is found as its tags."""
    return answer("fdx", breakdown.tagged(session, _seen(session, project_id, caller.name)))


def _seen(session: Transaction, project_id: UUID, who: str) -> Project:
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, who, Right.VIEW)
    return project


def _sheet(one: Sheet, found: list[Found]) -> SheetOut:
    names = ("scene", "number", "heading", "page", "eighths", "int_ext", "set", "part", "time", "day", "synopsis")
    said = {name: getattr(one, name) for name in names}
    return SheetOut(**said, cast=list(one.cast), elements=[_element(each) for each in found])


def _element(one: Found) -> ElementOnSheet:
    return ElementOnSheet(
        category=one.category,
        element=one.name,
        of=one.of,
        implied=one.implied,
        how=one.how,
        says=one.says,
        sure=one.sure,
        span=SpanOut.model_validate(one.span) if one.span.line else None,
    )


def _matrix(made: Matrix) -> MatrixOut:
    columns = [SceneColumn(scene=code, place=place, when=when) for code, place, when in made.scenes]
    return MatrixOut(scenes=columns, rows=list(map(_row, made.rows)))


def _row(row: Row) -> AssetRow:
    cells = {code: CellOut.model_validate(cell) for code, cell in row.cells.items()}
    return AssetRow(category=row.category, name=row.name, cells=cells)
