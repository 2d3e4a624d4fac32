"""The settings of a production over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.delivery import settling
from rushes.delivery.errors import FormatFixed, SettingsChanged, TooLong, UnknownCheck
from rushes.delivery.settling import Settings
from rushes.generation.errors import UnknownProvider
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.projects.tables import Project

router = APIRouter(prefix="/api/projects", tags=["projects"])


class SettingsOut(BaseModel):
    """The settings, what they are known by, and whether the frame rate is fixed because clips were made at it."""

    settings: Settings
    version: str
    fixed: bool


class SettingsIn(BaseModel):
    """The settings as they are to be, and the version that was seen before they were changed."""

    settings: Settings
    seen: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


@router.get("/{project_id}/settings", responses=raises(NoSuchProject, NotYours))
def read_settings(project_id: UUID, caller: Asking, session: Transaction) -> SettingsOut:
    """What it is called, its format, its house rules, who makes its pictures and sound."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return _told(session, project)


@router.put(
    "/{project_id}/settings",
    responses=raises(NoSuchProject, NotYours, SettingsChanged, FormatFixed, UnknownProvider, UnknownCheck, TooLong),
)
def settle_production(project_id: UUID, said: SettingsIn, caller: Asking, session: Transaction) -> SettingsOut:
    """Make the settings say this, whole; a director does, but house rules are for an owner or a producer."""
    project = projects.one(session, project_id)
    settling.settle(session, project, said.settings, said.seen, caller.name)
    return _told(session, project)


def _told(session: Session, project: Project) -> SettingsOut:
    now = settling.settings(project)
    return SettingsOut(settings=now, version=settling.version(now), fixed=settling.is_fixed(session, project))
