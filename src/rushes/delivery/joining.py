"""The events of a cut as items of a reel, with what is shown of both sides while one comes in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from rushes.craft.render.reel import Blend, Card, Clip
from rushes.craft.timeline.cut import Event, Way
from rushes.kernel.timecode import Span

Item = Blend | Card | Clip


def items(events: Sequence[Event], shown: Callable[[Event], Clip | Card]) -> tuple[Item, ...]:
    """The items one after another; what a transition shows is taken from the clips on both sides of it."""
    made = list(map(shown, events))
    found: list[Item] = []
    for number, (event, item) in enumerate(zip(events, made, strict=True)):
        found += _into(event, made[number - 1] if number else None, item)
        after = events[number + 1] if number + 1 < len(events) else None
        found += _rest(item, event, after)
    return tuple(found)


def _into(event: Event, before: Clip | Card | None, item: Clip | Card) -> Iterator[Blend]:
    into = event.transition
    if into is None:
        return
    if into.way is Way.FADE and into.before and isinstance(before, Clip):
        yield Blend(_part(before, before.span.end - into.before, into.before), None)
    if not isinstance(item, Clip):
        return
    start = item.span.start
    if into.way is Way.FADE:
        if into.after:
            yield Blend(None, _part(item, start, into.after))
    elif isinstance(before, Clip):
        first = _part(before, before.span.end - into.before, into.frames)
        yield Blend(first, _part(item, start - into.before, into.frames))


def _rest(item: Clip | Card, event: Event, after: Event | None) -> list[Clip | Card]:
    """What of an item is shown alone."""
    if not isinstance(item, Clip):
        return [item]
    taken = event.transition.after if event.transition else 0
    given = after.transition.before if after and after.transition else 0
    start, end = item.span.start + taken, item.span.end - given
    return [replace(item, span=Span(start, end))] if start < end else []


def _part(clip: Clip, start: int, frames: int) -> Clip:
    return replace(clip, span=Span(start, start + frames))
