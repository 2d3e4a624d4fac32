"""
A service nobody has described: the neutral order in plain sentences, one picture to begin with, no marks, no field.

For self-hosted servers and resellers that speak the widespread `/v1/videos` shape.
"""

from collections.abc import Iterable

from rushes.craft.prompting import hearing, speaking, telling
from rushes.craft.prompting.compiled import Section
from rushes.craft.prompting.intent import Mode
from rushes.craft.prompting.page import Page
from rushes.craft.prompting.surface import Surface


def write(page: Page) -> Iterable[Section]:
    """Shot, subjects, action, camera, place, light, look, then what is heard and what shall be seen."""
    heard = [
        telling.speech(page, speaking.unquoted),
        telling.heard(page),
        Section("music", hearing.music_or_none(page)),
    ]
    if page.mode.framed:
        return [telling.size_only(page), *telling.moved(page), telling.moves(page), *heard]
    return [*telling.described(page), *heard, telling.constraints(page)]


plugin = Surface(
    id="generic",
    title="Any service",
    checked="2026-11-26",
    modes=(Mode.TEXT, Mode.FIRST_FRAME),
    write=write,
    characters=2000,
)
