"""Shots of a scene as one clip over HTTP: what it would be asked as, what it would cost, ordering what somebody saw."""

from collections.abc import Sequence
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
    """A shot of a run: at which frame it is planned to begin, how long it is asked for, and its part of the prompt."""

    shot: str
    begins: int
    frames: int
    seconds: float
    prompt: str


class RunOut(BaseModel):
    """Shots as one request: the pre-flight, the whole prompt, what of it is said for all of them, each shot's share."""

    preflight: PreflightOut
    prompt: str
    shared: str
    shots: list[RunShotOut]

    @classmethod
    def of(cls, seen: Preflight, want: Wanted) -> "RunOut":
        """What was seen; without prompt and shots where the shots cannot be asked for together."""
        flight = PreflightOut.of(seen)
        if not seen.rows:
            return cls(preflight=flight, prompt="", shared="", shots=[])
        row, rate = seen.rows[0], want.raster.rate
        said = _by_shot(row.composed.snapshot["worded"]["sections"], [shot for shot, _, _ in row.shots])
        shots = [
            RunShotOut(shot=shot, begins=begins, frames=frames, seconds=rate.seconds(frames), prompt=said[shot])
            for shot, begins, frames in row.shots
        ]
        return cls(preflight=flight, prompt=row.composed.request.prompt, shared=said[""], shots=shots)


def _by_shot(sections: Sequence[Sequence[str]], shots: Sequence[str]) -> dict[str, str]:
    """The words of the prompt by shot, under an empty code what is said for all of them."""
    found: dict[str, list[str]] = {code: [] for code in ("", *shots)}
    for label, text in sections:
        code = label.partition(" ")[0]
        found[code if code in shots else ""].append(text)
    return {code: " ".join(words) for code, words in found.items()}


@router.post("/{project_id}/runs/preflight", responses=raises(*_REFUSALS))
def look_at_run(project_id: UUID, shots: Shots, caller: Asking, session: Transaction) -> RunOut:
    """What these shots would be asked as and cost as one clip, or why they cannot be; nothing is ordered."""
    project, want, found = _answered(session, project_id, shots, caller.name)
    return RunOut.of(preflight.of(session, project, found.slots, want.spec, found.unasked), want)


@router.post("/{project_id}/runs", status_code=202, responses=raises(*_REFUSALS, NotConfirmed, Unready))
def order_run(project_id: UUID, shots: ConfirmedShots, caller: Asking, session: Transaction) -> PlacedOut:
    """Order exactly the clips of these shots that a pre-flight showed under this digest; each shot gets its part."""
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
