"""
LTX 2.5, hosted: one literal paragraph in the order of time, what can be seen and heard, and nothing in brackets.

Source: the captioner's rules published with the model and the hosted API's limits, read 2026-11-26. The action comes
first; the camera is always stated; lines stand in quotation marks; there is no field for what must not be seen.
"""

from collections.abc import Iterable

from rushes.craft.prompting import avoiding, hearing, telling
from rushes.craft.prompting.compiled import Section
from rushes.craft.prompting.intent import Mode
from rushes.craft.prompting.page import Page
from rushes.craft.prompting.sentences import joined, listed, sentence
from rushes.craft.prompting.surface import Surface

STILL = "The camera remains static."


def write(page: Page) -> Iterable[Section]:
    """Action, looks, place, size and camera, light, then the whole soundscape."""
    heard = [telling.speech(page), Section("sound", _soundscape(page))]
    if page.mode.framed:
        return [*telling.moved(page), telling.moves(page, STILL), *heard]
    start, action, end = telling.events(page)
    shot, composition = telling.shot(page)
    return [
        Section("start", start.text),
        action,
        end,
        telling.subjects(page),
        telling.where(page),
        shot,
        composition,
        telling.moves(page, STILL),
        telling.lit(page),
        telling.style(page),
        *heard,
        Section("constraints", avoiding.positive(page)),
    ]


def _soundscape(page: Page) -> str:
    sounds = sentence(f"the sound is {listed(hearing.heard(page))}") if hearing.heard(page) else ""
    music = hearing.music(page)
    silent = "" if page.card.dialogue else "no one speaks"
    none = listed([silent, "" if music else "there is no music"])
    return joined((sounds, sentence(f"{music} plays") if music else "", sentence(none)))


plugin = Surface(
    id="ltx",
    title="LTX 2.5",
    checked="2026-11-26",
    modes=(Mode.TEXT, Mode.FIRST_FRAME, Mode.FIRST_LAST),
    write=write,
    seconds=(2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 18, 20),
    ratios=("16:9", "9:16"),
    words={Mode.TEXT: 200, Mode.FIRST_FRAME: 200, Mode.FIRST_LAST: 200},
)
