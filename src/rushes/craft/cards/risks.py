"""Risks: what picture models do badly at present, with a simpler staging to try."""

import re
from collections.abc import Iterator

from rushes.craft.cards import timing
from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Size

MOST_PEOPLE = 4
LONG_SPEECH = 12.0
SHORT_SHOT = 2.0
_HANDS = re.compile(
    r"\b(?:unties|ties|knots|threads (?:a|the)|sews|types|plays (?:the )?(?:piano|guitar|violin)|counts (?:out )?"
    r"(?:coins|money|notes)|shuffles|braids|peels|signs (?:a|the|her|his)|draws (?:a|the) (?!breath|curtain)\w+|juggles"
    r"|interlac\w+ fingers|both hands|two hands)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\b(?:(?:kiss|hug|embrac|wrestl|fight|punch|grappl|strangl)(?:e?s)?\s+(?:her|him|them|each|with)|shake hands|"
    r"dances? (?:with|together)|(?:carries|lifts|pushes|catches) (?:her|him|the (?:child|boy|girl|man|woman)))\b"
    r"(?! (?:hand|arm|head|face|coat|bag|own|eyes|chin|glass|hat)\b)",
    re.IGNORECASE,
)
_WRITING = re.compile(
    r"\b(?:reads|says|words?|written|letters|capitals|headline|label|sign|screen|engraved)\b[^.;]*[:\"“‘']\s*[\"“‘']?"
    r"[A-Z0-9]{2}|\bwords? [A-Z]{2,}",
)
_CROWD = re.compile(r"\b(?:crowds?|dozens|hundreds|an army|everyone|a mob|packed)\b", re.IGNORECASE)


def risks(card: Card) -> Iterator[tuple[str, str, str]]:
    """Each risk with its field, what was seen, and a simpler staging."""
    told = f"{card.action}; {'; '.join(f'{part.start}; {part.action}; {part.end}' for part in card.subjects)}"
    yield from _many(card, told)
    if card.size is not Size.INSERT and (hands := _HANDS.search(told)):
        yield "action", f"fine work of hands ({hands[0]})", "play it on the face, and give the hands an insert"
    if contact := _CONTACT.search(told):
        saw = f"bodies in contact ({contact[0]}) merge"
        yield "action", saw, "cut just before they touch, or show one of them from behind"
    if card.size is not Size.INSERT and _WRITING.search(card.action):
        yield "action", "words to be read in a wide frame", "give the words an insert of their own, or add them in post"
    yield from _long(card)


def _many(card: Card, told: str) -> Iterator[tuple[str, str, str]]:
    people = [part for part in card.subjects if part.asset.startswith("CH-")]
    if len(people) > MOST_PEOPLE:
        yield "subjects", f"{len(people)} people in one shot drift", "stage it with four or fewer"
    elif (crowd := _CROWD.search(told)) and card.size not in (Size.ELS, Size.LS):
        yield "action", f"a crowd ({crowd[0]}) near the lens", "keep it far off, out of focus, or heard and not seen"


def _long(card: Card) -> Iterator[tuple[str, str, str]]:
    spoken = sum(timing.seconds_of(speech.text) for speech in card.dialogue if speech.on_screen)
    if spoken > LONG_SPEECH:
        saw = f"{spoken:.0f} s of speech on one face"
        yield "dialogue", saw, "cut to whoever listens in the middle, or turn the speaker from the lens"
    if card.seconds < SHORT_SHOT:
        saw = f"{card.seconds:g} s is shorter than most models can make"
        yield "seconds", saw, f"plan {SHORT_SHOT:g} s or more, and trim in the cut"
