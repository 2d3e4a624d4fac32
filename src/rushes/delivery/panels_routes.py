"""Panels and sheets over HTTP: what stands, ordering what is missing, and the papers made of them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.craft.cards.moments import Name
from rushes.craft.papers import castsheet, shotlist
from rushes.craft.papers import storyboard as papers
from rushes.delivery import beginnings, boarding, line, preflight, storyboard
from rushes.delivery.boarding import Pictures
from rushes.delivery.errors import NoFrame, NoSuchAsset
from rushes.delivery.line import Slot, Wish
from rushes.delivery.panels import Standing
from rushes.delivery.preflight_routes import Digest, PreflightOut, Priority
from rushes.generation.errors import NotConfirmed, UnknownProvider, Unready
from rushes.generation.routes import OrderOut
from rushes.generation.rules import IN_TURN
from rushes.generation.tools import tools
from rushes.http.caller import Asking
from rushes.http.files import answer, sends
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.projects.tables import Project
from rushes.review.rules import State
from rushes.shots.errors import NoSuchShot
from rushes.storage.errors import NoSuchBlob, StoreUnavailable
from rushes.takes.errors import NoSuchTake

router = APIRouter(prefix="/api/projects", tags=["panels"])
_PAPER = sends("pdf")
_REFUSALS = (NoSuchProject, NotYours, NoSuchShot, UnknownProvider)
_SHEETS = (NoSuchProject, NotYours, NoSuchAsset, UnknownProvider)


class PanelOut(BaseModel):
    """A moment of a shot, why it was chosen, and the take that stands for it, if any was made."""

    shot: str
    moment: Name
    seconds: float
    why: str
    take: str
    state: State
    media: str

    @classmethod
    def of(cls, shot: str, one: Standing) -> "PanelOut":
        """One panel of a shot."""
        made = {"take": one.take.code if one.take else "", "media": one.take.media if one.take else ""}
        moment = one.moment
        return cls(shot=shot, moment=moment.name, seconds=moment.seconds, why=moment.why, state=one.state, **made)


class Wished(BaseModel):
    """Pictures that are wished for: of one shot or asset or of all, by whom, how many of each."""

    only: Annotated[str, Field(max_length=40)] = ""
    provider: Annotated[str, Field(max_length=40)] = ""
    takes: Annotated[int | None, Field(ge=1, le=20)] = None

    @property
    def wish(self) -> Wish:
        """The same for the line."""
        return Wish(self.provider, self.takes, only=self.only)


class ConfirmedSheets(Wished):
    """The same, and the digest under which somebody saw what it may cost."""

    digest: Digest


class Boarded(BaseModel):
    """The panels of these shots that are not there yet: by whom, how many of each moment."""

    shots: Annotated[list[Annotated[str, Field(max_length=40)]], Field(min_length=1, max_length=2000)]
    provider: Annotated[str, Field(max_length=80)] = ""
    takes: Annotated[int | None, Field(ge=1, le=20)] = None
    priority: Priority = IN_TURN


class Begun(BaseModel):
    """
    The frame a shot is to begin on: of this take (empty: the select of the shot before), counted from 0.

    Where no frame is said, it is the last usable one.
    """

    take: Annotated[str, Field(max_length=80)] = ""
    frame: Annotated[int, Field(ge=0, lt=2**31)] | None = None


class ConfirmedPanels(Boarded):
    """The same, and the digest under which somebody saw what it may cost."""

    digest: Digest


@router.get("/{project_id}/panels", responses=raises(NoSuchProject, NotYours))
def list_panels(project_id: UUID, caller: Asking, session: Transaction) -> list[PanelOut]:
    """Every moment of every shot in story order, with the panel that stands for it."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    told = storyboard.boarded(session, project, tools().blobs)
    return [PanelOut.of(code, one) for code, found in told.panels.items() for one in found]


@router.post(
    "/{project_id}/panels", status_code=202, responses=raises(NoSuchProject, NotYours, NoSuchShot, UnknownProvider)
)
def order_panels(project_id: UUID, wished: Wished, caller: Asking, session: Transaction) -> list[OrderOut]:
    """Order the panels that are not there yet, of all shots or of one."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.GENERATE)
    want = boarding.wanted(project, wished.wish, tools().specs)
    return OrderOut.of(boarding.order_panels(session, project, wished.wish, want, caller.name))


@router.post(
    "/{project_id}/shots/{shot}/anchor",
    status_code=202,
    responses=raises(NoSuchProject, NotYours, NoSuchShot, NoSuchTake, NoFrame, NoSuchBlob, StoreUnavailable),
)
def anchor_shot(project_id: UUID, shot: str, said: Begun, caller: Asking, session: Transaction) -> OrderOut:
    """Have a frame of a take become the frame the shot begins on: a panel of it, approved as soon as it is there."""
    project = projects.one(session, project_id)
    begun = beginnings.begin(session, project, shot, said.take, said.frame, caller.name)
    return OrderOut.model_validate(begun.order)


@router.post("/{project_id}/panels/preflight", responses=raises(*_REFUSALS))
def look_at_panels(project_id: UUID, wished: Boarded, caller: Asking, session: Transaction) -> PreflightOut:
    """What the panels of these shots would cost; nothing is ordered."""
    project, want, found = _boarded(session, project_id, wished, caller.name)
    return PreflightOut.of(preflight.of(session, project, found, want.spec))


@router.post("/{project_id}/panels/batches", status_code=202, responses=raises(*_REFUSALS, NotConfirmed, Unready))
def order_seen_panels(
    project_id: UUID, wished: ConfirmedPanels, caller: Asking, session: Transaction
) -> list[OrderOut]:
    """Order exactly the panels that a pre-flight showed under this digest."""
    project, want, found = _boarded(session, project_id, wished, caller.name)
    seen = preflight.of(session, project, found, want.spec)
    batch = preflight.confirm(session, project, seen, wished.digest, caller.name)
    return OrderOut.of(line.placed(session, project, found, want.spec, caller.name, batch, wished.priority))


@router.post(
    "/{project_id}/sheets", status_code=202, responses=raises(NoSuchProject, NotYours, NoSuchAsset, UnknownProvider)
)
def order_sheets(project_id: UUID, wished: Wished, caller: Asking, session: Transaction) -> list[OrderOut]:
    """Order the views of sheets that are not there yet, of all assets or of one."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.GENERATE)
    want = boarding.wanted(project, wished.wish, tools().specs)
    return OrderOut.of(boarding.order_sheets(session, project, wished.wish, want, caller.name))


@router.post("/{project_id}/sheets/preflight", responses=raises(*_SHEETS))
def look_at_sheets(project_id: UUID, wished: Wished, caller: Asking, session: Transaction) -> PreflightOut:
    """What the views of sheets that are not there yet would cost; nothing is ordered."""
    project, want, found = _sheeted(session, project_id, wished, caller.name)
    return PreflightOut.of(preflight.of(session, project, found, want.spec))


@router.post("/{project_id}/sheets/batches", status_code=202, responses=raises(*_SHEETS, NotConfirmed, Unready))
def order_seen_sheets(
    project_id: UUID, wished: ConfirmedSheets, caller: Asking, session: Transaction
) -> list[OrderOut]:
    """Order exactly the views that a pre-flight showed under this digest."""
    project, want, found = _sheeted(session, project_id, wished, caller.name)
    seen = preflight.of(session, project, found, want.spec)
    batch = preflight.confirm(session, project, seen, wished.digest, caller.name)
    return OrderOut.of(line.placed(session, project, found, want.spec, caller.name, batch))


@router.get("/{project_id}/storyboard.pdf", responses=_PAPER | raises(NoSuchProject, NotYours), response_class=Response)
def read_storyboard(project_id: UUID, caller: Asking, session: Transaction) -> Response:
    """The storyboard as it stands, as a PDF."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    told = storyboard.boarded(session, project, tools().blobs)
    return answer("pdf", papers.storyboard(told.storyboard))


@router.get("/{project_id}/shotlist.pdf", responses=_PAPER | raises(NoSuchProject, NotYours), response_class=Response)
def read_panelled_shot_list(project_id: UUID, caller: Asking, session: Transaction) -> Response:
    """The shot list with panels, as a PDF."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    told = storyboard.boarded(session, project, tools().blobs)
    return answer("pdf", shotlist.shot_list(told.storyboard))


@router.get(
    "/{project_id}/sheets.pdf",
    responses=_PAPER | raises(NoSuchProject, NotYours, NoSuchAsset),
    response_class=Response,
)
def read_sheets(project_id: UUID, caller: Asking, session: Transaction, only: str = "") -> Response:
    """The sheets of all assets, or of one, as a PDF."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    found = storyboard.sheets(session, project, tools().blobs, only)
    return answer("pdf", castsheet.sheets(project.title, found))


def _sheeted(session: Session, project_id: UUID, wished: Wished, who: str) -> tuple[Project, Pictures, list[Slot]]:
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, who, Right.GENERATE)
    want = boarding.wanted(project, wished.wish, tools().specs)
    return project, want, boarding.sheet_slots(session, project, wished.only, want)


def _boarded(session: Session, project_id: UUID, wished: Boarded, who: str) -> tuple[Project, Pictures, list[Slot]]:
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, who, Right.GENERATE)
    want = boarding.wanted(project, Wish(wished.provider, wished.takes), tools().specs)
    return project, want, boarding.panel_slots(session, project, wished.shots, want)
