"""
Wan 2.1 VACE on one's own machine: a video says how everything moves, a picture who is in it, words what is seen.

Source: the model's own repository (ali-vilab/VACE) and ComfyUI's template video_wan_vace_14B_v2v, read 2026-11-26. Its
text encoder reads 512 tokens, and files are called as on other surfaces of Wan. It makes no sound.
"""

from collections.abc import Iterable

from rushes.craft.prompting import avoiding, telling
from rushes.craft.prompting.compiled import Section
from rushes.craft.prompting.intent import Kind, Mode
from rushes.craft.prompting.page import Page
from rushes.craft.prompting.surface import Surface


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
    """What must not be seen, before what the workflow itself says there."""
    return ", ".join(dict.fromkeys([*avoiding.nouns(page), "subtitles", "watermark"]))


def token(kind: Kind, ordinal: int) -> str:
    """`Image 1`, `Video 1`."""
    return f"{kind.capitalize()} {ordinal}"


plugin = Surface(
    id="vace",
    title="Wan 2.1 VACE",
    checked="2026-11-26",
    modes=(Mode.TEXT, Mode.REFERENCES),
    write=write,
    token=token,
    most={Kind.IMAGE: 1, Kind.VIDEO: 1},
    characters=2000,
    negative=negative,
    negative_characters=500,
    sounds=False,
)
