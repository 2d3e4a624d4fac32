"""Decisions about money and the record, pure."""

import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rushes.kernel import hashing
from rushes.kernel.money import MICROS, Money

GENESIS = "0" * 64
CENT = MICROS // 100


class Entry(StrEnum):
    """What a ledger row does to what is left."""

    RESERVE = "reserve"
    RELEASE = "release"
    SETTLE = "settle"


class Scope(StrEnum):
    """Whose money it is."""

    PRODUCTION = "production"
    ROLE = "role"
    PERSON = "person"


@dataclass(frozen=True)
class Share:
    """
    What of a production's money somebody has: all of it, or what is allotted to a role or a person.

    Without a `limit` it reaches as far as the production's. What somebody ordered counts for them and for the role
    they had then.
    """

    scope: Scope
    name: str
    limit: Money | None
    spent: Money
    reserved: Money

    @property
    def left(self) -> Money | None:
        """What may still be reserved; None where nothing is allotted."""
        return None if self.limit is None else self.limit - self.spent - self.reserved

    def plain(self) -> dict[str, Any]:
        """As JSON values; money in micro-units."""
        amounts = {name: getattr(self, name) for name in ("limit", "spent", "reserved", "left")}
        micros = {name: money and money.micros for name, money in amounts.items()}
        return {"scope": str(self.scope), "name": self.name, **micros}

    def concerns(self, who: str, role: str) -> bool:
        """Whether what this person orders in this role is taken from it."""
        return {Scope.PERSON: who, Scope.ROLE: role}.get(self.scope, self.name) == self.name


@dataclass(frozen=True)
class Grant:
    """An authorised order: it holds the digest of exactly what was asked, and how much is reserved for it."""

    order: str
    digest: str
    micros: int
    currency: str


@dataclass(frozen=True)
class Refusal:
    """Which rule refused an order, and what would satisfy it."""

    rule: str
    says: str


def short_of(shares: Iterable[Share], high: Money) -> list[Share]:
    """Those shares that do not reach for what an order may cost; what costs nothing is never too dear."""
    return [share for share in shares if high.micros and share.left is not None and share.left < high]


def why_short(shares: Sequence[Share], high: Money) -> str:
    """What is left of the shares that do not reach, and the limits that would do."""
    left = " and ".join(_left(share) for share in shares)
    raised = " and ".join(_raised(share, high) for share in shares)
    return f"The order may cost {high.exact}, and {left}. Raise {raised}, or order less."


def _left(share: Share) -> str:
    assert share.limit is not None
    assert share.left is not None
    production = share.scope is Scope.PRODUCTION
    whose = f"the production's {share.limit.exact}" if production else f"{share.limit.exact} allotted to {share.name}"
    return f"of {whose}, {share.left.exact} is left"


def _raised(share: Share, high: Money) -> str:
    """The least limit in whole cents that would do, and how to set it."""
    gone = share.spent + share.reserved + high
    enough = Money(-(-gone.micros // CENT) * CENT, gone.currency)
    command = f"rushes budget set {enough.digits}"
    if share.scope is Scope.PRODUCTION:
        return f"the limit to {enough} (`{command}`, or [budget] in project.toml)"
    return f"{share.name}'s to {enough} (`{command} --{share.scope} {shlex.quote(share.name)}`)"


def event_hash(previous: str, seq: int, fact: Mapping[str, Any]) -> str:
    """The hash of an event: of the one before it, its number, and all it says."""
    return hashing.digest([previous, seq, dict(fact)])


def first_break(events: Iterable[tuple[int, str, str, Mapping[str, Any]]]) -> int | None:
    """The first number at which no event (seq, previous, hash, fact) follows the one before; None if all do."""
    previous = GENESIS
    for expected, (seq, said, hash, fact) in enumerate(events, start=1):
        if seq != expected or said != previous or hash != event_hash(previous, seq, fact):
            return expected
        previous = hash
    return None
