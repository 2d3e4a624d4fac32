"""Pre-flight: what orders would cost, take and meet before any is placed; one confirmation binds all of them."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from rushes.craft.cards.card import Card
from rushes.delivery import line
from rushes.delivery.line import Slot, Wanted, Wish
from rushes.generation import batches, compose
from rushes.generation import service as generation
from rushes.generation.compose import Composed
from rushes.generation.together import SHOTS
from rushes.generation.tools import tools
from rushes.governance import service as governance
from rushes.kernel.money import Money
from rushes.projects.tables import Project
from rushes.providers.base import Spec
from rushes.providers.pricing import Estimate

NONE: Mapping[str, str] = {}


@dataclass(frozen=True)
class Row:
    """
    One order as it would be placed: what it may cost, also in the unit of its service, and what speaks against it.

    `stops` is why it would be refused; `cut` the references that do not go along, each with its reason; `unchecked` the
    criteria of the shot's standard that no machine can judge.
    """

    composed: Composed
    estimate: Estimate
    stops: str
    cut: tuple[str, ...]
    unchecked: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def references(self) -> list[str]:
        """What goes along, as it is called where it is to be left out."""
        return list(dict.fromkeys(compose.reference(one.asset, one.role) for one in self.composed.request.citations))

    @property
    def shots(self) -> list[tuple[str, int, int]]:
        """Of a run the shots it holds, each with the frame it is planned to begin at, and how many it has."""
        plans = self.composed.request.plan.get(SHOTS, ())
        return [(plan["card"]["code"], plan["begins"], plan["frames"]) for plan in plans]

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        used = self.estimate.used
        return {
            "subject": self.composed.subject.id,
            "model": self.composed.request.model,
            "digest": self.composed.request.digest,
            "seconds": seconds(self.composed),
            "low": money(self.estimate.low),
            "high": money(self.estimate.high),
            "used": [str(used[0]), str(used[1])] if used else None,
            "prices": self.estimate.prices,
            "stops": self.stops,
            "references": self.references,
            "cut": list(self.cut),
            "unchecked": list(self.unchecked),
            "warnings": list(self.warnings),
        }


@dataclass(frozen=True)
class Preflight:
    """
    All orders that a wish would place now; `digest` is what a confirmation binds.

    `minutes` is how long all of it may take, from and to, None while nothing is known of the model; `at_once` how many
    may run at a time; `there` how many takes of the wish are made or under way already. Of the `unasked` shots nothing
    can be asked for as they are; why, by code.
    """

    provider: str
    rows: tuple[Row, ...]
    low: Money
    high: Money
    left: Money
    minutes: tuple[float, float] | None
    at_once: int | None
    there: int
    lacks: str
    unasked: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """The digest of all that would be ordered."""
        return batches.digest_of([row.composed for row in self.rows])

    @property
    def costs(self) -> bool:
        """Whether any of it may cost money."""
        return self.high.micros > 0

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "provider": self.provider,
            "digest": self.digest,
            "orders": [row.plain() for row in self.rows],
            "there": self.there,
            "low": money(self.low),
            "high": money(self.high),
            "left": money(self.left),
            "enough": self.high.currency == self.left.currency and self.high <= self.left,
            "minutes": list(self.minutes) if self.minutes else None,
            "at_once": self.at_once,
            "lacks": self.lacks,
            "unasked": dict(self.unasked),
        }


def look(session: Session, project: Project, wish: Wish, want: Wanted) -> Preflight:
    """What a wish would order, without ordering it."""
    found = line.slots(session, project, wish, want)
    return of(session, project, found.slots, want.spec, found.unasked)


def of(
    session: Session,
    project: Project,
    found: Sequence[Slot],
    spec: Spec[Any],
    unasked: Mapping[str, str] = NONE,
) -> Preflight:
    """What these slots would order."""
    rows = tuple(_row(slot, spec) for slot in found if slot.order is None)
    left = governance.balance(session, project.id).left
    low, high = (_sum([getattr(row.estimate, end) for row in rows], left.currency) for end in ("low", "high"))
    took = generation.took(session, spec.id, spec.usual.id)
    minutes = _minutes(took, len(rows), spec.lane or 1) if rows else None
    lacks = tools().lacks.get(spec.id, "")
    return Preflight(spec.id, rows, low, high, left, minutes, spec.lane, len(found) - len(rows), lacks, unasked)


def together(session: Session, project: Project, parts: Sequence[tuple[Sequence[Slot], Spec[Any]]]) -> Preflight:
    """What slots at several providers would order; it takes as long as the slowest at least, all in a row at most."""
    seen = [of(session, project, found, spec) for found, spec in parts]
    left = governance.balance(session, project.id).left
    took = [part.minutes for part in seen if part.rows]
    known = [minutes for minutes in took if minutes]
    slowest = (max(low for low, _ in known), sum(high for _, high in known)) if known else None
    places = {part.provider: part.at_once for part in seen}
    return Preflight(
        provider=", ".join(places),
        rows=tuple(row for part in seen for row in part.rows),
        low=_sum([part.low for part in seen], left.currency),
        high=_sum([part.high for part in seen], left.currency),
        left=left,
        minutes=slowest if len(known) == len(took) else None,
        at_once=next(iter(places.values())) if len(places) == 1 else None,
        there=sum(part.there for part in seen),
        lacks=" ".join(dict.fromkeys(part.lacks for part in seen if part.lacks)),
    )


def confirm(session: Session, project: Project, seen: Preflight, confirmed: str, who: str) -> UUID:
    """Keep that a person confirmed exactly this; gives the batch's id. NotConfirmed."""
    return batches.confirm(session, project.id, [row.composed for row in seen.rows], seen.high, confirmed, who).id


def seconds(composed: Composed) -> float:
    """How long what is asked runs; of a sound, about how long."""
    if composed.request.makes.heard:
        return float(composed.request.plan["seconds"])
    numerator, _, denominator = composed.request.rate.partition("/")
    return composed.request.frames * int(denominator or 1) / int(numerator)


def money(amount: Money) -> dict[str, Any]:
    """An amount as JSON values."""
    return {"micros": amount.micros, "currency": amount.currency, "says": str(amount)}


def _row(slot: Slot, spec: Spec[Any]) -> Row:
    composed = slot.composed
    refusal = composed.refusal.says if composed.refusal else tools().providers[spec.id].refuses(composed.request)
    worded: Mapping[str, Any] = composed.snapshot.get("worded") or {}
    cut = tuple(f"{one['asset']} ({one['role']}): {one['why']}" for one in worded.get("dropped", ()))
    plan = composed.request.plan
    cards = [one["card"] for one in plan.get(SHOTS, [plan]) if "card" in one]
    standard = [one for card in cards for one in Card.model_validate(card).standard]
    unchecked = tuple(one.text for one in standard if not one.check)
    ends = spec.model(composed.request.model).ends
    withdrawn = (f"The service withdraws the model on {ends}.",) if ends else ()
    warnings = (*slot.doubts, *worded.get("warnings", ()), *withdrawn)
    return Row(composed, spec.estimate(composed.request), refusal, cut, unchecked, warnings)


def _sum(amounts: Sequence[Money], currency: str) -> Money:
    """The sum of amounts of one currency; what costs nothing has none of its own."""
    paid = [amount for amount in amounts if amount.micros]
    return sum(paid, start=Money(0, paid[0].currency if paid else currency))


def _minutes(took: Sequence[float], number: int, at_once: int) -> tuple[float, float] | None:
    """From the quickest to the slowest tenth of what past orders took, in so many rounds."""
    if len(took) < 2:
        return None
    tenths = statistics.quantiles(took, n=10)
    rounds = -(-number // at_once)
    return tenths[0] * rounds / 60, tenths[-1] * rounds / 60
