"""How Seedance wants a shot told, wherever it is reached: define once, then one label a person at every mention."""

from collections.abc import Iterable, Sequence

from rushes.craft.prompting import avoiding, binding, hearing, sequences, telling
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


def sequence(whole: Page, shots: Sequence[Page]) -> Iterable[Section]:
    """Definitions once, then `Shot 1:` and so on, without seconds, which are not kept; look and constraints last."""
    return [
        telling.bound(whole, binding.defined),
        *sequences.told(shots, _shot, lambda number, _: f"Shot {number}: "),
        telling.style(whole),
        _constraints(whole),
    ]


def _shot(page: Page) -> list[Section]:
    return [*telling.described(page), telling.speech(page), telling.heard(page), telling.excluded(page)]


def _closing(page: Page) -> list[Section]:
    return [telling.heard(page), _constraints(page)]


def _constraints(page: Page) -> Section:
    # The vendor's own cure for subtitles burnt in is to say at the end that there are none.
    last = (hearing.music_or_none(page), "No subtitles.")
    said = (binding.once(page), "" if page.mode.framed else avoiding.positive(page), *last)
    return Section("constraints", joined(said), joined(last))
