"""Concepts: drafts of a logline, a tone, a look, drafts until somebody keeps or rejects them with a reason."""

from enum import StrEnum

from pydantic import model_validator

from rushes.craft.cards.card import Value
from rushes.craft.story.beats import Words


class State(StrEnum):
    """What has been decided about a concept."""

    DRAFT = "draft"
    KEPT = "kept"
    REJECTED = "rejected"


class Concept(Value):
    """One draft: what it is a draft of, its words, who drafted it, and what became of it."""

    of: Words = "logline"
    text: Words
    by: Words = ""
    state: State = State.DRAFT
    reason: Words = ""

    @model_validator(mode="after")
    def _decided_for_a_reason(self) -> "Concept":
        if self.state is not State.DRAFT and not self.reason.strip():
            raise ValueError(f"say in `reason` why this one is {self.state}")
        return self
