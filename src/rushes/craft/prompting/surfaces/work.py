"""
Work on a clip: a model that enlarges a take, changes it, moves its lips, or lets a picture speak the words of a sound.

For ComfyUI's workflows and whatever a studio adds by its schema; many of them read no prompt at all. Files are called
as on most surfaces, by kind and order. It is asked with a clip or a sound, not with words alone.
"""

from collections.abc import Iterable

from rushes.craft.prompting import avoiding, telling
from rushes.craft.prompting.compiled import Section
from rushes.craft.prompting.intent import Kind, Mode
from rushes.craft.prompting.page import Page
from rushes.craft.prompting.surface import Surface


def write(page: Page) -> Iterable[Section]:
    """What goes along, then the shot as it shall be."""
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
    """What must not be seen."""
    return ", ".join(dict.fromkeys([*avoiding.nouns(page), "subtitles", "watermark"]))


def token(kind: Kind, ordinal: int) -> str:
    """`Image 1`, `Video 1`, `Audio 1`."""
    return f"{kind.capitalize()} {ordinal}"


plugin = Surface(
    id="work",
    title="Work on a clip",
    checked="2026-11-27",
    modes=(Mode.TEXT, Mode.REFERENCES),
    write=write,
    token=token,
    most={Kind.IMAGE: 1, Kind.VIDEO: 1, Kind.AUDIO: 1},
    frames_as_references=True,
    characters=1000,
    negative=negative,
    negative_characters=500,
    sounds=False,
)
