"""When lines are spoken inside a shot, so that picture, sound and captions agree before any of them is made."""

from dataclasses import dataclass

from rushes.craft.cards.card import Card, Speech

WORDS_A_SECOND = 2.6
LEAD = 0.5
PAUSE = 0.4


@dataclass(frozen=True)
class Spoken:
    """A line in its place: seconds into the shot at which it begins, and about when it ends."""

    speech: Speech
    start: float
    end: float


def seconds_of(text: str) -> float:
    """About how long a line takes at a measured speaking rate, with a breath; at least 0.7 s."""
    return max(0.7, len(text.split()) / WORDS_A_SECOND + 0.2)


def spoken(card: Card) -> tuple[Spoken, ...]:
    """The shot's lines in order: at the card's own times, else one after another, pulled in to fit the shot."""
    lines: list[Spoken] = []
    free = sum(seconds_of(speech.text) + PAUSE for speech in card.dialogue)
    clock = max(0.0, min(LEAD, card.seconds - free))
    for speech in card.dialogue:
        start = speech.at if speech.at is not None else clock
        clock = start + seconds_of(speech.text) + PAUSE
        lines.append(Spoken(speech, start, clock - PAUSE))
    return tuple(lines)
