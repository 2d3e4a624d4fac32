"""What one can do in the edit: adopt the sheets, keep a cut as a version, read the newest."""

import json
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from rushes.craft.production import rows
from rushes.craft.timeline import otio
from rushes.craft.timeline.cut import Cut
from rushes.edit.errors import NoCut
from rushes.edit.tables import CutRow, Sheets
from rushes.governance import record
from rushes.kernel import hashing
from rushes.kernel.ids import Subject


def adopt(session: Session, project_id: UUID, cues: Iterable[rows.Cue], trims: Iterable[rows.Trim]) -> None:
    """Make the sheets say what the files say."""
    said = {"cues": [rows.cue_row(cue) for cue in cues], "trims": [rows.trim_row(trim) for trim in trims]}
    row = insert(Sheets).values(project_id=project_id, **said)
    session.execute(row.on_conflict_do_update(index_elements=["project_id"], set_=said))


def cues(session: Session, project_id: UUID) -> list[rows.Cue]:
    """The sound cues."""
    said = session.get_one(Sheets, project_id, populate_existing=True).cues
    return [cue for row in said if (cue := rows.cue(row, "sounds.csv", []))]


def trims(session: Session, project_id: UUID) -> dict[str, rows.Trim]:
    """The trims by shot."""
    said = session.get_one(Sheets, project_id, populate_existing=True).trims
    return {trim.shot: trim for row in said if (trim := rows.trim(row, "cut.csv", []))}


def keep(session: Session, project_id: UUID, cut: Cut, who: str) -> CutRow:
    """Keep a cut as the next version, unless it is the newest one already."""
    timeline = json.loads(otio.to_bytes(cut))
    digest = hashing.digest(timeline)
    last = _newest(session, project_id)
    if last and last.digest == digest:
        return last
    row = CutRow(project_id=project_id, version=last.version + 1 if last else 1, digest=digest, timeline=timeline)
    session.add(row)
    session.flush()
    body = {"version": row.version, "digest": digest, "frames": len(cut)}
    record.write(session, project_id, who, "cut.kept", Subject("cut", str(row.version)), body)
    return row


def newest(session: Session, project_id: UUID) -> tuple[int, Cut]:
    """The newest version's number and its cut. NoCut before there is one."""
    row = _newest(session, project_id)
    if row is None:
        raise NoCut("This production has no cut yet; `rushes make` makes the first one.")
    return row.version, otio.from_bytes(json.dumps(row.timeline).encode())


def _newest(session: Session, project_id: UUID) -> CutRow | None:
    wanted = select(CutRow).where(CutRow.project_id == project_id).order_by(CutRow.version.desc()).limit(1)
    return session.scalars(wanted).first()
