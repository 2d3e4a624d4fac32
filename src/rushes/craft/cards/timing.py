"""
When lines are spoken inside a shot, so that picture, sound and captions agree before any of them is made.

Rates are measured: English dialogue runs at about 2.6 words a second with its breaths, and so, near enough, do other
languages written with spaces; generated Chinese speech was timed at 4.1 characters a second, and Japanese and Korean,
whose signs hold about as much sound, are taken at the same rate.
"""

import re
from dataclasses import dataclass

from rushes.craft.cards.card import Card, Speech

WORDS_A_SECOND = 2.6
CHARACTERS_A_SECOND = 4.1
LEAD = 0.5
PAUSE = 0.4
_CHARACTER = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")


@dataclass(frozen=True)
class Spoken:
    """A line in its place: seconds into the shot at which it begins, and about when it ends."""

    speech: Speech
    start: float
    end: float


def by_character(text: str) -> bool:
    """Whether a text is written in signs without spaces between words, as Chinese, Japanese and Korean are."""
    return _CHARACTER.search(text) is not None


def words_in(text: str) -> float:
    """How many words of speech a text holds; a sign of Chinese, Japanese or Korean counts for part of one."""
    signs = len(_CHARACTER.findall(text))
    if not signs:
        return float(len(text.split()))
    rest = len(re.findall(r"\w+", _CHARACTER.sub(" ", text)))
    return rest + signs * WORDS_A_SECOND / CHARACTERS_A_SECOND


def seconds_of(text: str) -> float:
    """About how long a line takes at a measured speaking rate, with a breath; at least 0.7 s."""
    return max(0.7, words_in(text) / WORDS_A_SECOND + 0.2)


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
