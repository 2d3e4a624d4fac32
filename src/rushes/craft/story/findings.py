"""What the premise gate says: findings with a place and one thing to try, and what a check of a story is."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from rushes.craft.screenplay.elements import Span
from rushes.craft.story.material import Material


class Outcome(StrEnum):
    """What a check came to."""

    PASSED = "passed"
    DOUBTFUL = "doubtful"
    CANNOT_JUDGE = "cannot_judge"


class Severity(StrEnum):
    """How much a doubt weighs; a project that lets the gate block is held back by grave ones only."""

    SLIGHT = "slight"
    GRAVE = "grave"


@dataclass(frozen=True)
class Place:
    """Where a finding is: a field of the story card, a scene, a shot, and the words of the script it is about."""

    field: str = ""
    scene: str = ""
    shot: str = ""
    span: Span | None = None

    def __str__(self) -> str:
        line = f"line {self.span.line}" if self.span else ""
        return " ".join(filter(None, (self.field, self.shot or self.scene, line)))


NOWHERE = Place()


@dataclass(frozen=True)
class Finding:
    """What a check saw, where, and one thing to try; a check that found nothing wrong says so in one finding."""

    outcome: Outcome
    says: str
    place: Place = NOWHERE
    attempt: str = ""
    severity: Severity = Severity.SLIGHT
    check: str = ""


@dataclass(frozen=True)
class Check:
    """One question to a story that needs no model; the plugin kind of `rushes.craft.story.checks`."""

    id: str
    title: str
    asks: Callable[[Material], list[Finding]]


def passed(says: str) -> list[Finding]:
    """All is as a story needs it."""
    return [Finding(Outcome.PASSED, says)]


def cannot_judge(says: str, attempt: str = "") -> list[Finding]:
    """Nothing can be said yet, and why."""
    return [Finding(Outcome.CANNOT_JUDGE, says, attempt=attempt)]


def doubt(says: str, attempt: str, place: Place = NOWHERE, *, grave: bool = False) -> Finding:
    """Something that a reader would stumble over, and one thing to try."""
    severity = Severity.GRAVE if grave else Severity.SLIGHT
    return Finding(Outcome.DOUBTFUL, says, place, attempt, severity)
