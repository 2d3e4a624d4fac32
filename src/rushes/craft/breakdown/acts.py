"""What is done: stunts, sounds and effects that verbs tell, each with whoever or whatever does it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rushes.craft.breakdown import lexicon
from rushes.craft.breakdown import words as reading
from rushes.craft.breakdown.categories import Category
from rushes.craft.breakdown.lexicon import Kind, listed
from rushes.craft.breakdown.words import Match, Words

_PERSONS = listed("he she they who everyone everybody somebody someone both it")
_BODIES = frozenset({Kind.PEOPLE, Kind.GROUPS, Kind.ANIMALS, Kind.VEHICLES})
_STUNTS = {
    "fall": "land on, trip, slip, tumble, topple, keel over, collapse, plunge, faints, knees buckle, sprawl",
    "fight": "kick, punch, brawl, scuffle, struggle, wrestle, grapple, pummel, headbutt, tackle, stab, strangle,"
    " attack, fistfight, fist fight",
    "crash": "crash through, collide, slam, slam into, smash into, smash through, ram",
    "jump": "jump from, jump off, jump out, jump over, leap",
    "shooting": "fire at, shoot, shootout, shoot-out, gunfight",
    "skid": "slew, spin out",
}
_CALLED = {verb.strip(): stunt for stunt, verbs in _STUNTS.items() for verb in verbs.split(",")}
_HARMLESS = {
    "fall": listed("asleep silent quiet in open for away apart back into still"),
    "slip": listed("out off into it the a his her away through inside past between from back"),
    "kick": listed("off in"),
    "shoot": listed("a him her them back"),
    "roll": listed("up out her his"),
    "slam": listed("the a her his it down shut"),
    "trip": listed("to"),
    "crash": listed("out"),
    "choke": listed("back up on"),
    "stumble": listed("upon across"),
}
_EFFECTS = {
    **dict.fromkeys(("explode", "explodes", "exploding", "erupts"), "explosion"),
    **dict.fromkeys(("ignites", "ignite", "catches", "burns", "burning"), "fire"),
    "sprays": "water spray",
}
_FIXTURES = listed(
    """
    door doors gate gates window windows shutter shutters shelf shelves pipe lid drawer elevator lift ceiling bridge
    trapdoor hatch curtain reels wheels cogs machine chandelier
    """
)
_MOVES = listed(
    """
    opens open swings swing bursts burst collapses collapse falls fall drops drop turns turn spins spin shakes shake
    rattles flies flickers closes shuts slams
    """
)
_CLOUDS = listed("smokes steams clouds mists fogs hangs plumes freezes")
BLOWS = listed("shoves blows slams pushes throws rips tears knocks bangs")


_DESCRIBING = reading.ARTICLES | reading.COLOURS | reading.MATERIALS | {"of", "in", "for", "by", "with", "from"}


_LIGHTS = frozenset({"light", "lights", "lamps", "power"})
_TELLING = _EFFECTS.keys() | _LIGHTS | {"breath", "close"}


@dataclass(frozen=True)
class Deed:
    """Something done that a department has to prepare, from word `at` up to and not including `end`."""

    category: Category
    name: str
    at: int
    end: int


def verbs(words: Words) -> list[Match]:
    """The words of a text that say what is done."""
    return [match for match in reading.matches(words, lexicon.acts()) if _is_verb(words, match)]


def deeds(words: Words, acts: list[Match], names: frozenset[str]) -> Iterator[Deed]:
    """What the verbs of a text ask for; `names` are the words, in small letters, by which people are called."""
    for match in acts:
        if match.at in words.figures or reading.is_denied(words, match.at):
            continue
        if Kind.STUNTS in match.entry.lemmas:
            yield from _stunt(words, match, names)
        if Kind.SOUNDING in match.entry.lemmas:
            yield from _sound(words, match, names)
    yield from _effects(words)
    yield from _mechanical(words)


def _is_verb(words: Words, match: Match) -> bool:
    """A word after an article or a describing word is a thing: a fall, his first kick."""
    before = words.before(match.at)
    if before in {"and", "then", "to", "who", ","} or before in reading.STOPS:
        return True
    return before not in _DESCRIBING


def _stunt(words: Words, match: Match, names: frozenset[str]) -> Iterator[Deed]:
    lemma = match.entry.lemmas[Kind.STUNTS]
    if words.after(match.end - 1) in _HARMLESS.get(lemma, ()) or not _is_bodily(words, match.at, names):
        return
    yield Deed(Category.STUNTS, _CALLED.get(lemma, lemma), match.at, match.end)


def _is_bodily(words: Words, at: int, names: frozenset[str]) -> bool:
    """Whether a person, an animal or a vehicle does it: the nearest that can be its subject."""
    if words.small[at] == "knees":
        return True
    doer = _doer(words, at)
    if doer is None:
        return _is_body(words, words.opening(at), at, names)
    return _is_body(words, doer, at, names)


def _doer(words: Words, at: int) -> int | None:
    """The word before a verb that does it; None where the sentence goes on after a comma or `and`."""
    place = at - 1
    while place >= max(0, at - 4) and (
        words.small[place].endswith("ly") or words.small[place] in {"suddenly", "then", "almost"}
    ):
        place -= 1
    if place < 0 or words.small[place] in reading.STOPS or words.small[place] in {"and", "but", "or"}:
        return None
    return place


def _is_body(words: Words, first: int, at: int, names: frozenset[str]) -> bool:
    if first == at:
        return True
    for word in words.small[max(first, at - reading.FAR) : at]:
        if word in _PERSONS or word.removesuffix("'s") in names:
            return True
        if any(not tail and _BODIES & entry.lemmas.keys() for tail, entry in lexicon.things().get(word, ())):
            return True
    return False


def _sound(words: Words, match: Match, names: frozenset[str]) -> Iterator[Deed]:
    lemma = match.entry.lemmas[Kind.SOUNDING]
    doer = _sounder(words, match.at)
    source = words.small[doer] if doer is not None else ""
    if lemma == "shatter":
        broken = source if _is_source(source, names) else "glass"
        yield Deed(Category.SPECIAL_EFFECTS, f"shattering {broken}", match.at, match.end)
    if source in {"nobody", "none", "nothing"}:
        return
    if lemma in {"strike", "toll", "spit"} and source in _PERSONS | names:
        return
    if lemma == "strike" and source not in {"bell", "clock", "hammer", "church"}:
        return
    called = f"{source} {lemma}" if _is_source(source, names) else lemma
    yield Deed(Category.SOUND, called, match.at if called == lemma else doer or match.at, match.end)


def _sounder(words: Words, at: int) -> int | None:
    """What makes a sound: the word before, or what `it` means in `the bell above it rings`."""
    doer = _doer(words, at)
    if doer is None or words.small[doer] != "it":
        return doer
    things = lexicon.things()
    first = max(words.opening(at), at - reading.FAR)
    return next((place for place in range(first, doer) if words.small[place] in things), doer)


def _is_source(word: str, names: frozenset[str]) -> bool:
    if not word or word in _PERSONS or word.removesuffix("'s") in names or word in reading.STOPS:
        return False
    return word not in reading.LINKS and word not in reading.NOT_NOUNS and word not in reading.ARTICLES


def _effects(words: Words) -> Iterator[Deed]:
    for at, word in enumerate(words.small):
        if word not in _TELLING:
            continue
        if word == "breath" and words.after(at) in _CLOUDS:
            yield Deed(Category.SPECIAL_EFFECTS, "breath in the cold", at, at + 2)
        name = _EFFECTS.get(word)
        if name and at not in words.figures and _takes_effect(words, at, word):
            yield Deed(Category.SPECIAL_EFFECTS, name, at, at + 1)
        if word == "close" and _is_camera(words, at):
            yield Deed(Category.CAMERA, "close", at, at + 1)
        if word in _LIGHTS and _goes_out(words, at):
            yield Deed(Category.SPECIAL_EFFECTS, "power cut", at, at + 1)


def _is_camera(words: Words, at: int) -> bool:
    """Whether `close` stands alone between marks: Wren, close."""
    return words.before(at) in reading.STOPS and words.after(at) in reading.STOPS


def _takes_effect(words: Words, at: int, word: str) -> bool:
    if word == "catches":
        return words.after(at) in reading.STOPS or words.after(at) in {"fire", "light"}
    return not reading.is_denied(words, at)


def _goes_out(words: Words, at: int) -> bool:
    following = words.small[at + 1 : at + 6]
    return any(
        pair in {("go", "out"), ("goes", "out"), ("cuts", "out"), ("fails", "."), ("die", ".")}
        for pair in pairwise(following)
    )


def _mechanical(words: Words) -> Iterator[Deed]:
    for at, word in enumerate(words.small):
        if word in _FIXTURES and words.after(at) in _MOVES and not _pushed(words, at):
            yield Deed(Category.MECHANICAL, f"{word} {words.after(at)}", at, at + 2)
        if word == "wind" and words.after(at) in BLOWS:
            yield Deed(Category.MECHANICAL, _blown(words, at), at, at + 2)


def _pushed(words: Words, at: int) -> bool:
    """Whether somebody's verb stands before it: she lets the door swing."""
    return any(word in _PERSONS for word in words.small[max(words.opening(at), at - reading.FAR) : at])


def _blown(words: Words, at: int) -> str:
    """What the wind moves, where the sentence says it; what it opens or shuts is a door."""
    if {"open", "shut"} & set(words.small[at : at + 5]):
        return "door"
    return next((word for word in words.small[at : at + reading.FAR] if word in _FIXTURES), "moved by wind")
