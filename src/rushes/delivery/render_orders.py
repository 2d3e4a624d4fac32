"""Renders as they are asked for, and what is packed for an editor once they are done."""

from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from rushes import jobs
from rushes.delivery import bench, deliver, folder, gather, handoff, line, packing, workflows
from rushes.delivery import film as films
from rushes.delivery.pack import Handoff
from rushes.edit import renders
from rushes.edit import service as edit
from rushes.edit.errors import NoRender
from rushes.edit.tables import Render
from rushes.jobs import State
from rushes.projects.tables import Project


def ask(session: Session, project: Project, version: int, who: str, *, master: bool, draft: bool) -> Render:
    """
    Begin to render a version of the cut; the same that is under way already is not begun twice.

    Raises:
        NoCut: there is no such version.
        NotApproved: a master was asked for and takes in the cut are not approved; names them all.
    """
    row = edit.version(session, project.id, version)
    if master:
        deliver.refuse_unapproved(gather.version(session, project, row.version))
    wanted = (row.version, master, draft)
    for known in renders.listed(session, project.id):
        if (known.version, known.master, known.draft) == wanted and known.state not in renders.OVER:
            return known
    asked = renders.ask(session, project.id, row.version, who, master=master, draft=draft)
    jobs.start(workflows.render_cut, str(project.id), str(asked.id), id=f"render-{asked.id}", session=session)
    return asked


def packed(session: Session, project: Project, row: Render) -> Handoff:
    """The handoff of a render. NoRender, unless it is done."""
    if row.state != State.DONE:
        raise NoRender(f"The render is {row.state}; there is nothing of it to hand off.")
    film = gather.version(session, project, row.version)
    mixed = films.sound(film, bench.tools())
    raster = line.raster_of(folder.brief_of(project), draft=row.draft)
    picture = bench.tools().blobs.local(row.files[deliver.FILM])
    return packing.handoff_of(film, mixed, films.captions(film, mixed, raster), picture, bench.tools())


def build(packed: Handoff, place: Path, when: datetime) -> Path:
    """Lay out a handoff in a folder. NotReady, CannotWrite."""
    return handoff.build(packed, place / "handoff", when)
