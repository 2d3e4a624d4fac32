"""
What the elements of a scene imply: rules anybody can read and change, as rows of a sheet.

A rule's `when` is a category and words of an element in it (`props: gun|pistol`, `animals: *`), a state that people or
things are in (`people: soaked|wet`, `things: torn`), or words of the action (`words: dances|dancing`). What it adds is
marked implied, with the rule and the words that set it off.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rushes.craft.breakdown import categories
from rushes.craft.breakdown.anchors import Anchors
from rushes.craft.breakdown.categories import Category
from rushes.craft.breakdown.found import Found, How, Needs, sorted_once
from rushes.craft.screenplay.breakdown import Scene
from rushes.craft.screenplay.elements import Action, Screenplay

COLUMNS = ("when", "category", "element", "why")
NOTHING = "nothing"
_ASIDE = frozenset({"people", "things", "words"})
_SURE = 0.5
_WORD = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"\{(of|says|element)\}")


@dataclass(frozen=True)
class Rule:
    """
    When an element or word is there, something else is needed.

    `on` is what is looked at: a category's name, `people`, `things` or `words`; `words` what is looked for, none for
    anything. `element` may hold {element}, {of} and {says}: the element, and for a state whose it is and what it says.
    """

    on: str
    words: tuple[str, ...]
    category: Category
    element: str
    why: str = ""

    @property
    def when(self) -> str:
        """Its first column, as it is read."""
        return f"{self.on}: {'|'.join(self.words) or '*'}"


def rule(row: Mapping[str, str]) -> Rule:
    """
    One row of a table of rules.

    Raises:
        ValueError: a cell cannot be read; the sentence names it.
    """
    said, colon, words = row.get("when", "").partition(":")
    if not colon or not words.strip():
        raise ValueError(
            "column when: say a category, `people`, `things` or `words`, then a colon and words: `props: gun`"
        )
    on = said.strip().casefold()
    on = on if on in _ASIDE else _category(on, "when").value
    listed = tuple(word.strip().casefold() for word in words.split("|") if word.strip() not in {"", "*"})
    if on == "words" and not listed:
        raise ValueError("column when: `words: *` would hold for every scene; say which words")
    if not row.get("element", "").strip():
        raise ValueError(f"column element: say what is needed, or `{NOTHING}` to take the shipped rule away")
    box = _category(row.get("category", ""), "category")
    return Rule(on, listed, box, " ".join(row["element"].split()), row.get("why", "").strip())


def row_of(said: Rule) -> dict[str, str]:
    """As `rule` reads it."""
    return {"when": said.when, "category": said.category, "element": said.element, "why": said.why}


def _category(text: str, column: str) -> Category:
    try:
        return categories.category(text)
    except ValueError as error:
        raise ValueError(f"column {column}: {error}") from error


@cache
def shipped() -> tuple[Rule, ...]:
    """The rules that come with the program."""
    with (Path(__file__).parent / "implied.csv").open(encoding="utf-8", newline="") as file:
        return tuple(map(rule, csv.DictReader(file)))


def with_own(own: Iterable[Rule]) -> tuple[Rule, ...]:
    """The shipped rules and a production's own; one that needs `nothing` takes those of its `when` and box away."""
    listed = list(own)
    away = {(one.when, one.category) for one in listed if one.element.casefold() == NOTHING}
    kept = [one for one in shipped() if (one.when, one.category) not in away]
    return (*kept, *(one for one in listed if one.element.casefold() != NOTHING))


def implied(needs: Needs, screenplay: Screenplay, scenes: Iterable[Scene], rules: Iterable[Rule]) -> Needs:
    """A breakdown with what its elements imply beside them; implied elements imply nothing further."""
    by_kind: dict[str, list[Rule]] = {}
    for one in rules:
        by_kind.setdefault(one.on, []).append(one)
    added = [new for one in needs.found for kind in _kinds(one) for new in _needed(one, by_kind.get(kind, ()))]
    added += _from_words(screenplay, scenes, by_kind.get("words", ()))
    return Needs(needs.scenes, sorted_once(needs.scenes, (*needs.found, *added)))


def _kinds(one: Found) -> tuple[str, ...]:
    """What rules may look at it as; implied elements imply nothing further."""
    if one.implied:
        return ()
    if one.category is not Category.CONTINUITY:
        return (one.category,)
    return (one.category, "people" if one.of else "things")


def _needed(one: Found, rules: Iterable[Rule]) -> Iterator[Found]:
    name = one.name.casefold()
    for each in rules:
        if not each.words or any(word in name and _holds(name, word) for word in each.words):
            yield _because(each, one)


def _holds(name: str, word: str) -> bool:
    """Whether a name has a word or phrase whole, in the singular or plural."""
    at = name.find(word)
    after = name[at + len(word) :].removeprefix("s")
    return (at == 0 or not name[at - 1].isalnum()) and (not after or not after[0].isalnum())


def _filled(element: str, one: Found) -> str:
    """The needed element's name with the gaps filled from the one that implies it."""
    of, _, says = one.name.rpartition(" ")
    said = {"of": of or one.name, "says": says, "element": one.name}
    return _GAP.sub(lambda gap: said[gap[1]], element)


def _because(each: Rule, one: Found) -> Found:
    because = f"{each.when}: {each.why}" if each.why else each.when
    return Found(
        each.category, _filled(each.element, one), one.scene, one.span, How.RULE, because, implied=True, sure=_SURE
    )


def _from_words(screenplay: Screenplay, scenes: Iterable[Scene], rules: Iterable[Rule]) -> Iterator[Found]:
    by_word: dict[str, list[Rule]] = {}
    for one in rules:
        for word in one.words:
            by_word.setdefault(word, []).append(one)
    anchors = Anchors(screenplay)
    for scene in scenes:
        for element in scene.elements:
            if isinstance(element, Action):
                text = anchors.text(element)
                for match in _WORD.finditer(text.text):
                    for each in by_word.get(match[0].casefold(), ()):
                        span = text.span(match.start(), match.end())
                        yield _because(each, Found(each.category, match[0], scene.code, span))
