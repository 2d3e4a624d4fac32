"""A script counted and taken apart by scene: what everything that plans a film begins from."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from rushes.craft.screenplay import numbering, omitting, pages, people, shots
from rushes.craft.screenplay.elements import (
    Action,
    Centered,
    Character,
    Dialogue,
    Element,
    Lyrics,
    Note,
    PageBreak,
    Parenthetical,
    SceneHeading,
    Screenplay,
    Section,
    Synopsis,
    Transition,
)
from rushes.craft.screenplay.emphasis import plain
from rushes.kernel.errors import Invalid


class NoScene(Invalid):
    """The script has no scene to make."""


@dataclass(frozen=True)
class Counts:
    """How many of each element a script has; a speech of several lines is one dialogue, `dual` counts pairs."""

    headings: int = 0
    cues: int = 0
    dialogue: int = 0
    parentheticals: int = 0
    transitions: int = 0
    dual: int = 0
    lyrics: int = 0
    sections: int = 0
    synopses: int = 0
    notes: int = 0
    centered: int = 0
    page_breaks: int = 0


@dataclass(frozen=True)
class Scene:
    """
    A scene: its number as the writer gave it or counted, and who is in it.

    `heading` is empty for a script without headings. `code` is what the studio calls it, S02, unique in the script.
    `characters` are those who speak, in order, then those only seen or named in the action. `page` is the
    one it begins on and `eighths` its length, both in the printed layout.
    """

    number: str
    code: str
    heading: str
    int_ext: str
    location: str
    time: str
    page: int
    eighths: int
    characters: tuple[str, ...]
    line: int
    elements: tuple[Element, ...]


@dataclass(frozen=True)
class Breakdown:
    """A script's title, counts and scenes; those `omitted` only keep their numbers, and nobody plans for them."""

    title: str
    counts: Counts
    scenes: tuple[Scene, ...]
    omitted: tuple[Scene, ...] = ()

    @property
    def listed(self) -> tuple[Scene, ...]:
        """Every scene in the script's order, the omitted ones too."""
        return tuple(sorted((*self.scenes, *self.omitted), key=lambda scene: scene.line))


def breakdown(screenplay: Screenplay) -> Breakdown:
    """
    Take a script apart.

    Raises:
        NoScene: nothing in it can be seen or heard.
    """
    if not any(isinstance(element, SceneHeading | Action | Character) for element in screenplay.elements):
        raise NoScene("The script has no scene: begin one with a heading such as INT. KITCHEN - DAY, or with action.")
    cast = people.cast(screenplay)
    parts = shots.scenes(screenplay.elements)
    unshot = list(map(omitting.is_omitted, parts))
    if all(unshot):
        raise NoScene("Every scene of the script is omitted: put one back, or write one.")
    numbers = numbering.numbers([numbering.heading(part).number for part in parts])
    codes = numbering.codes(numbers)
    every = [_scene(*each, cast) for each in zip(numbers, codes, parts, pages.extents(parts), strict=True)]
    scenes = tuple(scene for scene, out in zip(every, unshot, strict=True) if not out)
    omitted = tuple(_number_only(scene) for scene, out in zip(every, unshot, strict=True) if out)
    return Breakdown(_title(screenplay), _counts(screenplay.elements), scenes, omitted)


def to_json(broken_down: Breakdown) -> dict[str, object]:
    """The breakdown as plain values, for `rushes breakdown --json`."""
    counts = {name: getattr(broken_down.counts, name) for name in Counts.__dataclass_fields__}
    scenes = [_scene_json(scene) for scene in broken_down.scenes]
    omitted = [scene.number for scene in broken_down.omitted]
    return {"title": broken_down.title, "counts": counts, "scenes": scenes, "omitted": omitted}


def _number_only(scene: Scene) -> Scene:
    return replace(scene, int_ext="", location="", time="", characters=())


def _scene_json(scene: Scene) -> dict[str, object]:
    names = ("number", "heading", "int_ext", "location", "time", "page", "eighths")
    values = {name: getattr(scene, name) for name in names}
    elements = [_element_json(each) for element in scene.elements for each in (element, *element.notes)]
    return {**values, "characters": list(scene.characters), "line": scene.line, "elements": elements}


def _element_json(element: Element) -> dict[str, object]:
    return {"kind": element.kind, "text": element.text, "line": element.span.line}


def _title(screenplay: Screenplay) -> str:
    """The title page's title, or the first section of the outline, or nothing."""
    title = plain(screenplay.entry("title")).strip()
    sections = (element.text for element in screenplay.elements if isinstance(element, Section))
    return title or plain(next(sections, ""))


def _counts(elements: Iterable[Element]) -> Counts:
    kinds: Counter[type[Element]] = Counter()
    dual, after_speech = 0, False
    for element in elements:
        kinds[type(element)] += 1
        kinds[Note] += len(element.notes)
        dual += isinstance(element, Character) and element.dual and after_speech
        after_speech = isinstance(element, Dialogue | Parenthetical | Lyrics)
    return Counts(
        headings=kinds[SceneHeading],
        cues=kinds[Character],
        dialogue=kinds[Dialogue],
        parentheticals=kinds[Parenthetical],
        transitions=kinds[Transition],
        dual=dual,
        lyrics=kinds[Lyrics],
        sections=kinds[Section],
        synopses=kinds[Synopsis],
        notes=kinds[Note],
        centered=kinds[Centered],
        page_breaks=kinds[PageBreak],
    )


def _scene(number: str, code: str, part: tuple[Element, ...], extent: pages.Extent, everyone: people.Cast) -> Scene:
    heading = numbering.heading(part)
    return Scene(
        number=number,
        code=code,
        heading=plain(heading.text),
        int_ext=heading.int_ext,
        location=plain(heading.location),
        time=plain(heading.time),
        page=extent.page,
        eighths=extent.eighths,
        characters=people.present(part, everyone),
        line=heading.span.line or part[0].span.line,
        elements=part,
    )
