"""
Gemini Omni 1.1 Flash: pictures are `<IMAGE_REF_0>`, counted from nought; frames are `<FIRST_FRAME>`, `<LAST_FRAME>`.

Source: ai.google.dev's guide to Omni, read 2026-09-14: it cuts into several shots unless told not to, takes what must
not be seen as plain words, and has no field for it. Six pictures are what its example sends; of characters it names no
limit.
"""

from collections.abc import Iterable

from rushes.craft.prompting import hearing, telling
from rushes.craft.prompting.compiled import Section
from rushes.craft.prompting.intent import Kind, Mode
from rushes.craft.prompting.page import Page
from rushes.craft.prompting.surface import Surface

SINGLE = Section("task", "A single continuous shot, no scene cuts.")
FRAMES = {Mode.FIRST_FRAME: "<FIRST_FRAME>", Mode.FIRST_LAST: "<FIRST_FRAME> <LAST_FRAME>"}


def write(page: Page) -> Iterable[Section]:
    """One shot: the files, the shot in the neutral order, then what is heard."""
    heard = [telling.speech(page), telling.heard(page), Section("music", hearing.music_or_none(page))]
    if page.mode.framed:
        frames = Section("frames", FRAMES[page.mode])
        return [frames, SINGLE, telling.size_only(page), *telling.moved(page), telling.moves(page), *heard]
    files = [telling.bound(page)] if page.citations else []
    return [SINGLE, *files, *telling.described(page), *heard, telling.constraints(page)]


def token(kind: Kind, ordinal: int) -> str:
    """`<IMAGE_REF_0>` for the first picture."""
    return f"<{kind.upper()}_REF_{ordinal - 1}>"


plugin = Surface(
    id="omni",
    title="Gemini Omni 1.1",
    checked="2026-11-26",
    modes=(Mode.TEXT, Mode.FIRST_FRAME, Mode.FIRST_LAST, Mode.REFERENCES),
    write=write,
    token=token,
    most={Kind.IMAGE: 6},
    seconds=tuple(range(3, 11)),
    ratios=("16:9", "9:16"),
    characters=4000,
)
