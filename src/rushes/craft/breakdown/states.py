"""What must match from shot to shot: who is wet or hurt, what is torn, who has changed clothes."""

from bisect import bisect_left, bisect_right
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


def states(words: Words, things: list[Thing], whose: "Owners") -> Iterator[State]:
    """The states a text puts people and things in; `whose` says whom it is about at each word."""
    near = _Near(things)
    for at, word in enumerate(words.small):
        if word in _TELLING and at not in words.figures and (said := _state(words, at, word, near, whose)):
            yield State(*said, at, at + 1)
    for thing in things:
        if Kind.MAKEUP in thing.kinds and thing.name in _WOUNDS:
            yield State(whose.at(thing.at), thing.name, thing.at, thing.end)


class Owners:
    """
    Whose a word is: the one whom the text names last before it, unless `his` or `her` says that it is another's.

    `named` are those named before, the last one last; whom the text names is added to it.
    """

    def __init__(self, words: Words, names: dict[str, str], named: list[str], pronouns: dict[str, str]) -> None:
        self._words = words.small
        self._pronouns = pronouns
        self._named = named
        self._before = len(named)
        self._places: list[int] = []
        for place, word in enumerate(words.small):
            if name := names.get(word.removesuffix("'s")):
                self._places.append(place)
                named.append(name)

    def at(self, place: int) -> str:
        """The person's name, as the script writes it; empty before anybody was named."""
        end = self._before + bisect_left(self._places, place)
        latest = self._named[max(end - _REMEMBERED, 0) : end][::-1]
        said = self._owning(place)
        meant = (name for name in latest if said in ("", self._pronouns.get(name, said)))
        return next(meant, "") or next(iter(latest), "")

    def _owning(self, place: int) -> str:
        """`his` or `her`, where it stands before a thing and no more than what describes it is between."""
        for word in reversed(self._words[max(place - _DESCRIBED, 0) : place]):
            if word in _OWNING:
                return word
            if word in _ENDED:
                break
        return ""


_OWNING = ("his", "her")
_REMEMBERED, _DESCRIBED = 8, 4
_TELLING = _WET | _HURT | _UNDRESSED | _DAMAGED | {"wet", "damp", "water"} | {verb for verb, _ in _CHANGES}


def _state(words: Words, at: int, word: str, near: "_Near", whose: Owners) -> tuple[str, str] | None:
    """Who or what a word is said of, and what it says."""
    if word in _WET or word in _HURT or word in _UNDRESSED:
        return whose.at(at), word
    if word == "water":
        runs = words.after(at) in _RUNS and {"his", "her", "their"} & set(words.small[at + 2 : at + 5])
        return (whose.at(at), "wet") if runs else None
    if word in {"wet", "damp"}:
        return _wet(words, at, near, whose)
    if word in _DAMAGED:
        return _damaged(words, at, word, near)
    change = _CHANGES.get((word, words.after(at)))
    return _changed(words, at, change, near, whose) if change else None


def _wet(words: Words, at: int, near: "_Near", whose: Owners) -> tuple[str, str] | None:
    """Wet floors are a matter of the set; wet people, clothes and props of continuity."""
    after = near.after(at)
    if after and after.at <= at + 1 and after.kinds & {Kind.WARDROBE, Kind.PROPS}:
        return after.name, "wet"
    if words.after(at) in reading.STOPS or words.after(at) in {"and", "through", "from"}:
        return whose.at(at), "wet"
    return (words.after(at), "wet") if words.after(at) in {"hair", "label", "clothes", "face"} else None


def _damaged(words: Words, at: int, word: str, near: "_Near") -> tuple[str, str] | None:
    """What is broken: what it describes, or the last thing named before it in its sentence."""
    end = at + 1
    while end < min(at + 4, len(words.small)) and words.small[end] not in _ENDED and not words.small[end].isdigit():
        end += 1
    describes = reading.has_article(words, at) or words.before(at) in reading.STOPS | reading.COLOURS
    if describes and end > at + 1:
        return words.small[end - 1], word
    before = near.before(at)
    if before is None or before.at < words.opening(at) or not before.kinds & {Kind.WARDROBE, Kind.PROPS, Kind.VEHICLES}:
        return None
    return before.name, word


_ENDED = reading.STOPS | reading.LINKS | reading.NOT_NOUNS | reading.ARTICLES


def _changed(words: Words, at: int, change: str, near: "_Near", whose: Owners) -> tuple[str, str] | None:
    closing = words.closing(at)
    worn = near.worn_after(at, closing)
    if worn is None and "it" in words.small[at:closing]:
        worn = near.worn_before(at)
    return (whose.at(at), f"{change} {worn.name}") if worn else None


class _Near:
    """The things of a text by where they stand."""

    def __init__(self, things: list[Thing]) -> None:
        self._things = things
        self._starts = [thing.at for thing in things]
        self._worn = [thing for thing in things if Kind.WARDROBE in thing.kinds]
        self._worn_starts = [thing.at for thing in self._worn]

    def before(self, at: int) -> Thing | None:
        """The last thing that begins before a word."""
        place = bisect_left(self._starts, at)
        return self._things[place - 1] if place else None

    def after(self, at: int) -> Thing | None:
        """The first thing that begins after a word."""
        place = bisect_right(self._starts, at)
        return self._things[place] if place < len(self._things) else None

    def worn_after(self, at: int, end: int) -> Thing | None:
        """The first garment between two words."""
        place = bisect_right(self._worn_starts, at)
        return self._worn[place] if place < len(self._worn) and self._worn[place].at < end else None

    def worn_before(self, at: int) -> Thing | None:
        """The last garment before a word."""
        place = bisect_left(self._worn_starts, at)
        return self._worn[place - 1] if place else None
