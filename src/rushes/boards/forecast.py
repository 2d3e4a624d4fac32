"""What it takes to finish a production with a provider: takes, money and time, learned from its own verdicts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from sqlalchemy.orm import Session

from rushes.boards import costs
from rushes.craft.cards.card import Card
from rushes.craft.production import forecast as learning
from rushes.craft.production.forecast import Ahead, Judged, Kind, Outlook, Range
from rushes.craft.prompting.compiled import Unsendable
from rushes.delivery import materials
from rushes.delivery.line import Wanted
from rushes.generation import compose
from rushes.generation import service as generation
from rushes.generation.errors import Unmakeable
from rushes.generation.rules import State
from rushes.governance import service as governance
from rushes.kernel.ids import Subject
from rushes.kernel.money import Money
from rushes.projects.tables import Project
from rushes.providers.base import Makes, Spec
from rushes.providers.pricing import Estimate
from rushes.review import service as review
from rushes.review.rules import By
from rushes.shots import service as shots
from rushes.shots.service import Planned
from rushes.takes import service as takes
from rushes.takes.tables import Take

NEUTRAL = "neutral"
"""The surface of whatever has none of its own: there the provider stands for it."""
A_TAKE = 120.0
"""Seconds that a take is taken to need where no order of its provider was ever done."""


@dataclass(frozen=True)
class Forecast:
    """
    What it takes to finish with a provider: in all and scene by scene (`outlooks`), and shot by shot.

    `learned` is how many takes a person judged; `a_take` how many seconds one needs, as `measured` of so many orders
    (0: assumed). `at_once` is how many are made at a time. `unmakeable` shots are in no sum, each with the reason.
    """

    provider: str
    title: str
    currency: str
    planned: int
    accepted: int
    learned: int
    a_take: float
    measured: int
    at_once: int
    left: Money
    outlooks: tuple[Outlook, ...]
    shots: tuple[Outlook, ...]
    unmakeable: Mapping[str, str]

    @property
    def says(self) -> str:
        """Whether what is left of the budget will do."""
        cost = self.outlooks[0].micros
        if cost.high == 0:
            return "It costs nothing."
        if self.left.currency != self.currency:
            return f"It is paid in {self.currency}, and the budget is in {self.left.currency}."
        if self.left.micros >= cost.high:
            return f"{self.left} is left, which will do."
        needed = self._more(cost.high)
        if self.left.micros >= cost.expected:
            return (
                f"{self.left} is left, which will do if it goes as expected; if it goes badly {needed} more is needed."
            )
        return f"{self.left} is left: {self._more(cost.expected)} more is needed, up to {needed}."

    def plain(self) -> dict[str, Any]:
        """As JSON values; money in micro-units, lengths in seconds."""
        names = ("provider", "title", "currency", "planned", "accepted", "learned", "a_take", "measured", "at_once")
        return {
            **{name: getattr(self, name) for name in names},
            "left": self.left.micros,
            "says": self.says,
            "outlooks": list(map(_plain, self.outlooks)),
            "shots": list(map(_plain, self.shots)),
            "unmakeable": dict(self.unmakeable),
        }

    def _more(self, micros: float) -> Money:
        return Money(round(micros) - self.left.micros, self.currency)


def forecast(session: Session, project: Project, want: Wanted, asks: Mapping[str, Any]) -> Forecast:
    """
    The forecast for the shots of which no person accepted a take.

    Args:
        want: by which provider and in which size they are to be made; see `delivery.line.wanted`.
        asks: what of the provider's settings belongs to every request.
    """
    made = takes.every(session, project.id, costs.SHOT)
    accepted = {Subject.of(take.subject).id for take in costs.accepted(session, made)}
    planned = shots.planned(session, project.id)
    left_over = [one for one in planned if one.card.code not in accepted]
    quotes, unmakeable = _quotes(session, project, left_over, want, asks)
    lasted = _lasted(session, project, want.spec.id)
    a_take = median(lasted) if lasted else A_TAKE
    cards = {one.card.code: one.card for one in planned}
    ahead = [_ahead(cards[code], quote, want.spec, a_take) for code, quote in quotes.items()]
    judged, left = _judged(session, made), governance.balance(session, project.id).left
    return Forecast(
        provider=want.spec.id,
        title=want.spec.title,
        currency=next((quote.high.currency for quote in quotes.values()), left.currency),
        planned=len(planned),
        accepted=sum(code in accepted for code in cards),
        learned=len(judged),
        a_take=a_take,
        measured=len(lasted),
        at_once=want.spec.lane or 1,
        left=left,
        outlooks=tuple(learning.forecast(judged, ahead)),
        shots=tuple(learning.by_shot(judged, ahead)),
        unmakeable=unmakeable,
    )


def _quotes(
    session: Session, project: Project, planned: Iterable[Planned], want: Wanted, asks: Mapping[str, Any]
) -> tuple[dict[str, Estimate], dict[str, str]]:
    """What a take of each shot costs, and why of some none can be asked for."""
    stock = materials.materials(session, project)
    quotes, unmakeable = dict[str, Estimate](), dict[str, str]()
    for one in planned:
        try:
            composed = compose.clip(stock.of(one.card), want.spec, want.raster, 1, one.version, asks)
        except (Unmakeable, Unsendable) as error:
            unmakeable[one.card.code] = error.detail
        else:
            quotes[one.card.code] = want.spec.estimate(composed.request)
    return quotes, unmakeable


def _ahead(card: Card, quote: Estimate, spec: Spec[Any], seconds: float) -> Ahead:
    return Ahead(card.code, _kind_of(card, spec), quote.low.micros, quote.high.micros, seconds)


def _kind_of(card: Card, spec: Spec[Any]) -> Kind:
    model = spec.making(Makes.VIDEO) or spec.usual
    return Kind(_surface(model.surface, spec.id), str(card.move.primary), str(card.size))


def _surface(surface: str, provider: str) -> str:
    return provider if surface == NEUTRAL else surface


def _judged(session: Session, made: Iterable[Take]) -> list[Judged]:
    """The generated takes that a person judged; a clip of one's own says nothing of any model."""
    asked = [take for take in made if take.snapshot.get("worded")]
    standing = review.standing(session, [take.id for take in asked])
    decided = [take for take in asked if take.id in standing and standing[take.id].by == By.PERSON]
    chosen = {take.id for take in costs.accepted(session, decided)}
    return [Judged(Subject.of(take.subject).id, _kind(take), accepted=take.id in chosen) for take in decided]


def _kind(take: Take) -> Kind:
    plan = take.snapshot["card"]["plan"]
    surface = _surface(take.snapshot["worded"]["surface"], take.snapshot["provider"])
    return Kind(surface, plan["move"]["primary"], plan["size"])


def _lasted(session: Session, project: Project, provider: str) -> list[float]:
    """How many seconds the shots that a provider made took, from the order to the end."""
    orders = generation.of_project(session, project.id)
    done = [one for one in orders if one.state == State.DONE and one.provider == provider]
    clips = [one for one in done if Subject.of(one.subject).kind == costs.SHOT]
    return [max(0.0, (one.changed_at - one.created_at).total_seconds()) for one in clips]


def _plain(one: Outlook) -> dict[str, Any]:
    ranges: dict[str, Range] = {"takes": one.takes, "micros": one.micros, "seconds": one.seconds}
    return {"of": one.of, "shots": one.shots, **{name: vars(range) for name, range in ranges.items()}}
