"""A production's story before the gate, as its rows now say it, and whether it holds orders back."""

from sqlalchemy.orm import Session

from rushes.craft.production import premise
from rushes.craft.story import gate
from rushes.craft.story.card import Premise
from rushes.craft.story.gate import Report
from rushes.craft.story.material import Material
from rushes.delivery import folder
from rushes.edit import service as edit
from rushes.edit.errors import NoCut
from rushes.governance.rules import Refusal
from rushes.projects.tables import Project


def material(session: Session, project: Project) -> Material:
    """A production as the gate reads it, with the length of its newest cut where there is one."""
    return premise.material(folder.exported(session, project), _cut_seconds(session, project))


def report(session: Session, project: Project) -> Report:
    """What the gate says of a production as it is now."""
    return gate.gate(material(session, project))


def refusal(session: Session, project: Project) -> Refusal | None:
    """What forbids every order of a production that lets the gate block, while a doubt is grave."""
    rule = folder.brief_of(project).rules.premise
    says = gate.blocks(report(session, project), rule) if rule is Premise.BLOCK else None
    return Refusal("premise", says) if says else None


def _cut_seconds(session: Session, project: Project) -> float | None:
    try:
        _, cut = edit.newest(session, project.id)
    except NoCut:
        return None
    return float(cut.rate.seconds(len(cut)))
