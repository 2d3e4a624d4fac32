"""Into what a surface takes: whole seconds it makes, a ratio it has, a prompt no longer than it reads."""

import math
from collections.abc import Sequence
from dataclasses import replace

from rushes.craft.cards.card import Card
from rushes.craft.prompting.compiled import Section, Unsendable
from rushes.craft.prompting.intent import Intent, Mode
from rushes.craft.prompting.sentences import listed
from rushes.craft.prompting.surface import GIVES_UP, SPARE, Surface

CLOSE_ENOUGH = 0.02


def seconds(surface: Surface, intent: Intent) -> tuple[float, list[str]]:
    """
    The length to ask for, never shorter than the card's, and what to cut off afterwards.

    Raises:
        Unsendable: the card is longer than anything the surface makes.
    """
    offered, asked = surface.offered(intent.mode), intent.card.seconds
    if not offered:
        return asked, []
    longer = [length for length in offered if length >= asked]
    if not longer:
        raise Unsendable(
            f"{intent.card.code} asks {asked:g} s and {surface.title} makes at most {offered[-1]}: split the shot."
        )
    if longer[0] == asked:
        return longer[0], []
    return longer[0], [
        f"{surface.title} makes {lengths(offered)} s: it is asked for {longer[0]}, cut down to {asked:g}."
    ]


def shares(surface: Surface, mode: Mode, cards: Sequence[Card]) -> tuple[list[float], list[str]]:
    """
    The length of each shot of a sequence, together exactly one that the surface makes, and what to cut off afterwards.

    Where shots are sent apart each is a whole number of seconds; what is over goes to the last.

    Raises:
        Unsendable: together they are longer than anything the surface makes.
    """
    each = [math.ceil(card.seconds) if surface.apart else summed([card.seconds]) for card in cards]
    total, offered = summed(each), surface.offered(mode)
    if offered and total > offered[-1]:
        out = [card.code for index, card in enumerate(cards) if index and summed(each[: index + 1]) > offered[-1]]
        cure = f"take out {listed(out)}" if each[0] <= offered[-1] else f"split {cards[0].code}"
        who = f"{cards[0].code} to {cards[-1].code}"
        raise Unsendable(f"{who} ask {total:g} s and {surface.title} makes at most {offered[-1]}: {cure}.")
    over = next((length for length in offered if length >= total), total) - total
    each[-1] = summed([each[-1], over])
    return each, [
        f"{card.code} is asked for {length:g} s, cut down to {card.seconds:g}."
        for card, length in zip(cards, each, strict=True)
        if length != card.seconds
    ]


def ratio(surface: Surface, aspect: float) -> tuple[str, list[str]]:
    """The nearest ratio that the surface makes, and a warning where the picture will be cropped to fit."""
    if not surface.ratios:
        return "", []
    nearest = min(surface.ratios, key=lambda text: abs(_wide(text) / aspect - 1))
    if abs(_wide(nearest) / aspect - 1) <= CLOSE_ENOUGH:
        return nearest, []
    return nearest, [f"{surface.title} has no {aspect:.2f}:1: it is asked for {nearest}, crop the picture afterwards."]


def shortened(surface: Surface, mode: Mode, sections: Sequence[Section], who: str) -> tuple[list[Section], list[str]]:
    """
    The sections within the surface's limits; what was given up is said, and nothing is cut in mid-sentence.

    Args:
        who: the shot or shots, as a refusal names them.

    Raises:
        Unsendable: what may never be left out is too long by itself.
    """
    kept, less = [section for section in sections if section.text], list[str]()
    for name in GIVES_UP:
        if _fits(surface, mode, kept, guide=name in SPARE):
            continue
        given = [section for section in kept if section.name == name and section.text != section.brief]
        if given:
            less.append(f"{name} {'cut short' if any(section.brief for section in given) else 'left out'}")
            kept = [_briefly(section) if section in given else section for section in kept]
            kept = [section for section in kept if section.text]
    warnings = [f"The prompt was too long for {surface.title}: {listed(less)}."] if less else []
    length, count = _measured(surface, kept)
    if length > surface.characters:
        raise Unsendable(
            f"{who} needs {length} characters and {surface.title} reads {surface.characters}: "
            "shorten its action or its lines, or split the shot."
        )
    words = surface.words.get(mode, 0)
    if words and count > words:
        warnings.append(f"The prompt has {count} words where {surface.title} asks for at most {words}.")
    return kept, warnings


def negative(surface: Surface, text: str) -> tuple[str, list[str]]:
    """What must not be seen, as many whole entries as its field holds."""
    if len(text) <= surface.negative_characters:
        return text, []
    entries = text.split(", ")
    while entries and len(", ".join(entries)) > surface.negative_characters:
        entries.pop()
    left = len(text.split(", ")) - len(entries)
    return ", ".join(entries), [f"{left} of what must not be seen had no room in the negative field."]


def _briefly(section: Section) -> Section:
    return replace(section, text=section.brief)


def _fits(surface: Surface, mode: Mode, sections: Sequence[Section], *, guide: bool) -> bool:
    length, count = _measured(surface, sections)
    words = surface.words.get(mode, 0) if guide else 0
    return length <= surface.characters and (not words or count <= words)


def _measured(surface: Surface, sections: Sequence[Section]) -> tuple[int, int]:
    text = surface.joint.join(section.text for section in sections)
    return len(text), len(text.split())


def lengths(offered: Sequence[int]) -> str:
    """`4 to 15`, or `4, 6 or 8`."""
    if len(offered) > 2 and list(offered) == list(range(offered[0], offered[-1] + 1)):
        return f"{offered[0]} to {offered[-1]}"
    return listed(map(str, offered)).replace(" and ", " or ")


def summed(lengths: Sequence[float]) -> float:
    """Lengths together, to the millisecond."""
    total = round(math.fsum(lengths), 3)
    return int(total) if total.is_integer() else total


def _wide(text: str) -> float:
    wide, high = map(float, text.split(":"))
    return wide / high
