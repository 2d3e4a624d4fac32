"""States of review, and what a rule may choose on its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a take is in review."""

    UNREVIEWED = "unreviewed"
    REJECTED = "rejected"
    MAYBE = "maybe"
    SELECTED = "selected"
    APPROVED = "approved"


class By(StrEnum):
    """Who decides: a person, or a rule that never approves."""

    PERSON = "person"
    RULE = "rule"


@dataclass(frozen=True)
class Candidate:
    """What a rule knows of a take: its state, who gave it, and how its checks came out."""

    code: str
    state: State
    by: By | None
    outcomes: Mapping[str, int]


DECIDED = (State.APPROVED, State.SELECTED)


def choose(candidates: Iterable[Candidate]) -> Candidate | None:
    """
    The take a cut should use: what a person approved or selected; else the best without a failed check.

    Of equals the first wins, so that nothing changes without a reason. None when every take has failed or was rejected.
    """
    takes = list(candidates)
    for state in DECIDED:
        decided = [take for take in takes if take.state is state and take.by is By.PERSON]
        if decided:
            return decided[-1]
    fit = [take for take in takes if take.state is not State.REJECTED and not take.outcomes.get("failed")]
    return max(fit, key=lambda take: take.outcomes.get("passed", 0), default=None)
