"""What must match from shot to shot: who is wet or hurt, what is torn, who has changed clothes."""

from collections.abc import Iterator
from dataclasses import dataclass

from rushes.craft.breakdown import words as reading
from rushes.craft.breakdown.lexicon import Kind, listed
from rushes.craft.breakdown.things import Thing
from rushes.craft.breakdown.words import Words

_WET = listed("soaked drenched sodden dripping sopping waterlogged")
_HURT = listed(
    """
    bleeding bloodied bloody bruised wounded limping limps bandaged scarred sunburned sunburnt injured
    """
)
_WOUNDS = listed("blood cut bruise gash wound graze bandage nosebleed scratches burns blister") | {
    "black eye", "bullet wound", "stab wound", "knife wound", "split lip", "swollen eye", "dried blood", "crusted blood"
}  # fmt: skip
_DAMAGED = listed(
    """
    torn split cracked broken ruined ripped dented burnt burned charred stained muddy shattered smashed crumpled
    """
)
_UNDRESSED = listed("barefoot barefooted shirtless naked bareheaded shirtsleeves half-dressed")
_CHANGES = {
    ("puts", "on"): "puts on", ("pulls", "on"): "puts on", ("takes", "off"): "takes off", ("pulls", "off"): "takes off",
    ("slips", "on"): "puts on", ("strips", "off"): "takes off", ("changes", "into"): "changes into",
    ("slips", "into"): "changes into", ("slips", "out"): "takes off", ("kicks", "off"): "takes off",
}  # fmt: skip


_RUNS = listed("runs drips streams pours trickles")


@dataclass(frozen=True)
class State:
    """
    A fact that must hold until the script changes it, from word `at` up to and not including `end`.

    `of` is who or what it is about, `says` what holds: wren, soaked; `makeup` when it takes a make-up artist.
    """

    of: str
    says: str
    at: int
    end: int

    @property
    def name(self) -> str:
        """Both: `wren soaked`."""
        return f"{self.of} {self.says}".strip()

    @property
    def family(self) -> str:
        """What kind of state it is, so that soaked and dripping are one."""
        return "wet" if self.says in _WET | {"wet", "damp"} else self.says

    @property
    def needs_makeup(self) -> bool:
        """Whether a make-up artist makes it."""
        return self.says in _HURT


def states(words: Words, things: list[Thing], names: dict[str, str], about: str) -> Iterator[State]:
    """
    The states a text puts people and things in.

    `names` are people by the small words they are called by; `about` is whoever the text before was about.
    """
    whose = Owners(words, names, about)
    for at, word in enumerate(words.small):
        if word in _TELLING and at not in words.figures and (said := _state(words, at, word, things, whose)):
            yield State(*said, at, at + 1)
    for thing in things:
        if Kind.MAKEUP in thing.kinds and thing.name in _WOUNDS:
            yield State(whose.at(thing.at), thing.name, thing.at, thing.end)


def last_named(words: Words, names: dict[str, str], about: str) -> str:
    """Whoever a text names last, or whoever it was about before."""
    return next((names[word] for word in reversed(words.small) if word in names), about)


class Owners:
    """Whose a word is: the one whom its sentence names before it, or whom the text was about."""

    def __init__(self, words: Words, names: dict[str, str], about: str) -> None:
        self._words, self._names, self._about = words, names, about

    def at(self, place: int) -> str:
        """The person's name, as the script writes it; empty before anybody was named."""
        for back in range(place - 1, -1, -1):
            word = self._words.small[back].removesuffix("'s")
            if word in self._names:
                return self._names[word]
        return self._about


_TELLING = _WET | _HURT | _UNDRESSED | _DAMAGED | {"wet", "damp", "water"} | {verb for verb, _ in _CHANGES}


def _state(words: Words, at: int, word: str, things: list[Thing], whose: Owners) -> tuple[str, str] | None:
    """Who or what a word is said of, and what it says."""
    if word in _WET or word in _HURT or word in _UNDRESSED:
        return whose.at(at), word
    if word == "water":
        runs = words.after(at) in _RUNS and {"his", "her", "their"} & set(words.small[at + 2 : at + 5])
        return (whose.at(at), "wet") if runs else None
    if word in {"wet", "damp"}:
        return _wet(words, at, things, whose)
    if word in _DAMAGED:
        return _damaged(words, at, word, things)
    change = _CHANGES.get((word, words.after(at)))
    return _changed(words, at, change, things, whose) if change else None


def _wet(words: Words, at: int, things: list[Thing], whose: Owners) -> tuple[str, str] | None:
    """Wet floors are a matter of the set; wet people, clothes and props of continuity."""
    after = next((thing for thing in things if thing.at <= at + 1 < thing.end), None)
    if after and after.kinds & {Kind.WARDROBE, Kind.PROPS}:
        return after.name, "wet"
    if words.after(at) in reading.STOPS or words.after(at) in {"and", "through", "from"}:
        return whose.at(at), "wet"
    return (words.after(at), "wet") if words.after(at) in {"hair", "label", "clothes", "face"} else None


def _damaged(words: Words, at: int, word: str, things: list[Thing]) -> tuple[str, str] | None:
    """What is broken: what it describes, or the last thing named before it in its sentence."""
    end = at + 1
    while end < min(at + 4, len(words.small)) and words.small[end] not in _ENDED and not words.small[end].isdigit():
        end += 1
    describes = reading.has_article(words, at) or words.before(at) in reading.STOPS | reading.COLOURS
    if describes and end > at + 1:
        return words.small[end - 1], word
    opening = words.opening(at)
    before = next((thing for thing in reversed(things) if opening <= thing.at < at), None)
    if before is None or not before.kinds & {Kind.WARDROBE, Kind.PROPS, Kind.VEHICLES}:
        return None
    return before.name, word


_ENDED = reading.STOPS | reading.LINKS | reading.NOT_NOUNS | reading.ARTICLES


def _changed(words: Words, at: int, change: str, things: list[Thing], whose: Owners) -> tuple[str, str] | None:
    closing = words.closing(at)
    worn = next((thing for thing in things if at < thing.at < closing and Kind.WARDROBE in thing.kinds), None)
    if worn is None and "it" in words.small[at:closing]:
        worn = next((thing for thing in things if thing.at < at and Kind.WARDROBE in thing.kinds), None)
    return (whose.at(at), f"{change} {worn.name}") if worn else None
