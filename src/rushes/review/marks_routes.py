"""Usable frames and drift over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.craft.cards.card import AssetId
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.kernel.timecode import Span
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.review import marks
from rushes.review.errors import NotOnIt, RangesChanged
from rushes.review.rules import Drift
from rushes.takes import service as takes
from rushes.takes.errors import NoSuchTake

router = APIRouter(prefix="/api/projects", tags=["review"])
Frame = Annotated[int, Field(ge=0, lt=2**31)]


class Range(BaseModel):
    """Frames of a take, from the first to before the end."""

    start: Frame
    end: Annotated[int, Field(gt=0, lt=2**31)]

    @property
    def span(self) -> Span:
        """As a span. NotOnIt where it has no frame."""
        if self.end <= self.start:
            raise NotOnIt(f"From frame {self.start} to before {self.end} there is no frame.")
        return Span(self.start, self.end)


class UsableOut(BaseModel):
    """Frames that can be used, and who said so."""

    model_config = ConfigDict(from_attributes=True)

    start: int
    end: int
    who: str


class Ranges(BaseModel):
    """Which frames of a take can be used (none: nobody says), and what was said before, as the person saw it."""

    ranges: Annotated[list[Range], Field(max_length=50)]
    seen: Annotated[list[Range], Field(max_length=50)]


class TickIn(BaseModel):
    """A character, and in what it drifted."""

    asset: AssetId
    what: Drift


class DriftIn(BaseModel):
    """In what characters drifted in a take: all of it."""

    ticks: Annotated[list[TickIn], Field(max_length=200)]


class TickOut(BaseModel):
    """A character, and in what it drifted."""

    asset: str
    what: Drift


class DriftedOut(TickOut):
    """A character, in what it drifted, and in how many takes."""

    takes: int


@router.put(
    "/{project_id}/takes/{take}/usable", responses=raises(NoSuchProject, NotYours, NoSuchTake, NotOnIt, RangesChanged)
)
def set_usable(project_id: UUID, take: str, said: Ranges, caller: Asking, session: Transaction) -> list[UsableOut]:
    """Say which frames of a take can be used; with the former ranges this is undone."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.COMMENT)
    row = takes.coded(session, project.id, take)
    spans, seen = ([one.span for one in each] for each in (said.ranges, said.seen))
    marks.set_usable(session, row, spans, seen, caller.name)
    return list(map(UsableOut.model_validate, marks.usable(session, [row.id]).get(row.id, [])))


@router.put("/{project_id}/takes/{take}/drift", responses=raises(NoSuchProject, NotYours, NoSuchTake))
def set_drift(project_id: UUID, take: str, said: DriftIn, caller: Asking, session: Transaction) -> list[TickOut]:
    """Say in what characters drifted in a take."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.COMMENT)
    row = takes.coded(session, project.id, take)
    marks.set_drift(session, row, [(tick.asset, tick.what) for tick in said.ticks], caller.name)
    ticks = marks.drift(session, [row.id]).get(row.id, [])
    return [TickOut(asset=asset, what=what) for asset, what in ticks]


@router.get("/{project_id}/drift", responses=raises(NoSuchProject, NotYours))
def count_drift(project_id: UUID, caller: Asking, session: Transaction) -> list[DriftedOut]:
    """In how many takes each character drifted, and in what, the most frequent first."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    counted = marks.drifted(session, project.id)
    return [DriftedOut(asset=asset, what=what, takes=many) for (asset, what), many in counted.most_common()]
