"""Beats: what each stretch of the story changes, in words that can be filmed and in a value that rises or falls."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from rushes.craft.cards.card import Value
from rushes.kernel import ids

SceneCode = Annotated[str, Field(pattern=rf"^({ids.SCENE.pattern})?$")]
Words = Annotated[str, Field(max_length=2000)]


class Part(StrEnum):
    """The five parts of a story's spine, in their order."""

    WANT = "want"
    OBSTACLE = "obstacle"
    ESCALATION = "escalation"
    TURN = "turn"
    PAYOFF = "payoff"


class Charge(StrEnum):
    """How a value stands for the one whose story it is, from lost to won."""

    LOST = "--"
    BAD = "-"
    EVEN = "0"
    GOOD = "+"
    WON = "++"

    @property
    def height(self) -> int:
        """From -2 to 2."""
        return list(Charge).index(self) - 2


class Beat(Value):
    """
    One change of the story: the state before, a visible action, the state after.

    `value` is what is at stake (trust, safety), `starts` and `ends` how it stands; `risk` is what a failure here would
    cost, from 1 (a nuisance) to 5 (everything). `scene` is the code of the scene that plays it, empty while unwritten.
    """

    scene: SceneCode = ""
    part: Part | None = None
    before: Words = ""
    action: Words = ""
    after: Words = ""
    value: Words = ""
    starts: Charge | None = None
    ends: Charge | None = None
    risk: Annotated[int, Field(ge=1, le=5)] | None = None

    @property
    def rise(self) -> int | None:
        """By how much the value rises, below 0 where it falls; None while either end is unsaid."""
        return None if self.starts is None or self.ends is None else self.ends.height - self.starts.height
