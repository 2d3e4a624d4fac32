"""A script as whoever writes it sees it beside the text: scenes with their lengths, pages, people and places."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rushes.craft.screenplay import breakdown, layout, pages
from rushes.craft.screenplay.breakdown import Scene
from rushes.craft.screenplay.elements import Character, Element, SceneHeading, Screenplay
from rushes.craft.screenplay.layout import Paper


@dataclass(frozen=True)
class Stretch:
    """A scene in its script: its code, where its text begins in characters, its page and its length in eighths."""

    code: str
    heading: str
    start: int
    line: int
    page: int
    eighths: int
    length: str
    characters: tuple[str, ...]
    omitted: bool


@dataclass(frozen=True)
class Outline:
    """
    What a script holds: scenes in order, each page's first line, speakers by their speeches, places and hours.

    `length` is its pages in eighths, as productions write it.
    """

    title: str
    length: str
    scenes: tuple[Stretch, ...]
    pages: tuple[int, ...]
    characters: tuple[tuple[str, int], ...]
    places: tuple[str, ...]
    times: tuple[str, ...]


def outline(screenplay: Screenplay, on: Paper = Paper.LETTER) -> Outline:
    """The outline of a script. NoScene, OutOfCodes."""
    found = breakdown.breakdown(screenplay)
    omitted = {scene.code for scene in found.omitted}
    speeches = Counter(one.name for one in screenplay.elements if isinstance(one, Character))
    return Outline(
        title=found.title,
        length=pages.written(sum(scene.eighths for scene in found.scenes)),
        scenes=tuple(_stretch(scene, scene.code in omitted) for scene in found.listed),
        pages=_begins(screenplay.elements, on),
        characters=tuple(speeches.most_common()),
        places=_once(scene.location for scene in found.scenes),
        times=_once(scene.time for scene in found.scenes),
    )


def _stretch(scene: Scene, omitted: bool) -> Stretch:
    opening = next((one for one in scene.elements if isinstance(one, SceneHeading)), None)
    begins = opening or (scene.elements[0] if scene.elements else None)
    return Stretch(
        code=scene.code,
        heading=scene.heading,
        start=begins.span.start if begins else 0,
        line=scene.line,
        page=scene.page,
        eighths=scene.eighths,
        length=pages.written(scene.eighths),
        characters=scene.characters,
        omitted=omitted,
    )


def _begins(elements: tuple[Element, ...], on: Paper) -> tuple[int, ...]:
    """The line of the script on which the first paragraph of each numbered page begins."""
    printed = ((one.element for one in page.lines if one.element is not None) for page in layout.body(elements, on))
    firsts = [next(indexes, None) for indexes in printed]
    return tuple(elements[first].span.line for first in firsts if first is not None)


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, words)))
