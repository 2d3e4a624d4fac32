"""
Runway's own models: one paragraph within a thousand characters, no words for files, no field for what is not wanted.

Source: the fields of its official Python library 5.24, read 2026-11-27. From a first frame only what moves is told.
"""

from collections.abc import Iterable

from rushes.craft.prompting import avoiding, speaking, telling
from rushes.craft.prompting.compiled import Section
from rushes.craft.prompting.intent import Mode
from rushes.craft.prompting.page import Page
from rushes.craft.prompting.surface import Surface


def write(page: Page) -> Iterable[Section]:
    """Shot, subjects, action, camera, place, light and look; of what is heard, the lines alone, for the mouths."""
    said = telling.speech(page, speaking.unquoted)
    if page.mode.framed:
        return [telling.size_only(page), *telling.moved(page), telling.moves(page), said]
    return [*telling.described(page), said, Section("constraints", avoiding.positive(page))]


plugin = Surface(
    id="runway",
    title="Runway Gen-4",
    checked="2026-11-27",
    modes=(Mode.TEXT, Mode.FIRST_FRAME),
    write=write,
    seconds=tuple(range(2, 11)),
    ratios=("16:9", "9:16", "4:3", "1:1", "3:4", "21:9"),
    characters=1000,
    sounds=False,
)
