"""
Wan 2.7, hosted: `Image 1` by order, a negative field, and a rewriter that must be turned off.

Source: the model's hosted API pages, read 2026-07-10, and the rewriting rules published with Wan 2.2: look first,
motion in full, no camera angle where the camera moves; of an image only the motion, in a hundred words.
"""

from collections.abc import Iterable

from rushes.craft.cards.vocabulary import Movement
from rushes.craft.prompting import avoiding, hearing, naming, telling
from rushes.craft.prompting.compiled import Section
from rushes.craft.prompting.intent import Kind, Mode
from rushes.craft.prompting.page import Page
from rushes.craft.prompting.surface import Surface

STILL = "The camera stays still."
SINGLE = Section("task", "Generate a single-shot video.")


def write(page: Page) -> Iterable[Section]:
    """One shot; look first, then the motion."""
    heard = [telling.speech(page), telling.heard(page), Section("music", hearing.music_or_none(page))]
    if page.mode.framed:
        return [SINGLE, telling.moves(page, STILL), *telling.moved(page), *heard]
    still = page.card.move.primary is Movement.STATIC
    return [
        SINGLE,
        *([telling.bound(page)] if page.citations else []),
        telling.style(page),
        *telling.shot(page, angle=still),
        telling.lit(page),
        telling.subjects(page),
        *telling.events(page),
        telling.moves(page, STILL),
        telling.where(page),
        *heard,
        Section("constraints", avoiding.statements(page)),
    ]


def negative(page: Page) -> str:
    """What must not be seen, and writing that nobody asked for."""
    return ", ".join(dict.fromkeys([*avoiding.nouns(page), "subtitles", "watermark", "cuts"]))


plugin = Surface(
    id="wan",
    title="Wan 2.7",
    checked="2026-07-10",
    modes=(Mode.TEXT, Mode.FIRST_FRAME, Mode.FIRST_LAST, Mode.REFERENCES),
    write=write,
    token=naming.by_kind,
    most={Kind.IMAGE: 5},
    seconds=tuple(range(2, 16)),
    ratios=("16:9", "9:16", "1:1", "4:3", "3:4"),
    characters=5000,
    words={Mode.TEXT: 200, Mode.REFERENCES: 200, Mode.FIRST_FRAME: 100, Mode.FIRST_LAST: 100},
    negative=negative,
    negative_characters=500,
    fields={"prompt_extend": False},
)
