"""Card lint: one setup, one action, one move; and a standard that a stranger could judge."""

import re
from dataclasses import dataclass

from rushes.craft.cards.card import Card, Criterion
from rushes.craft.cards.timing import WORDS_A_SECOND
from rushes.craft.cards.vocabulary import Movement, Size

_MOVES = re.compile(
    r"\b(pans?|tilts?|doll(?:y|ies)|tracks?|cranes?|zooms?|orbits?|push(?:es)?[ -]in|pulls?[ -]out|trucks?|whips?)\b",
    re.IGNORECASE,
)
_TASTE = re.compile(
    r"\b(cinematic|beautiful|epic|stunning|amazing|nice|better|great|dramatic|moody|emotional|perfect|quality)\b",
    re.IGNORECASE,
)
_FIXED = re.compile(
    r"[A-Z]{2}-|\d|\b(left|right|no|not|one|two|only|same|still|never|shut|open|visible|in frame)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Doubt:
    """What is doubtful on a card, in which field, and one thing to try."""

    code: str
    field: str
    says: str


def lint(card: Card) -> list[Doubt]:
    """Everything doubtful on a card; warnings never block."""
    found = [*_moves(card), *_standard(card), *_speech(card), *_subjects(card), *_rack(card)]
    return [Doubt(card.code, field, says) for field, says in found]


def judgeable(criterion: Criterion) -> bool:
    """Whether a criterion names something to see rather than a taste: `Make it cinematic` does not."""
    words = criterion.text.split()
    return len(words) >= 3 and not (_TASTE.search(criterion.text) and not _FIXED.search(criterion.text))


def _moves(card: Card) -> list[tuple[str, str]]:
    named = {match.lower() for match in _MOVES.findall(f"{card.action} {card.move.note}")}
    if len(named) > 1:
        return [("movement", f"two camera moves in one shot ({', '.join(sorted(named))}): keep one, or make two shots")]
    if named and card.move.primary is Movement.STATIC:
        return [("movement", f"the text says {named.pop()!r} but the move is static: choose one")]
    return []


def _standard(card: Card) -> list[tuple[str, str]]:
    if not card.standard:
        return [("standard", "no pass standard: say what must be seen, and one thing that must stay as it is")]
    vague = [criterion.text for criterion in card.standard if not judgeable(criterion)]
    return [
        ("standard", f"{text!r} cannot be judged: name a subject, a visible act and one fixed thing") for text in vague
    ]


def _speech(card: Card) -> list[tuple[str, str]]:
    words = sum(len(speech.text.split()) for speech in card.dialogue)
    needed = words / WORDS_A_SECOND
    if needed > card.seconds:
        return [
            ("dialogue", f"{words} words need about {needed:.1f} s, the shot has {card.seconds:g} s: lengthen or split")
        ]
    return []


def _subjects(card: Card) -> list[tuple[str, str]]:
    people = [part for part in card.subjects if part.asset.startswith("CH-")]
    if card.size is Size.INSERT and len(people) > 1:
        return [("subjects", "an insert of more than one person: name the thing and one hand")]
    if len(people) > 4:
        return [("subjects", f"{len(people)} people in one shot drift: stage it with four or fewer")]
    return []


def _rack(card: Card) -> list[tuple[str, str]]:
    if card.focus.rack_at is not None and card.focus.rack_at >= card.seconds:
        return [("lens", f"the rack at {card.focus.rack_at:g} s is after the shot's end at {card.seconds:g} s")]
    return []
