"""Guest links over HTTP, for those who send them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.review import links
from rushes.review.errors import NoSuchLink, NothingToReview, NotOnIt
from rushes.review.links import Clip, Offer
from rushes.review.marks_routes import Range
from rushes.review.schemas import TakeCode
from rushes.review.tables import GuestLink
from rushes.takes import service as takes
from rushes.takes.errors import NoSuchTake

router = APIRouter(prefix="/api/projects", tags=["review"])


class ClipIn(BaseModel):
    """A take that a guest may see, and the frames of it, where not all."""

    take: TakeCode
    frames: Range | None = None


class NewLink(BaseModel):
    """What a link shows, in order, for how many days; `cut` is the version of the cut whose clips these are."""

    title: Annotated[str, Field(min_length=1, max_length=120)]
    clips: Annotated[list[ClipIn], Field(min_length=1, max_length=2000)]
    days: Annotated[int, Field(ge=1, le=90)] = 14
    watermark: bool = True
    cut: Annotated[int, Field(ge=1, lt=2**31)] | None = None


class LinkOut(BaseModel):
    """A link: what it shows, until when it is open, who sent it, who withdrew it, and when it was first opened."""

    id: UUID
    title: str
    takes: list[str]
    cut: int | None
    watermark: bool
    who: str
    at: datetime
    expires_at: datetime
    revoked_by: str
    opened_at: datetime | None
    open: bool

    @classmethod
    def of(cls, link: GuestLink) -> "LinkOut":
        """One link."""
        names = ("id", "title", "cut", "watermark", "who", "at", "expires_at", "revoked_by", "opened_at")
        shown = [clip.take for clip in links.clips(link)]
        return cls(takes=shown, open=links.is_open(link), **{name: getattr(link, name) for name in names})


class SharedOut(BaseModel):
    """A new link and the path of its address, which is told this once: only a hash of it is kept."""

    link: LinkOut
    path: str


@router.get("/{project_id}/guests", responses=raises(NoSuchProject, NotYours))
def list_guest_links(project_id: UUID, caller: Asking, session: Transaction) -> list[LinkOut]:
    """Every guest link, the newest first."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return list(map(LinkOut.of, links.every(session, project.id)))


@router.post(
    "/{project_id}/guests",
    responses=raises(NoSuchProject, NotYours, NoSuchTake, NothingToReview, NotOnIt),
    status_code=201,
)
def share_with_guest(project_id: UUID, said: NewLink, caller: Asking, session: Transaction) -> SharedOut:
    """A link by which somebody without an account sees these takes, notes on them, and suggests."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.APPROVE)
    takes.all_coded(session, project.id, [clip.take for clip in said.clips])
    clips = [Clip(clip.take, clip.frames.span if clip.frames else None) for clip in said.clips]
    offer = Offer(said.title, clips, said.days, said.watermark, said.cut)
    link, token = links.share(session, project.id, offer, caller.name)
    return SharedOut(link=LinkOut.of(link), path=f"/guest/{token}")


@router.delete("/{project_id}/guests/{link}", responses=raises(NoSuchProject, NotYours, NoSuchLink))
def revoke_guest_link(project_id: UUID, link: UUID, caller: Asking, session: Transaction) -> LinkOut:
    """Withdraw a link: its address shows nothing from now on."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.APPROVE)
    found = links.one(session, project.id, link)
    links.revoke(session, found, caller.name)
    return LinkOut.of(found)
