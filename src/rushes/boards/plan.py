"""The plan board: the shots as they are planned now, beside the script and the library they are planned from."""

from sqlalchemy.orm import Session

from rushes.craft.grammar import plan as reading
from rushes.craft.grammar.plan import Plan, Remark
from rushes.craft.production import folder
from rushes.craft.production.brief import Brief
from rushes.craft.screenplay import fountain
from rushes.library import service as library
from rushes.projects.tables import Project
from rushes.shots import service as shots
from rushes.story import service as story


def board(session: Session, project: Project) -> Plan:
    """The plan of a production, with every remark; a production without a script is judged by its shots alone."""
    script = story.newest(session, project.id)
    cards = [one.card for one in shots.planned(session, project.id)]
    assets = tuple(library.listed(session, project.id).values())
    wanted = folder.shown_seconds(Brief.model_validate(project.brief)) if project.brief else None
    return reading.plan(cards, fountain.parse(script.text) if script else None, assets, wanted)


def remarks(session: Session, project: Project) -> tuple[Remark, ...]:
    """Every remark on the plan of a production."""
    return board(session, project).remarks
