"""A search for the refused reference as durable work: confirmed once, then an order at a time, looked at meanwhile."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from rushes import jobs
from rushes.delivery import attempts, bisecting, preflight, workflows
from rushes.delivery.preflight import Preflight
from rushes.generation import service as generation
from rushes.generation.errors import Unready
from rushes.generation.halving import Ahead, Found
from rushes.generation.tables import Order
from rushes.jobs import State
from rushes.projects.tables import Project

ENDS = attempts.LOST | {State.DONE}
"""A search that ended may be gone on with: an order came to nothing, and that was mended."""


@dataclass(frozen=True)
class Bisect:
    """
    How the search stands: what is suspected, what was tried with what, what it may still cost, what was found.

    `state` is None while nobody has begun it; `says` is what was found, or why it stopped before.
    """

    shot: str
    suspects: tuple[str, ...]
    tried: list[tuple[tuple[str, ...], Order]]
    state: State | None
    found: Found | None
    says: str
    seen: Preflight
    ahead: Ahead


def found(session: Session, project: Project, order_id: UUID) -> Bisect:
    """
    How the search for what is refused of an order stands.

    Raises:
        NotBisected: it was not refused for a reference, or would be asked otherwise by now.
    """
    case = bisecting.case(session, project, bisecting.refused(session, project, str(order_id)))
    step = bisecting.step(session, project, case)
    seen, ahead = bisecting.look(session, project, case)
    tried = bisecting.tried(session, project, case)
    _, job = attempts.last(_name(order_id), ENDS)
    answer = step if isinstance(step, Found) else None
    says = bisecting.says(case, answer) if answer else _stopped(job, tried)
    return Bisect(case.shot, case.suspects, tried, job.state if job else None, answer, says, seen, ahead)


def begin(session: Session, project: Project, order_id: UUID, digest: str, who: str) -> Bisect:
    """
    Begin the search, or go on with one that stopped; what goes on already is not begun twice.

    Raises:
        NotBisected: as `found`.
        NotConfirmed: what it may order is not what was seen.
        Unready: the provider is not set up.
    """
    stands = found(session, project, order_id)
    number, job = attempts.last(_name(order_id), ENDS)
    if stands.found or (job and not job.over):
        return stands
    if stands.seen.lacks:
        raise Unready(f"{stands.seen.provider} is not set up: {stands.seen.lacks}", provider=stands.seen.provider)
    batch = preflight.confirm(session, project, stands.seen, digest, who)
    asked = (str(project.id), str(order_id), who, str(batch))
    jobs.start(workflows.bisect, *asked, id=attempts.id_of(_name(order_id), number + 1), session=session)
    return Bisect(**{**vars(stands), "state": State.QUEUED, "says": ""})


def _stopped(job: jobs.Job | None, tried: list[tuple[tuple[str, ...], Order]]) -> str:
    if job is None or not job.over:
        return ""
    if job.error:
        return str(job.error)
    lost = [order for _, order in tried if generation.offers(order) and bisecting.was_refused(order) is None]
    why = f"{lost[-1].says} " if lost else ""
    return f"{why}Mend that, then go on: what was tried is not ordered again."


def _name(order_id: UUID) -> str:
    return f"bisect-{order_id}"
