"""Marks on takes: which frames can be used, and in what a character drifted."""

import itertools
from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from rushes.governance import record
from rushes.kernel.ids import Subject
from rushes.kernel.timecode import Span
from rushes.review.errors import NotOnIt, RangesChanged
from rushes.review.rules import Drift
from rushes.review.tables import DriftTick, UsableRange
from rushes.takes import service as takes
from rushes.takes.tables import Take

Tick = tuple[str, Drift]
"""A character's id, and in what it drifted."""


def usable(session: Session, take_ids: Iterable[UUID]) -> dict[UUID, list[UsableRange]]:
    """The usable ranges of each of these takes that has some, in order."""
    wanted = select(UsableRange).where(UsableRange.take_id.in_(list(take_ids)))
    found: dict[UUID, list[UsableRange]] = {}
    for row in session.scalars(wanted.order_by(UsableRange.take_id, UsableRange.start)):
        found.setdefault(row.take_id, []).append(row)
    return found


def set_usable(session: Session, take: Take, spans: Iterable[Span], seen: Iterable[Span], who: str) -> None:
    """
    Say which frames of a take can be used; none: nobody says.

    Args:
        seen: what was said before, as the person saw it.

    Raises:
        NotOnIt: a range has no frame of the take, or two of them meet.
        RangesChanged: somebody else said something else since.
    """
    wanted = sorted(spans, key=lambda span: span.start)
    _check(take, wanted)
    takes.hold(session, take)
    before = usable(session, [take.id]).get(take.id, [])
    if [(row.start, row.end) for row in before] != [(span.start, span.end) for span in seen]:
        said = ", ".join(f"{row.start} to {row.end - 1}" for row in before) or "none"
        who_said = f" ({before[0].who})" if before else ""
        raise RangesChanged(f"The usable frames of {take.code} were changed since you saw them: {said}{who_said}.")
    kept = {(row.start, row.end): row for row in before}
    gone = [row.start for key, row in kept.items() if key not in {(span.start, span.end) for span in wanted}]
    session.execute(delete(UsableRange).where(UsableRange.take_id == take.id, UsableRange.start.in_(gone)))
    for span in wanted:
        if (span.start, span.end) not in kept:
            session.add(UsableRange(take_id=take.id, start=span.start, end=span.end, who=who))
    session.flush()
    frames = [[span.start, span.end] for span in wanted]
    record.write(session, take.project_id, who, "take.usable", Subject("take", take.code), {"frames": frames})


def drift(session: Session, take_ids: Iterable[UUID]) -> dict[UUID, list[Tick]]:
    """In what characters drifted in each of these takes."""
    found: dict[UUID, list[Tick]] = {}
    wanted = select(DriftTick).where(DriftTick.take_id.in_(list(take_ids)))
    for row in session.scalars(wanted.order_by(DriftTick.asset, DriftTick.what)):
        found.setdefault(row.take_id, []).append((row.asset, Drift(row.what)))
    return found


def set_drift(session: Session, take: Take, ticks: Iterable[Tick], who: str) -> None:
    """Say in what characters drifted in a take: all of it, instead of what was said before."""
    wanted = sorted(set(ticks))
    takes.hold(session, take)
    before = set(drift(session, [take.id]).get(take.id, []))
    if before == set(wanted):
        return
    for asset, what in before - set(wanted):
        session.execute(delete(DriftTick).filter_by(take_id=take.id, asset=asset, what=what))
    for asset, what in set(wanted) - before:
        session.add(DriftTick(take_id=take.id, asset=asset, what=what, who=who))
    session.flush()
    told = {"drift": [[asset, str(what)] for asset, what in wanted]}
    record.write(session, take.project_id, who, "take.drift", Subject("take", take.code), told)


def drifted(session: Session, project_id: UUID) -> Counter[Tick]:
    """How many takes of a production each character drifted in, and in what."""
    made = [take.id for take in takes.every(session, project_id, "shot")]
    return Counter(tick for ticks in drift(session, made).values() for tick in ticks)


def _check(take: Take, spans: list[Span]) -> None:
    for span in spans:
        if span.end > take.frames:
            raise NotOnIt(f"{take.code} has {take.frames} frames: none from {span.start} to {span.end - 1}.")
    for before, after in itertools.pairwise(spans):
        if after.start < before.end:
            raise NotOnIt(f"Two usable ranges of {take.code} meet at frame {after.start}: make one of them.")
