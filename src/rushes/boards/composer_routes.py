"""The composer over HTTP: all of one shot, and what a card says before it is kept; nothing here changes anything."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.boards import composer
from rushes.boards.composer import Made, Pictured, Worksheet
from rushes.boards.routes import RemarkOut
from rushes.craft.cards import wording
from rushes.craft.cards.asset import AssetKind, Clearance
from rushes.craft.cards.card import Card
from rushes.craft.prompting.compiled import Unsendable
from rushes.craft.prompting.compiler import NoSurface
from rushes.craft.prompting.intent import Mode
from rushes.delivery.panels_routes import PanelOut
from rushes.delivery.prompt_routes import PromptOut
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.projects.tables import Project
from rushes.quality import run
from rushes.review.rules import State
from rushes.shots.errors import NoSuchShot

router = APIRouter(prefix="/api", tags=["shots"])
_REFUSALS = (NoSuchProject, NotYours, NoSuchShot)


class WordOut(BaseModel):
    """A word that a field of a card may say."""

    model_config = ConfigDict(from_attributes=True)

    value: str
    name: str
    says: str


class CheckOut(BaseModel):
    """A check that a criterion of a standard can be tied to."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    title: str


class VocabularyOut(BaseModel):
    """What the fields of a card may say, by field, and the checks there are."""

    fields: dict[str, list[WordOut]]
    checks: list[CheckOut]


class PicturedOut(BaseModel):
    """An asset of the library, and the picture that stands for it, by hash."""

    id: str
    kind: AssetKind
    name: str
    description: str
    locked: str
    clearance: Clearance
    picture: str

    @classmethod
    def of(cls, one: Pictured) -> "PicturedOut":
        """One asset."""
        return cls.model_validate({**one.asset.model_dump(include={*cls.model_fields}), "picture": one.picture})


class MadeOut(BaseModel):
    """A take of the shot: where it is in review, what failed, of which version of the card, in which pass."""

    take: str
    state: State
    failed: str
    version: int
    number: int
    poster: str
    media: str
    frames: int

    @classmethod
    def of(cls, one: Made) -> "MadeOut":
        """One take."""
        take = one.take
        own = {"poster": take.poster, "media": take.media, "frames": take.frames}
        version = take.snapshot["card"]["version"]
        return cls(take=take.code, state=one.state, failed=one.failed, version=version, number=one.number, **own)


class FrameOut(BaseModel):
    """A frame of a take, counted from 0, and how many the take has."""

    model_config = ConfigDict(from_attributes=True)

    take: str
    frame: int
    frames: int


class WorksheetOut(BaseModel):
    """
    All that the composer of a shot shows; `begins` is the last usable frame of the select of the shot before.

    `before` and `after` are the shots beside it, `words` those of the script it covers, `assets` the whole library.
    """

    version: int
    card: Card
    before: str
    after: str
    heading: str
    words: str
    assets: list[PicturedOut]
    panels: list[PanelOut]
    begins: FrameOut | None
    takes: list[MadeOut]

    @classmethod
    def of(cls, told: Worksheet) -> "WorksheetOut":
        """One shot."""
        own = {name: getattr(told, name) for name in ("before", "after", "heading", "words")}
        return cls(
            version=told.planned.version,
            card=told.planned.card,
            **own,
            assets=list(map(PicturedOut.of, told.assets)),
            panels=[PanelOut.of(told.planned.card.code, one) for one in told.panels],
            begins=FrameOut.model_validate(told.begins) if told.begins else None,
            takes=list(map(MadeOut.of, told.takes)),
        )


class Worded(BaseModel):
    """A card to be put into the words of a surface."""

    card: Card
    surface: Annotated[str, Field(max_length=80)]
    mode: Mode | None = None


class InheritedOut(BaseModel):
    """A field that a card may take over, what it would say, and why."""

    model_config = ConfigDict(from_attributes=True)

    field: str
    value: Any
    why: str


class ProposalOut(BaseModel):
    """What a card may take over from the shot before it; of none where it is the first."""

    before: str
    fields: list[InheritedOut]


@router.get("/vocabulary")
def read_vocabulary(caller: Asking) -> VocabularyOut:
    """What the closed fields of a card may say, and the checks a standard can be tied to."""
    del caller
    fields = {
        name: [WordOut.model_validate(one) for one in wording.words(kind)] for name, kind in wording.FIELDS.items()
    }
    return VocabularyOut(fields=fields, checks=[CheckOut.model_validate(one) for one in run.found().values()])


@router.get("/projects/{project_id}/shots/{shot}", responses=raises(*_REFUSALS))
def read_shot(project_id: UUID, shot: str, caller: Asking, session: Transaction) -> WorksheetOut:
    """All of one shot that its composer shows."""
    project = _seen(session, project_id, caller.name)
    return WorksheetOut.of(composer.worksheet(session, project, shot))


@router.post("/projects/{project_id}/shots/{shot}/card/lint", responses=raises(*_REFUSALS))
def lint_card(project_id: UUID, shot: str, card: Card, caller: Asking, session: Transaction) -> list[RemarkOut]:
    """What is doubtful of a card that is not kept yet, by itself and beside the shots of its scene."""
    project = _seen(session, project_id, caller.name)
    return [RemarkOut.model_validate(one) for one in composer.doubts(session, project, _own(card, shot))]


@router.post("/projects/{project_id}/shots/{shot}/prompt", responses=raises(*_REFUSALS, NoSurface, Unsendable))
def word_card(project_id: UUID, shot: str, worded: Worded, caller: Asking, session: Transaction) -> PromptOut:
    """What a card that is not kept yet would be asked as on a surface; nothing is ordered."""
    project = _seen(session, project_id, caller.name)
    card = _own(worded.card, shot)
    return PromptOut.model_validate(composer.worded(session, project, card, worded.surface, worded.mode))


@router.post("/projects/{project_id}/shots/{shot}/inherit", responses=raises(*_REFUSALS))
def propose_inheritance(project_id: UUID, shot: str, card: Card, caller: Asking, session: Transaction) -> ProposalOut:
    """What a card may take over from the shot that plays before it; nothing is changed."""
    project = _seen(session, project_id, caller.name)
    before, fields = composer.inherited(session, project, _own(card, shot))
    return ProposalOut(before=before, fields=[InheritedOut.model_validate(one) for one in fields])


def _own(card: Card, shot: str) -> Card:
    return card.model_copy(update={"code": shot})


def _seen(session: Session, project_id: UUID, who: str) -> Project:
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, who, Right.VIEW)
    return project
