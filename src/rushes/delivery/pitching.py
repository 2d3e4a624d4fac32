"""The pitch of a production as its rows now say it, with pictures that are takes of it."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from rushes.craft.papers import pitch
from rushes.craft.papers.pitch import Panel, Pitch
from rushes.delivery import folder
from rushes.delivery.errors import NoPicture
from rushes.kernel.ids import Subject
from rushes.projects.tables import Project
from rushes.storage.blobs import Blobs
from rushes.takes import service as takes


def pitched(session: Session, project: Project, codes: Sequence[str], blobs: Blobs) -> Pitch:
    """
    The pitch, its key pictures the takes of these codes in order.

    Raises:
        NoSuchTake: there is none of a code.
        NoPicture: a take is no picture.
    """
    stated = folder.exported(session, project)
    return pitch.of(stated.brief, stated.assets, [_panel(session, project, code, blobs) for code in codes])


def _panel(session: Session, project: Project, code: str, blobs: Blobs) -> Panel:
    take = takes.coded(session, project.id, code)
    if take.medium != "image":
        raise NoPicture(f"{code} is a {take.medium}; a pitch shows pictures: name takes of panels or sheets.")
    return Panel(blobs.local(take.media), Subject.of(take.subject).id)
