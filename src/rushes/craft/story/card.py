"""The story card: who wants what, what stands in the way, how it grows, turns and ends; and what belongs to it."""

from collections import Counter
from enum import StrEnum

from pydantic import model_validator

from rushes.craft.cards.card import Value
from rushes.craft.story.beats import Beat, Part
from rushes.craft.story.concepts import Concept
from rushes.craft.story.spine import Spine
from rushes.craft.story.worksheet import Answer, Station


class Obstacle(StrEnum):
    """What kind of thing stands in the way."""

    TIME = "time"
    WEATHER = "weather"
    SURVEILLANCE = "surveillance"
    LOCKED_DOOR = "locked door"
    RIVAL = "rival"
    FAILING_MACHINE = "failing machine"
    OTHER = "other"


class Turn(StrEnum):
    """What kind of turn it is."""

    OBJECT = "object changes meaning"
    LOCATION = "location reveals a secret"
    CHOICE = "character makes a choice"
    OTHER = "other"


class Premise(StrEnum):
    """What the premise gate may do when it gravely doubts a story: say so, or hold back every order."""

    WARN = "warn"
    BLOCK = "block"


class Story(Value):
    """
    `[story]` of project.toml: one want, one obstacle, one escalation, one turn, one payoff; and one visual rule.

    Beats stand in the order of the film. The worksheet has at most one answer a question.
    """

    character: str = ""
    want: str = ""
    obstacle: str = ""
    obstacle_kind: Obstacle | None = None
    escalation: str = ""
    turn: str = ""
    turn_kind: Turn | None = None
    payoff: str = ""
    visual_rule: str = ""
    spine: Spine = Spine()
    beats: tuple[Beat, ...] = ()
    worksheet: tuple[Answer, ...] = ()
    concepts: tuple[Concept, ...] = ()

    @model_validator(mode="after")
    def _answered_once(self) -> "Story":
        twice = [question for question, times in Counter(each.question for each in self.worksheet).items() if times > 1]
        if twice:
            raise ValueError(f"the worksheet answers {', '.join(twice)} twice: keep one answer")
        return self

    def told(self, part: Part) -> str:
        """What the card says of a part of the spine."""
        return str(getattr(self, part))

    def answer(self, question: Station) -> Answer:
        """The worksheet's answer to a question; empty when there is none."""
        return next((each for each in self.worksheet if each.question is question), Answer(question=question))

    @property
    def empty(self) -> bool:
        """Whether nothing of the card is said."""
        return not any((self.character, *(self.told(part) for part in Part), self.visual_rule))
