"""Breakdown tags on their way into a Final Draft file: which words carry which number, and what the numbers mean."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement

from rushes.craft.screenplay import elements as made
from rushes.craft.screenplay import emphasis
from rushes.craft.screenplay.emphasis import Run
from rushes.craft.screenplay.finaldraft import categories, markup
from rushes.craft.screenplay.finaldraft.locating import Locator
from rushes.craft.screenplay.finaldraft.values import Tag

_COLOUR = "#000000000000"


class Tagging:
    """Gives every stretch of text the number of the tags on it; words with the same tags on them share one."""

    def __init__(self, screenplay: made.Screenplay, tags: Sequence[Tag]) -> None:
        self._source = screenplay.source
        self._tags = sorted(tags, key=lambda tag: (tag.span.start, tag.span.end))
        self._starts = [tag.span.start for tag in self._tags]
        self._longest = max((tag.span.end - tag.span.start for tag in tags), default=0)
        self._numbers: dict[tuple[int, ...], str] = {}

    def pieces(self, element: made.Element) -> tuple[tuple[Run, str], ...]:
        """An element's runs, cut where a tag begins or ends, each with its tag's number or nothing."""
        runs = emphasis.runs(element.text)
        near = self._near(element)
        if not near:
            return tuple((run, "") for run in runs)
        shown = self._shown(element)
        locator = Locator("".join(self._source[place] for place in shown))
        shown.append(element.span.end)
        found = ((run, [shown[at] for at in locator.places(run.text)]) for run in runs)
        return tuple(piece for run, places in found for piece in self._cut(run, places, near))

    def write(self, data: Element) -> None:
        """The categories, definitions and tags under a TagData element."""
        listed = SubElement(data, "TagCategories")
        names = list(enumerate(categories.NAMES, 1))
        names += sorted({(tag.number, tag.category) for tag in self._tags} - set(names))
        for number, name in names:
            id = categories.identity(name)
            SubElement(listed, "TagCategory", Color=_COLOUR, Id=id, Name=name, Number=str(number), Style="Bold")
        self._write_definitions(SubElement(data, "TagDefinitions"))
        given = SubElement(data, "Tags")
        for indexes, given_number in self._numbers.items():
            tag = SubElement(given, "Tag", Number=given_number)
            for id in dict.fromkeys(_definition(self._tags[index]) for index in indexes):
                SubElement(tag, "DefId").text = id

    def _shown(self, element: made.Element) -> list[int]:
        """The places of an element's source that are in none of its asides, so that no word is found in one."""
        asides = [(aside.span.start, aside.span.end) for aside in element.asides]
        starts = [element.span.start, *(end for _, end in asides)]
        ends = [*(start for start, _ in asides), element.span.end]
        return [place for start, end in zip(starts, ends, strict=True) for place in range(start, end)]

    def _near(self, element: made.Element) -> list[int]:
        first = bisect_left(self._starts, element.span.start - self._longest)
        last = bisect_left(self._starts, element.span.end)
        return [index for index in range(first, last) if self._tags[index].span.end > element.span.start]

    def _cut(self, run: Run, places: list[int], near: list[int]) -> Iterator[tuple[Run, str]]:
        for on, group in groupby(zip(run.text, places, strict=True), lambda each: self._on(each[1], near)):
            text = "".join(character for character, _ in group)
            yield Run(text, run.bold, run.italic, run.underline), self._number(on)

    def _on(self, place: int, near: list[int]) -> tuple[int, ...]:
        spans = ((index, self._tags[index].span) for index in near)
        return tuple(index for index, span in spans if span.start <= place < span.end)

    def _number(self, indexes: tuple[int, ...]) -> str:
        return self._numbers.setdefault(indexes, str(len(self._numbers) + 1)) if indexes else ""

    def _write_definitions(self, listed: Element) -> None:
        defined: dict[str, Tag] = {}
        for indexes in self._numbers:
            for index in indexes:
                defined.setdefault(_definition(self._tags[index]), self._tags[index])
        for number, (id, tag) in enumerate(defined.items(), 1):
            names = {"CatId": categories.identity(tag.category), "Id": id, "Label": markup.fit(tag.label)}
            SubElement(listed, "TagDefinition", names, Number=str(number))


def _definition(tag: Tag) -> str:
    return categories.identity(tag.category, tag.label.casefold())
