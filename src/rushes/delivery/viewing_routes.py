"""What is looked at over HTTP: proxies, strips and waveforms of takes and films, and single frames in full size."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Response
from fastapi import Path as InPath
from pydantic import BaseModel

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.delivery import animating, viewing
from rushes.delivery.dailies_routes import Of
from rushes.delivery.errors import NoAnimatic, NothingMade
from rushes.delivery.viewing import Readiness, View
from rushes.generation.tools import tools
from rushes.http import files
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.media.decode import NoSuchFrame
from rushes.media.errors import NoPicture
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.storage.errors import NoSuchBlob, StoreUnavailable
from rushes.takes.errors import NoSuchTake

router = APIRouter(prefix="/api/projects", tags=["takes"])
FrameNumber = Annotated[int, InPath(ge=0, le=10_000_000)]
STILL: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/jpeg": {"schema": {"type": "string", "format": "binary"}}}}
}


class SpriteOut(BaseModel):
    """A strip of stills, left to right, each of that size, and the frames that they show."""

    url: str
    width: int
    height: int
    frames: list[int]


class ViewingOut(BaseModel):
    """
    Something to look at: addresses of its file, its proxy, its poster, its strip and its waveform, empty where there is
    none (yet), and of its frames in full size (`stills/12.jpg`); frames a second, its length and size, and the timecode
    of its first frame, in frames.
    """

    name: str
    medium: Literal["clip", "image", "sound"]
    media: str
    state: Readiness
    says: str
    source: str
    proxy: str
    poster: str
    stills: str
    rate: str
    frames: int
    width: int
    height: int
    start: int
    sprite: SpriteOut | None
    waveform: str

    @classmethod
    def of(cls, view: View, base: str) -> "ViewingOut":
        """One of them; `base` is the address under which the files are found as `media/HASH`."""
        row = view.row
        shape = row.shape if row is not None else {}
        still = shape.get("sprite")
        return cls(
            name=view.name,
            medium=view.medium,
            media=view.media,
            state=view.state,
            says=row.says if row is not None else "",
            source=_at(base, view.media),
            proxy=_at(base, row.proxy if row is not None else ""),
            poster=_at(base, view.poster),
            stills=f"{base}/takes/{view.name}/frames" if view.medium == "clip" and view.is_take else "",
            rate=shape.get("rate", "24"),
            frames=shape.get("frames", 1),
            width=shape.get("width", 0),
            height=shape.get("height", 0),
            start=0,
            sprite=SpriteOut(url=_at(base, row.sprite), **still) if row is not None and still else None,
            waveform=_at(base, row.waveform if row is not None else ""),
        )


@router.get("/{project_id}/viewings", responses=raises(NoSuchProject, NotYours))
def list_viewings(project_id: UUID, of: Of, caller: Asking, session: Transaction) -> list[ViewingOut]:
    """What the takes of a subject, or of every subject of a kind, are looked at by; what is missing is begun."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return [ViewingOut.of(view, _base(project_id)) for view in viewing.of_takes(session, project, of)]


@router.get("/{project_id}/takes/{take}/viewing", responses=raises(NoSuchProject, NotYours, NoSuchTake))
def read_viewing(project_id: UUID, take: str, caller: Asking, session: Transaction) -> ViewingOut:
    """What a take is looked at by; it is begun when nobody asked before, and asked for again until it is ready."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return ViewingOut.of(viewing.of_take(session, project, take), _base(project_id))


@router.post("/{project_id}/takes/{take}/viewing", responses=raises(NoSuchProject, NotYours, NoSuchTake))
def make_viewing_again(project_id: UUID, take: str, caller: Asking, session: Transaction) -> ViewingOut:
    """Try once more to make what a take is looked at by."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.COMMENT)
    return ViewingOut.of(viewing.again(session, project, take), _base(project_id))


@router.get(
    "/{project_id}/takes/{take}/frames/{frame}.jpg",
    responses=STILL | raises(NoSuchProject, NotYours, NoSuchTake, NoSuchFrame, NoPicture, NoSuchBlob, StoreUnavailable),
    response_class=Response,
)
def read_frame(project_id: UUID, take: str, frame: FrameNumber, caller: Asking, session: Transaction) -> Response:
    """One frame of a take in its full size."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    still = viewing.still(session, project, take, frame, tools().blobs)
    return Response(still, media_type="image/jpeg", headers={"cache-control": files.FOREVER})


@router.get("/{project_id}/animatic/viewing", responses=raises(NoSuchProject, NotYours, NothingMade, NoAnimatic))
def read_animatic_viewing(project_id: UUID, caller: Asking, session: Transaction) -> ViewingOut:
    """What the animatic is looked at by, once it is done."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    one = animating.found(session, project)
    if not one.film:
        raise NoAnimatic(f"The animatic is {one.state}; there is no film of it yet.")
    seen = ViewingOut.of(viewing.of_film(session, project, "Animatic", one.film), _base(project_id))
    return seen.model_copy(update={"source": f"{_base(project_id)}/animatic/film.mp4"})


def _base(project_id: UUID) -> str:
    return f"/api/projects/{project_id}"


def _at(base: str, sha: str) -> str:
    return f"{base}/media/{sha}" if sha else ""
