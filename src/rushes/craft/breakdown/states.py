"""What must match from shot to shot: who is wet or hurt, what is torn, who has changed clothes."""

from collections.abc import Iterator
from dataclasses import dataclass

from rushes.craft.breakdown import words as reading
from rushes.craft.breakdown.lexicon import Kind
from rushes.craft.breakdown.things import Thing
from rushes.craft.breakdown.words import Words

_WET = frozenset("soaked drenched sodden dripping sopping waterlogged".split())
_HURT = frozenset("bleeding bloodied bloody bruised wounded limping limps bandaged scarred sunburned sunburnt injured".split())
_WOUNDS = frozenset(
    ["blood", "cut", "bruise", "gash", "wound", "black eye", "bullet wound", "stab wound", "knife wound", "graze", "bandage"]
    + ["split lip", "nosebleed", "swollen eye", "scratches", "burns", "blister", "dried blood", "crusted blood"]
)
_DAMAGED = frozenset(
    "torn split cracked broken ruined ripped dented burnt burned charred stained muddy shattered smashed crumpled".split()
)
_UNDRESSED = frozenset("barefoot barefooted shirtless naked bareheaded shirtsleeves half-dressed".split())
_CHANGES = {
    ("puts", "on"): "puts on", ("pulls", "on"): "puts on", ("takes", "off"): "takes off", ("pulls", "off"): "takes off",
    ("slips", "on"): "puts on", ("strips", "off"): "takes off", ("changes", "into"): "changes into",
    ("slips", "into"): "changes into", ("slips", "out"): "takes off", ("kicks", "off"): "takes off",
}  # fmt: skip
_HERS, _HIS = frozenset({"she", "her", "hers"}), frozenset({"he", "him", "his"})


@dataclass(frozen=True)
class State:
    """A fact that must hold until the script changes it: `wren soaked`, from word `at` up to and not including `end`."""

    name: str
    at: int
    end: int


def states(words: Words, things: list[Thing], names: dict[str, str], about: str) -> Iterator[State]:
    """
    The states a text puts people and things in.

    `names` are people by the small words they are called by; `about` is whoever the text before was about.
    """
    whose = _Owners(words, names, about)
    for at, word in enumerate(words.small):
        if at not in words.figures and (state := _state(words, at, word, things, whose)):
            yield State(state, at, at + 1)
    for thing in things:
        if Kind.MAKEUP in thing.kinds and thing.name in _WOUNDS:
            yield State(f"{whose.at(thing.at)} {thing.name}".strip(), thing.at, thing.end)


def last_named(words: Words, names: dict[str, str], about: str) -> str:
    """Whoever a text names last, or whoever it was about before."""
    return next((names[word] for word in reversed(words.small) if word in names), about)


class _Owners:
    """Whose a word is: the one whom its sentence names before it, or whom the text was about."""

    def __init__(self, words: Words, names: dict[str, str], about: str) -> None:
        self._words, self._names, self._about = words, names, about

    def at(self, place: int) -> str:
        for back in range(place - 1, -1, -1):
            word = self._words.small[back].removesuffix("'s")
            if word in self._names:
                return self._names[word].casefold()
        return self._about.casefold()


def _state(words: Words, at: int, word: str, things: list[Thing], whose: _Owners) -> str:
    if word in _WET or word in _HURT or word in _UNDRESSED:
        return f"{whose.at(at)} {word}".strip()
    if word in {"wet", "damp"}:
        return _wet(words, at, things, whose)
    if word in _DAMAGED:
        return _damaged(words, at, word, things)
    change = _CHANGES.get((word, words.after(at)))
    return _changed(words, at, change, things, whose) if change else ""


def _wet(words: Words, at: int, things: list[Thing], whose: _Owners) -> str:
    """Wet floors are a matter of the set; wet people, clothes and props of continuity."""
    after = next((thing for thing in things if thing.at <= at + 1 < thing.end), None)
    if after and after.kinds & {Kind.WARDROBE, Kind.PROPS}:
        return f"{after.name} wet"
    if words.after(at) in reading.STOPS or words.after(at) in {"and", "through", "from"}:
        return f"{whose.at(at)} wet".strip()
    return f"{words.after(at)} wet" if words.after(at) in {"hair", "label", "clothes", "face"} else ""


def _damaged(words: Words, at: int, word: str, things: list[Thing]) -> str:
    """What is broken: the thing it describes, or the last one named before in its sentence."""
    after = next((thing for thing in things if thing.at <= at + 2 and thing.end > at + 1), None)
    if after is None:
        opening = words.opening(at)
        after = next((thing for thing in reversed(things) if opening <= thing.at < at), None)
    if after is None or not after.kinds & {Kind.WARDROBE, Kind.PROPS, Kind.VEHICLES}:
        return ""
    return f"{after.name} {word}"


def _changed(words: Words, at: int, change: str, things: list[Thing], whose: _Owners) -> str:
    closing = words.closing(at)
    worn = next((thing for thing in things if at < thing.at < closing and Kind.WARDROBE in thing.kinds), None)
    if worn is None:
        opening = words.opening(at)
        worn = next((thing for thing in things if thing.at < opening and Kind.WARDROBE in thing.kinds), None)
        if worn is None or "it" not in words.small[at:closing]:
            return ""
    return f"{whose.at(at)} {change} {worn.name}".strip()
