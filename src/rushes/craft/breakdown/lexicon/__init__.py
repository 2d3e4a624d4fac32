"""
The words by which needs are recognised: one file a kind, its words separated by commas.

`fly?` counts as a thing only where the sentence treats it as one (a fly, not: they fly). A slash gives the other forms
where they are irregular: `goose/geese`, `fall/falls/fell/falling`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


class Kind(StrEnum):
    """What a word of a file stands for; the value is the name of the file."""

    ANIMALS = "animals"
    VEHICLES = "vehicles"
    WARDROBE = "wardrobe"
    MAKEUP = "makeup"
    PROPS = "props"
    DRESSING = "dressing"
    GREENERY = "greenery"
    CAMERA = "camera"
    EFFECTS = "effects"
    VISUAL = "visual"
    MUSIC = "music"
    EQUIPMENT = "equipment"
    SECURITY = "security"
    SCREENS = "screens"
    GROUPS = "groups"
    PEOPLE = "people"
    WEATHER = "weather"
    NOISES = "noises"
    SOUNDING = "sounding"
    STUNTS = "stunts"
    HANDLING = "handling"


def listed(words: str) -> frozenset[str]:
    """Some words, given with spaces between them."""
    return frozenset(words.split())


ACTS = frozenset({Kind.SOUNDING, Kind.STUNTS, Kind.HANDLING})


@dataclass(frozen=True)
class Entry:
    """A word or phrase: its usual form for each kind it is, and the kinds for which its sentence must bear it out."""

    lemmas: Mapping[Kind, str]
    doubtful: frozenset[Kind] = frozenset()


Phrases = tuple[tuple[tuple[str, ...], Entry], ...]
"""What may follow a first word, the longest first, and the entry it then is."""


@cache
def things() -> dict[str, Phrases]:
    """Every word that names something, singular and plural, by its first word in small letters."""
    return _table([kind for kind in Kind if kind not in ACTS], _plurals)


@cache
def acts() -> dict[str, Phrases]:
    """Every word that says what is done, in the forms a script uses."""
    return _table(sorted(ACTS), _conjugated)


Forms = Callable[[str], Iterator[str]]


def _table(kinds: list[Kind], forms: Forms) -> dict[str, Phrases]:
    said: dict[tuple[str, ...], dict[Kind, str]] = {}
    doubtful: dict[tuple[str, ...], set[Kind]] = {}
    for kind in kinds:
        for word in _words(kind):
            sure = word.replace("?", "")
            for form in map(str.split, forms(sure.casefold())):
                said.setdefault(tuple(form), {}).setdefault(kind, sure.partition("/")[0])
                if "?" in word:
                    doubtful.setdefault(tuple(form), set()).add(kind)
    table: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for phrase, lemmas in said.items():
        entry = Entry(lemmas, frozenset(doubtful.get(phrase, ())))
        table.setdefault(phrase[0], []).append((phrase[1:], entry))
    return {first: tuple(sorted(rest, key=lambda one: -len(one[0]))) for first, rest in table.items()}


def _words(kind: str) -> Iterator[str]:
    text = (_HERE / f"{kind}.txt").read_text(encoding="utf-8")
    return (word.strip() for word in text.replace("\n", " ").split(",") if word.strip())


def _plurals(word: str) -> Iterator[str]:
    forms = word.split("/")
    yield from forms
    if len(forms) == 1:
        yield plural(word)


def _conjugated(word: str) -> Iterator[str]:
    forms = word.split("/")
    verb, _, rest = forms[0].partition(" ")
    tail = f" {rest}" if rest else ""
    if len(forms) > 1:
        yield from forms
        return
    yield forms[0]
    yield plural(verb) + tail
    yield from (f"{stem}{ending}{tail}" for stem, ending in _stems(verb))


def _stems(verb: str) -> Iterator[tuple[str, str]]:
    """The stem before -ing and -ed: hop, hopping; bake, baking; carry, carried."""
    if verb.endswith("e") and not verb.endswith("ee"):
        yield from ((verb[:-1], "ing"), (verb[:-1], "ed"))
    elif verb.endswith("y") and verb[-2:-1] not in "aeiou":
        yield from ((verb, "ing"), (verb[:-1], "ied"))
    elif verb in _DOUBLED:
        yield from ((verb + verb[-1], "ing"), (verb + verb[-1], "ed"))
    else:
        yield from ((verb, "ing"), (verb, "ed"))


_DOUBLED = listed(
    """
    clap drip drop drum flip grab grip hop hug hum knit pat pop pin plug ram rip rub sip skid skip slam slap slip
    snap sob stab stir stop strap swap tap tip tow trip tug unplug unwrap unzip wrap zip clip skydive
    """
)


def plural(word: str) -> str:
    """The regular plural of a noun, or the third person of a verb: dish, dishes; lady, ladies; key, keys."""
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word if word.endswith("s") and not word.endswith("ss") else f"{word}es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}s"


@cache
def languages() -> frozenset[str]:
    """The names of languages."""
    return frozenset(_words("languages"))


def named(text: str) -> Iterator[tuple[str, int, int]]:
    """
    The languages, brands, real people and works of art that a text names, with where each begins and ends.

    They count only written as names are; one that is a word as well (`?`) not at the beginning of a sentence.
    """
    table = _names()
    for match in _CAPITAL.finditer(text):
        for name, is_word in table.get(match[0].casefold(), ()):
            end = match.start() + len(name)
            said = text[match.start() : end].casefold() == name.casefold() and not text[end : end + 1].isalnum()
            if said and not (is_word and _begins(text, match.start())):
                yield name, match.start(), end
                break


_CAPITAL = re.compile(r"(?<!\w)(?:[A-ZÀ-Þ]|i[A-Z])[\w'’-]*")


def _begins(text: str, at: int) -> bool:
    return text[max(0, at - 2) : at].strip() in {"", ".", "!", "?"}


@cache
def _names() -> dict[str, tuple[tuple[str, bool], ...]]:
    """Every name by its first word, with whether it is a word as well."""
    table: dict[str, tuple[tuple[str, bool], ...]] = {}
    for word in (*_words("rights"), *_words("languages")):
        name = word.rstrip("?")
        first = _CAPITAL.match(name)
        key = (first[0] if first else name.split()[0]).casefold()
        table[key] = (*table.get(key, ()), (name, name != word))
    return table
