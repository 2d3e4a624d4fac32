"""The breakdown as it is looked at: sheets, assets by scene, and the scene list with the shots that are planned."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from rushes.craft.breakdown import matrix, scene_list, sheet, tags
from rushes.craft.breakdown.matrix import Matrix
from rushes.craft.breakdown.sheet import Sheet
from rushes.craft.breakdown.tables import Table
from rushes.craft.breakdown.whole import Whole
from rushes.craft.papers import needs
from rushes.craft.papers.needs import Form, Part
from rushes.craft.screenplay import finaldraft, fountain
from rushes.projects.tables import Project
from rushes.shots import service as shots
from rushes.story import marks
from rushes.story import service as story


@dataclass(frozen=True)
class Board:
    """A script broken down, and its sheets."""

    whole: Whole
    sheets: tuple[Sheet, ...]


def board(session: Session, project: Project) -> Board:
    """The sheets of a production. NoSuchRevision before there is a script."""
    whole = marks.broken_down(session, project.id)
    return Board(whole, sheet.sheets(whole, project.title))


def assets(session: Session, project: Project) -> Matrix:
    """Assets by scene. NoSuchRevision before there is a script."""
    return matrix.matrix(marks.broken_down(session, project.id))


def scenes(session: Session, project: Project) -> Table:
    """The scene list, with the codes of the planned shots. NoSuchRevision before there is a script."""
    whole = marks.broken_down(session, project.id)
    return scene_list.scene_list(whole, project.title, planned(session, project.id))


def written(session: Session, project: Project, part: Part, form: Form, scene: str = "") -> str:
    """A part of the breakdown as text. NoSuchRevision before there is a script, UnknownScene."""
    whole = marks.broken_down(session, project.id)
    return needs.written(whole, project.title, part, form, planned(session, project.id), scene)


def tagged(session: Session, project: Project) -> bytes:
    """The newest script as a Final Draft file, with what is found as its tags. NoSuchRevision before there is one."""
    found = marks.broken_down(session, project.id).needs
    return finaldraft.write(fountain.parse(story.one(session, project.id).text), tags.to_tags(found))


def planned(session: Session, project_id: UUID) -> dict[str, list[str]]:
    """The codes of the planned shots by scene."""
    return scene_list.by_scene(one.card for one in shots.planned(session, project_id))
