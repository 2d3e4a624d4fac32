"""Renders over HTTP: asked for, watched, cancelled, played, downloaded, and handed off."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response
from fastapi.responses import FileResponse, StreamingResponse
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.delivery import deliver, parcel, render_orders, viewing
from rushes.delivery.errors import NotApproved, NotReady
from rushes.delivery.handoff import CannotWrite
from rushes.delivery.rendering import FILES
from rushes.delivery.rules import plain
from rushes.delivery.viewing_routes import STILL, FrameNumber, ViewingOut
from rushes.edit import renders
from rushes.edit import service as edit
from rushes.edit.errors import NoCut, NoRender
from rushes.edit.tables import Render
from rushes.generation.tools import tools
from rushes.http import files
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.jobs import State
from rushes.media.decode import NoSuchFrame
from rushes.media.errors import NoPicture
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.projects.tables import Project
from rushes.storage.errors import NoSuchBlob, StoreUnavailable

router = APIRouter(prefix="/api/projects", tags=["delivery"])
_ONE = (NoSuchProject, NotYours, NoRender)
_FILE: dict[int | str, dict[str, Any]] = {200: {"content": {"application/octet-stream": {}}}}
_ZIP: dict[int | str, dict[str, Any]] = {200: {"content": {"application/zip": {}}}}
TYPES = {
    ".mp4": "video/mp4",
    ".srt": "application/x-subrip",
    ".vtt": "text/vtt; charset=utf-8",
    ".jpg": "image/jpeg",
    ".html": "text/html; charset=utf-8",
}


class FileOut(BaseModel):
    """A file of a render: its name, what it is, where to have it."""

    name: str
    title: str
    url: str


class RenderOut(BaseModel):
    """A render: of which cut, how far it is, how long it still takes, its files once it is done."""

    id: UUID
    version: int
    master: bool
    draft: bool
    who: str
    state: State
    stage: str
    done: int
    total: int
    seconds_left: float | None
    says: str
    at: datetime
    over_at: datetime | None
    files: list[FileOut]
    facts: dict[str, Any]

    @classmethod
    def of(cls, row: Render) -> "RenderOut":
        """One render."""
        names = ("id", "version", "master", "draft", "who", "state", "stage", "done", "total", "says", "at", "over_at")
        base = f"/api/projects/{row.project_id}/renders/{row.id}"
        files = [FileOut(name=name, title=FILES[name], url=f"{base}/{name}") for name in FILES if name in row.files]
        own = {name: getattr(row, name) for name in names}
        return cls(**own, seconds_left=renders.seconds_left(row, datetime.now(UTC)), files=files, facts=row.facts)


class RenderWished(BaseModel):
    """Which version of the cut is rendered; a master only if all of it is approved; a draft is small and quick."""

    version: Annotated[int, Field(ge=1)]
    master: bool = False
    draft: bool = False


@router.post("/{project_id}/renders", status_code=202, responses=raises(NoSuchProject, NotYours, NoCut, NotApproved))
def ask_render(project_id: UUID, wished: RenderWished, caller: Asking, session: Transaction) -> RenderOut:
    """Render a version of the cut; the same that is under way already is not begun twice."""
    project = _project(session, project_id, caller.name, Right.CUT)
    asked = render_orders.ask(session, project, wished.version, caller.name, master=wished.master, draft=wished.draft)
    return RenderOut.of(asked)


@router.get("/{project_id}/renders", responses=raises(NoSuchProject, NotYours))
def list_renders(project_id: UUID, caller: Asking, session: Transaction) -> list[RenderOut]:
    """Every render, the newest first."""
    project = _project(session, project_id, caller.name, Right.VIEW)
    return list(map(RenderOut.of, renders.listed(session, project.id)))


@router.get("/{project_id}/renders/{render_id}", responses=raises(*_ONE))
def read_render(project_id: UUID, render_id: UUID, caller: Asking, session: Transaction) -> RenderOut:
    """One render, as it is now."""
    project = _project(session, project_id, caller.name, Right.VIEW)
    return RenderOut.of(renders.one(session, project.id, render_id))


@router.post("/{project_id}/renders/{render_id}/cancel", responses=raises(*_ONE))
def cancel_render(project_id: UUID, render_id: UUID, caller: Asking, session: Transaction) -> RenderOut:
    """Stop a render; what it encoded already is used by the next."""
    project = _project(session, project_id, caller.name, Right.CUT)
    return RenderOut.of(renders.cancel(session, project.id, render_id, caller.name))


@router.get(
    "/{project_id}/renders/{render_id}/handoff.zip",
    responses=_ZIP | raises(*_ONE, NotReady, CannotWrite, NoSuchBlob, StoreUnavailable),
    response_class=StreamingResponse,
)
def read_handoff(project_id: UUID, render_id: UUID, caller: Asking, session: Transaction) -> StreamingResponse:
    """The folder an editor gets, as one file: cut, takes, sounds, stems, captions, notes and checksums."""
    project = _project(session, project_id, caller.name, Right.VIEW)
    row = renders.one(session, project.id, render_id)
    packed = render_orders.packed(session, project, row)
    with ExitStack() as held:
        place = held.enter_context(tools().workbench())
        folder = render_orders.build(packed, place, datetime.now(UTC))
        kept = held.pop_all()
    name = f"{plain(project.title)}_cut{row.version}_handoff"
    return _download(parcel.zipped(folder, name, kept), f"{name}.zip")


@router.get("/{project_id}/renders/{render_id}/viewing", responses=raises(*_ONE, NoCut))
def read_render_viewing(project_id: UUID, render_id: UUID, caller: Asking, session: Transaction) -> ViewingOut:
    """What the film of a render is looked at by; it is begun when nobody asked before."""
    project = _project(session, project_id, caller.name, Right.VIEW)
    row = renders.one(session, project.id, render_id)
    view = viewing.of_film(session, project, deliver.FILM, _kept(row, deliver.FILM))
    base = f"/api/projects/{project_id}"
    own = f"{base}/renders/{render_id}"
    said = {
        "source": f"{own}/{deliver.FILM}",
        "poster": f"{own}/poster.jpg",
        "stills": f"{own}/frames",
        "start": edit.cut_of(edit.version(session, project.id, row.version)).start,
    }
    return ViewingOut.of(view, base).model_copy(update=said)


@router.get(
    "/{project_id}/renders/{render_id}/frames/{frame}.jpg",
    responses=STILL | raises(*_ONE, NoSuchFrame, NoPicture, NoSuchBlob, StoreUnavailable),
    response_class=Response,
)
def read_render_frame(
    project_id: UUID, render_id: UUID, frame: FrameNumber, caller: Asking, session: Transaction
) -> Response:
    """One frame of the film of a render in its full size."""
    project = _project(session, project_id, caller.name, Right.VIEW)
    film = _kept(renders.one(session, project.id, render_id), deliver.FILM)
    still = viewing.frame_of(film, frame, tools().blobs)
    return Response(still, media_type="image/jpeg", headers={"cache-control": files.FOREVER})


@router.get(
    "/{project_id}/renders/{render_id}/{name}",
    responses=_FILE | raises(*_ONE, NoSuchBlob, StoreUnavailable),
    response_class=FileResponse,
)
def read_render_file(
    project_id: UUID,
    render_id: UUID,
    name: str,
    caller: Asking,
    session: Transaction,
    download: Annotated[bool, Query(description="Whether it is saved rather than shown.")] = False,
) -> FileResponse:
    """A file of a render."""
    project = _project(session, project_id, caller.name, Right.VIEW)
    row = renders.one(session, project.id, render_id)
    sha = _kept(row, name)
    stem, _, suffix = name.rpartition(".")
    kind = "" if name == deliver.FILM else f"_{stem}"
    saved = f"{plain(project.title)}_cut{row.version}{kind}.{suffix}" if download else None
    return FileResponse(
        tools().blobs.local(sha),
        media_type=TYPES[f".{suffix}"],
        filename=saved,
        headers={"cache-control": "private, max-age=31536000, immutable"},
    )


def _kept(row: Render, name: str) -> str:
    """A file of a render, by its hash. NoRender, where it has none of that name."""
    if name not in row.files:
        raise NoRender(f"The render has no file {name[:80]!r}.")
    return str(row.files[name])


def _download(content: Iterator[bytes], name: str) -> StreamingResponse:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(content, media_type="application/zip", headers=headers)


def _project(session: Session, project_id: UUID, who: str, right: Right) -> Project:
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, who, right)
    return project
