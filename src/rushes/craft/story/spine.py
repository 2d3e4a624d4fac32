"""The spine: how the running time is shared among want, obstacle, escalation, turn and payoff."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, model_validator

from rushes.craft.cards.card import Value
from rushes.craft.story.beats import Part

Share = Annotated[float, Field(ge=0, le=1)]


class Spine(Value):
    """The share of the running time that each part takes; together they are the whole film."""

    want: Share = 0.15
    obstacle: Share = 0.20
    escalation: Share = 0.35
    turn: Share = 0.15
    payoff: Share = 0.15

    @model_validator(mode="after")
    def _one_film(self) -> "Spine":
        whole = sum(self.share(part) for part in Part)
        if abs(whole - 1) > 0.011:
            raise ValueError(f"the five shares make {whole:.2f} of the film: let them make 1")
        return self

    def share(self, part: Part) -> float:
        """The share of one part, from 0 to 1."""
        return float(getattr(self, part))

    def stretches(self) -> Iterator["Stretch"]:
        """The parts in order, each with where it begins and ends."""
        start = 0.0
        for part in Part:
            yield Stretch(part, start, min(1.0, start + self.share(part)))
            start += self.share(part)


@dataclass(frozen=True)
class Stretch:
    """A part of the spine and its place in the running time, as shares from 0 to 1."""

    part: Part
    start: float
    end: float
