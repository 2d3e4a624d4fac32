"""Prices as services state them, what an order used, and what one will cost."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal
from typing import Any

from rushes.kernel.errors import Invalid
from rushes.kernel.money import Money


@dataclass(frozen=True)
class Price:
    """
    A row of a price table: what one `unit` costs where all the facts in `where` hold; the first that fits counts.

    `unit` is what the service counts in: `second`, `token`, `image`, `character`, `credit`, `run`; `per` how many of it
    the amount is for.
    """

    unit: str
    amount: Money
    per: int = 1
    where: Mapping[str, Any] = field(default_factory=dict)

    def cost(self, units: Decimal) -> Money:
        """What so many units cost, rounded up to a whole micro-unit."""
        micros = Decimal(self.amount.micros) * units / self.per
        return Money(int(micros.to_integral_value(ROUND_CEILING)), self.amount.currency)


@dataclass(frozen=True)
class Usage:
    """An amount in the unit that a service counts in: 108900 `token`, 60 `credit`, 5 `second`."""

    amount: Decimal
    unit: str

    def __str__(self) -> str:
        return f"{self.amount:,f} {self.unit}{'' if self.amount == 1 else 's'}"


@dataclass(frozen=True)
class Estimate:
    """What an order will cost, from and to (the budget reserves the high end); `used` is that in the service's unit."""

    low: Money
    high: Money
    prices: str
    used: tuple[Usage, Usage] | None = None


class Unpriced(Invalid):
    """The price list in force has no price for what is asked."""


def free(model: object, request: object) -> Estimate:
    """The quote of what costs nothing."""
    del model, request
    nothing = Money(0, "USD")
    return Estimate(nothing, nothing, "none")
