"""The breakdown sheet: one page a scene, with a heading that every department reads and a box for each."""

import re
from collections import Counter
from dataclasses import dataclass

from rushes.craft.breakdown import acts, company, words
from rushes.craft.breakdown.categories import FACTS, Category
from rushes.craft.breakdown.found import Found, How
from rushes.craft.breakdown.tables import Table
from rushes.craft.breakdown.whole import Whole
from rushes.craft.screenplay import emphasis, pages
from rushes.craft.screenplay.breakdown import Scene
from rushes.craft.screenplay.elements import Action, Character, Synopsis

_LONGEST = 160
_END = re.compile(r"(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSt\.)(?<=[.!?…])\s+")


@dataclass(frozen=True)
class Box:
    """One category of a sheet and what is in it."""

    category: Category
    found: tuple[Found, ...]


@dataclass(frozen=True)
class Sheet:
    """
    What the departments need to know of one scene.

    `number` counts sheets from 1; `page` is the script's; `eighths` is written as pages are: `1 4/8`. `cast` pairs each
    name with its number in the cast list, which is the same on every sheet. `told` when the writer wrote the synopsis.
    """

    title: str
    number: int
    scene: str
    heading: str
    page: int
    eighths: str
    int_ext: str
    set: str
    part: str
    time: str
    day: str
    synopsis: str
    told: bool
    cast: tuple[tuple[int, str], ...]
    boxes: tuple[Box, ...]


def sheets(whole: Whole, title: str) -> tuple[Sheet, ...]:
    """A sheet for every scene; `title` is the film's."""
    billing = cast_list(whole)
    return tuple(_sheet(whole, scene, number, title, billing) for number, scene in enumerate(whole.scenes, 1))


def cast_list(whole: Whole) -> dict[str, int]:
    """Every member of the cast with a number: those with most speeches first, then as they appear."""
    speeches = Counter(
        element.name for scene in whole.scenes for element in scene.elements if isinstance(element, Character)
    )
    names = dict.fromkeys(one.name for one in whole.needs.found if one.category is Category.CAST)
    ranked = sorted(names, key=lambda name: -speeches[name])
    return {name: number for number, name in enumerate(ranked, 1)}


def synopsis(scene: Scene) -> tuple[str, bool]:
    """A scene in a line, and whether the writer wrote it; otherwise it is the sentence in which people do the most."""
    told = next((element.text for element in scene.elements if isinstance(element, Synopsis)), "")
    if told:
        return " ".join(told.split()), True
    sentences = [one for element in scene.elements if isinstance(element, Action) for one in _sentences(element)]
    names = company.names(scene.characters)
    return _short(max(reversed(sentences), key=lambda one: _told(one, names.words), default="")), False


def _told(sentence: str, names: frozenset[str]) -> int:
    """How much of the story a sentence tells: who is named, what is done; introducing somebody tells little."""
    said = words.read(sentence)
    people = len(names & set(said.small))
    introduces = any(word.isdigit() or word.removesuffix("s").isdigit() for word in said.small[:6])
    return 3 * min(people, 2) + len(acts.verbs(said)) - introduces


def _sentences(element: Action) -> list[str]:
    return _END.split(" ".join(emphasis.plain(element.text).split()))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"


def _sheet(whole: Whole, scene: Scene, number: int, title: str, billing: dict[str, int]) -> Sheet:
    place = whole.places[scene.code]
    line, told = synopsis(scene)
    names = whole.needs.names(scene.code, Category.CAST)
    return Sheet(
        title=title,
        number=number,
        scene=scene.code,
        heading=scene.heading,
        page=scene.page,
        eighths=pages.written(scene.eighths),
        int_ext=scene.int_ext,
        set=place.set,
        part=place.part,
        time=place.time,
        day=place.day,
        synopsis=line,
        told=told,
        cast=tuple(sorted((billing[name], name) for name in names)),
        boxes=_boxes(whole, scene.code),
    )


def _boxes(whole: Whole, scene: str) -> tuple[Box, ...]:
    boxes = (Box(category, tuple(whole.needs.of(scene, category))) for category in Category if category not in FACTS)
    return tuple(box for box in boxes if box.found and box.category is not Category.CAST)


def elements(whole: Whole, title: str, scene: str = "") -> Table:
    """Every element of a script, or of one scene, with its proof: a row each."""
    columns = ("scene", "category", "element", "of", "implied", "how", "line", "says")
    rows = tuple(_row(one) for one in whole.needs.found if scene in ("", one.scene))
    return Table(f"{title}: breakdown", columns, rows)


def _row(one: Found) -> tuple[str, ...]:
    line = str(one.span.line) if one.span.line else ""
    return one.scene, one.category, one.name, one.of, "implied" if one.implied else "", one.how, line, one.says


def markdown(one: Sheet) -> str:
    """A sheet as Markdown."""
    facts = (
        ("sheet", str(one.number)), ("script page", str(one.page)), ("pages", one.eighths), ("int/ext", one.int_ext),
        ("set", one.set), ("sub-set", one.part), ("time", one.time), ("story day", one.day), ("synopsis", one.synopsis),
        ("cast", ", ".join(f"{number}. {name}" for number, name in one.cast)),
    )  # fmt: skip
    boxes = tuple((box.category.heading, "; ".join(map(_bracketed, box.found))) for box in one.boxes)
    said = tuple((name, text) for name, text in facts if text)
    return Table(f"{one.scene} {one.heading}", ("", one.title), (*said, *boxes)).markdown()


def said(one: Found) -> str:
    """An element as a sheet says it: what holds on from before still does."""
    return f"still {one.name}" if one.how is How.CARRIED else one.name


def _bracketed(one: Found) -> str:
    return f"({said(one)})" if one.implied else one.name
