"""The mix of a version of the cut, to be heard before a render: asked for once for the same plan of sound."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from rushes import jobs
from rushes.delivery import attempts, gather, viewing, workflows
from rushes.delivery import film as films
from rushes.delivery.errors import NoMix
from rushes.delivery.viewing import View
from rushes.jobs import State
from rushes.projects.tables import Project


@dataclass(frozen=True)
class Mixing:
    """How a mix is coming: what it is heard by when it is done, what went wrong if it failed."""

    state: State
    heard: View | None = None
    says: str = ""


def order(session: Session, project: Project, number: int) -> Mixing:
    """Ask for the mix of a version as it sounds now, unless that was done; one that failed is begun again. NoCut."""
    digest = _digest(session, project, number)
    name = _name(project, digest)
    attempt, last = attempts.last(name)
    if last is not None and last.state not in attempts.LOST:
        return _seen(session, project, last)
    id = attempts.id_of(name, attempt + 1)
    jobs.start(workflows.mix_cut, str(project.id), number, digest, id=id, session=session)
    return Mixing(State.QUEUED)


def found(session: Session, project: Project, number: int) -> Mixing:
    """How the mix of a version as it sounds now is coming. NoCut, NoMix."""
    _, last = attempts.last(_name(project, _digest(session, project, number)))
    if last is None:
        raise NoMix(f"No mix was asked for of cut {number} as it sounds now.")
    return _seen(session, project, last)


def _digest(session: Session, project: Project, number: int) -> str:
    return films.sound_name(gather.heard_alone(session, project, number))


def _name(project: Project, digest: str) -> str:
    return f"mix-{project.id}-{digest}"


def _seen(session: Session, project: Project, job: jobs.Job) -> Mixing:
    heard = viewing.of_sound(session, project, "Mix", jobs.wait(job.id)) if job.state is State.DONE else None
    return Mixing(job.state, heard, str(job.error) if job.error else "")
