"""A first cut from takes in order: usable stretches, trims in the editor's words, cards before and after."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rushes.craft.timeline.cut import Cut, Event, Kind, Marker, Medium, Stem, start_of
from rushes.craft.timeline.reels import reel_of
from rushes.craft.timeline.trims import trim_of
from rushes.kernel.errors import Invalid
from rushes.kernel.ids import in_order
from rushes.kernel.timecode import Rate, Span

TITLE_SECONDS = 4.0
CREDITS_SECONDS = 5.0


class NothingUsable(Invalid):
    """A take was chosen of which no frame can be used."""


@dataclass(frozen=True)
class Placed:
    """A take in its shot's place: its file, the stretches that can be used (none named: all), and the editor's trim."""

    shot: str
    take: str
    medium: Medium
    usable: tuple[Span, ...] = ()
    trim: str = ""
    note: str = ""
    markers: tuple[Marker, ...] = ()


@dataclass(frozen=True)
class Card:
    """A stretch without a take: words on a title card, or black when there are none; its picture, if it has a file."""

    name: str
    frames: int
    text: str = ""
    medium: Medium | None = None


def assemble(
    title: str,
    rate: Rate,
    shots: Sequence[Placed | Card],
    *,
    opening: Iterable[Card] = (),
    closing: Iterable[Card] = (),
    stems: Iterable[Stem] = (),
) -> Cut:
    """
    Lay the cards and shots one after another, in the order given (`scene_order` sorts shots); a shot without a take
    may stand as a card.

    Raises:
        BadTrim: a trim asks for frames its take does not have.
        NothingUsable: a take's usable stretches lie outside it.
    """
    events: list[Event] = []
    record = 0
    pieces: list[Card | Placed] = [*opening, *shots, *closing]
    for piece in pieces:
        event = _card(piece, record) if isinstance(piece, Card) else _clip(piece, record, rate)
        events.append(event)
        record = event.end
    return Cut(title, rate, tuple(events), tuple(stems), start_of(rate))


def scene_order(shots: Iterable[Placed]) -> list[Placed]:
    """Shots by scene and number, an inserted S02-SH03A after S02-SH03."""
    return sorted(shots, key=lambda shot: in_order(shot.shot))


def used(shot: Placed, rate: Rate) -> Span:
    """The frames the cut takes: the editor's trim, else the longest usable stretch (the first of equals), else all."""
    trim = trim_of(shot.trim, shot.medium.frames, rate)
    if trim is not None:
        return trim
    if not shot.usable:
        return shot.medium.available
    inside = [
        Span(span.start, min(span.end, shot.medium.frames)) for span in shot.usable if span.start < shot.medium.frames
    ]
    if not inside:
        raise NothingUsable(
            f"{shot.take} has {shot.medium.frames} frames and every usable stretch named for it starts after them; "
            "choose another take or name its usable frames again.",
            take=shot.take,
        )
    return max(inside, key=lambda span: (len(span), -span.start))


def _clip(shot: Placed, record: int, rate: Rate) -> Event:
    return Event(
        kind=Kind.CLIP,
        name=shot.shot,
        source=used(shot, rate),
        record=record,
        medium=shot.medium,
        take=shot.take,
        reel=reel_of(shot.take),
        note=shot.note,
        markers=shot.markers,
    )


def _card(card: Card, record: int) -> Event:
    kind = Kind.TITLE if card.text or card.medium else Kind.BLACK
    return Event(kind, card.name, Span(0, card.frames), record, card.medium, text=card.text)
