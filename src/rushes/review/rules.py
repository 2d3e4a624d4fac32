"""States of review, and what a rule may choose on its own."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
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


class Question(StrEnum):
    """What is asked of a take, in the order in which it is judged."""

    STORY = "story"
    CONTINUITY = "continuity"
    REFERENCES = "references"
    CAMERA = "camera"
    EDIT = "edit"


ASKED: Mapping[Question, str] = {
    Question.STORY: "Does it do its story job?",
    Question.CONTINUITY: "Does it keep what it must?",
    Question.REFERENCES: "Does it match its references?",
    Question.CAMERA: "Are camera and action as planned?",
    Question.EDIT: "Can it be cut?",
}


class Answer(StrEnum):
    """How a narrow question is answered."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Lens(StrEnum):
    """The one thing that a review looks for."""

    WHOLE = "whole"
    CONTINUITY = "continuity"
    PERFORMANCE = "performance"
    CAMERA = "camera"
    EDIT = "edit"
    STORY = "story"
    REFERENCE = "reference"


class NoteKind(StrEnum):
    """What a note is."""

    NOTE = "note"
    FIX = "fix"
    QUESTION = "question"
    PRAISE = "praise"


class Drift(StrEnum):
    """In what a character drifts from what it is."""

    HAIR = "hair"
    WARDROBE = "wardrobe"
    SCAR = "scar"
    FACE = "face"
    HANDS = "hands"
    PROP = "prop"


class Action(StrEnum):
    """How the review of a take ends."""

    APPROVE = "approve"
    EDITORIAL = "editorial"
    REGENERATE = "regenerate"
    DROP = "drop"
    POSTPONE = "postpone"


def action(state: State, failed: str, next_action: str) -> Action | None:
    """
    The action in which a person's verdict ends; None where it ends in none.

    What is no select needs a named change, or, rejected, what failed: then nothing more is asked of it.
    """
    match state:
        case State.APPROVED:
            return Action.APPROVE
        case State.SELECTED:
            return Action.EDITORIAL
        case State.REJECTED | State.MAYBE if names_a_change(next_action):
            return Action.REGENERATE
        case State.REJECTED if failed.strip():
            return Action.DROP
        case _:
            return None


_WORD = re.compile(r"[^\W_]+")
_FILLER = """
a again all an and another any as at be beautiful best better bit but change changed cinematic different do else epic
fix fixed for good great improve improved is it just little lot make mend more much new nice nicer of once one please
quality redo regenerate retry shot should so some something take than that the this time to try version very way with
"""
"""Words alone of which no change is named."""


def names_a_change(text: str) -> bool:
    """Whether a change says what shall be otherwise: `slower, from the left` does, `something better` does not."""
    return any(word not in _FILLER.split() for word in _WORD.findall(text.lower()))


@dataclass(frozen=True)
class Approval:
    """
    How far a take is from being approved under the house rules.

    `needed` people approve it, `by` did; `fixes` counts its open must-fix notes and `failed` names the checks it fails,
    where the rules ask for none of them.
    """

    needed: int = 1
    by: tuple[str, ...] = ()
    fixes: int = 0
    failed: tuple[str, ...] = ()

    @property
    def bar(self) -> str:
        """Why nobody can approve it now; empty where somebody can."""
        notes = f"{self.fixes} must-fix note{'' if self.fixes == 1 else 's'} open"
        checks = f"{' and '.join(self.failed)} failed"
        return " and ".join(text for text, there in ((notes, self.fixes), (checks, self.failed)) if there)

    @property
    def missing(self) -> int:
        """How many more must approve."""
        return max(0, self.needed - len(self.by))

    def with_one(self, who: str) -> "Approval":
        """The same once this person approves too."""
        return replace(self, by=tuple(dict.fromkeys((*self.by, who))))


def approvers(said: Iterable[tuple[str, State, bool]]) -> tuple[str, ...]:
    """
    Who approves a take, by its verdicts in order, each of whom, what and whether it is held.

    The last word of each counts; a rejection or a maybe of anybody begins anew.
    """
    last: dict[str, bool] = {}
    for who, state, held in said:
        if state not in DECIDED:
            last.clear()
            continue
        last.pop(who, None)
        last[who] = held or state is State.APPROVED
    return tuple(who for who, approves in last.items() if approves)


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
