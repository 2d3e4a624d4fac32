"""
How Seedance 2.0 wants a shot told, and what it can take, wherever it is reached: define once, then one label a person.

Source: docs.byteplus.com/en/docs/ModelArk/2291680 and /1520757, and the vendor's prompt guide. Shots: the guide numbers
them and gives no most; fifteen seconds hold six of the shortest that come as planned.
"""

from collections.abc import Iterable, Sequence
from functools import partial

from rushes.craft.prompting import avoiding, binding, hearing, naming, sequences, telling
from rushes.craft.prompting.compiled import Section
from rushes.craft.prompting.intent import Kind, Mode
from rushes.craft.prompting.page import Page
from rushes.craft.prompting.sentences import joined
from rushes.craft.prompting.surface import Surface


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


surface = partial(
    Surface,
    modes=(Mode.TEXT, Mode.FIRST_FRAME, Mode.FIRST_LAST, Mode.REFERENCES),
    write=write,
    names=naming.labels_by_mode,
    most={Kind.IMAGE: 9, Kind.VIDEO: 3, Kind.AUDIO: 3},
    frames_as_references=True,
    shots=6,
    sequence=sequence,
    seconds=tuple(range(4, 16)),
    ratios=("16:9", "4:3", "1:1", "3:4", "9:16", "21:9"),
)
"""A way to reach the model: what differs from one to another is left to give."""
