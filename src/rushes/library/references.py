"""The files that show an asset: brought in, said what they are for, put in order, removed and put back."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from rushes.craft.cards.asset import AssetKind
from rushes.craft.cards.vocabulary import Role
from rushes.governance import record
from rushes.kernel.ids import Subject
from rushes.library import rules, service
from rushes.library.errors import NoSuchReference, UnfitReference
from rushes.library.rules import Medium
from rushes.library.tables import ReferenceRow
from rushes.library.uploads import Upload

MOST = 40


@dataclass(frozen=True)
class Told:
    """What is said of a file: its role, what it shows (`FACE`, `WIDE-NIGHT`), and a word on it; empty where unsaid."""

    role: Role | None = None
    view: str | None = None
    note: str = ""


def add(session: Session, project_id: UUID, code: str, upload: Upload, name: str, told: Told, who: str) -> ReferenceRow:
    """
    Make a file that was kept a reference of an asset, the last in order; the same file twice is one.

    Raises:
        NoSuchEntry: the library has no such asset.
        UnfitReference: it cannot play that role, or there are too many.
    """
    kind = AssetKind(service.newest(session, project_id, code).data["kind"])
    known = of(session, project_id, code)
    role = told.role or rules.role(kind, upload.medium)
    _refuse_role(upload.medium, role)
    view = rules.view(kind, upload.medium) if told.view is None else told.view
    if same := next((row for row in known if row.media == upload.media), None):
        return same
    if len(known) >= MOST:
        raise UnfitReference(f"{code} has {MOST} references, and that many nobody can judge against: remove one first.")
    row = ReferenceRow(
        project_id=project_id,
        code=code,
        role=role,
        view=view,
        note=told.note,
        position=1 + max((one.position for one in known), default=-1),
        medium=upload.medium,
        media=upload.media,
        thumb=upload.thumb,
        name=name,
        bytes=upload.bytes,
        facts=upload.facts,
        who=who,
    )
    session.add(row)
    session.flush()
    _tell(session, row, who, "asset.referenced", name=name, role=role, media=upload.media)
    return row


def of(session: Session, project_id: UUID, code: str) -> list[ReferenceRow]:
    """The references of an asset in their order."""
    return [row for row in every(session, project_id) if row.code == code]


def every(session: Session, project_id: UUID) -> list[ReferenceRow]:
    """Every reference of a library that is not removed, by asset and in order."""
    mine = (ReferenceRow.project_id == project_id, ReferenceRow.removed.is_(False))
    order = (ReferenceRow.code, ReferenceRow.position, ReferenceRow.at, ReferenceRow.id)
    return list(session.scalars(select(ReferenceRow).where(*mine).order_by(*order)))


def along(session: Session, project_id: UUID) -> dict[str, str]:
    """The files that go along with requests by what they show (`CH-WREN-FACE`): for each, the first in order."""
    found: dict[str, str] = {}
    for row in every(session, project_id):
        found.setdefault(rules.key(row.code, Medium(row.medium), row.view), row.media)
    return found


def tell(session: Session, project_id: UUID, code: str, id: UUID, told: Told, who: str) -> ReferenceRow:
    """Say anew what a reference is for, what it shows, and a word on it. NoSuchReference, UnfitReference."""
    row = one(session, project_id, code, id)
    if told.role:
        _refuse_role(Medium(row.medium), told.role)
        row.role = told.role
    row.view, row.note = row.view if told.view is None else told.view, told.note
    session.flush()
    _tell(session, row, who, "asset.reference_told", role=row.role, view=row.view)
    return row


def order(session: Session, project_id: UUID, code: str, ids: Sequence[UUID], who: str) -> list[ReferenceRow]:
    """Put the references of an asset in this order, all of them. UnfitReference."""
    rows = {row.id: row for row in of(session, project_id, code)}
    if set(ids) != set(rows) or len(ids) != len(rows):
        raise UnfitReference(f"The order must name each of the {len(rows)} references of {code} once.")
    for position, id in enumerate(ids):
        rows[id].position = position
    session.flush()
    if rows:
        _tell(session, rows[ids[0]], who, "asset.references_ordered", first=str(ids[0]))
    return [rows[id] for id in ids]


def remove(session: Session, project_id: UUID, code: str, id: UUID, who: str, *, removed: bool = True) -> ReferenceRow:
    """Take a reference out, or put it back; its file stays for the takes that were made from it. NoSuchReference."""
    row = one(session, project_id, code, id)
    row.removed = removed
    session.flush()
    _tell(session, row, who, "asset.reference_removed" if removed else "asset.reference_put_back", name=row.name)
    return row


def one(session: Session, project_id: UUID, code: str, id: UUID) -> ReferenceRow:
    """A reference of an asset, removed or not. NoSuchReference."""
    row = session.get(ReferenceRow, id)
    if row is None or row.project_id != project_id or row.code != code:
        raise NoSuchReference(f"{code} has no such reference; it may belong to another asset.")
    return row


def keeps(session: Session, project_id: UUID, sha: str) -> bool:
    """Whether a file is a reference of the production, or is what one is shown by."""
    mine = or_(ReferenceRow.media == sha, ReferenceRow.thumb == sha)
    wanted = select(func.count()).where(ReferenceRow.project_id == project_id, mine)
    return bool(session.scalar(wanted))


def knows(session: Session, project_id: UUID, code: str, sha: str) -> bool:
    """Whether a file is a reference of an asset, or was one that somebody removed."""
    mine = (ReferenceRow.project_id == project_id, ReferenceRow.code == code, ReferenceRow.media == sha)
    return bool(session.scalar(select(func.count()).where(*mine)))


def _refuse_role(medium: Medium, role: Role) -> None:
    if role not in rules.ROLES[medium]:
        able = ", ".join(rules.ROLES[medium])
        raise UnfitReference(f"A file of kind {medium} cannot be there for {role}; it can be for {able}.")


def _tell(session: Session, row: ReferenceRow, who: str, verb: str, **body: object) -> None:
    said = {"reference": str(row.id), **body}
    record.write(session, row.project_id, who, verb, Subject("asset", row.code), said)
