"""The order of the shots over HTTP: moved, put in, omitted, put back; each can be undone by another."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.craft.cards.card import Card, ShotCode
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.shots import sequence, service
from rushes.shots.errors import NoPlace, NoSuchShot, NotOmitted, UnfitCard
from rushes.shots.routes import CardOut
from rushes.shots.sequence import Place

router = APIRouter(prefix="/api/projects", tags=["shots"])
_REFUSALS = (NoSuchProject, NotYours, NoSuchShot)
Shots = Annotated[list[ShotCode], Field(min_length=1, max_length=5000)]


class ShotsAt(BaseModel):
    """Where shots shall stand: in this order behind that shot, or before all where `after` is empty."""

    shots: Shots
    after: Annotated[str, Field(max_length=20)] = ""


class ShotsWere(BaseModel):
    """Where shots stood."""

    model_config = ConfigDict(from_attributes=True)

    shots: list[str]
    after: str


class Moves(BaseModel):
    """Moves, one after the other."""

    places: Annotated[list[ShotsAt], Field(min_length=1, max_length=5000)]


class Moved(BaseModel):
    """The moves that put the shots back where they stood."""

    back: list[ShotsWere]


class New(BaseModel):
    """A new shot: of which scene (that of the shot before it when not said), behind which shot, with which card."""

    scene: Annotated[str, Field(max_length=10)] = ""
    after: Annotated[str, Field(max_length=20)] = ""
    card: Card | None = None


class Chosen(BaseModel):
    """Some shots."""

    shots: Shots


class OmittedOut(BaseModel):
    """A shot that a person took out of the plan."""

    shot: str
    title: str
    seconds: float


@router.post("/{project_id}/shots/move", responses=raises(*_REFUSALS, NoPlace))
def move_shots(project_id: UUID, moves: Moves, caller: Asking, session: Transaction) -> Moved:
    """Put shots elsewhere in the order they play in; their codes stay."""
    _may_cut(session, project_id, caller.name)
    places = [Place(tuple(one.shots), one.after) for one in moves.places]
    back = sequence.move(session, project_id, places, caller.name)
    return Moved(back=[ShotsWere.model_validate(one) for one in back])


@router.post("/{project_id}/shots", status_code=201, responses=raises(*_REFUSALS, NoPlace, UnfitCard))
def insert_shot(project_id: UUID, new: New, caller: Asking, session: Transaction) -> CardOut:
    """Plan a new shot under a code of its own: S02-SH03A behind S02-SH03, the next number at a scene's end."""
    _may_cut(session, project_id, caller.name)
    made = sequence.insert(session, project_id, new.scene.upper(), new.after, new.card, caller.name)
    return CardOut.model_validate(made)


@router.post("/{project_id}/shots/omit", responses=raises(*_REFUSALS))
def omit_shots(project_id: UUID, chosen: Chosen, caller: Asking, session: Transaction) -> list[OmittedOut]:
    """Take shots out of the plan; what was made of them stays. Gives all that are omitted."""
    _may_cut(session, project_id, caller.name)
    sequence.omit(session, project_id, chosen.shots, caller.name)
    return _omitted(session, project_id)


@router.post("/{project_id}/shots/put-back", responses=raises(*_REFUSALS, NotOmitted))
def put_shots_back(project_id: UUID, chosen: Chosen, caller: Asking, session: Transaction) -> list[OmittedOut]:
    """Plan shots again that were omitted, where they stood. Gives all that are still omitted."""
    _may_cut(session, project_id, caller.name)
    sequence.put_back(session, project_id, chosen.shots, caller.name)
    return _omitted(session, project_id)


@router.get("/{project_id}/shots/omitted", responses=raises(NoSuchProject, NotYours))
def list_omitted_shots(project_id: UUID, caller: Asking, session: Transaction) -> list[OmittedOut]:
    """The shots that somebody took out of the plan."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return _omitted(session, project.id)


def _omitted(session: Session, project_id: UUID) -> list[OmittedOut]:
    cards = service.omitted(session, project_id)
    return [OmittedOut(shot=card.code, title=card.title, seconds=card.seconds) for card in cards]


def _may_cut(session: Session, project_id: UUID, who: str) -> None:
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, who, Right.CUT)
