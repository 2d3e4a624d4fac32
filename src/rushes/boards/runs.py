"""Runs on the boards: which shots they hold, and what each costs of them, by frames, as planned where none came."""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, and_, cast, select
from sqlalchemy.orm import Session

from rushes.generation import together
from rushes.generation.parting import shares
from rushes.generation.rules import State
from rushes.generation.tables import Order
from rushes.governance.rules import Entry
from rushes.governance.tables import LedgerRow
from rushes.kernel.ids import Subject
from rushes.providers import parts
from rushes.takes import cited


def spent(session: Session, project_id: UUID) -> Counter[str]:
    """What each shot cost as a part of runs, in micro-units."""
    found = Counter[str]()
    for shot, micros in (*_parts(session, project_id), *_lost(session, project_id)):
        found[shot] += micros
    return found


def shots(session: Session, project_id: UUID) -> dict[str, list[str]]:
    """By the subject of each run the shots it holds, or held in one of its orders."""
    own = (Order.project_id == project_id, Order.subject.startswith(f"{together.KIND}:"))
    found: dict[str, list[str]] = {}
    for subject, codes in session.execute(select(Order.subject, Order.snapshot[together.KIND]).where(*own)):
        found[subject] = list(dict.fromkeys([*found.get(subject, ()), *codes]))
    return found


def _parts(session: Session, project_id: UUID) -> Iterator[tuple[str, int]]:
    micros = cast(Order.snapshot[(cited.PART, "micros")].as_string(), BigInteger)
    wanted = select(Order.subject, micros).where(Order.project_id == project_id, Order.provider == parts.plugin.id)
    for subject, share in session.execute(wanted):
        yield Subject.of(subject).id, share


def _lost(session: Session, project_id: UUID) -> Iterator[tuple[str, int]]:
    """Runs that brought nothing and were billed all the same."""
    settled = and_(LedgerRow.order_id == Order.id, LedgerRow.entry == Entry.SETTLE)
    own = (Order.project_id == project_id, Order.subject.startswith(f"{together.KIND}:"), Order.state != State.DONE)
    wanted = select(LedgerRow.micros, Order.request[("plan", together.SHOTS)]).join(LedgerRow, settled).where(*own)
    for micros, plans in session.execute(wanted):
        yield from _planned(-micros, plans)


def _planned(micros: int, plans: list[dict[str, Any]]) -> Iterator[tuple[str, int]]:
    each = shares(micros, [plan["frames"] for plan in plans])
    yield from zip((plan["card"]["code"] for plan in plans), each, strict=True)
