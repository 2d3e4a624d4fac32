"""When captions come and go: long enough to read, never two at once, on the cut where one is near."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rushes.craft.captions.cue import Cue, Limits, Row
from rushes.kernel.timecode import Rate

LATE = 7


@dataclass(frozen=True)
class Draft:
    """Rows with the frames at which they are heard."""

    start: int
    end: int
    rows: tuple[Row, ...]


def settle(
    drafts: Sequence[Draft], rate: Rate, limits: Limits, joins: Sequence[int] = (), length: int | None = None
) -> tuple[Cue, ...]:
    """Captions in order for drafts in order: `length` is the film's, if captions must end with it."""
    cues = _forward(drafts, rate, limits, length)
    if length is not None:
        cues = _inside(cues, rate, limits, length)
    return tuple(_snapped(cues, drafts, rate, limits, joins))


def _forward(drafts: Sequence[Draft], rate: Rate, limits: Limits, length: int | None) -> list[Cue]:
    """Each as long as it is heard and takes to read, as far as the next leaves room."""
    cues: list[Cue] = []
    free = 0
    for draft, after in zip(drafts, [*drafts[1:], None], strict=False):
        start = max(draft.start, free)
        end = start + _room(Cue(start, draft.end, draft.rows), after, rate, limits, length)
        cues.append(Cue(start, end, draft.rows))
        free = end + limits.gap
    return cues


def _room(cue: Cue, after: Draft | None, rate: Rate, limits: Limits, length: int | None) -> int:
    """Frames to show a caption for; fast speech may hold the next caption back by up to half a second."""
    least, most = limits.least(rate), limits.most(rate)
    calm = limits.reading(cue.characters, limits.fast_cps, rate)
    wanted = max(cue.end - cue.start, least, calm)
    if after is not None:
        free = after.start - limits.gap - cue.start
        hurried = limits.reading(cue.characters, limits.most_cps, rate)
        wanted = min(wanted, max(free, min(hurried, free + limits.snap)))
    elif length is not None:
        wanted = min(wanted, length - cue.start)
    return max(least, min(wanted, most))


def _inside(cues: list[Cue], rate: Rate, limits: Limits, length: int) -> list[Cue]:
    """Pull captions that would outlast the film back before its end; left alone where there is no room for all."""
    pulled: list[Cue] = []
    last = length
    for cue in reversed(cues):
        end = min(cue.end, last)
        start = min(cue.start, end - limits.least(rate))
        pulled.append(replace(cue, start=start, end=end))
        last = start - limits.gap
    return pulled[::-1] if not pulled or pulled[-1].start >= 0 else cues


def _snapped(cues: list[Cue], drafts: Sequence[Draft], rate: Rate, limits: Limits, joins: Sequence[int]) -> list[Cue]:
    """Begin on a cut, or end the gap before one, where that is near and takes no time that is needed."""
    moved: list[Cue] = []
    for number, (cue, draft) in enumerate(zip(cues, drafts, strict=True)):
        floor = moved[-1].end + limits.gap if moved else 0
        ceiling = cues[number + 1].start - limits.gap if number + 1 < len(cues) else None
        starts = [replace(cue, start=join) for join in joins if -limits.snap <= join - cue.start <= LATE]
        begun = _nearest(cue, [each for each in starts if each.start >= floor], rate, limits)
        ends = [
            replace(begun, end=join - limits.gap)
            for join in joins
            if abs(join - limits.gap - begun.end) <= limits.snap and join - limits.gap >= draft.end - limits.gap - 1
        ]
        moved.append(_nearest(begun, [each for each in ends if ceiling is None or each.end <= ceiling], rate, limits))
    return moved


def _nearest(cue: Cue, options: list[Cue], rate: Rate, limits: Limits) -> Cue:
    """The least moved option that stays readable, else the caption as it was."""
    least = max(limits.least(rate), min(limits.reading(cue.characters, limits.most_cps, rate), cue.end - cue.start))
    good = [each for each in options if least <= each.end - each.start <= limits.most(rate)]
    return min(good, key=lambda each: abs(each.start - cue.start) + abs(each.end - cue.end), default=cue)
