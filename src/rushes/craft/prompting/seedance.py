"""How Seedance wants a shot told, wherever it is reached: define once, then one label a person at every mention."""

from collections.abc import Iterable

from rushes.craft.prompting import avoiding, binding, hearing, telling
from rushes.craft.prompting.compiled import Section
from rushes.craft.prompting.page import Page
from rushes.craft.prompting.sentences import joined


def write(page: Page) -> Iterable[Section]:
    """Definitions, shot, subjects, space, sound, then one closing line of constraints."""
    if page.mode.framed:
        return [
            telling.size_only(page),
            *telling.moved(page),
            telling.moves(page),
            telling.speech(page),
            *_closing(page),
        ]
    return [
        telling.bound(page, binding.defined),
        *telling.described(page),
        telling.speech(page),
        *_closing(page),
    ]


def _closing(page: Page) -> list[Section]:
    # The vendor's own cure for subtitles burnt in is to say at the end that there are none.
    last = (hearing.music_or_none(page), "No subtitles.")
    said = (binding.once(page), "" if page.mode.framed else avoiding.positive(page), *last)
    return [telling.heard(page), Section("constraints", joined(said), joined(last))]
