"""Beats: a part's words (start > action > end) as phrases on the shot's clock."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rushes.craft.cards.card import Card, Part

_AT = re.compile(r"@\s*([\d.]+)\s*s?|\b(?:at|by)\s+([\d.]+)\s*s\b")
_SPLIT = re.compile(r"\s*(?:>|;|,|\band then\b|\bthen\b|\band\b)\s*")
FIRST, LAST = 0.14, 0.74  # where unplaced phrases begin and where the end is reached, as shares of the shot


@dataclass(frozen=True)
class Beat:
    """A phrase, and the seconds within which it happens."""

    text: str
    start: float
    end: float
    opening: bool = False  # already so when the shot begins


def of(part: Part, card: Card, late: float = 0.0) -> tuple[Beat, ...]:
    """The beats of a part; `late` seconds shift what the card does not place, as takes differ."""
    seconds = card.seconds
    openings = _phrases(part.start)
    rest = [_heard(phrase, card) for phrase in (*_phrases(part.action), *_phrases(part.end))]
    if not openings and not rest:
        return ()
    clock = _placed(rest, seconds, late)
    ends = [*clock[1:], seconds] if clock else []
    opened = [Beat(text, 0.0, clock[0] if clock else seconds, True) for text, _ in openings]
    happening = [Beat(text, at, max(at + 0.1, end)) for (text, _), at, end in zip(rest, clock, ends, strict=True)]
    return (*opened, *happening)


def plain(card: Card, name: str, others: Sequence[str]) -> Part:
    """A part made of the card's action for somebody whose part the card does not write: the clauses that are theirs."""
    theirs, mine = [], not others or others[0] == name
    for clause in _SPLIT.split(card.action):
        low = clause.lower()
        if re.search(rf"\b{re.escape(name.lower())}\b", low):
            mine = True
        elif any(re.search(rf"\b{re.escape(other.lower())}\b", low) for other in others if other != name):
            mine = False
        if mine and clause.strip():
            theirs.append(clause.strip())
    return Part(asset="CH-X", action=" > ".join(theirs))


def _heard(phrase: tuple[str, float | None], card: Card) -> tuple[str, float | None]:
    """A phrase placed by the sound it makes, where the card places that: `slip @3.6` places `slips`."""
    text, at = phrase
    if at is not None:
        return phrase
    for effect in card.effects:
        stems = [word[:4] for word in re.findall(r"[a-z]{4,}", effect.name.lower())]
        if effect.at is not None and stems and re.search(rf"\b{stems[-1]}", text):
            return text, effect.at
    return phrase


def _phrases(text: str) -> list[tuple[str, float | None]]:
    found = []
    for phrase in _SPLIT.split(text):
        match = _AT.search(phrase)
        at = float(match[1] or match[2]) if match else None
        bare = _AT.sub("", phrase).strip().lower()
        if bare:
            found.append((bare, at))
    return found


def _placed(phrases: list[tuple[str, float | None]], seconds: float, late: float) -> list[float]:
    """A second for every phrase: the card's own, the rest spread evenly between."""
    count = len(phrases)
    if count == 0:
        return []
    first, last = FIRST * seconds + late, LAST * seconds + late
    even = [first + (last - first) * n / max(1, count - 1) if count > 1 else first for n in range(count)]
    fixed = [(n, at) for n, (_, at) in enumerate(phrases) if at is not None]
    if not fixed:
        return even
    knots = [(-1, 0.0), *fixed, (count, seconds)]
    clock = []
    for n in range(count):
        before = max(knot for knot in knots if knot[0] <= n)
        after = min(knot for knot in knots if knot[0] >= n)
        span = after[0] - before[0]
        clock.append(before[1] if span == 0 else before[1] + (after[1] - before[1]) * (n - before[0]) / span)
    return [min(at, seconds - 0.1) for at in clock]
