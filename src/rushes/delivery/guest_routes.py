"""The guest's side of a review link: no account, no other access, counted."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request, Response
from fastapi import Path as InPath
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field, StringConstraints

from rushes.craft.timeline.cut import Kind, Way
from rushes.delivery import guests, viewing
from rushes.delivery.cut_routes import ReadOut
from rushes.delivery.errors import NoMix
from rushes.delivery.guests import Showing, Shown
from rushes.delivery.mix_routes import MixOut
from rushes.delivery.strip import Piece
from rushes.delivery.viewing_routes import STILL, FrameNumber, ViewingOut
from rushes.edit.errors import NoCut
from rushes.generation.tools import tools
from rushes.http import files
from rushes.http.pace import Pace, TooOften
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.kernel.ids import Subject
from rushes.media.decode import NoSuchFrame
from rushes.media.errors import NoPicture
from rushes.review.errors import NoSuchLink, NoSuchNote, NotOnIt
from rushes.review.notes_routes import NoteIn, NoteOut, check
from rushes.review.rules import State
from rushes.storage.blobs import SHA
from rushes.storage.errors import NoSuchBlob, StoreUnavailable
from rushes.takes.errors import NoSuchTake

ASKED, SAID = Pace(1200, 60), Pace(30, 60)
"""How often somebody at one address may look, and say something, in a minute."""

Token = Annotated[str, InPath(pattern=r"^[A-Za-z0-9_-]{20,64}$")]
Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=r"^[^\x00-\x1f<>]+$")
]


def looking(request: Request) -> None:
    """Count a question. TooOften."""
    ASKED.check(_from(request))


def saying(request: Request) -> None:
    """Count a remark. TooOften."""
    SAID.check(_from(request))


def _from(request: Request) -> str:
    return request.client.host if request.client else ""


router = APIRouter(prefix="/api/guest", tags=["guest"], dependencies=[Depends(looking)])


class SuggestedOut(BaseModel):
    """What a guest would decide; it counts for nothing by itself."""

    state: State
    text: str
    who: str
    at: datetime


class ShownOut(BaseModel):
    """A take as a guest sees it: the frames from `start` to before `end`, and what guests of this link said."""

    take: str
    shot: str
    title: str
    start: int
    end: int
    frames: int
    poster: str
    notes: list[NoteOut]
    suggestions: list[SuggestedOut]

    @classmethod
    def of(cls, shown: Shown, base: str) -> "ShownOut":
        """One take."""
        take = shown.take
        return cls(
            take=take.code,
            shot=take.subject.partition(":")[2],
            title=shown.title,
            start=shown.span.start,
            end=shown.span.end,
            frames=take.frames,
            poster=f"{base}/media/{take.poster}",
            notes=list(map(NoteOut.of, shown.notes)),
            suggestions=[SuggestedOut.model_validate(one, from_attributes=True) for one in shown.suggestions],
        )


class ShowingOut(BaseModel):
    """All that a link shows; `cut` is the version of the cut whose clips these are, if they are one."""

    title: str
    production: str
    who: str
    rate: str
    cut: int | None
    watermark: bool
    expires_at: datetime
    clips: list[ShownOut]

    @classmethod
    def of(cls, told: Showing, base: str) -> "ShowingOut":
        """What a link shows."""
        link = told.link
        own = {name: getattr(link, name) for name in ("title", "who", "cut", "watermark", "expires_at")}
        return cls(
            production=told.project.title, rate=told.rate, clips=[ShownOut.of(one, base) for one in told.clips], **own
        )


class ReelPieceOut(BaseModel):
    """A piece of the cut as a guest sees it: what stands where, how it comes in; `poster` is an address, or empty."""

    name: str
    kind: Kind
    title: str
    take: str
    poster: str
    start: int
    end: int
    record: int
    way: Way | None
    way_frames: int
    way_before: int

    @classmethod
    def of(cls, one: Piece, base: str) -> "ReelPieceOut":
        """One piece."""
        names = ("name", "kind", "title", "take", "start", "end", "record", "way", "way_frames", "way_before")
        poster = f"{base}/media/{one.poster}" if one.poster else ""
        return cls(poster=poster, **{name: getattr(one, name) for name in names})


class ReelOut(BaseModel):
    """The cut of a link as it is played; times are frames of the film, `start` is the timecode of its first frame."""

    title: str
    rate: str
    start: int
    pieces: list[ReelPieceOut]
    captions: list[ReadOut]


class GuestNote(NoteIn):
    """A guest's note on a take, and who they are."""

    who: Name
    take: str
    answers: Annotated[str, Field(max_length=40)] = ""


class GuestSuggestion(BaseModel):
    """What a guest would decide about a take, and who they are."""

    who: Name
    take: str
    state: Literal[State.REJECTED, State.MAYBE, State.SELECTED]
    text: Annotated[str, Field(max_length=2000)] = ""


_OPEN = raises(NoSuchLink, TooOften)
_FILE: dict[int | str, dict[str, Any]] = {200: {"content": {"application/octet-stream": {}}}}


@router.get("/{token}", responses=_OPEN)
def open_guest_link(token: Token, session: Transaction) -> ShowingOut:
    """What a link shows, while it is open."""
    return ShowingOut.of(guests.showing(session, token), f"/api/guest/{token}")


@router.get("/{token}/cut", responses=_OPEN | raises(NoCut))
def guest_cut(token: Token, session: Transaction) -> ReelOut:
    """The cut of a link as it is played, with its transitions, its titles and its captions."""
    told = guests.reel(session, token)
    return ReelOut(
        title=told.cut.title,
        rate=str(told.cut.rate),
        start=told.cut.start,
        pieces=[ReelPieceOut.of(one, f"/api/guest/{token}") for one in told.pieces],
        captions=list(map(ReadOut.model_validate, told.captions)),
    )


@router.post(
    "/{token}/mix", status_code=202, responses=raises(NoSuchLink, NoCut, TooOften), dependencies=[Depends(saying)]
)
def mix_for_guest(token: Token, session: Transaction) -> MixOut:
    """Mix what is heard in the cut of a link; the same sound again is the same work."""
    return MixOut.of(guests.order_mix(session, token), f"/api/guest/{token}")


@router.get("/{token}/mix", responses=_OPEN | raises(NoCut, NoMix))
def guest_mix(token: Token, session: Transaction) -> MixOut:
    """How the mix of the cut of a link, as it sounds now, is coming."""
    return MixOut.of(guests.mix(session, token), f"/api/guest/{token}")


@router.get("/{token}/takes/{take}/viewing", responses=raises(NoSuchLink, NoSuchTake, TooOften))
def guest_viewing(token: Token, take: str, session: Transaction) -> ViewingOut:
    """What a take of the link is looked at by."""
    _, project, row = guests.take(session, token, take)
    return ViewingOut.of(viewing.of_take(session, project, row.code), f"/api/guest/{token}")


@router.get(
    "/{token}/takes/{take}/frames/{frame}.jpg",
    responses=STILL | raises(NoSuchLink, NoSuchTake, NoSuchFrame, NoPicture, NoSuchBlob, StoreUnavailable, TooOften),
    response_class=Response,
)
def guest_frame(token: Token, take: str, frame: FrameNumber, session: Transaction) -> Response:
    """One frame of a take of the link in its full size."""
    _, project, row = guests.take(session, token, take)
    still = viewing.still(session, project, row.code, frame, tools().blobs)
    return Response(still, media_type="image/jpeg", headers={"cache-control": files.FOREVER})


@router.get(
    "/{token}/media/{sha}",
    responses=_FILE | raises(NoSuchLink, NoSuchBlob, StoreUnavailable, TooOften),
    response_class=FileResponse,
)
def guest_media(
    token: Token, sha: Annotated[str, InPath(pattern=f"^{SHA.pattern}$")], session: Transaction
) -> FileResponse:
    """A file of a take, or of the mix, of the link by its hash."""
    kept = guests.media(session, token, sha, tools().blobs)
    return FileResponse(kept.path, media_type=kept.type, headers={"cache-control": "private, max-age=3600"})


@router.post(
    "/{token}/notes",
    responses=raises(NoSuchLink, NoSuchTake, NoSuchNote, NotOnIt, TooOften),
    status_code=201,
    dependencies=[Depends(saying)],
)
def add_guest_note(token: Token, said: GuestNote, session: Transaction) -> NoteOut:
    """Put a note on a take of the link."""
    _, project, row = guests.take(session, token, said.take)
    check(session, project.id, Subject("take", row.code), said.said)
    return NoteOut.of(guests.note(session, token, row.code, said.said, said.who, said.answers))


@router.post("/{token}/suggestions", responses=raises(NoSuchLink, NoSuchTake, TooOften), dependencies=[Depends(saying)])
def suggest_as_guest(token: Token, said: GuestSuggestion, session: Transaction) -> ShowingOut:
    """Say what one would decide about a take of the link; it is no verdict."""
    guests.suggest(session, token, said.take, State(said.state), said.text, said.who)
    return ShowingOut.of(guests.showing(session, token), f"/api/guest/{token}")
