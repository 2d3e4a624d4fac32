"""Decisions about money and the record, pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rushes.kernel import hashing

GENESIS = "0" * 64


class Entry(StrEnum):
    """What a ledger row does to what is left."""

    RESERVE = "reserve"
    RELEASE = "release"
    SETTLE = "settle"


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
