"""The few sentences that say of a take who decided and why, the same in notes, report and command line."""

from rushes.delivery.gather import TakeView
from rushes.review.rules import By, State


def decided_by(take: TakeView) -> str:
    """Who decided: a person by name, or the rule in words."""
    if take.by is None:
        return "nobody yet"
    return take.who if take.by is By.PERSON else f"rule ({take.who})"


def why(take: TakeView) -> str:
    """Why the take is in the cut."""
    if take.opinion.worked:
        return take.opinion.worked
    if take.by is By.PERSON:
        return f"{take.who} gave it {take.state} without a remark"
    passed = sum(seen.outcome == "passed" for seen in take.findings)
    if take.state is State.SELECTED:
        return f"the rule took it: no check failed, {passed} passed; nobody has looked at it yet"
    return f"nothing better: {len(take.failed)} checks failed, {passed} passed; nobody has looked at it yet"


def state_word(take: TakeView) -> str:
    """The state, saying so when it was a rule and not a person."""
    return f"{take.state} by rule" if take.by is By.RULE else str(take.state)
