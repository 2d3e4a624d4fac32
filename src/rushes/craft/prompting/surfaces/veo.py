"""
Veo 3.1 and what speaks its shape: no words for files, nouns in a field of their own, lines without quotation marks.

Source: ai.google.dev's pages of Veo 3.1, read 2026-07-09. Its 1024 tokens are taken as three characters each; with
references it makes eight seconds only.
"""

from collections.abc import Iterable

from rushes.craft.prompting import avoiding, hearing, speaking, telling
from rushes.craft.prompting.compiled import Section
from rushes.craft.prompting.intent import Kind, Mode
from rushes.craft.prompting.page import Page
from rushes.craft.prompting.surface import Surface

ALWAYS = ("subtitles", "captions", "watermark")


def write(page: Page) -> Iterable[Section]:
    """Camera and shot, subject, action, context, look; then what is heard, in sentences of its own."""
    heard = [telling.speech(page, speaking.unquoted), telling.heard(page), Section("music", _music(page))]
    if page.mode.framed:
        return [telling.size_only(page), *telling.moved(page), telling.moves(page, ""), *heard]
    seen = [*telling.described(page), Section("constraints", avoiding.statements(page))]
    files = [telling.bound(page, _with_a_picture)] if page.citations else []
    return [*files, *seen, *heard]


def negative(page: Page) -> str:
    """Nouns only: a `no` in this field is read as the thing itself."""
    camera = ["camera movement"] if page.card.move.primary == "static" else []
    music = [] if hearing.music(page) else ["music"]
    return ", ".join(dict.fromkeys([*avoiding.nouns(page), *camera, *music, *ALWAYS]))


def _with_a_picture(name: str, noun: str, marks: str) -> str:
    return f"{name} is the {noun} of {marks}"


def _music(page: Page) -> str:
    return f"Music: {hearing.music(page)}." if hearing.music(page) else ""


plugin = Surface(
    id="veo",
    title="Veo 3.1",
    checked="2026-07-09",
    modes=(Mode.TEXT, Mode.FIRST_FRAME, Mode.FIRST_LAST, Mode.REFERENCES),
    write=write,
    most={Kind.IMAGE: 3},
    seconds=(4, 6, 8),
    seconds_in={Mode.REFERENCES: (8,)},
    ratios=("16:9", "9:16"),
    characters=3072,
    negative=negative,
    negative_characters=1000,
    sounds=False,
)
