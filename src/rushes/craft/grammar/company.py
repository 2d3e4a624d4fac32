"""The company of a scene: who is meant by a name or a pronoun, read sentence by sentence."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from rushes.craft.grammar import words
from rushes.craft.screenplay.breakdown import Scene
from rushes.craft.screenplay.elements import Action
from rushes.craft.screenplay.emphasis import plain
from rushes.craft.screenplay.people import Cast

_SHE = re.compile(r"\b(?:she|herself)\b", re.IGNORECASE)
_HER_OWN = re.compile(r"\bher(?= [a-z])", re.IGNORECASE)
_HE = re.compile(r"\b(?:he|himself)\b", re.IGNORECASE)
_HIS_OWN = re.compile(r"\bhis\b", re.IGNORECASE)
_HERS = re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE)
_HIS = re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE)
_THEIRS = re.compile(
    r"\b(?:they|(?<!of )(?<!through )(?<!into )(?<!onto )them|their|each other"
    r"|(?<!with )(?<!in )(?<!on )(?<!from )(?<!through )both(?! (?:hands?|arms|fists|feet|sides|ends)\b))\b",
    re.IGNORECASE,
)
_AFAR = re.compile(
    r"^(?:up|down|far|out|high|above|below|across|back)\b[^,.;:]*?\b(?:in|on|at|over|above|below)\b", re.IGNORECASE
)
_SEVERAL = re.compile(r"^(?:the )?(?:two|three|four|both) (?:people|figures|men|women|girls|boys|children|of them)\b")
_ALL = re.compile(r"\bthey all\b|\ball of them\b", re.IGNORECASE)
_WOMAN = re.compile(
    r"\b(?:woman|girl|mother|daughter|sister|aunt|queen|lady|wife|nun|waitress|actress)\b", re.IGNORECASE
)
_MAN = re.compile(r"\b(?:man|boy|father|son|brother|uncle|king|husband|monk|priest|waiter|gentleman)\b", re.IGNORECASE)
_SIGNS = (("her", _WOMAN, _SHE, _HER_OWN), ("him", _MAN, _HE, _HIS_OWN))
_ELSEWHERE = re.compile(
    r"^(?:in|on|at|under|behind|beside|below|beneath|above|between|next to|from|through|opposite)\b[^,.;:]*?"
    r"(?:,|\b(?:her|him|them|it)\b|\b(?=lies\b|stands\b|sits\b|waits\b|comes\b|walks\b))\s*(?:\w+s\b\s+)?",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^(?:she|he|they|her|his|their)\b", re.IGNORECASE)


def genders(scenes: Iterable[Scene], cast: Cast) -> dict[str, str]:
    """`her` or `him` for each name of whom the action says so; a name that nothing decides is not in it."""
    votes: dict[str, Counter[str]] = {}
    for scene in scenes:
        for element in scene.elements:
            if isinstance(element, Action):
                _vote(plain(element.text), cast, votes)
    return {name: found.most_common(1)[0][0] for name, found in votes.items() if found["her"] != found["him"]}


def _vote(text: str, cast: Cast, votes: dict[str, Counter[str]]) -> None:
    """Count the pronouns of each sentence for the one it names, or for the one named last."""
    about = ""
    for sentence in words.SENTENCE.split(text):
        named = cast.seen(sentence)
        about = named[0] if len(named) == 1 else "" if named else about
        if about:
            found = votes.setdefault(about, Counter())
            for kind, nouns, doing, owning in _SIGNS:
                found[kind] += 3 * len(nouns.findall(sentence)) + 3 * len(doing.findall(sentence))
                found[kind] += len(owning.findall(sentence))


def _begins_with(sentence: str, name: str, short: str) -> bool:
    """
    Whether a sentence begins with a name, after an article or a title, or after others and an `and`.

    A thing that is somebody's (`Sole's mug flies`) does not make them do what it does; their hands do.
    """
    spelled = "|".join(map(re.escape, (name, name.title(), name.upper(), short.title(), short.upper())))
    begins = re.match(rf"(?:[A-ZÀ-Þ][\w.'’-]*,?\s+|and\s+){{0,4}}(?:{spelled})\b", sentence)
    return begins is not None and not words.OWNS.match(sentence[begins.end() :])


def _short_names(names: Sequence[str]) -> dict[str, str]:
    """What people of several words are called for short: Sole of CAPTAIN SOLE, where nobody else has that word."""
    words_of = Counter(word for name in names for word in name.split())
    last = {name: name.split()[-1] for name in names if len(name.split()) > 1}
    return {name: word for name, word in last.items() if words_of[word] == 1 and len(word) > 2 and word.isalpha()}


class Company:
    """Remembers who was named last, so that `she` means somebody."""

    def __init__(self, cast: Cast, gender: dict[str, str], recent: Iterable[str] = ()) -> None:
        self._cast = cast
        self._gender = gender
        self._recent = list(recent)
        self._met = False
        self._short = _short_names(cast.names)

    def again(self, present: Iterable[str]) -> "Company":
        """The same people at the beginning of another scene: nobody was named yet, those present may be meant."""
        return Company(self._cast, self._gender, present)

    @property
    def latest(self) -> str:
        """Who was named last in this scene; nobody before anybody was."""
        return self._recent[0] if self._met and self._recent else ""

    def hear(self, name: str) -> None:
        """Somebody speaks, and so is the one last mentioned."""
        self._mention([name])

    def seen(self, sentence: str) -> tuple[str, ...]:
        """Who a sentence shows, its doer first; names first of all, then those its pronouns mean."""
        named = self._named(sentence)
        meant = self._meant(sentence, named)
        doer_is_meant = _OPENING.match(sentence.strip()) is not None
        people = [*meant, *named] if doer_is_meant else [*named, *meant]
        if not (named and _AFAR.match(sentence.strip())):
            self._mention(reversed(people))
        return tuple(dict.fromkeys(people))

    def doers(self, sentence: str, people: Sequence[str]) -> tuple[str, ...]:
        """Who does what a sentence says: the one whom it begins with; nobody when it begins with a thing."""
        opening = sentence.strip().casefold().removeprefix("the ").removeprefix("both ")
        if opening.startswith(("they ", "their ")) or _SEVERAL.match(opening):
            return tuple(people[:4])
        if _OPENING.match(opening) and people:
            return (people[0],)
        said = _ELSEWHERE.sub("", sentence.strip(), count=1)
        return tuple(name for name in people if _begins_with(said, name, self._short.get(name, name)))

    def _named(self, sentence: str) -> list[str]:
        """Who is named in a sentence, whole or for short, in its order."""
        named = self._cast.seen(sentence)
        found = [
            (match.start(), name)
            for name, short in self._short.items()
            if name not in named and (match := re.search(rf"\b(?:{short.title()}|{short.upper()})\b", sentence))
        ]
        return [*named, *(name for _, name in sorted(found))]

    def _meant(self, sentence: str, named: list[str]) -> list[str]:
        if not self._met and not _OPENING.match(sentence.strip()):
            return []
        if _THEIRS.search(sentence) and not named:
            return self._recent[: 4 if _ALL.search(sentence) else 2]
        found = [
            (match.start(), kind) for kind, said in (("her", _HERS), ("him", _HIS)) if (match := said.search(sentence))
        ]
        opens = _OPENING.match(sentence.strip()) is not None
        meant = [self._latest(kind, named, other=opens and not place) for place, (_, kind) in enumerate(sorted(found))]
        return [name for name in meant if name]

    def _latest(self, kind: str, named: list[str], *, other: bool) -> str | None:
        """
        The one last mentioned who can be meant; a named one of that kind is meant by their own sentence.

        Where the sentence opens with the pronoun (`other`), it means another than those it then names.
        """
        if not other and any(self._gender.get(name) == kind for name in named):
            return None
        sure = [name for name in self._recent if self._gender.get(name) == kind and name not in named]
        open_ = [name for name in self._recent if name not in self._gender and name not in named]
        return next(iter([*sure, *open_]), None)

    def _mention(self, names: Iterable[str]) -> None:
        for name in names:
            self._met = True
            self._recent = [name, *(other for other in self._recent if other != name)]
