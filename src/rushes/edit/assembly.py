"""
The cut: chosen takes in story order with title, black and credits around them, as the editor decided shot by shot.

What a person decided wins: a shot is left out, stands elsewhere, is trimmed and comes in as they said, whatever takes
are chosen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rushes.craft.cards.card import Card
from rushes.craft.production.rows import Trim
from rushes.craft.timeline import assemble, order, transitions
from rushes.craft.timeline.cut import Cut, Event, Medium
from rushes.edit.ending import Ending
from rushes.kernel.timecode import Rate, Span

TITLE, ENDING, CREDITS = "title", "ending", "credits"


@dataclass(frozen=True)
class Chosen:
    """The take a shot is cut with: its code, the hash and length of its clip, the frames somebody said are usable."""

    code: str
    media: str
    frames: int
    usable: Span | None = None


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
    known = {card.code: card for card in cards}
    pieces = [_piece(known[code], chosen.get(code), trims.get(code), rate) for code in arranged(list(known), trims)]
    made = assemble.assemble(title, rate, pieces, opening=opening, closing=closing)
    return replace(made, events=_joined(made.events, trims, rate))


def arranged(story: Sequence[str], trims: Mapping[str, Trim]) -> list[str]:
    """The shots that are in the cut, in its order."""
    here = [code for code in story if code not in trims or not trims[code].left_out]
    return order.arranged(here, {code: trim.after for code, trim in trims.items() if trim.after})


def usable(trim: Trim, frames: int, rate: Rate) -> Span:
    """What a trim leaves of a take of so many frames: at least one."""
    start = min(rate.frames(trim.start), frames - 1)
    end = frames if trim.end is None else min(rate.frames(trim.end), frames)
    return Span(start, max(end, start + 1))


def _piece(card: Card, take: Chosen | None, trim: Trim | None, rate: Rate) -> assemble.Card | assemble.Placed:
    if take is None:
        return assemble.Card(card.code, rate.frames(card.seconds), f"{card.code}\nno take")
    medium = Medium(f"media/{take.code}.mp4", take.media, take.frames)
    spans = (take.usable,) if take.usable else ()
    if trim and (trim.start or trim.end is not None or not spans):
        spans = (usable(trim, take.frames, rate),)
    return assemble.Placed(card.code, take.code, medium, spans, note=trim.note if trim else "")


def _joined(events: Sequence[Event], trims: Mapping[str, Trim], rate: Rate) -> tuple[Event, ...]:
    """The events with the transitions that are wished for, as far as the takes have frames for them."""
    before: Sequence[Event | None] = [None, *events]
    return tuple(_into(one, event, trims, rate) for one, event in zip(before, events, strict=False))


def _into(before: Event | None, event: Event, trims: Mapping[str, Trim], rate: Rate) -> Event:
    trim, ahead = trims.get(event.name), trims.get(before.name) if before else None
    if trim and trim.transition:
        wished = max(1, rate.frames(trim.transition_seconds))
        return replace(event, transition=transitions.fitted(before, event, trim.transition, wished))
    if ahead and ahead.fade_out:
        return replace(event, transition=transitions.faded_out(before, rate.frames(ahead.fade_out)))
    return event
