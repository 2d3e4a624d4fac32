"""
Card lint: one setup, one action, one move; a standard that a stranger could judge; and what models do badly.

Each doubt says in which field, what it saw there, and one thing to try.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rushes.craft.cards import acts, risks, timing
from rushes.craft.cards.card import Card, Criterion
from rushes.craft.cards.vocabulary import Movement, Role, Size

MOST_ACTS = 5
SLACK = 0.5
_VERB = r"(?:pan|tilt|doll(?:y|ie)|track|crane|zoom|orbit|truck|whip)s?"
_MOVES = re.compile(
    rf"\b(?:we|camera|lens|shot|frame)\s+(?:slowly |gently |then )?({_VERB})\b|\b({_VERB})\s+"
    r"(?:left|right|up|down|in|out|across|along|around|with|back|to the (?:left|right))\b"
    r"|\b(push(?:es)?[ -]in|pulls?[ -]out|whip[ -]pans?|steadicam)\b",
    re.IGNORECASE,
)
_STEM = re.compile(r"(?:es|s)\b")
_TASTE = re.compile(
    r"\b(cinematic|beautiful|epic|stunning|amazing|nice|better|great|dramatic|moody|emotional|perfect|quality)\b",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"\b(cinematic|epic|stunning|amazing|masterful|breathtaking|high-end|award-winning|hollywood|4k|8k)\b",
    re.IGNORECASE,
)
_FIXED = re.compile(
    r"[A-Z]{2}-|\d|\b(left|right|no|not|one|two|only|same|still|never|shut|open|visible|in frame|throughout|stays?|"
    r"keeps?|wears|down|up|as locked)\b",
    re.IGNORECASE,
)
_CUTS = re.compile(r"\b(?:cuts? to|smash cut|we then see|new angle|reverse angle|next shot|meanwhile)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Doubt:
    """
    What is doubtful on a card: in which field, what was seen, and one thing to try.

    A `risk` is not wrong: it is what the models of today do badly.
    """

    code: str
    field: str
    saw: str
    remedy: str
    risk: bool = False

    @property
    def says(self) -> str:
        """Both as one sentence."""
        return f"{self.saw}: {self.remedy}"


Seen = tuple[str, str, str]


def lint(card: Card) -> list[Doubt]:
    """Everything doubtful on a card; warnings never block."""
    return [
        *(Doubt(card.code, *seen) for rule in RULES for seen in rule(card)),
        *(Doubt(card.code, *seen, risk=True) for seen in risks.risks(card)),
    ]


def judgeable(criterion: Criterion) -> bool:
    """Whether a criterion names something to see rather than a taste: `Make it cinematic` does not."""
    fixed = _FIXED.search(criterion.text) is not None
    if criterion.check or _TASTE.search(criterion.text):
        return bool(criterion.check) or fixed
    return len(criterion.text.split()) >= (2 if fixed else 3)


def _moves(card: Card) -> Iterator[Seen]:
    found = _MOVES.findall(f"{card.action}; {card.move.note}")
    said = [next(filter(None, match)).lower() for match in found]
    named = {_STEM.sub("", word).replace("-", " "): word for word in said}
    if len(named) > 1:
        words = ", ".join(sorted(named))
        yield "movement", f"two camera moves in one shot ({words})", "keep one, or make two shots"
    elif named and card.move.primary is Movement.STATIC:
        yield "movement", f"the text says {said[0]!r} but the move is static", "choose one"


def _setup(card: Card) -> Iterator[Seen]:
    """One setup, one action."""
    if cut := _CUTS.search(card.action):
        yield "action", f"{cut[0]!r} asks for a cut inside one shot", "give each picture a card of its own"
    if (many := acts.many(card.action)) > MOST_ACTS:
        yield "action", f"{many} acts one after another in one shot", "split it where the eye must go elsewhere"


def _standard(card: Card) -> Iterator[Seen]:
    if not card.standard:
        yield "standard", "no pass standard", "say what must be seen, and one thing that must stay as it is"
        return
    vague = [criterion.text for criterion in card.standard if not judgeable(criterion)]
    for text in vague:
        yield "standard", f"{text!r} cannot be judged", "name a subject, a visible act and one fixed thing"
    if not vague and not any(criterion.check or _FIXED.search(criterion.text) for criterion in card.standard):
        yield "standard", "nothing in the standard stays as it is", "name one fixed thing: a colour, a side, a prop"


def _speech(card: Card) -> Iterator[Seen]:
    needed = sum(timing.words_in(speech.text) for speech in card.dialogue) / timing.WORDS_A_SECOND
    if needed > card.seconds:
        words = round(sum(timing.words_in(speech.text) for speech in card.dialogue))
        saw = f"{words} words need about {needed:.1f} s, the shot has {card.seconds:g} s"
        yield "dialogue", saw, "lengthen or split"
        return
    placed = timing.spoken(card)
    late = [line for line in placed if line.speech.at is not None and line.end > card.seconds + SLACK]
    if late:
        saw = f"the line at {late[0].start:g} s ends at about {late[0].end:.1f} s, the shot at {card.seconds:g} s"
        yield "dialogue", saw, "begin it sooner, or lengthen the shot"


def _subjects(card: Card) -> Iterator[Seen]:
    people = [part for part in card.subjects if part.asset.startswith("CH-")]
    if card.size is Size.INSERT and len(people) > 1:
        yield "subjects", "an insert of more than one person", "name the thing and one hand"


def _rack(card: Card) -> Iterator[Seen]:
    focus = card.focus
    if focus.rack_at is not None and focus.rack_at >= card.seconds:
        saw = f"the rack at {focus.rack_at:g} s is after the shot's end at {card.seconds:g} s"
        yield "lens", saw, "rack sooner, or lengthen the shot"
    if focus.rack_at is not None and not focus.rack_to:
        yield "lens", f"a rack at {focus.rack_at:g} s that goes nowhere", "say what becomes sharp"


def _anchors(card: Card) -> Iterator[Seen]:
    """Frames that are described and that no frame reference holds, and references that no text uses."""
    roles = {reference.role for reference in card.references}
    for role, text, word in (
        (Role.FIRST_FRAME, card.start_frame, "start"),
        (Role.LAST_FRAME, card.end_frame, "end"),
    ):
        if role in roles and not text:
            yield "anchors", f"a {word} frame is referenced and not described", f"say what the {word} frame shows"
    if card.start_frame and card.start_frame.strip().lower() == card.end_frame.strip().lower():
        yield "anchors", "the shot ends on the frame it starts with", "say what has changed by the end, or drop one"


def _references(card: Card) -> Iterator[Seen]:
    """Two references may hold one role only in an order of priority, and each asset is pulled once for a role."""
    held = Counter((reference.role, reference.priority) for reference in card.references)
    for (role, _), times in held.items():
        if times > 1:
            yield "refs", f"{times} references hold the role {role} without an order", "give each a priority of its own"
    twice = Counter((reference.asset, reference.role) for reference in card.references)
    for (asset, role), times in twice.items():
        if times > 1:
            yield "refs", f"{asset} is pulled {times} times for {role}", "keep it once"


def _taste(card: Card) -> Iterator[Seen]:
    """Words that ask for quality instead of saying what is seen."""
    for field, text in (("action", card.action), ("movement", card.move.note), ("framing", card.composition)):
        if word := _PRAISE.search(text):
            yield field, f"{word[0]!r} says nothing that can be shot", "say what is seen: light, distance, an act"


RULES: tuple[Callable[[Card], Iterator[Seen]], ...] = (
    _moves,
    _setup,
    _standard,
    _speech,
    _subjects,
    _rack,
    _anchors,
    _references,
    _taste,
)
