"""Lengths fitted to a runtime: each shot gives or takes what its lines and acts leave free, and no more."""

from collections.abc import Sequence
from dataclasses import dataclass

from rushes.craft.cards import timing
from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Origin

SHORTEST, LONGEST = 2.0, 12.0
TAIL = 0.4
LEAST, MOST = 0.65, 1.6
NEAR = 0.5


@dataclass(frozen=True)
class Fit:
    """A plan beside the runtime that is wanted of it, in seconds."""

    cards: tuple[Card, ...]
    wanted: float

    @property
    def seconds(self) -> float:
        """What the shots last together."""
        return round(sum(card.seconds for card in self.cards), 1)

    @property
    def over(self) -> float:
        """How much longer than wanted it is; less than nothing when it is too short."""
        return round(self.seconds - self.wanted, 1)

    @property
    def says(self) -> str:
        """Whether the runtime is met, and if not by how much and what to do."""
        if abs(self.over) <= NEAR:
            return f"{self.seconds:g} s of shots meet the {self.wanted:g} s wanted"
        if self.over > 0:
            return (
                f"{self.seconds:g} s of shots are {self.over:g} s more than the {self.wanted:g} s wanted, and shorter "
                "than this lines and acts cannot be played: cut lines or shots, or allow more time"
            )
        return (
            f"{self.seconds:g} s of shots are {-self.over:g} s less than the {self.wanted:g} s wanted, and longer than "
            "this they would be padded: write more, plan more shots, or allow less time"
        )


def fit(cards: Sequence[Card], wanted: float) -> Fit:
    """
    Cards as long together as wanted, as near as honest lengths allow; what the user wrote keeps its length.

    Every shot gives way in proportion to what it has to give.
    """
    gap = wanted - sum(card.seconds for card in cards)
    room = [_room(card, longer=gap > 0) for card in cards]
    share = min(1.0, abs(gap) / sum(room)) if sum(room) else 0.0
    steps = [round(each * share * (1 if gap > 0 else -1), 1) for each in room]
    fitted = [
        card.model_copy(update={"seconds": round(card.seconds + step, 1)}) if step else card
        for card, step in zip(cards, steps, strict=True)
    ]
    return Fit(tuple(fitted), wanted)


def _room(card: Card, *, longer: bool) -> float:
    """How many seconds a shot may be lengthened, or shortened, before it drags or cannot be played."""
    if card.origin is Origin.USER:
        return 0.0
    spoken = max((one.end for one in timing.spoken(card)), default=-TAIL) + TAIL
    silent = max(0.0, card.seconds - spoken)
    if longer:
        return max(0.0, min(LONGEST, spoken + MOST * silent) - card.seconds)
    return max(0.0, card.seconds - max(SHORTEST, spoken + LEAST * silent))
