"""The animatic as durable work: asked for once for the same plan and panels, looked at, and fetched when it is done."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from rushes import jobs
from rushes.delivery import animatic, folder, line, workflows
from rushes.delivery.errors import NoAnimatic
from rushes.jobs import NoSuchJob, State
from rushes.projects.tables import Project

_LOST = {State.FAILED, State.CANCELLED}


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
    attempt, last = _last(project, digest)
    if last is not None and last.state not in _LOST:
        return _seen(last)
    jobs.start(workflows.make_animatic, str(project.id), digest, id=_id(project, digest, attempt + 1), session=session)
    return Animating(State.QUEUED)


def found(session: Session, project: Project) -> Animating:
    """
    How the animatic of the plan as it stands is coming.

    Raises:
        NothingMade: no shot has a panel.
        NoAnimatic: it was not asked for since the plan or its panels changed.
    """
    _, last = _last(project, _digest(session, project))
    if last is None:
        raise NoAnimatic("No animatic was asked for of the plan and the panels as they are now.")
    return _seen(last)


def _last(project: Project, digest: str) -> tuple[int, jobs.Job | None]:
    """The latest attempt and its job: 0 and none before the first."""
    attempt, last = 0, None
    while last is None or last.state in _LOST:
        try:
            last = jobs.status(_id(project, digest, attempt + 1))
        except NoSuchJob:
            break
        attempt += 1
    return attempt, last


def _id(project: Project, digest: str, attempt: int) -> str:
    return f"animatic-{project.id}-{digest}-{attempt}"


def _digest(session: Session, project: Project) -> str:
    raster = animatic.fitted(line.raster_of(folder.brief_of(project)))
    return animatic.digest(animatic.plan(session, project, clips=False), raster)


def _seen(job: jobs.Job) -> Animating:
    film = jobs.wait(job.id) if job.state is State.DONE else ""
    return Animating(job.state, film, str(job.error) if job.error else "")
