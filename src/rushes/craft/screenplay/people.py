"""Who a script is about: those who speak, and those whom the action introduces in capitals with an age or a calling."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rushes.craft.screenplay import cues
from rushes.craft.screenplay.elements import Action, Character, Element, Screenplay
from rushes.craft.screenplay.emphasis import plain

_WORD = re.compile(r"[\w#]+")
_CAPITALS = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_#][\w.'’-]*| #?\d+)*")
_AGE = re.compile(
    r"(?:\s*\(|,\s+)(?:(?:mid|late|early|about|around|in (?:his|her|their))[-\s]+)*(?:an? )?"
    r"(?:\d{1,2}s?\b|(?:twen|thir|for|fif|six|seven|eigh|nine)t(?:y|ies)\b|teen|tween|middle-aged|elderly|ageless|young|old)",
    re.IGNORECASE,
)
_CALLING = re.compile(
    r"(?:\s*\(|,\s+)(?:an?|the|his|her|their)\s[^.;:!?]{0,60}?\b(?:m[ae]n|wom[ae]n|boy|girl|child|kid|teenager|baby|infant"
    r"|toddler|lady|gentleman|guy|stranger|widow|widower|mother|father|sister|brother|daughter|son|wife|husband|uncle"
    r"|aunt|grand(?:mother|father|son|daughter)|cop|guard|clerk|nurse|thief|king|queen|prince|princess|monk|nun|priest"
    r"|chef|cook|boss|host|guest|twin|captain|soldier|student|courier|artisan|tailor|smith"
    r"|(?:keep|driv|teach|paint|sing|danc|fish|farm|bak|butch|wait|play|work|writ|report|offic|hunt|garden|min|read"
    r"|lead|strang|build|travell?|prison|bouncer|lawy|dealer|runn|swimm|box|barb|bartend|produc|manag|engine)e?er"
    r"|(?:doct|act|direct|edit|conduct|sail|profess|invent|inspect)or|(?:pian|scient|art|recept|dent|journal|violin)ist"
    r"|detective|mechanic|musician|magician|technician|politician|librarian|pilot|agent|architect)s?\b",
    re.IGNORECASE,
)
_ARTICLES = {"THE", "A", "AN"}


@dataclass(frozen=True)
class Cast:
    """
    Every name of a script, in order of appearance, and how each is found in a line of action.

    `index` has the spellings that begin with a word, the longest first: those of the names, and of whole names that
    introduce somebody who speaks by a shorter one.
    """

    names: tuple[str, ...]
    index: dict[str, tuple[tuple[tuple[str, ...], str], ...]]

    def seen(self, text: str) -> list[str]:
        """Who is named in a text, in order; a name counts in capitals or with a capital first letter."""
        return list(dict.fromkeys(name for name, _, _ in self.places(text)))

    def places(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Each mention of a name, with where it begins and ends; at each place the longest name is meant."""
        words = list(_WORD.finditer(text))
        free = 0
        for at, word in enumerate(words):
            if at < free:
                continue
            for spelling, name in self.index.get(word[0].casefold(), ()):
                said = [each[0] for each in words[at : at + len(spelling)]]
                if tuple(map(str.casefold, said)) == spelling and all(not each[0].islower() for each in said):
                    free = at + len(spelling)
                    yield name, word.start(), words[free - 1].end()
                    break


def cast(screenplay: Screenplay) -> Cast:
    """Everyone in a script."""
    spoken = {name.casefold(): name for name in _cue_names(screenplay.elements)}
    names: dict[str, str] = {}
    whole: dict[str, str] = {}
    for element in screenplay.elements:
        for said in _named(element):
            name = whole.get(said.casefold()) or _as_spoken(said, spoken, set(whole.values()))
            names.setdefault(name.casefold(), name)
            if said.casefold() not in spoken:
                whole[said.casefold()] = name
    spelled = {**{name: name for name in names.values()}, **whole}
    return Cast(tuple(names.values()), _index(spelled))


def _index(spelled: Mapping[str, str]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The spellings by their first word, each with whom it means, the longest first."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for said, name in spelled.items():
        spelling = tuple(word.casefold() for word in _WORD.findall(said) if word.upper() not in _ARTICLES)
        if spelling:
            found.setdefault(spelling[0], {}).setdefault(spelling, name)
    return {
        first: tuple(sorted(spellings.items(), key=lambda each: -len(each[0]))) for first, spellings in found.items()
    }


def present(elements: Iterable[Element], everyone: Cast) -> tuple[str, ...]:
    """Who is in a scene: those who speak, in order, then those whom the action names."""
    elements = tuple(elements)
    spoken = {name.casefold(): name for name in everyone.names}
    found = [spoken[name.casefold()] for name in _cue_names(elements)]
    found += [
        name for element in elements if isinstance(element, Action) for name in everyone.seen(plain(element.text))
    ]
    return tuple(dict.fromkeys(found))


def introductions(text: str) -> Iterator[tuple[str, int, int]]:
    """Each name that a line of action introduces, with where it begins and ends."""
    for match in _CAPITALS.finditer(text):
        for start, end in _capital_runs(match[0]):
            after = text[match.start() + end : match.start() + end + 90]
            name = match[0][start:end]
            if name.split()[0] not in _ARTICLES and (_AGE.match(after) or _CALLING.match(after)):
                yield name, match.start() + start, match.start() + end


def _capital_runs(words: str) -> Iterator[tuple[int, int]]:
    """Where capitals stand together in a run of words."""
    run: tuple[int, int] | None = None
    for match in re.finditer(r"\S+", words):
        upper = cues.is_upper(match[0]) and len(match[0]) > 1
        number = run is not None and match[0].lstrip("#").isdigit()
        if upper or number:
            run = (run[0] if run else match.start(), match.end())
        elif run:
            yield run
            run = None
    if run:
        yield run


def _named(element: Element) -> list[str]:
    if isinstance(element, Character):
        return [element.name] if element.name else []
    if not isinstance(element, Action):
        return []
    return [name for name, _, _ in introductions(plain(element.text))]


def _as_spoken(name: str, spoken: Mapping[str, str], taken: Container[str]) -> str:
    """
    The cue's name for someone introduced by a longer one: WREN for WREN HOLLOWAY.

    A surname that another whole name has already (`taken`) is no longer enough: they share it.
    """
    parts = [spoken[word.casefold()] for word in name.split() if word.casefold() in spoken]
    return spoken.get(name.casefold()) or next((part for part in parts if part not in taken), name)


def _cue_names(elements: Iterable[Element]) -> list[str]:
    return [element.name for element in elements if isinstance(element, Character) and element.name]
