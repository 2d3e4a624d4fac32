"""A production over HTTP: opened with a script, its story card, its pitch."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.craft.papers import page, pitch, pitchbook
from rushes.craft.screenplay import read
from rushes.craft.screenplay.breakdown import NoScene
from rushes.craft.story.beats import Part
from rushes.delivery import opening, pitching, story_card
from rushes.delivery.errors import NoPicture, StoryChanged, TooLong
from rushes.delivery.routes import SENT
from rushes.delivery.story_card import StoryCard
from rushes.generation.tools import tools
from rushes.http.caller import Asking
from rushes.http.files import BODY, answer, sends, sent
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.kernel.errors import InvalidFile
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.projects.routes import ProjectOut
from rushes.takes.errors import NoSuchTake

router = APIRouter(prefix="/api/projects", tags=["projects"])
Title = Annotated[str, Query(max_length=200, description="What it is called; what its title page says when not said.")]
Pictures = Annotated[
    list[str], Query(max_length=pitch.PANELS, description="Takes of panels or sheets that it shows, in order.")
]


class StretchOut(BaseModel):
    """A part of the spine and its share of the running time, from 0 to 1."""

    part: Part
    start: float
    end: float


class StoryOut(BaseModel):
    """The story card as it is now, its digest, and where in the running time each part of its spine stands."""

    card: StoryCard
    seen: str
    stretches: list[StretchOut]

    @classmethod
    def of(cls, card: StoryCard) -> "StoryOut":
        """A card with its spine."""
        found = [StretchOut(part=one.part, start=one.start, end=one.end) for one in card.story.spine.stretches()]
        return cls(card=card, seen=story_card.seen(card), stretches=found)


@router.post("", status_code=201, responses=raises(InvalidFile, NoScene), openapi_extra=BODY)
def open_production(
    data: Annotated[bytes, Depends(sent(f"{SENT}", read.LARGEST))],
    caller: Asking,
    session: Transaction,
    title: Title = "",
) -> ProjectOut:
    """A script file of any kind that is read becomes the caller's production; cast, places and shots are proposed."""
    return ProjectOut.model_validate(opening.opened(session, read.parse(data, SENT), title, caller.name))


@router.get("/{project_id}/story", responses=raises(NoSuchProject, NotYours))
def read_story(project_id: UUID, caller: Asking, session: Transaction) -> StoryOut:
    """The story card: what the film is about and for whom, its spine, beats, worksheet and concepts."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return StoryOut.of(story_card.card(project))


@router.put("/{project_id}/story", responses=raises(NoSuchProject, NotYours, TooLong, StoryChanged))
def tell_story(
    project_id: UUID,
    told: StoryCard,
    caller: Asking,
    session: Transaction,
    seen: Annotated[str, Query(max_length=64, description="The digest of the card that was edited.")] = "",
) -> StoryOut:
    """Make the story card say this, whole; what is wrong with a field is said by its name."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.CUT)
    return StoryOut.of(story_card.tell(session, project, told, caller.name, seen))


@router.get(
    "/{project_id}/pitch",
    responses=sends("html", "pdf") | raises(NoSuchProject, NotYours, NoSuchTake, NoPicture),
    response_class=Response,
)
def read_pitch(
    project_id: UUID,
    caller: Asking,
    session: Transaction,
    format: Literal["html", "pdf"] = "html",
    paper: page.Size = page.Size.A4,
    panel: Pictures = [],  # noqa: B006 - FastAPI gives each request its own
) -> Response:
    """The pitch: premise, spine, beats, people, places, tone and how it is made."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    made = pitching.pitched(session, project, panel, tools().blobs)
    return answer(format, pitch.html(made) if format == "html" else pitchbook.pdf(made, page.landscape(paper)))
