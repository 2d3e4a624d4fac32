"""What leaves the house, over HTTP: checks, checklist, rights, exports, captions of a version of the cut."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from rushes.accounts import rules
from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.craft.captions.files import to_srt, to_vtt
from rushes.delivery import bench, folder, formats, gather, line, readiness
from rushes.delivery import film as films
from rushes.delivery.cut_routes import CutVersionOut
from rushes.delivery.errors import DoesNotFit, UnknownFormat
from rushes.delivery.gather import Film
from rushes.delivery.readiness import Passing
from rushes.delivery.render_routes import RenderOut
from rushes.delivery.rules import Format, file_name, plain
from rushes.edit import renders
from rushes.edit import service as edit
from rushes.edit.errors import NoCut
from rushes.edit.tables import Render
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.jobs import State
from rushes.kernel.plugins import load
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.projects.tables import Project

router = APIRouter(prefix="/api/projects", tags=["delivery"])
_MINE = ConfigDict(from_attributes=True)
_SEEN = (NoSuchProject, NotYours, NoCut)
_BYTES: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
}
Version = Annotated[int, Field(ge=1)]


class DeliveryCheckOut(BaseModel):
    """A check or a line of the checklist: how it came out, what there is to say, and every fault by name."""

    model_config = _MINE

    title: str
    outcome: Passing
    says: str
    faults: list[str]


class ExportOut(BaseModel):
    """A format the cut can leave in: what it loses, and why it cannot be written, if it cannot."""

    model_config = _MINE

    id: str
    title: str
    suffix: str
    loses: list[str]
    refused: str


class RightOut(BaseModel):
    """Something that somebody may have a right in: `cleared`, `pending`, `blocked` or `missing`."""

    model_config = _MINE

    what: str
    kind: str
    state: Literal["cleared", "pending", "blocked", "missing"]
    says: str


class DeliveryOut(BaseModel):
    """A version of the cut as it would leave; `render` is the newest film of it, `checks` are what was measured."""

    version: CutVersionOut
    newest: int
    title: str
    rate: str
    frames: int
    unapproved: list[str]
    render: RenderOut | None
    checks: list[DeliveryCheckOut]
    checklist: list[DeliveryCheckOut]
    exports: list[ExportOut]
    rights: list[RightOut]


@router.get("/{project_id}/delivery", responses=raises(*_SEEN))
def read_delivery(project_id: UUID, caller: Asking, session: Transaction, version: int | None = None) -> DeliveryOut:
    """What there is of a version of the cut, or of the newest, and whether it may leave."""
    project = _project(session, project_id, caller.name)
    newest = edit.version(session, project.id)
    row = newest if version is None else edit.version(session, project.id, version)
    film = gather.cut_alone(session, project, row.version)
    lock = edit.locked(session, project.id).get(row.version)
    done = _film(session, project, row.version)
    lines = readiness.checklist(film, bench.tools(), locked=lock is not None, rendered=done is not None)
    return DeliveryOut(
        version=CutVersionOut.of(row, lock),
        newest=newest.version,
        title=film.cut.title,
        rate=str(film.cut.rate),
        frames=len(film.cut),
        unapproved=film.unapproved,
        render=RenderOut.of(done) if done else None,
        checks=list(map(DeliveryCheckOut.model_validate, _checks(film, done))),
        checklist=list(map(DeliveryCheckOut.model_validate, lines)),
        exports=list(map(ExportOut.model_validate, readiness.exports(film))),
        rights=list(map(RightOut.model_validate, readiness.rights(film, bench.tools()))),
    )


@router.get(
    "/{project_id}/cut/{version}/exports/{format}",
    responses=_BYTES | raises(*_SEEN, UnknownFormat, DoesNotFit),
    response_class=Response,
)
def export_cut(project_id: UUID, version: Version, format: str, caller: Asking, session: Transaction) -> Response:
    """A version of the cut in a format; what it loses is said where it is chosen."""
    project = _project(session, project_id, caller.name)
    cut = edit.cut_of(edit.version(session, project.id, version))
    found = load(formats, Format)
    if format not in found:
        raise UnknownFormat(f"There is no format {format[:40]!r}. There are: {', '.join(found)}.")
    return _saved(found[format].write(cut), file_name(found[format], cut))


@router.get("/{project_id}/cut/{version}/captions.{kind}", responses=_BYTES | raises(*_SEEN), response_class=Response)
def read_captions(
    project_id: UUID, version: Version, kind: Literal["srt", "vtt"], caller: Asking, session: Transaction
) -> Response:
    """The captions of a version of the cut, timed to the voices that are heard."""
    project = _project(session, project_id, caller.name)
    film = gather.heard_alone(session, project, version)
    raster = line.raster_of(folder.brief_of(project))
    cues = films.captions(film, films.sound(film, bench.tools()), raster)
    content = to_srt(cues, film.cut.rate) if kind == "srt" else to_vtt(cues, film.cut.rate)
    return _saved(content, f"{plain(film.cut.title)}.{kind}")


def _film(session: Session, project: Project, version: int) -> Render | None:
    """The newest film of a version, a full one before a draft."""
    done = [one for one in renders.listed(session, project.id) if one.version == version and one.state == State.DONE]
    return min(done, key=lambda one: one.draft, default=None)


def _checks(film: Film, done: Render | None) -> list[readiness.Check]:
    if done is None:
        return []
    return readiness.checks(done.facts, film.production.brief, len(film.cut), draft=done.draft)


def _saved(content: bytes, name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="application/octet-stream", headers=headers)


def _project(session: Session, project_id: UUID, who: str) -> Project:
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, who, rules.Right.VIEW)
    return project
