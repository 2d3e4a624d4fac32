"""Money as whole micro-units of one currency: 1 USD is 1_000_000; sums never round and never mix currencies."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

MICROS = 1_000_000


@dataclass(frozen=True)
class Money:
    """An amount; adding or comparing two currencies is a ValueError."""

    micros: int
    currency: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Z]{3}", self.currency):
            raise ValueError(f"{self.currency!r} is not a three-letter currency code.")

    @classmethod
    def of(cls, amount: str | int | Decimal, currency: str) -> "Money":
        """Read a decimal amount exactly; ValueError when it is not a number or finer than a micro-unit."""
        try:
            micros = Fraction(Decimal(amount)) * MICROS
        except (InvalidOperation, ValueError, OverflowError):
            raise ValueError(f"{amount!r} is not an amount of money.") from None
        if micros.denominator != 1:
            raise ValueError(f"{amount} is finer than a millionth of a {currency}.")
        return cls(int(micros), currency)

    @property
    def decimal(self) -> Decimal:
        """The amount as a decimal number of whole units."""
        return Decimal(self.micros) / MICROS

    def __add__(self, other: "Money") -> "Money":
        return Money(self.micros + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.micros - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.micros, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.micros < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.micros <= self._same(other)

    def __str__(self) -> str:
        return f"{self.decimal:,.2f} {self.currency}"

    @property
    def digits(self) -> str:
        """Every digit of the amount, as `of` reads it: `0.0043`, but `1234.50`."""
        whole, part = divmod(abs(self.micros), MICROS)
        behind = f"{part:06}"
        return f"{'-' if self.micros < 0 else ''}{whole}.{behind[:2]}{behind[2:].rstrip('0')}"

    @property
    def exact(self) -> str:
        """The amount with every digit, where the usual way to say it has two behind the point: `0.0043 USD`."""
        return f"{Decimal(self.digits):,f} {self.currency}"

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise ValueError(f"Cannot mix {self.currency} and {other.currency}.")
        return other.micros
