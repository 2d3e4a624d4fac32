"""How a model wants a shot told that is shown how everything moves: what goes along first, then what is to be seen."""

from collections.abc import Iterable

from rushes.craft.prompting import avoiding, telling
from rushes.craft.prompting.compiled import Section
from rushes.craft.prompting.page import Page


def write(page: Page) -> Iterable[Section]:
    """What goes along, the look, who and what, then what happens."""
    return [
        *([telling.bound(page)] if page.citations else []),
        telling.style(page),
        *telling.shot(page),
        telling.lit(page),
        telling.subjects(page),
        *telling.events(page),
        telling.moves(page),
        telling.where(page),
        telling.speech(page),
    ]


def negative(page: Page) -> str:
    """What must not be seen, and writing that nobody asked for."""
    return ", ".join(dict.fromkeys([*avoiding.nouns(page), "subtitles", "watermark"]))
