"""
Kling 3.0 Omni: files are `@image_1`; what must not be seen has no field.

Source: public copies of the vendor's API pages, read 2026-11-26: seven pictures, 3 to 15 seconds, 2500 characters. Its
older API, with the model in the body, calls a file `<<<image_1>>>`. Several shots, six at most, are sent apart, each
with whole seconds of its own and 512 characters.
"""

from collections.abc import Iterable, Sequence

from rushes.craft.prompting import hearing, sequences, telling
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


def sequence(whole: Page, shots: Sequence[Page]) -> Iterable[Section]:
    """The look first; then each shot by itself, which defines what it is the first to show; music and the rest last."""

    def shot(page: Page) -> list[Section]:
        heard = [telling.speech(page), telling.heard(page), telling.excluded(page)]
        return [telling.bound(whole, of=sequences.newly(shots, page)), *telling.described(page), *heard]

    told = sequences.told(shots, shot, lambda *_: "")
    return [telling.style(whole), *told, Section("music", hearing.music_or_none(whole)), telling.constraints(whole)]


def token(kind: Kind, ordinal: int) -> str:
    """`@image_1`."""
    return f"@{kind}_{ordinal}"


plugin = Surface(
    id="kling",
    title="Kling 3.0 Omni",
    checked="2026-11-26",
    modes=(Mode.TEXT, Mode.FIRST_FRAME, Mode.FIRST_LAST, Mode.REFERENCES),
    write=write,
    token=token,
    most={Kind.IMAGE: 7},
    seconds=tuple(range(3, 16)),
    ratios=("16:9", "9:16", "1:1"),
    characters=2500,
    shots=6,
    sequence=sequence,
    characters_each=512,
)
