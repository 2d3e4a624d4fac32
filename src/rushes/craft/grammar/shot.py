"""A shot before it is a card: a moment, its setup, and how people stand in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rushes.craft.grammar.setups import Setup
from rushes.craft.grammar.staging import Mark, Stage
from rushes.craft.grammar.telling import Moment


@dataclass(frozen=True)
class Shot:
    """
    A moment with its setup, before it is a card.

    `hold` is seconds in which a face is seen before it speaks, `tail` seconds more after its last word, `poses` how
    people stand or sit when it begins, `stage` where; `acts_first` when its lines follow from its act.
    """

    setup: Setup
    moment: Moment
    thing: str = ""
    hold: float = 0.0
    tail: float = 0.0
    acts_first: bool = False
    poses: Mapping[str, str] = field(default_factory=dict)
    stage: Stage = field(default_factory=Stage)

    @property
    def marks(self) -> dict[str, Mark]:
        """Where the people of the frame stand, and where they look."""
        return self.stage.frame(self.setup.people, self.setup.towards)
