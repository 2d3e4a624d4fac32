"""Lengths fitted to a runtime: each shot gives or takes what its lines and acts leave free, and no more."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rushes.craft.cards import acts, timing
from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Origin

SHORTEST, LONGEST = 2.0, 12.0
TAIL = 0.4
LEAST, MOST = 0.65, 1.6
NEAR = 0.5
LEFT = 0.1
_UNTOLD = re.compile(r"(?:\bspeaks?|\blistens?|takes it in|, close|before anything happens)$")


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
            way, word, cure = "shorter", "more", "cut lines or shots, or allow more time"
        else:
            way, word, cure = "longer", "less", "write more, plan more shots, or allow less time"
        planned = any(card.origin is not Origin.USER for card in self.cards)
        firm = planned and all(_room(card, longer=self.over < 0) < LEFT for card in self.cards)
        reason = f", and none of them can honestly be {way}" if firm else ""
        gap = f"{abs(self.over):g} s {word} than the {self.wanted:g} s wanted"
        return f"{self.seconds:g} s of shots are {gap}{reason}: {cure}"


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
    acted = _acted(card)
    if longer:
        return max(0.0, min(LONGEST, spoken + MOST * max(acted, TAIL)) - card.seconds)
    return max(0.0, card.seconds - max(SHORTEST, spoken, spoken + LEAST * acted))


def _acted(card: Card) -> float:
    """Seconds that what is seen takes, beside what is said; what a proposal says for want of words takes a look."""
    if card.dialogue:
        return 0.0 if _UNTOLD.search(card.action) else 0.75 * acts.seconds_of(card.action)
    return SHORTEST if _UNTOLD.search(card.action) else max(SHORTEST, acts.seconds_of(card.action))
