"""The first cut: chosen takes in story order, trimmed as the plan says, with title, black and credits around them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rushes.craft.cards.card import Card
from rushes.craft.production.rows import Trim
from rushes.craft.timeline import assemble
from rushes.craft.timeline.cut import Cut, Medium
from rushes.edit.ending import Ending
from rushes.kernel.timecode import Rate, Span

TITLE, ENDING, CREDITS = "title", "ending", "credits"


@dataclass(frozen=True)
class Chosen:
    """The take a shot is cut with: its code, the hash and length of its clip."""

    code: str
    media: str
    frames: int


def assembly(
    title: str,
    rate: Rate,
    cards: Sequence[Card],
    chosen: Mapping[str, Chosen],
    trims: Mapping[str, Trim],
    ending: Ending,
) -> Cut:
    """The cut; a shot without a take keeps its place as a card that says so."""
    main = assemble.Card(TITLE, rate.frames(assemble.TITLE_SECONDS), title)
    black = [assemble.Card(ENDING, rate.frames(ending.seconds))] if ending.seconds else []
    credits = assemble.Card(CREDITS, rate.frames(assemble.CREDITS_SECONDS), "credits")
    opening = [] if ending.title_last else [main]
    closing = [*black, *([main] if ending.title_last else []), credits]
    pieces = [_piece(card, chosen.get(card.code), trims.get(card.code), rate) for card in cards]
    return assemble.assemble(title, rate, pieces, opening=opening, closing=closing)


def _piece(card: Card, take: Chosen | None, trim: Trim | None, rate: Rate) -> assemble.Card | assemble.Placed:
    if take is None:
        return assemble.Card(card.code, rate.frames(card.seconds), f"{card.code}\nno take")
    medium = Medium(f"media/{take.code}.mp4", take.media, take.frames)
    usable = (_usable(trim, take.frames, rate),) if trim else ()
    return assemble.Placed(card.code, take.code, medium, usable, note=trim.note if trim else "")


def _usable(trim: Trim, frames: int, rate: Rate) -> Span:
    start = min(rate.frames(trim.start), frames - 1)
    end = frames if trim.end is None else min(rate.frames(trim.end), frames)
    return Span(start, max(end, start + 1))
