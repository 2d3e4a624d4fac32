"""Things named in action: which words name them, what they are called, and whether a hand is on them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rushes.craft.breakdown import lexicon
from rushes.craft.breakdown import words as reading
from rushes.craft.breakdown.lexicon import Kind, listed
from rushes.craft.breakdown.words import Match, Words

_FIRM = frozenset(
    {
        "hold out",
        "hold up",
        "pick up",
        "pull out",
        "take out",
        "scoop up",
        "tear open",
        "set down",
        "put down",
        "lay down",
    }
    | {"sweep off", "light up", "hand over", "fish out"}
    | listed(
        """
        bring brandish carry catch clasp clutch draw drop fetch fling fold grab grasp grip hand hoist hold hurl
        juggle lift offer pack pocket produce raise scoop seize sip snatch stuff toss tuck uncork unfold unpack
        unroll unwrap wave wield wring yank
        """
    )
)
_OBJECTS = frozenset({Kind.PROPS, Kind.DRESSING, Kind.SCREENS, Kind.NOISES, Kind.MUSIC})
_PARTICLES = frozenset({"up", "out", "off"})
_PICTURES = listed("poster photo photograph picture painting portrait drawing sketch statue image")
_NOT_CARRIED = listed(
    """
    hand hands head heads eye eyes face arm arms leg legs foot feet back hip shoulder shoulders finger fingers fist
    fists mouth lips lip hair palm chest knee knees ear ears neck voice breath body nose teeth tooth thumb chin
    cheek wrist elbow tongue skin tail paw claw wing door doors window windows wall walls floor ceiling room stairs
    step steps street road corner edge side end top bottom way place time night day morning light lights dark
    darkness air silence sound noise music city town shadow shadows sleeve cuff collar pocket pockets thing things
    moment second minute hour man woman boy girl child someone everyone nobody nothing something anything gaze look
    glance smile laugh tears pause turn attention balance weight pace distance ground seat job line lead care cover
    control course hold chance truth question answer everything conversation conversations name names word words
    story world life death love fear pain power speed stop trigger other others rest half part piece bit lot kind
    sort both step position view sight
    """
)


@dataclass(frozen=True)
class Thing:
    """
    Something named: its name, its kinds with their usual forms, and the words from `at` to before `end` that name it.

    `handled` when somebody's hand is on it in this sentence; `described` when its sentence only says what is there.
    """

    name: str
    kinds: frozenset[Kind]
    at: int
    end: int
    handled: bool = False
    described: bool = False


def named(words: Words, acts: list[Match], people: frozenset[str]) -> list[Thing]:
    """
    Every thing of the lexicon that a text shows, and every other that somebody takes hold of, in order.

    `people` are the words, in small letters, that mean somebody of the cast.
    """
    heard = {match.at for match in acts if Kind.SOUNDING in match.entry.lemmas}
    found = [match for match in reading.matches(words, lexicon.things()) if not _only_said(words, match, heard)]
    heads = _heads(words, found)
    held = _held(words, acts)
    busy = _busy_sentences(words, acts, people)
    things = [thing for match in heads if (thing := _thing(words, match, held, busy))]
    known = {at for match in found for at in range(match.at, match.end)}
    return sorted((*things, *_unknown(words, acts, known)), key=lambda thing: thing.at)


def _only_said(words: Words, match: Match, heard: set[int]) -> bool:
    """Whether no such thing is there: it is compared with, denied, pictured, or the word is a verb that sounds."""
    verb = match.at in heard and Kind.NOISES in match.entry.lemmas
    return verb or match.at in words.figures or reading.is_denied(words, match.at) or _is_pictured(words, match.at)


def _is_pictured(words: Words, at: int) -> bool:
    """A trawler, in a poster of a trawler."""
    back = at - 1
    while back > max(0, at - 4) and (words.small[back] in reading.ARTICLES or words.small[back] in reading.COLOURS):
        back -= 1
    return back > 0 and words.small[back] == "of" and words.small[back - 1] in _PICTURES


def _heads(words: Words, found: list[Match]) -> list[Match]:
    """Without those that only say what kind the next thing is: receipt, in receipt book."""
    starts = {one.at for one in found if not one.entry.doubtful or not words.small[one.end - 1].endswith("s")}
    return [match for match in found if _is_head(words, match, starts)]


def _is_head(words: Words, match: Match, starts: set[int]) -> bool:
    if words.small[match.end - 1].endswith("'s") or not match.entry.lemmas.keys() <= _OBJECTS:
        return match.end not in starts or Kind.WARDROBE in match.entry.lemmas
    following = words.after(match.end - 1)
    made_of = words.small[match.end - 1] in reading.MATERIALS and _goes_on(following)
    return match.end not in starts and not made_of and not _qualifies(words, match, following)


def _qualifies(words: Words, match: Match, following: str) -> bool:
    """Whether it says the kind of a noun that no lexicon knows: record, in a record button."""
    if not reading.has_article(words, match.at) or not _goes_on(following) or following in reading.COLOURS:
        return False
    known = following in lexicon.acts() or following in lexicon.things() or following in reading.ARTICLES
    return not known and not following.endswith(("s", "ed", "ing", "ly", "er", "en"))


def _thing(words: Words, match: Match, held: frozenset[int], busy: frozenset[int]) -> Thing | None:
    doubtful = match.entry.doubtful
    borne_out = not doubtful or (reading.is_thing(words, match.at, match.end) and not _is_done(words, match))
    kinds = frozenset(kind for kind in match.entry.lemmas if borne_out or kind not in match.entry.doubtful)
    if not kinds:
        return None
    lemma = next(match.entry.lemmas[kind] for kind in match.entry.lemmas if kind in kinds)
    start = _start(words, match)
    name = " ".join([*words.small[start : match.at], lemma])
    handled = match.at in held or start in held
    described = words.opening(match.at) not in busy
    return Thing(name, kinds, start, match.end, handled, described)


def _is_done(words: Words, match: Match) -> bool:
    """Whether it is what the thing right before does: watches, in the cat watches."""
    before = words.before(match.at)
    said = before in lexicon.things() and words.before(match.at - 1) in reading.ARTICLES
    return said and words.small[match.end - 1].endswith("s") and match.end == match.at + 1


def _start(words: Words, match: Match) -> int:
    """Where its name begins: with what it is made of, or what kind of thing it is, right before it."""
    at = match.at
    while at > max(0, match.at - 3) and (words.small[at - 1] in reading.MATERIALS or _says_kind(words, at - 1)):
        at -= 1
    return at


def _says_kind(words: Words, at: int) -> bool:
    entries = lexicon.things().get(words.small[at], ())
    return any(not tail and not entry.doubtful for tail, entry in entries) and reading.has_article(words, at)


def _busy_sentences(words: Words, acts: list[Match], people: frozenset[str]) -> frozenset[int]:
    """The first word of each sentence in which somebody does something, or somebody is."""
    doing = {match.at for match in acts if match.entry.lemmas.keys() & {Kind.HANDLING, Kind.SOUNDING}}
    there = {at for at, word in enumerate(words.small) if word in people or word in {"he", "she", "they"}}
    return frozenset(map(words.opening, doing | there))


def _held(words: Words, acts: list[Match]) -> frozenset[int]:
    """The words that are what somebody handles, or has with them."""
    held: set[int] = set()
    for match in acts:
        if Kind.HANDLING in match.entry.lemmas:
            held.update(_object(words, match.end, _particles(match)))
    for at, word in enumerate(words.small):
        if word == "with" and words.after(at) in {"a", "an", "his", "her", "their"}:
            held.update(_object(words, at + 1, frozenset()))
    return frozenset(held)


def _particles(match: Match) -> frozenset[str]:
    """What may stand between a verb and its object: takes off her coat, puts on his."""
    if match.end > match.at + 1:
        return frozenset()
    return _PARTICLES | {"on"} if match.entry.lemmas[Kind.HANDLING] in {"put", "pull", "slip", "strap"} else _PARTICLES


def _object(words: Words, at: int, particles: frozenset[str]) -> Iterator[int]:
    """The words after a verb up to what is no longer its object."""
    for place in range(at, min(at + 9, len(words.small))):
        word = words.small[place]
        if word in reading.STOPS or not _stays(words, place, at, particles):
            return
        yield place


def _stays(words: Words, place: int, at: int, particles: frozenset[str]) -> bool:
    """Whether a word still belongs to the object of the verb before `at`."""
    word = words.small[place]
    if place == at:
        return word in particles or (word not in reading.LINKS and word not in {"down", "back", "away"})
    if word == "and":
        return words.after(place) in reading.ARTICLES or words.after(place) in lexicon.things()
    return word not in reading.LINKS or word == "of"


def _unknown(words: Words, acts: list[Match], known: set[int]) -> Iterable[Thing]:
    """What somebody takes hold of that no lexicon knows."""
    for match in acts:
        if match.entry.lemmas.get(Kind.HANDLING) not in _FIRM or match.at in words.figures:
            continue
        noun = _noun_after(words, match.end)
        if noun and not known.intersection(range(noun[0], noun[1])) and not reading.is_denied(words, noun[0]):
            name = " ".join(words.small[noun[0] : noun[1]])
            yield Thing(name, frozenset({Kind.PROPS}), noun[0], noun[1], handled=True)


def _noun_after(words: Words, at: int) -> tuple[int, int] | None:
    """The noun that an article right after a verb announces, with the word that says its kind."""
    if at >= len(words.small) or words.small[at] not in reading.ARTICLES:
        return None
    end = at + 1
    while end < len(words.small) and end < at + 5 and _goes_on(words.small[end]):
        end += 1
    noun = words.small[end - 1]
    clear = end < len(words.small) and words.small[end] in reading.STOPS | reading.LINKS - {"of"}
    if end == at + 1 or not clear or noun in _NOT_CARRIED or noun.endswith("ly") or noun in reading.COLOURS:
        return None
    start = end - 2 if end - 2 > at and words.small[end - 2] in reading.MATERIALS else end - 1
    return start, end


def _goes_on(word: str) -> bool:
    return word not in reading.STOPS and word not in reading.LINKS and word not in reading.NOT_NOUNS
