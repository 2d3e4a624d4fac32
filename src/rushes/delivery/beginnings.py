"""A shot begun on a frame of a take as durable work: its panel is ordered, and approved as soon as it is there."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from rushes import jobs
from rushes.accounts import service as accounts
from rushes.accounts.rules import Right
from rushes.delivery import anchoring, workflows
from rushes.generation.tables import Order
from rushes.projects.tables import Project


@dataclass(frozen=True)
class Beginning:
    """The order of the panel, and the job that approves it."""

    order: Order
    job: str


def begin(session: Session, project: Project, shot: str, code: str, frame: int | None, who: str) -> Beginning:
    """
    Have a frame of a take become the frame a shot begins on, in one transaction; `anchoring.order_frame` says of what.

    Raises:
        NotYours: the person may not approve.
        NoSuchShot, NoSuchTake, NoFrame: as `anchoring.order_frame`.
    """
    accounts.demand(session, project.id, who, Right.APPROVE)
    order = anchoring.order_frame(session, project, shot, code, frame, who)
    return Beginning(order, jobs.start(workflows.anchor, str(project.id), str(order.id), who, session=session))
