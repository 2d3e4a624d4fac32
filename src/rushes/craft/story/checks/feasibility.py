"""What of the plan is hard to make with generative tools, which shots that are, and a simpler way to stage each."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rushes.craft.cards.card import Card
from rushes.craft.cards.timing import seconds_of
from rushes.craft.cards.vocabulary import Size
from rushes.craft.grammar import words
from rushes.craft.story.findings import Check, Finding, Place, cannot_judge, doubt, passed
from rushes.craft.story.material import Material

SHOTS = (8, 20)
LONGEST_SECONDS = 180.0
PLACES = 3
SPEECH_SHARE = 0.5
COSTUMES = 3
FACES = 2
NAMED = 6
_NEAR = (Size.MCU, Size.CU, Size.ECU, Size.MS)
_CROWD = words.any_of(
    "crowds? audience parade mob army passengers villagers spectators forty fifty hundreds? dozens? everybody everyone"
)
_FINE = words.any_of(
    """
    ties unties buttons unbuttons writes threads sews knits plays_the shuffles deals braids folds unfolds unwraps
    counts shakes_hands juggles types peels
    """
)
_LETTERING = re.compile(r"\bwords? [A-Z]{2,}|\breads?: ?[\"“‘']?[A-Z]")


@dataclass(frozen=True)
class Hard:
    """One thing that is hard: how to tell, what to say of it and how to stage it more simply."""

    says: str
    attempt: str
    on: Callable[[Card], bool]


def _faces(card: Card) -> bool:
    people = [part for part in card.subjects if part.asset.startswith("CH-")]
    return len(people) > FACES and card.size in _NEAR


def _hands(card: Card) -> bool:
    told = " ".join([card.action, *(f"{part.action} {part.end}" for part in card.subjects)])
    near = card.size is Size.INSERT and words.HANDS.search(told) and words.HANDLES.search(told)
    return bool(near or _FINE.search(told))


def _crowd(card: Card) -> bool:
    return bool(_CROWD.search(card.action)) or len([p for p in card.subjects if p.asset.startswith("CH-")]) > 4


def _text(card: Card) -> bool:
    return bool(words.ON_SCREEN_TEXT.search(card.action) or _LETTERING.search(card.action))


def _speech(card: Card) -> bool:
    return sum(seconds_of(line.text) for line in card.dialogue) > card.seconds


HARD = (
    Hard("more than two faces near the lens", "keep two faces sharp, the others from behind or out of focus", _faces),
    Hard("hands that work close to the lens", "show before and after, one hand, one simple move", _hands),
    Hard("a crowd", "show its edge: three backs, a shadow on a wall, the sound of the rest", _crowd),
    Hard("words in the picture", "letter them in afterwards, or bring in a still of your own", _text),
    Hard("more speech than its seconds hold", "split the line, or let it run on over the next shot", _speech),
)


def asks(material: Material) -> list[Finding]:
    """Hold the plan against what models do badly and against the size of a small film."""
    if not material.cards:
        return cannot_judge("There is no plan yet.", "let shots be proposed, then ask again")
    found = [*_hard(material.cards), *_small(material), *_costumes(material.cards)]
    return found or passed(f"{len(material.cards)} shots, none of them hard in a way that is known.")


def _hard(cards: tuple[Card, ...]) -> Iterator[Finding]:
    for hard in HARD:
        codes = [card.code for card in cards if hard.on(card)]
        if codes:
            shots = f"{len(codes)} shot{'s' if len(codes) > 1 else ''} with {hard.says}: {_few(codes)}"
            yield doubt(shots, hard.attempt, Place(shot=codes[0]))


def _small(material: Material) -> Iterator[Finding]:
    """The limits of a small film, for one that is not said to be longer."""
    cards, seconds = material.cards, sum(card.seconds for card in material.cards)
    spoken = sum(seconds_of(line.text) for card in cards for line in card.dialogue)
    if spoken > SPEECH_SHARE * seconds:
        says = f"{spoken:.0f} of {seconds:.0f} s are speech."
        yield doubt(says, "let a deed say what the longest line says", Place(field="dialogue"))
    if material.runtime is not None and material.runtime > LONGEST_SECONDS:
        return
    least, most = SHOTS
    if len(cards) > most:
        says = f"{len(cards)} shots: a small film has {least} to {most}."
        yield doubt(says, "make one scene of it first", Place(field="shots"))
    if seconds > LONGEST_SECONDS:
        says = f"The plan runs {seconds:.0f} s: a small film ends within {LONGEST_SECONDS:.0f}."
        yield doubt(says, "finish one scene before ordering the next", Place(field="shots"))
    places = dict.fromkeys(scene.location for scene in material.scenes if scene.location)
    if len(places) > PLACES:
        says = f"{len(places)} places: a small film has one to {PLACES}."
        yield doubt(says, "let two scenes share a place", Place(field="locations"))


def _costumes(cards: tuple[Card, ...]) -> Iterator[Finding]:
    worn: dict[str, dict[str, str]] = {}
    for card in cards:
        for part in card.subjects:
            if garment := words.GARMENT.search(part.state):
                worn.setdefault(part.asset, {}).setdefault(garment[0].casefold(), card.code)
    for who, clothes in worn.items():
        if len(clothes) >= COSTUMES:
            says = f"{who} changes clothes: {_few(list(clothes))}"
            attempt = "keep one costume, and let one thing about it change"
            yield doubt(says, attempt, Place(shot=list(clothes.values())[-1]))


def _few(names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


plugin = Check("feasibility", "The plan can be made with what there is", asks)
