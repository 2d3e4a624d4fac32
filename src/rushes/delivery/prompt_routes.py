"""Prompts over HTTP: the surfaces there are, and what a shot would be asked for on one."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.craft.production import prompts
from rushes.craft.production.prompts import NoShot
from rushes.craft.prompting import compiler
from rushes.craft.prompting.compiled import Unsendable
from rushes.craft.prompting.compiler import NoSurface
from rushes.craft.prompting.intent import Kind, Mode
from rushes.craft.prompting.surface import Surface
from rushes.delivery import folder
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject

router = APIRouter(prefix="/api", tags=["prompts"])


class SurfaceOut(BaseModel):
    """
    One way to reach a model, with its limits.

    `shots` is how many shots of a scene one request may hold, `references` how many files of a kind go along.
    """

    id: str
    title: str
    modes: list[Mode]
    shots: int
    seconds: list[int]
    references: dict[Kind, int]
    characters: int
    negative_field: bool
    checked: str

    @classmethod
    def of(cls, surface: Surface) -> "SurfaceOut":
        """One surface."""
        names = ("id", "title", "shots", "characters", "negative_field", "checked")
        said = {name: getattr(surface, name) for name in names}
        return cls(**said, modes=surface.modes, seconds=surface.seconds, references=surface.most)


class CitationOut(BaseModel):
    """A file that goes along: its number among its kind, what it stands for, and the words that name it."""

    model_config = ConfigDict(from_attributes=True)

    ordinal: int
    kind: str
    asset: str
    role: str
    sha256: str
    slot: str
    token: str
    view: str


class DroppedOut(BaseModel):
    """A reference that does not go along, and why."""

    model_config = ConfigDict(from_attributes=True)

    asset: str
    role: str
    why: str


class PromptOut(BaseModel):
    """What a shot is asked for: its prompt, what goes along, what is left out and why, what must be seen to after."""

    model_config = ConfigDict(from_attributes=True)

    surface: str
    mode: Mode
    prompt: str
    negative: str
    citations: list[CitationOut]
    fields: dict[str, Any]
    dropped: list[DroppedOut]
    warnings: list[str]
    sections: list[tuple[str, str]]


@router.get("/surfaces")
def list_surfaces(caller: Asking) -> list[SurfaceOut]:
    """Every prompt surface with its limits."""
    del caller
    return list(map(SurfaceOut.of, compiler.found().values()))


@router.get(
    "/projects/{project_id}/shots/{shot}/prompt",
    responses=raises(NoSuchProject, NotYours, NoShot, NoSurface, Unsendable),
)
def read_prompt(
    project_id: UUID, shot: str, surface: str, caller: Asking, session: Transaction, mode: Mode | None = None
) -> PromptOut:
    """What a shot would be asked for on a surface, before anything is spent; nothing is ordered."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return PromptOut.model_validate(prompts.told(folder.exported(session, project), shot, surface, mode))


@router.get(
    "/projects/{project_id}/scenes/{scene}/prompt",
    responses=raises(NoSuchProject, NotYours, NoShot, NoSurface, Unsendable),
)
def read_sequence_prompt(
    project_id: UUID,
    scene: str,
    surface: str,
    shots: Annotated[list[str], Query(min_length=1, max_length=20)],
    caller: Asking,
    session: Transaction,
    mode: Mode | None = None,
) -> PromptOut:
    """What several shots of a scene, in cutting order, would be asked for as one request; nothing is ordered."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    production = folder.exported(session, project)
    return PromptOut.model_validate(prompts.told_together(production, prompts.of_scene(scene, shots), surface, mode))
