"""The library changed at the desk by a person: an asset edited, added, approved, retired, cleared; all on record."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError
from sqlalchemy.orm import Session

from rushes.craft.cards.asset import PREFIX, Asset, Clearance
from rushes.craft.cards.vocabulary import Origin
from rushes.governance import record
from rushes.kernel.ids import Subject
from rushes.library import service
from rushes.library.errors import AssetChanged, AssetExists, AssetUsed, NotCleared, UnfitAsset
from rushes.library.rules import State
from rushes.library.tables import AssetRow

LONGEST = 1 << 16


def edit(session: Session, project_id: UUID, code: str, said: Mapping[str, Any], seen: int, who: str) -> AssetRow:
    """
    Make the fields of an asset say this, as a new version of a person's.

    Raises:
        NoSuchEntry: the library has none of that id.
        AssetChanged: its newest version is another than was seen.
        UnfitAsset: it has no name, or is too long.
    """
    row = service.newest(session, project_id, code)
    if row.version != seen:
        raise AssetChanged(
            f"{code} is at version {row.version}, and you saw version {seen}: look at it and edit that one.",
            newest=row.version,
        )
    before = Asset.model_validate(row.data)
    asset = _worded(before, said)
    if asset == before:
        return row
    _refuse_unfit(asset)
    made = service.put(session, project_id, asset.model_copy(update={"origin": Origin.USER}), row)
    _tell(session, project_id, code, who, "asset.edited", version=made.version)
    return made


def add(session: Session, project_id: UUID, asset: Asset, who: str) -> AssetRow:
    """Put an asset into the library; one that was taken off comes back. AssetExists, UnfitAsset."""
    if asset.id in service.listed(session, project_id):
        raise AssetExists(f"The library has {asset.id} already; give the new one another id.")
    _refuse_unfit(asset)
    known = service.history(session, project_id).get(asset.id, [])
    service.standing(session, project_id, asset.id).stated = asset.clearance
    said = asset.model_copy(update={"origin": Origin.USER})
    made = service.put(session, project_id, said, known[-1] if known else None)
    _tell(session, project_id, asset.id, who, "asset.added", version=made.version)
    return made


def take_off(session: Session, project_id: UUID, code: str, used_by: Collection[str], who: str) -> None:
    """Take an asset that no shot uses off the list; its versions stay on record. NoSuchEntry, AssetUsed."""
    row = service.newest(session, project_id, code)
    if used_by:
        raise AssetUsed(f"{code} is used by {', '.join(used_by)}: take it out of their cards first, or retire it.")
    row.listed = False
    session.flush()
    _tell(session, project_id, code, who, "asset.taken_off")


def state(session: Session, project_id: UUID, code: str, said: State, who: str) -> None:
    """Approve an asset as it is now, retire it, or make it a draft again. NoSuchEntry."""
    row, held = service.newest(session, project_id, code), service.standing(session, project_id, code)
    held.retired = said is State.RETIRED
    held.approved = service.digest(row.data) if said is State.APPROVED else held.approved if held.retired else ""
    held.approved_by = who if said is State.APPROVED else held.approved_by if held.retired else ""
    session.flush()
    verb = {State.APPROVED: "asset.approved", State.RETIRED: "asset.retired", State.DRAFT: "asset.reopened"}[said]
    _tell(session, project_id, code, who, verb, version=row.version)


def clear(session: Session, project_id: UUID, code: str, said: Clearance, grounds: Mapping[str, str], who: str) -> None:
    """
    Say whether an asset may be shown, and on what grounds: `use`, `granted_by`, `note`; withdrawn by saying so.

    Raises:
        NoSuchEntry: the library has none of that id.
        NotCleared: it is cleared without a word for what use, or by whom, and its files do not say so either.
    """
    row, held = service.newest(session, project_id, code), service.standing(session, project_id, code)
    told = grounds["use"].strip() and grounds["granted_by"].strip()
    if said is Clearance.CLEARED and not told and held.stated != Clearance.CLEARED:
        raise NotCleared(f"Say for which use {code} is cleared, and who granted it.")
    row.data = {**row.data, "clearance": str(said)}
    held.use, held.granted_by, held.said_by = grounds["use"].strip(), grounds["granted_by"].strip(), who
    held.override = held.override_by = ""
    session.flush()
    _tell(session, project_id, code, who, "asset.cleared", clearance=said, use=held.use, granted_by=held.granted_by)


def prove(session: Session, project_id: UUID, code: str, proof: str, name: str, who: str) -> None:
    """Keep the file, by its hash, that proves an asset's clearance; an empty one takes it away. NoSuchEntry."""
    service.newest(session, project_id, code)
    held = service.standing(session, project_id, code)
    held.proof, held.proof_name = proof, name if proof else ""
    session.flush()
    _tell(session, project_id, code, who, "asset.proved", proof=proof, name=held.proof_name)


def override(session: Session, project_id: UUID, code: str, reason: str, who: str) -> None:
    """
    Let a blocked asset be used all the same, for a reason that stays on record; without one it is blocked again.

    Raises:
        NoSuchEntry: the library has none of that id.
        NotCleared: it is not blocked.
    """
    row, held = service.newest(session, project_id, code), service.standing(session, project_id, code)
    if row.data["clearance"] != Clearance.BLOCKED:
        raise NotCleared(f"{code} is not blocked, so there is nothing to override.")
    held.override, held.override_by = reason.strip(), who if reason.strip() else ""
    session.flush()
    _tell(session, project_id, code, who, "asset.overridden", reason=held.override)


def _worded(before: Asset, said: Mapping[str, Any]) -> Asset:
    try:
        return Asset.model_validate({**before.model_dump(), **said})
    except ValidationError as error:
        raise UnfitAsset(f"{before.id}: {error.errors()[0]['msg'].removeprefix('Value error, ')}.") from None


def _refuse_unfit(asset: Asset) -> None:
    if not asset.id.startswith(f"{PREFIX[asset.kind]}-"):
        raise UnfitAsset(f"{asset.id} is no id of a {asset.kind}: one begins with {PREFIX[asset.kind]}-.")
    if not asset.name.strip():
        raise UnfitAsset(f"{asset.id} needs a name.")
    try:
        size = len(asset.model_dump_json())
    except PydanticSerializationError:
        raise UnfitAsset(f"{asset.id} holds half a character, which no file can; write it again.") from None
    if size > LONGEST:
        raise UnfitAsset(f"{asset.id} has {size:,} bytes; an asset has at most {LONGEST:,}.")


def _tell(session: Session, project_id: UUID, code: str, who: str, verb: str, **body: object) -> None:
    record.write(session, project_id, who, verb, Subject("asset", code), body)
