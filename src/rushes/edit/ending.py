"""How a film ends: what is said over black after the last picture, and whether the title comes last."""

from collections.abc import Mapping
from dataclasses import dataclass

from rushes.craft.cards import timing
from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.cards.card import Speech
from rushes.craft.cards.vocabulary import Treatment
from rushes.craft.grammar.endings import after_black
from rushes.craft.screenplay.elements import Centered, Character, Dialogue, Element, Screenplay
from rushes.craft.screenplay.emphasis import plain

_THROUGH = {"TAPE": Treatment.TAPE, "PHONE": Treatment.PHONE, "RADIO": Treatment.RADIO}
LEAD = 1.0
REST = 1.2


@dataclass(frozen=True)
class Ending:
    """Lines over black, the seconds that black lasts, and whether the script ends on the title."""

    lines: tuple[Speech, ...] = ()
    seconds: float = 0.0
    title_last: bool = False


def ending(screenplay: Screenplay, assets: Mapping[str, Asset], title: str) -> Ending:
    """Read it off the script: what follows its last cut or fade to black."""
    after = after_black(screenplay.elements)
    lines = _lines(after, _speakers(assets))
    clock, placed = LEAD, []
    for line in lines:
        placed.append(line.model_copy(update={"at": clock}))
        clock += timing.seconds_of(line.text) + timing.PAUSE
    centered = [plain(element.text).strip().lower() for element in after if isinstance(element, Centered)]
    return Ending(tuple(placed), clock + REST if placed else 0.0, title.strip().lower() in centered)


def _speakers(assets: Mapping[str, Asset]) -> dict[str, str]:
    people = [asset for asset in assets.values() if asset.kind is AssetKind.CHARACTER]
    return {word: asset.id for asset in people for word in (asset.name.upper(), asset.id.removeprefix("CH-"))}


def _lines(elements: tuple[Element, ...], speakers: Mapping[str, str]) -> list[Speech]:
    lines: list[Speech] = []
    cue: Character | None = None
    for element in elements:
        if isinstance(element, Character):
            cue = element
        elif isinstance(element, Dialogue) and cue and (speaker := speakers.get(cue.name.upper())):
            through = next((kind for word, kind in _THROUGH.items() if word in cue.extension.upper()), Treatment.NONE)
            lines.append(Speech(speaker=speaker, text=plain(element.text), on_screen=False, treatment=through))
    return lines
