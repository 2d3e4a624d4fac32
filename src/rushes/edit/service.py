"""What one can do in the edit: adopt the sheets, decide about shots, keep a cut as a version, lock it, read any."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from rushes.craft.production import rows
from rushes.craft.timeline import otio
from rushes.craft.timeline.cut import Cut
from rushes.edit.errors import CutLocked, CutOvertaken, NoCut, NotLocked
from rushes.edit.tables import CutLock, CutRow, Sheets
from rushes.governance import record
from rushes.kernel import hashing
from rushes.kernel.ids import Subject

Trims = Mapping[str, rows.Trim]
KEPT = 16
_known: dict[str, Cut] = {}
"""Cuts that were read last, by their digests: reading a long one takes a while, and none ever changes."""


def adopt(session: Session, project_id: UUID, cues: Iterable[rows.Cue], trims: Iterable[rows.Trim]) -> None:
    """Make the sheets say what the files say; where cut.csv says what it said before, what was decided since stays."""
    told, filed = [rows.cue_row(cue) for cue in cues], [rows.trim_row(trim) for trim in trims]
    sheets = session.get(Sheets, project_id, populate_existing=True, with_for_update=True)
    if sheets is None:
        session.add(Sheets(project_id=project_id, cues=told, trims=filed, filed=filed))
    else:
        sheets.cues, sheets.trims, sheets.filed = told, _kept(sheets, filed), filed
    session.flush()


def _kept(sheets: Sheets, filed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The decisions, with what the file says of each shot of which it says something new."""
    before, said = _by_shot(sheets.filed), _by_shot(filed)
    decided = _by_shot(sheets.trims)
    new = {shot: row for shot, row in said.items() if _whole(row) != _whole(before.get(shot))}
    gone = before.keys() - said.keys()
    return [row for shot, row in ({**decided, **new}).items() if shot not in gone]


def _by_shot(told: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["shot"]: row for row in told}


def _whole(row: dict[str, Any] | None) -> rows.Trim | None:
    """A row as a value, so that one written by an earlier version says the same."""
    return rows.trim(row, "cut.csv", []) if row else None


def cues(session: Session, project_id: UUID) -> list[rows.Cue]:
    """The sound cues."""
    said = session.get_one(Sheets, project_id, populate_existing=True).cues
    return [cue for row in said if (cue := rows.cue(row, "sounds.csv", []))]


def trims(session: Session, project_id: UUID) -> dict[str, rows.Trim]:
    """What is decided about the shots, by shot; those that were moved stand in the order of the cut."""
    return _read(session.get_one(Sheets, project_id, populate_existing=True).trims)


def filed(session: Session, project_id: UUID) -> dict[str, rows.Trim]:
    """What cut.csv said last, by shot."""
    return _read(session.get_one(Sheets, project_id, populate_existing=True).filed)


def _read(said: Iterable[dict[str, Any]]) -> dict[str, rows.Trim]:
    return {trim.shot: trim for row in said if (trim := rows.trim(row, "cut.csv", []))}


def decide(session: Session, project_id: UUID, decided: Iterable[rows.Trim]) -> None:
    """Make this what is decided about the shots."""
    session.get_one(Sheets, project_id).trims = [rows.trim_row(trim) for trim in decided]
    session.flush()


def begin(session: Session, project_id: UUID, seen: int) -> CutRow:
    """
    The newest cut, for whoever saw that it is; others wait until the transaction ends.

    Raises:
        NoCut: there is none.
        CutOvertaken: it is another.
        CutLocked: it is locked.
    """
    session.get_one(Sheets, project_id, populate_existing=True, with_for_update=True)
    row = version(session, project_id)
    if row.version != seen:
        raise CutOvertaken(
            f"The cut is at version {row.version} now: {row.says or 'cut anew'} ({row.who}). "
            f"You saw version {seen}; look again, then change it.",
            newest=row.version,
            who=row.who,
        )
    refuse_locked(session, project_id, row.version)
    return row


def refuse_locked(session: Session, project_id: UUID, number: int) -> None:
    """Raise CutLocked for a cut that is locked."""
    lock = locked(session, project_id).get(number)
    if lock:
        raise CutLocked(f"Cut {number} is locked by {lock.who}; unlock it, saying why, before it is changed.")


def keep(session: Session, project_id: UUID, cut: Cut, who: str, says: str = "") -> CutRow:
    """Keep a cut as the next version, unless it is the newest one already; `says` is what changed."""
    timeline = json.loads(otio.to_bytes(cut))
    digest = hashing.digest(timeline)
    last = _newest(session, project_id)
    if last and last.digest == digest:
        return last
    sheets = session.get(Sheets, project_id)
    told = {"digest": digest, "timeline": timeline, "sheet": sheets.trims if sheets else [], "who": who, "says": says}
    row = CutRow(project_id=project_id, version=last.version + 1 if last else 1, **told)
    session.add(row)
    session.flush()
    body = {"version": row.version, "digest": digest, "frames": len(cut)} | ({"says": says} if says else {})
    record.write(session, project_id, who, "cut.kept", Subject("cut", str(row.version)), body)
    return row


def lock(session: Session, project_id: UUID, seen: int, who: str) -> CutLock:
    """Lock the newest cut. NoCut, CutOvertaken, CutLocked."""
    row = begin(session, project_id, seen)
    return _locked(session, CutLock(project_id=project_id, version=row.version, locked=True, who=who, reason=""))


def unlock(session: Session, project_id: UUID, number: int, who: str, reason: str) -> CutLock:
    """Unlock a cut, for a reason that stays on record. NoCut, NotLocked."""
    row = version(session, project_id, number)
    if row.version not in locked(session, project_id):
        raise NotLocked(f"Cut {row.version} is not locked.")
    return _locked(session, CutLock(project_id=project_id, version=row.version, locked=False, who=who, reason=reason))


def _locked(session: Session, lock: CutLock) -> CutLock:
    session.add(lock)
    session.flush()
    verb = "cut.locked" if lock.locked else "cut.unlocked"
    body = {"version": lock.version} | ({"reason": lock.reason} if lock.reason else {})
    record.write(session, lock.project_id, lock.who, verb, Subject("cut", str(lock.version)), body)
    return lock


def locked(session: Session, project_id: UUID) -> dict[int, CutLock]:
    """The locks of the cuts that are locked, by version."""
    wanted = select(CutLock).where(CutLock.project_id == project_id).order_by(CutLock.id)
    latest = {lock.version: lock for lock in session.scalars(wanted)}
    return {number: lock for number, lock in latest.items() if lock.locked}


def newest(session: Session, project_id: UUID) -> tuple[int, Cut]:
    """The newest version's number and its cut. NoCut before there is one."""
    row = version(session, project_id)
    return row.version, cut_of(row)


def version(session: Session, project_id: UUID, number: int | None = None) -> CutRow:
    """A version of the cut, the newest where none is said. NoCut."""
    if number is None:
        row = _newest(session, project_id)
        says = "This production has no cut yet; `rushes make` makes the first one."
    else:
        wanted = select(CutRow).where(CutRow.project_id == project_id, CutRow.version == number)
        row, says = session.scalars(wanted).one_or_none(), f"There is no cut {number}."
    if row is None:
        raise NoCut(says)
    return row


def versions(session: Session, project_id: UUID) -> list[CutRow]:
    """Every version, the newest first."""
    wanted = select(CutRow).where(CutRow.project_id == project_id).order_by(CutRow.version.desc())
    return list(session.scalars(wanted))


def cut_of(row: CutRow) -> Cut:
    """The cut that a version is."""
    cut = _known.get(row.digest) or otio.from_bytes(json.dumps(row.timeline).encode())
    _known[row.digest] = cut
    for digest in list(_known)[:-KEPT]:
        _known.pop(digest, None)
    return cut


def sheet_of(row: CutRow) -> dict[str, rows.Trim]:
    """The decisions that a version follows, by shot."""
    return _read(row.sheet)


def _newest(session: Session, project_id: UUID) -> CutRow | None:
    wanted = select(CutRow).where(CutRow.project_id == project_id).order_by(CutRow.version.desc()).limit(1)
    return session.scalars(wanted).first()
