"""The animatic as durable work: asked for once for the same plan and panels, looked at, and fetched when it is done."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from rushes import jobs
from rushes.delivery import animatic, attempts, folder, line, workflows
from rushes.delivery.errors import NoAnimatic
from rushes.jobs import State
from rushes.projects.tables import Project


@dataclass(frozen=True)
class Animating:
    """How an animatic is coming: the hash of its film when it is done, what went wrong if it failed."""

    state: State
    film: str = ""
    says: str = ""


def order(session: Session, project: Project) -> Animating:
    """
    Ask for the animatic of the plan as it stands, unless that was done; one that failed is begun again.

    Raises:
        NothingMade: no shot has a panel.
    """
    digest = _digest(session, project)
    name = _name(project, digest)
    attempt, last = attempts.last(name)
    if last is not None and last.state not in attempts.LOST:
        return _seen(last)
    id = attempts.id_of(name, attempt + 1)
    jobs.start(workflows.make_animatic, str(project.id), digest, id=id, session=session)
    return Animating(State.QUEUED)


def found(session: Session, project: Project) -> Animating:
    """
    How the animatic of the plan as it stands is coming.

    Raises:
        NothingMade: no shot has a panel.
        NoAnimatic: it was not asked for since the plan or its panels changed.
    """
    _, last = attempts.last(_name(project, _digest(session, project)))
    if last is None:
        raise NoAnimatic("No animatic was asked for of the plan and the panels as they are now.")
    return _seen(last)


def _name(project: Project, digest: str) -> str:
    return f"animatic-{project.id}-{digest}"


def _digest(session: Session, project: Project) -> str:
    raster = animatic.fitted(line.raster_of(folder.brief_of(project)))
    return animatic.digest(animatic.plan(session, project, clips=False), raster)


def _seen(job: jobs.Job) -> Animating:
    film = jobs.wait(job.id) if job.state is State.DONE else ""
    return Animating(job.state, film, str(job.error) if job.error else "")
