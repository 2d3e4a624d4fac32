"""Shots of a scene as one clip over HTTP: what it would be asked as, what it would cost, ordering what somebody saw."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.delivery import line, preflight, together
from rushes.delivery.line import Answered, Wanted
from rushes.delivery.ordering_routes import ConfirmedShots, PlacedOut, Shots
from rushes.delivery.preflight import Preflight
from rushes.delivery.preflight_routes import PreflightOut
from rushes.generation.errors import NotConfirmed, UnknownProvider, Unready
from rushes.generation.routes import OrderOut
from rushes.generation.tools import tools
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.projects.tables import Project
from rushes.shots.errors import NoSuchShot

router = APIRouter(prefix="/api/projects", tags=["orders"])
_REFUSALS = (NoSuchProject, NotYours, NoSuchShot, UnknownProvider)


class RunShotOut(BaseModel):
    """A shot of a run: at which frame it is planned to begin, how many frames and seconds it is asked for."""

    shot: str
    begins: int
    frames: int
    seconds: float


class RunOut(BaseModel):
    """Shots as one request: the pre-flight, the prompt of all of them, and each shot's share of it."""

    preflight: PreflightOut
    prompt: str
    shots: list[RunShotOut]

    @classmethod
    def of(cls, seen: Preflight, want: Wanted) -> "RunOut":
        """What was seen; without prompt and shots where the shots cannot be asked for together."""
        row = seen.rows[0] if seen.rows else None
        rate = want.raster.rate
        shares = [
            RunShotOut(shot=shot, begins=begins, frames=frames, seconds=rate.seconds(frames))
            for shot, begins, frames in (row.shots if row else ())
        ]
        prompt = row.composed.request.prompt if row else ""
        return cls(preflight=PreflightOut.of(seen), prompt=prompt, shots=shares)


@router.post("/{project_id}/runs/preflight", responses=raises(*_REFUSALS))
def look_at_run(project_id: UUID, shots: Shots, caller: Asking, session: Transaction) -> RunOut:
    """What these shots would be asked as and cost as one clip, or why they cannot be; nothing is ordered."""
    project, want, found = _answered(session, project_id, shots, caller.name)
    return RunOut.of(preflight.of(session, project, found.slots, want.spec, found.unasked), want)


@router.post("/{project_id}/runs", status_code=202, responses=raises(*_REFUSALS, NotConfirmed, Unready))
def order_run(project_id: UUID, shots: ConfirmedShots, caller: Asking, session: Transaction) -> PlacedOut:
    """Order exactly the clips of these shots that a pre-flight showed under this digest; their parts come by themselves."""
    project, want, found = _answered(session, project_id, shots, caller.name)
    seen = preflight.of(session, project, found.slots, want.spec, found.unasked)
    batch = preflight.confirm(session, project, seen, shots.digest, caller.name)
    orders = line.placed(session, project, found.slots, want.spec, caller.name, batch, shots.priority)
    return PlacedOut(orders=OrderOut.of(together.with_parts(session, orders)), unasked=dict(found.unasked))


def _answered(session: Session, project_id: UUID, shots: Shots, who: str) -> tuple[Project, Wanted, Answered]:
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, who, Right.GENERATE)
    want = line.wanted(project, shots.named.wish, tools().specs)
    return project, want, together.slots(session, project, shots.named, want)
