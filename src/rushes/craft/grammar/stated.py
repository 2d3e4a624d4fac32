"""What a script states of somebody, not what may be guessed: a woman or a man only where nobody else can be meant."""

import re
from collections.abc import Iterable, Mapping

from rushes.craft.grammar import words
from rushes.craft.screenplay.breakdown import Scene
from rushes.craft.screenplay.elements import Action
from rushes.craft.screenplay.emphasis import plain
from rushes.craft.screenplay.people import Cast

WOMAN, MAN = "woman", "man"
_NOUNS = {
    WOMAN: r"woman|girl|mother|daughter|sister|aunt|queen|lady|wife|nun|waitress|actress|grandmother|widow",
    MAN: r"man|boy|father|son|brother|uncle|king|husband|monk|priest|waiter|gentleman|grandfather|widower",
}
_BEFORE = r"(?:(?!(?:his|her|their|my|our|of|with|and|at|to|by|on|in|for|like)\b)[\w-]+\s+){0,4}"
_IS_ONE = re.compile(rf"^{_BEFORE}(?:{'|'.join(_NOUNS.values())})\b(?!['’]s)", re.IGNORECASE)
_OPENS = {
    WOMAN: re.compile(r"^\W*(?:she|her)\b", re.IGNORECASE),
    MAN: re.compile(r"^\W*(?:he|his)\b", re.IGNORECASE),
}
_SELF = {WOMAN: re.compile(r"\bherself\b", re.IGNORECASE), MAN: re.compile(r"\bhimself\b", re.IGNORECASE)}
_OTHERS = re.compile(
    rf"\b(?:{'|'.join(_NOUNS.values())}|wom[ae]n|men|people|some(?:one|body)|(?:an)?other|strangers?|figures?|child(?:ren)?"
    r"|kids?|baby|nurse|doctor|guard|driver|crowd|visitor|customer|client|teacher|neighbou?r|friend|lover|partner|officer"
    r"|student|couple|ship|boat|dog|cat|mare|voice)s?\b",
    re.IGNORECASE,
)


def sexes(scenes: Iterable[Scene], cast: Cast, introduced: Mapping[str, str]) -> dict[str, str]:
    """
    `woman` or `man` for each name of whom pronouns alone say so; nobody of whom they say neither, or both.

    It says so where a sentence goes on about the only one in its paragraph; of whoever looks at a woman, or waits for
    her, it says nothing. Whom it introduces as a woman or a man needs no other word.
    """
    said: dict[str, set[str]] = {}
    for scene in scenes:
        for element in scene.elements:
            if isinstance(element, Action):
                text = plain(element.text)
                named = cast.seen(text)
                if len(named) == 1 and not _OTHERS.search(text):
                    said.setdefault(named[0], set()).update(_went_on(text, cast))
    unsaid = {name: found for name, found in said.items() if not _is_introduced(introduced.get(name, ""))}
    return {name: next(iter(found)) for name, found in unsaid.items() if len(found) == 1}


def _is_introduced(told: str) -> bool:
    return any(_IS_ONE.match(part.strip()) for part in told.split(","))


def _went_on(text: str, cast: Cast) -> set[str]:
    """What the pronouns say that open a sentence behind one that names somebody, or that turn on whoever it names."""
    found: set[str] = set()
    about = False
    for sentence in words.SENTENCE.split(text):
        about = about or bool(cast.seen(sentence))
        for sex in (WOMAN, MAN):
            if about and (_OPENS[sex].match(sentence) or _SELF[sex].search(sentence)):
                found.add(sex)
    return found
