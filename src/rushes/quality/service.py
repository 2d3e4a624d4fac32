"""What one can do with findings: keep what the checks saw in a take, read it, count it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from rushes.quality.rules import Finding
from rushes.quality.tables import FindingRow


def keep(session: Session, take_id: UUID, findings: Iterable[Finding], images: Mapping[str, str]) -> None:
    """Record findings about a take; `images` gives the blob of each evidence picture by its name."""
    rows = [
        {
            "take_id": take_id,
            "check_id": finding.check,
            "outcome": finding.outcome,
            "says": finding.says,
            "frames": [{"start": span.start, "end": span.end} for span in finding.frames],
            "evidence": [images[seen.image] for seen in finding.evidence if seen.image in images],
            "measures": dict(finding.measures),
        }
        for finding in findings
    ]
    if not rows:
        return
    written = insert(FindingRow).values(rows)
    seen = {name: getattr(written.excluded, name) for name in ("outcome", "says", "frames", "evidence", "measures")}
    session.execute(written.on_conflict_do_update(index_elements=["take_id", "check_id"], set_=seen))


def of(session: Session, take_ids: Iterable[UUID]) -> dict[UUID, list[FindingRow]]:
    """The findings about each of these takes, by check."""
    wanted = select(FindingRow).where(FindingRow.take_id.in_(list(take_ids))).order_by(FindingRow.check)
    found: dict[UUID, list[FindingRow]] = {}
    for row in session.scalars(wanted):
        found.setdefault(row.take_id, []).append(row)
    return found


def shown_by(session: Session, image: str) -> set[UUID]:
    """The takes about which something was found that this blob, a picture, is the evidence of."""
    return set(session.scalars(select(FindingRow.take_id).where(FindingRow.evidence.contains([image]))))


def outcomes(rows: Iterable[FindingRow]) -> Counter[str]:
    """How many findings passed, failed, or could not judge."""
    return Counter(row.outcome for row in rows)
