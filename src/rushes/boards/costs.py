"""What a production cost so far: by take, by shot that a person accepted, by second that can be used."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from rushes.boards import runs
from rushes.edit import service as edit
from rushes.edit.errors import NoCut
from rushes.generation import together
from rushes.generation.tables import Order
from rushes.governance import service as governance
from rushes.governance.rules import Entry
from rushes.governance.tables import LedgerRow
from rushes.kernel import ids
from rushes.kernel.ids import Subject
from rushes.kernel.money import Money
from rushes.projects.tables import Project
from rushes.providers import fitting
from rushes.providers.base import Request
from rushes.providers.pricing import Usage
from rushes.review import marks, rules
from rushes.review import service as review
from rushes.review.rules import By
from rushes.takes import cited
from rushes.takes import service as takes
from rushes.takes.tables import Take

SHOT = "shot"


@dataclass(frozen=True)
class TakeCost:
    """What a take cost: in money, in the unit its service counts in where that is known, by which price table."""

    take: str
    shot: str
    provider: str
    who: str
    cost: Money
    used: Usage | None
    prices: str


@dataclass(frozen=True)
class ShotCost:
    """
    What all takes of a shot cost, with those that failed.

    `seconds` are those that can be used of the takes a person selected or approved: those the newest cut uses, or else
    of the take with most those that somebody said are usable, or all of it; 0 where nobody accepted one.
    """

    shot: str
    takes: int
    cost: Money
    seconds: float

    @property
    def accepted(self) -> bool:
        """Whether a person selected or approved a take of it."""
        return self.seconds > 0


@dataclass(frozen=True)
class Costs:
    """What a production cost: its clips, and beside them (`beside`) its panels, sheets and texts."""

    takes: tuple[TakeCost, ...]
    shots: tuple[ShotCost, ...]
    beside: Money
    used: tuple[tuple[str, Usage], ...]

    def plain(self) -> dict[str, Any]:
        """As JSON values; money in micro-units of the one currency."""
        each = (("a_take", self.a_take), ("an_accepted_shot", self.an_accepted_shot))
        means = (*each, ("a_usable_second", self.a_usable_second))
        return {
            "currency": self.beside.currency,
            "clips": self.clips.micros,
            "beside": self.beside.micros,
            **{name: money and money.micros for name, money in means},
            "seconds": self.seconds,
            "used": [{"provider": provider, **_units(used)} for provider, used in self.used],
            "takes": [vars(one) | {"cost": one.cost.micros} | _units(one.used) for one in self.takes],
            "shots": [vars(one) | {"cost": one.cost.micros, "accepted": one.accepted} for one in self.shots],
        }

    @property
    def clips(self) -> Money:
        """What the clips of all shots cost, with those that failed."""
        return sum((shot.cost for shot in self.shots), start=Money(0, self.beside.currency))

    @property
    def accepted(self) -> int:
        """How many shots have a take that a person accepted."""
        return sum(shot.accepted for shot in self.shots)

    @property
    def seconds(self) -> float:
        """How many seconds can be used."""
        return sum(shot.seconds for shot in self.shots)

    @property
    def a_take(self) -> Money | None:
        """What a take cost on average; None before there is one."""
        return _each(self.clips, len(self.takes))

    @property
    def an_accepted_shot(self) -> Money | None:
        """What an accepted shot cost on average, with all that was not accepted; None before there is one."""
        return _each(self.clips, self.accepted)

    @property
    def a_usable_second(self) -> Money | None:
        """What a usable second cost on average, with all that is not; None before there is one."""
        return _each(self.clips, self.seconds)


@dataclass(frozen=True)
class _Booked:
    """An order and what is booked for it."""

    order_id: UUID
    subject: Subject
    provider: str
    who: str
    micros: int
    used: Usage | None
    prices: str


def costs(session: Session, project: Project) -> Costs:
    """What a production cost so far, as the ledger says it."""
    currency = governance.balance(session, project.id).limit.currency
    booked = _booked(session, project.id)
    made = takes.every(session, project.id, SHOT)
    usable = _usable(session, project.id, made)
    by_order = {one.order_id: one for one in booked}
    clips = [one for one in booked if one.subject.kind == SHOT]
    counted = Counter(Subject.of(take.subject).id for take in made)
    spent = runs.spent(session, project.id)
    for one in clips:
        spent[one.subject.id] += one.micros
    return Costs(
        takes=tuple(_take(take, by_order[take.order_id], currency) for take in made),
        shots=tuple(
            ShotCost(shot, counted[shot], Money(micros, currency), usable.get(shot, 0.0))
            for shot, micros in sorted(spent.items(), key=lambda item: ids.in_order(item[0]))
        ),
        beside=Money(sum(one.micros for one in booked if one.subject.kind not in {SHOT, together.KIND}), currency),
        used=_used(booked),
    )


def _booked(session: Session, project_id: UUID) -> list[_Booked]:
    """Every order of the production in the order of their subjects."""
    settled = and_(LedgerRow.order_id == Order.id, LedgerRow.entry == Entry.SETTLE)
    told = (LedgerRow.micros, LedgerRow.units, LedgerRow.unit, LedgerRow.prices)
    wanted = select(Order.id, Order.subject, Order.provider, Order.who, *told).outerjoin(LedgerRow, settled)
    rows = session.execute(wanted.where(Order.project_id == project_id).order_by(Order.subject, Order.created_at))
    return [
        _Booked(
            order_id=id,
            subject=Subject.of(subject),
            provider=provider,
            who=who,
            micros=-(micros or 0),
            used=Usage(Decimal(units), unit) if unit else None,
            prices=prices or "",
        )
        for id, subject, provider, who, micros, units, unit, prices in rows
    ]


def _take(take: Take, booked: _Booked, currency: str) -> TakeCost:
    shot, cost = Subject.of(take.subject).id, Money(booked.micros, currency)
    if part := take.snapshot.get(cited.PART):
        cost, used = Money(part["micros"], currency), part["used"]
        counted = Usage(Decimal(used["amount"]), used["unit"]) if used else None
        return TakeCost(take.code, shot, part["provider"], booked.who, cost, counted, part["prices"])
    return TakeCost(take.code, shot, booked.provider, booked.who, cost, booked.used, booked.prices)


def _used(booked: Iterable[_Booked]) -> tuple[tuple[str, Usage], ...]:
    """What each provider counted in all, in its own units."""
    summed: dict[tuple[str, str], Decimal] = {}
    for one in booked:
        if one.used:
            key = (one.provider, one.used.unit)
            summed[key] = summed.get(key, Decimal(0)) + one.used.amount
    return tuple((provider, Usage(amount, unit)) for (provider, unit), amount in sorted(summed.items()))


def _usable(session: Session, project_id: UUID, made: Iterable[Take]) -> dict[str, float]:
    """The usable seconds of each shot of which a person accepted a take."""
    by_shot: dict[str, list[Take]] = {}
    for take in accepted(session, made):
        by_shot.setdefault(Subject.of(take.subject).id, []).append(take)
    cut = _in_cut(session, project_id)
    ranges = marks.usable(session, [take.id for found in by_shot.values() for take in found])
    said = {id: sum(row.end - row.start for row in rows) for id, rows in ranges.items()}
    return {shot: _seconds(found, cut, said) for shot, found in by_shot.items()}


def accepted(session: Session, made: Iterable[Take]) -> list[Take]:
    """Those takes that a person selected or approved, as it stands."""
    found = list(made)
    standing = review.standing(session, [take.id for take in found])
    decided = {id for id, verdict in standing.items() if verdict.by == By.PERSON and verdict.state in rules.DECIDED}
    return [take for take in found if take.id in decided]


def _seconds(found: Iterable[Take], cut: Mapping[str, int], said: Mapping[UUID, int]) -> float:
    """Those the cut uses; else of the take with most of them, those somebody said are usable, or all."""
    asked = [(take, Request.of(take.snapshot["request"])) for take in found]
    each = [
        (fitting.film_rate(request), cut.get(take.code, 0), said.get(take.id, take.frames)) for take, request in asked
    ]
    used = sum(rate.seconds(frames) for rate, frames, _ in each)
    return used or max(rate.seconds(frames) for rate, _, frames in each)


def _in_cut(session: Session, project_id: UUID) -> dict[str, int]:
    """How many frames of each take the newest cut uses."""
    try:
        _, cut = edit.newest(session, project_id)
    except NoCut:
        return {}
    used = Counter[str]()
    for event in cut.clips:
        used[event.take] += len(event.source)
    return dict(used)


def _units(used: Usage | None) -> dict[str, str]:
    return {"used": f"{used.amount:f}", "unit": used.unit} if used else {"used": "", "unit": ""}


def _each(money: Money, number: float) -> Money | None:
    """One of so many, rounded up to a whole micro-unit."""
    return Money(math.ceil(money.micros / number), money.currency) if number else None
