"""From takes to a cut of a production, with what was decided in the edit."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from rushes.craft.production.rows import Trim
from rushes.craft.timeline.cut import Cut
from rushes.delivery import folder
from rushes.edit import ending
from rushes.edit.assembly import Chosen, assembly
from rushes.kernel.ids import Subject
from rushes.kernel.timecode import Span
from rushes.projects.tables import Project
from rushes.review import marks
from rushes.takes import service as takes
from rushes.takes.tables import Take


def cut(session: Session, project: Project, taken: Mapping[str, Chosen]) -> Cut:
    """The cut of these takes, but for shots whose take was decided in the edit."""
    production = folder.exported(session, project)
    brief, trims = production.brief, {trim.shot: trim for trim in production.trims}
    assets = {asset.id: asset for asset in production.assets}
    last = ending.ending(production.screenplay, assets, brief.title)
    used = _usable(session, project.id, {**taken, **_named(session, project.id, trims)})
    return assembly(brief.title, brief.format.frames, production.cards, used, trims, last)


def chosen(found: Mapping[str, Take]) -> dict[str, Chosen]:
    """Takes by shot, as a cut uses them."""
    return {code: Chosen(take.code, take.media, take.frames) for code, take in found.items()}


def _usable(session: Session, project_id: UUID, used: Mapping[str, Chosen]) -> dict[str, Chosen]:
    """The same takes with the longest stretch of each that somebody said is usable; a trim counts before that."""
    named = takes.faces(session, project_id, [one.code for one in used.values()])
    made = {face.id: code for code, face in named.items()}
    longest: dict[str, Span] = {}
    for id, rows in marks.usable(session, made).items():
        best = max(rows, key=lambda row: row.end - row.start)
        longest[made[id]] = Span(best.start, best.end)
    return {shot: replace(one, usable=longest.get(one.code)) for shot, one in used.items()}


def _named(session: Session, project_id: UUID, trims: Mapping[str, Trim]) -> dict[str, Chosen]:
    """The takes that the edit names; one that is not there is passed over."""
    wanted = {shot: trim.take for shot, trim in trims.items() if trim.take}
    made = {shot: takes.of(session, project_id, Subject("shot", shot)) for shot in wanted}
    found = {shot: take for shot, own in made.items() for take in own if take.code == wanted[shot]}
    return chosen(found)
