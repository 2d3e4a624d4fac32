"""
Kling 3.0 Omni: files are `<<<image_1>>>`; what must not be seen has no field.

Source: public copies of the vendor's API pages, read 2026-08-19: seven pictures, 3 to 15 seconds, 2500 characters.
"""

from collections.abc import Iterable

from rushes.craft.prompting import hearing, telling
from rushes.craft.prompting.compiled import Section
from rushes.craft.prompting.intent import Kind, Mode
from rushes.craft.prompting.page import Page
from rushes.craft.prompting.surface import Surface


def write(page: Page) -> Iterable[Section]:
    """Who is who, the shot, the action, the camera, the place and light, then what is heard."""
    heard = [telling.speech(page), telling.heard(page), Section("music", hearing.music_or_none(page))]
    if page.mode.framed:
        return [telling.size_only(page), *telling.moved(page), telling.moves(page), *heard]
    files = [telling.bound(page)] if page.citations else []
    return [*files, *telling.described(page), *heard, telling.constraints(page)]


def token(kind: Kind, ordinal: int) -> str:
    """`<<<image_1>>>`."""
    return f"<<<{kind}_{ordinal}>>>"


plugin = Surface(
    id="kling",
    title="Kling 3.0 Omni",
    checked="2026-08-19",
    modes=(Mode.TEXT, Mode.FIRST_FRAME, Mode.FIRST_LAST, Mode.REFERENCES),
    write=write,
    token=token,
    most={Kind.IMAGE: 7},
    seconds=tuple(range(3, 16)),
    ratios=("16:9", "9:16", "1:1"),
    characters=2500,
)
