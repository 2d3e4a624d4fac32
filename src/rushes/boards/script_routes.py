"""The script beside its plan over HTTP: an outline of any text, the words shots cover, what a text would change."""

from pathlib import Path
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.boards import script
from rushes.boards.script import Fate
from rushes.craft.grammar.tracing import State
from rushes.craft.screenplay import outline, read
from rushes.craft.screenplay.breakdown import NoScene
from rushes.craft.screenplay.layout import Paper
from rushes.http.caller import Asking
from rushes.http.files import BODY, sent
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.kernel.errors import InvalidFile
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.story.routes import SpanOut

router = APIRouter(prefix="/api", tags=["script"])
SENT = Path("the script")
Script = Annotated[bytes, Depends(sent(f"{SENT}", read.LARGEST))]


class Stretch(BaseModel):
    """A scene in its script: where its text begins in characters and lines, its page, its length in eighths."""

    model_config = ConfigDict(from_attributes=True)

    code: str
    heading: str
    start: int
    line: int
    page: int
    eighths: int
    length: str
    characters: list[str]
    omitted: bool


class OutlineOut(BaseModel):
    """What a script holds; `pages` are the lines on which the first paragraph of each page begins."""

    model_config = ConfigDict(from_attributes=True)

    title: str
    length: str
    scenes: list[Stretch]
    pages: list[int]
    characters: list[tuple[str, int]]
    places: list[str]
    times: list[str]


class CoveredOut(BaseModel):
    """A shot and the words of the newest script that it covers; a lost one covers none."""

    model_config = ConfigDict(from_attributes=True)

    shot: str
    scene: str
    title: str
    state: State
    says: str
    span: SpanOut
    takes: int


class SceneFateOut(BaseModel):
    """A scene that would be new, changed or cut."""

    model_config = ConfigDict(from_attributes=True)

    code: str
    heading: str
    fate: Fate


class ShotFateOut(BaseModel):
    """A shot that would no longer be as it is: why, the words before and after, how many takes it has."""

    model_config = ConfigDict(from_attributes=True)

    shot: str
    title: str
    fate: Fate
    says: str
    was: str
    now: str
    takes: int


class ForesightOut(BaseModel):
    """What a text would make of the plan; `numbered` says that scene numbers would be written into its headings."""

    model_config = ConfigDict(from_attributes=True)

    scenes: list[SceneFateOut]
    shots: list[ShotFateOut]
    kept: int
    numbered: bool


@router.post("/scripts/outline", responses=raises(InvalidFile, NoScene), openapi_extra=BODY)
def outline_script(data: Script, caller: Asking, paper: Paper = Paper.LETTER) -> OutlineOut:
    """The scenes, pages, people and places of a script file of any kind; nothing is kept."""
    del caller
    return OutlineOut.model_validate(outline.outline(read.parse(data, SENT), paper))


@router.get("/projects/{project_id}/script/shots", responses=raises(NoSuchProject, NotYours))
def shots_in_script(project_id: UUID, caller: Asking, session: Transaction) -> list[CoveredOut]:
    """Which words of the newest script each shot covers, in story order."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return [CoveredOut.model_validate(one) for one in script.covered(session, project.id)]


@router.post(
    "/projects/{project_id}/script/foresee",
    responses=raises(NoSuchProject, NotYours, InvalidFile, NoScene),
    openapi_extra=BODY,
)
def foresee_script(project_id: UUID, data: Script, caller: Asking, session: Transaction) -> ForesightOut:
    """What this text would make of scenes and shots if it were saved; nothing is kept."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return ForesightOut.model_validate(script.foresee(session, project, read.parse(data, SENT)))
