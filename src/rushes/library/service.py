"""What one can do with the library: adopt what the files say as new versions, read what counts now."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from rushes.craft.cards.asset import Asset
from rushes.kernel import hashing
from rushes.library.tables import AssetRow


def adopt(session: Session, project_id: UUID, assets: Iterable[Asset]) -> None:
    """Make the library say what these assets say: a changed one gets a new version, a missing one is unlisted."""
    known = _newest(session, project_id)
    stated = {asset.id: asset for asset in assets}
    for code, asset in stated.items():
        row, data = known.get(code), asset.model_dump(mode="json")
        digest = hashing.digest(data)
        if row and row.digest == digest:
            row.listed = True
            continue
        version = row.version + 1 if row else 1
        session.add(AssetRow(project_id=project_id, code=code, version=version, digest=digest, data=data, listed=True))
    gone = [code for code in known if code not in stated]
    session.execute(
        update(AssetRow).where(AssetRow.project_id == project_id, AssetRow.code.in_(gone)).values(listed=False)
    )
    session.flush()


def listed(session: Session, project_id: UUID) -> dict[str, Asset]:
    """The newest version of each listed asset, by code."""
    rows = _newest(session, project_id).items()
    return {code: Asset.model_validate(row.data) for code, row in rows if row.listed}


def versions(session: Session, project_id: UUID) -> dict[str, int]:
    """The newest version number of each asset."""
    return {code: row.version for code, row in _newest(session, project_id).items()}


def _newest(session: Session, project_id: UUID) -> dict[str, AssetRow]:
    wanted = select(AssetRow).where(AssetRow.project_id == project_id).order_by(AssetRow.code, AssetRow.version)
    return {row.code: row for row in session.scalars(wanted)}
