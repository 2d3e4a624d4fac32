"""Scenes and shots over HTTP: their cards, and how they stand against the script."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.craft.cards.card import Card
from rushes.craft.grammar.tracing import State
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.shots import desk, links, service
from rushes.shots.errors import CardChanged, NoSuchShot, NothingStale, UnfitCard
from rushes.shots.tables import CardRow
from rushes.story.routes import SpanOut

router = APIRouter(prefix="/api/projects", tags=["shots"])


class SceneOut(BaseModel):
    """A scene in story order; an omitted one was cut after its number was locked."""

    model_config = ConfigDict(from_attributes=True)

    code: str
    heading: str
    omitted: bool


class DoubtOut(BaseModel):
    """A shot whose words changed since its card was planned: `span` is of that revision; `was` and `now` are words."""

    model_config = ConfigDict(from_attributes=True)

    shot: str
    state: State
    says: str
    revision: int
    span: SpanOut
    was: str
    now: str


class CardOut(BaseModel):
    """A shot's card, whole, and which version of it that is."""

    model_config = ConfigDict(from_attributes=True)

    version: int
    card: Card


class VersionOut(CardOut):
    """A version of a card: who wrote it (nobody, where files or proposals did), and when."""

    who: str
    at: datetime

    @classmethod
    def of(cls, row: CardRow) -> "VersionOut":
        """One version."""
        return cls(version=row.version, card=Card.model_validate(row.data), who=row.who, at=row.at)


@router.get("/{project_id}/scenes", responses=raises(NoSuchProject, NotYours))
def list_scenes(project_id: UUID, caller: Asking, session: Transaction) -> list[SceneOut]:
    """Every scene with its code, in story order, those omitted too."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return [SceneOut.model_validate(scene) for scene in service.scenes(session, project.id).values()]


@router.get("/{project_id}/shots/stale", responses=raises(NoSuchProject, NotYours))
def list_stale_shots(project_id: UUID, caller: Asking, session: Transaction) -> list[DoubtOut]:
    """The shots that no longer fit the words they cover, each with what changed."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return [DoubtOut.model_validate(doubt) for doubt in links.stale(session, project.id)]


@router.post("/{project_id}/shots/{shot}/accept", responses=raises(NoSuchProject, NotYours, NoSuchShot, NothingStale))
def accept_words(project_id: UUID, shot: str, caller: Asking, session: Transaction) -> list[DoubtOut]:
    """Say that a shot's card fits its words as they are now; what is left in doubt comes back."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.CUT)
    links.accept(session, project.id, shot, caller.name)
    return [DoubtOut.model_validate(doubt) for doubt in links.stale(session, project.id)]


@router.get("/{project_id}/shots/{shot}/card", responses=raises(NoSuchProject, NotYours, NoSuchShot))
def read_card(project_id: UUID, shot: str, caller: Asking, session: Transaction) -> CardOut:
    """A shot's card as it is planned now."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return CardOut.model_validate(service.coded(session, project.id, shot))


@router.put(
    "/{project_id}/shots/{shot}/card",
    responses=raises(NoSuchProject, NotYours, NoSuchShot, UnfitCard, CardChanged),
)
def rewrite_card(
    project_id: UUID, shot: str, card: Card, caller: Asking, session: Transaction, seen: int | None = None
) -> CardOut:
    """
    Make this a shot's card; what was made from earlier versions stays on record.

    `seen` is the version that was changed. Where there is another since, the refusal holds it and the one seen.
    """
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.CUT)
    return CardOut.model_validate(desk.rewrite(session, project.id, shot, card, caller.name, seen))


@router.get("/{project_id}/shots/{shot}/card/versions", responses=raises(NoSuchProject, NotYours, NoSuchShot))
def list_card_versions(project_id: UUID, shot: str, caller: Asking, session: Transaction) -> list[VersionOut]:
    """Every version of a shot's card, the newest first."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return [VersionOut.of(row) for row in service.versions(session, project.id, shot)]
