"""What one can do with the library: adopt what the files say as new versions, read what counts now."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from rushes.craft.cards.asset import Asset, Clearance
from rushes.kernel import hashing
from rushes.library.errors import NoSuchEntry
from rushes.library.rules import State
from rushes.library.tables import AssetRow, Standing


def adopt(session: Session, project_id: UUID, assets: Iterable[Asset]) -> None:
    """
    Make the library say what these assets say: a changed one gets a new version, a missing one is unlisted.

    A clearance that was set at the desk stays until the files say another than they did.
    """
    known, held = _newest(session, project_id), standings(session, project_id)
    stated = {asset.id: asset for asset in assets}
    for code, asset in stated.items():
        row, before = known.get(code), held.get(code)
        if before is None:
            session.add(Standing(project_id=project_id, code=code, stated=asset.clearance))
        put(session, project_id, _as_cleared(asset, row, before), row)
    gone = [code for code in known if code not in stated]
    session.execute(
        update(AssetRow).where(AssetRow.project_id == project_id, AssetRow.code.in_(gone)).values(listed=False)
    )
    session.flush()


def put(session: Session, project_id: UUID, asset: Asset, row: AssetRow | None) -> AssetRow:
    """Make an asset say this: a new version where its words differ from the newest, which is `row`."""
    data = asset.model_dump(mode="json")
    if row and digest(row.data) == digest(data):
        row.listed, row.data = True, data
        return row
    version = row.version + 1 if row else 1
    made = AssetRow(project_id=project_id, code=asset.id, version=version, digest=digest(data), data=data, listed=True)
    session.add(made)
    session.flush()
    return made


def digest(data: Mapping[str, Any]) -> str:
    """The digest of an asset's words: whether it may be shown is not one of them."""
    return hashing.digest({name: said for name, said in data.items() if name != "clearance"})


def listed(session: Session, project_id: UUID) -> dict[str, Asset]:
    """The newest version of each listed asset, by code."""
    rows = _newest(session, project_id).items()
    return {code: Asset.model_validate(row.data) for code, row in rows if row.listed}


def usable(session: Session, project_id: UUID) -> dict[str, Asset]:
    """The listed assets as orders see them: what a producer overrode is as if its clearance were pending."""
    held = standings(session, project_id)
    return {
        code: asset.model_copy(update={"clearance": Clearance.PENDING})
        if asset.clearance is Clearance.BLOCKED and code in held and held[code].override
        else asset
        for code, asset in listed(session, project_id).items()
    }


def versions(session: Session, project_id: UUID) -> dict[str, int]:
    """Which version each asset is at: the first that said what the newest says, so that what is put back is known."""
    return {code: first(rows).version for code, rows in history(session, project_id).items()}


def first(rows: Sequence[AssetRow]) -> AssetRow:
    """The first of an asset's versions that said what its newest says."""
    said = digest(rows[-1].data)
    return next(row for row in rows if digest(row.data) == said)


def newest(session: Session, project_id: UUID, code: str) -> AssetRow:
    """The newest version of a listed asset. NoSuchEntry, with those there are."""
    rows = {code: row for code, row in _newest(session, project_id).items() if row.listed}
    if code not in rows:
        raise NoSuchEntry(f"The library has no {code}. It has: {', '.join(rows) or 'nothing yet'}.")
    return rows[code]


def history(session: Session, project_id: UUID) -> dict[str, list[AssetRow]]:
    """Every version of every asset by code, the oldest first."""
    wanted = select(AssetRow).where(AssetRow.project_id == project_id).order_by(AssetRow.code, AssetRow.version)
    found: dict[str, list[AssetRow]] = {}
    for row in session.scalars(wanted):
        found.setdefault(row.code, []).append(row)
    return found


def standings(session: Session, project_id: UUID) -> dict[str, Standing]:
    """How the assets stand of which something was ever said, by code."""
    rows = session.scalars(select(Standing).where(Standing.project_id == project_id))
    return {row.code: row for row in rows}


def standing(session: Session, project_id: UUID, code: str) -> Standing:
    """How an asset stands, to be changed."""
    key = {"project_id": project_id, "code": code}
    found = session.get(Standing, key, populate_existing=True, with_for_update=True)
    if found is None:
        found = Standing(**key)
        session.add(found)
        session.flush()
    return found


def state(held: Standing, digest: str) -> State:
    """Where an asset is whose newest words have this digest: a draft, approved as it is now, or retired."""
    if held.retired:
        return State.RETIRED
    return State.APPROVED if held.approved == digest else State.DRAFT


def _as_cleared(asset: Asset, row: AssetRow | None, held: Standing | None) -> Asset:
    """An asset with the clearance that counts: the files' when it is news, then without the desk's grounds."""
    if row is None or held is None or row.data["clearance"] == asset.clearance:
        return asset
    if held.stated == asset.clearance:
        return asset.model_copy(update={"clearance": Clearance(row.data["clearance"])})
    held.stated = asset.clearance
    held.use = held.granted_by = held.proof = held.proof_name = held.said_by = held.override = held.override_by = ""
    return asset


def _newest(session: Session, project_id: UUID) -> dict[str, AssetRow]:
    wanted = select(AssetRow).where(AssetRow.project_id == project_id).order_by(AssetRow.code, AssetRow.version)
    return {row.code: row for row in session.scalars(wanted)}
