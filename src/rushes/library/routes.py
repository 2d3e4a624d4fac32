"""The library changed over HTTP: what an asset says, whether it is approved and cleared, what references are for."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.craft.cards.asset import Asset, AssetKind, Clearance
from rushes.craft.cards.vocabulary import Role
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.library import desk, references
from rushes.library.errors import (
    AssetChanged,
    AssetExists,
    NoSuchEntry,
    NoSuchReference,
    NotCleared,
    UnfitAsset,
    UnfitReference,
)
from rushes.library.references import Told
from rushes.library.rules import Medium, State
from rushes.library.tables import AssetRow, ReferenceRow
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject

router = APIRouter(prefix="/api/projects", tags=["library"])
Words = Annotated[str, Field(max_length=4000)]
Short = Annotated[str, Field(max_length=300)]
View = Annotated[str, Field(max_length=60, pattern=r"^[A-Z0-9-]*$")]
_KNOWN = raises(NoSuchProject, NotYours, NoSuchEntry)


class AssetIn(BaseModel):
    """What an asset is to say: what it is, what of it may never change, what may, and what must not be seen."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=200)]
    description: Words = ""
    locked: Words = ""
    may_vary: Words = ""
    negatives: Words = ""
    source: Words = ""
    profile: dict[Short, Annotated[str, Field(max_length=1000)]] = {}


class NewAsset(AssetIn):
    """A new asset with its kind, and the id that cards will name it by: `CH-WREN`."""

    id: Annotated[str, Field(pattern=r"^[A-Z]{2}-[A-Z0-9][A-Z0-9-]*$", max_length=40)]
    kind: AssetKind


class AssetOut(BaseModel):
    """An asset, whole, and which version of it that is."""

    version: int
    asset: Asset

    @classmethod
    def of(cls, row: AssetRow) -> "AssetOut":
        """One version."""
        return cls(version=row.version, asset=Asset.model_validate(row.data))


class StateIn(BaseModel):
    """Where an asset is to be."""

    state: State


class ClearanceIn(BaseModel):
    """Whether an asset may be shown, for which use, and who granted it."""

    clearance: Clearance
    use: Short = ""
    granted_by: Short = ""


class OverrideIn(BaseModel):
    """Why a blocked asset is used all the same; empty when it is blocked again."""

    reason: Annotated[str, Field(max_length=2000)]


class ReferenceIn(BaseModel):
    """What a reference is for, what it shows (`FACE`, `WIDE-NIGHT`), and a word on it."""

    role: Role
    view: View = ""
    note: Annotated[str, Field(max_length=2000)] = ""


class OrderIn(BaseModel):
    """The references of an asset in the order in which they go along."""

    ids: Annotated[list[UUID], Field(max_length=references.MOST)]


class ReferenceOut(BaseModel):
    """A file that shows an asset: its role, what it shows, what is known of it, and what speaks against it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    role: Role
    view: str
    note: str
    medium: Medium
    name: str
    bytes: int
    width: int | None
    height: int | None
    seconds: float | None
    aside: dict[str, str]
    doubts: list[str]
    has_thumb: bool
    who: str

    @classmethod
    def of(cls, row: ReferenceRow) -> "ReferenceOut":
        """One reference."""
        own = {name: getattr(row, name) for name in ("id", "role", "view", "note", "medium", "name", "bytes", "who")}
        size: dict[str, Any] = {name: row.facts.get(name) for name in ("width", "height", "seconds")}
        told = {"aside": row.facts.get("aside", {}), "doubts": row.facts.get("doubts", [])}
        return cls(**own, **size, **told, has_thumb=bool(row.thumb))


@router.post(
    "/{project_id}/assets", status_code=201, responses=raises(NoSuchProject, NotYours, AssetExists, UnfitAsset)
)
def add_asset(project_id: UUID, body: NewAsset, caller: Asking, session: Transaction) -> AssetOut:
    """Put an asset into the library; one that was taken off comes back."""
    demand(session, project_id, caller.name, Right.CUT)
    asset = Asset.model_validate(body.model_dump())
    return AssetOut.of(desk.add(session, project_id, asset, caller.name))


@router.put(
    "/{project_id}/assets/{asset}",
    responses=raises(NoSuchProject, NotYours, NoSuchEntry, AssetChanged, UnfitAsset),
)
def edit_asset(
    project_id: UUID,
    asset: str,
    body: AssetIn,
    seen: Annotated[int, Query(ge=1, description="The version that was edited.")],
    caller: Asking,
    session: Transaction,
) -> AssetOut:
    """Make an asset say this, as a new version; the same words are none."""
    demand(session, project_id, caller.name, Right.CUT)
    return AssetOut.of(desk.edit(session, project_id, asset, body.model_dump(), seen, caller.name))


@router.put("/{project_id}/assets/{asset}/state", status_code=204, responses=_KNOWN)
def state_asset(project_id: UUID, asset: str, body: StateIn, caller: Asking, session: Transaction) -> None:
    """Approve an asset as it is now, retire it, or make it a draft again."""
    demand(session, project_id, caller.name, Right.APPROVE)
    desk.state(session, project_id, asset, body.state, caller.name)


@router.put(
    "/{project_id}/assets/{asset}/clearance",
    status_code=204,
    responses=raises(NoSuchProject, NotYours, NoSuchEntry, NotCleared),
)
def clear_asset(project_id: UUID, asset: str, body: ClearanceIn, caller: Asking, session: Transaction) -> None:
    """Say whether an asset may be shown, and on what grounds; withdrawn by saying so."""
    demand(session, project_id, caller.name, Right.APPROVE)
    grounds = {"use": body.use, "granted_by": body.granted_by}
    desk.clear(session, project_id, asset, body.clearance, grounds, caller.name)


@router.put(
    "/{project_id}/assets/{asset}/override",
    status_code=204,
    responses=raises(NoSuchProject, NotYours, NoSuchEntry, NotCleared),
)
def override_asset(project_id: UUID, asset: str, body: OverrideIn, caller: Asking, session: Transaction) -> None:
    """Let a blocked asset be used all the same, for a reason that stays on record; a producer's to say."""
    demand(session, project_id, caller.name, Right.ALLOT)
    desk.override(session, project_id, asset, body.reason, caller.name)


@router.put(
    "/{project_id}/assets/{asset}/references/order",
    responses=raises(NoSuchProject, NotYours, NoSuchEntry, UnfitReference),
)
def order_references(
    project_id: UUID, asset: str, body: OrderIn, caller: Asking, session: Transaction
) -> list[ReferenceOut]:
    """Put the references of an asset in order: what is first goes along first."""
    demand(session, project_id, caller.name, Right.CUT)
    return list(map(ReferenceOut.of, references.order(session, project_id, asset, body.ids, caller.name)))


@router.put(
    "/{project_id}/assets/{asset}/references/{reference}",
    responses=raises(NoSuchProject, NotYours, NoSuchReference, UnfitReference),
)
def tell_reference(
    project_id: UUID, asset: str, reference: UUID, body: ReferenceIn, caller: Asking, session: Transaction
) -> ReferenceOut:
    """Say what a reference is for and what it shows."""
    demand(session, project_id, caller.name, Right.CUT)
    told = Told(body.role, body.view, body.note)
    return ReferenceOut.of(references.tell(session, project_id, asset, reference, told, caller.name))


@router.delete(
    "/{project_id}/assets/{asset}/references/{reference}",
    status_code=204,
    responses=raises(NoSuchProject, NotYours, NoSuchReference),
)
def remove_reference(project_id: UUID, asset: str, reference: UUID, caller: Asking, session: Transaction) -> None:
    """Take a reference out; the takes that were made from it keep its file."""
    demand(session, project_id, caller.name, Right.CUT)
    references.remove(session, project_id, asset, reference, caller.name)


@router.post(
    "/{project_id}/assets/{asset}/references/{reference}/restore",
    responses=raises(NoSuchProject, NotYours, NoSuchReference),
)
def restore_reference(
    project_id: UUID, asset: str, reference: UUID, caller: Asking, session: Transaction
) -> ReferenceOut:
    """Put a reference back that was taken out."""
    demand(session, project_id, caller.name, Right.CUT)
    row = references.remove(session, project_id, asset, reference, caller.name, removed=False)
    return ReferenceOut.of(row)


def demand(session: Transaction, project_id: UUID, who: str, right: Right) -> None:
    """Refuse whoever does not reach the right in the production. NoSuchProject, NotYours."""
    accounts.demand(session, projects.one(session, project_id).id, who, right)
