"""What changed from one cut to another, shot by shot, in sentences an editor would write."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from rushes.craft.timeline import order
from rushes.craft.timeline.cut import Cut, Event, Kind, Transition
from rushes.edit.assembly import TITLE

MOST = 3


class What(StrEnum):
    """What kind of change it is."""

    IN = "in"
    OUT = "out"
    TAKE = "take"
    TRIM = "trim"
    MOVE = "move"
    TRANSITION = "transition"


@dataclass(frozen=True)
class Change:
    """One change: the piece of the cut, what kind, and the sentence."""

    name: str
    what: What
    says: str


def changes(before: Cut, after: Cut) -> list[Change]:
    """Every change, in the order of the cut after it; what went out comes last."""
    was, now = ({event.name: event for event in cut.events} for cut in (before, after))
    stayed = [event.name for event in after.events if event.name in was]
    moved = order.moved(stayed, [event.name for event in before.events if event.name in now])
    found = [
        change
        for event in after.events
        for change in (_between(was[event.name], event, moved) if event.name in was else [_new(event)])
    ]
    found += _goes_out(before, after)
    gone = [Change(name, What.OUT, f"{name} is out") for name in was if name not in now]
    return [*found, *gone]


def sentence(found: list[Change]) -> str:
    """The changes as one line; of many, the first and how many more."""
    told = "; ".join(change.says for change in found[:MOST])
    more = len(found) - MOST
    return f"{told}; and {more} more changes" if more > 0 else told


def _new(event: Event) -> Change:
    return Change(event.name, What.IN, f"{event.name} is in" + (f", {_number(event)}" if event.take else ""))


def _between(was: Event, now: Event, moved: dict[str, str]) -> Iterator[Change]:
    if was.take != now.take:
        old, new = _number(was) or "no take", _number(now) or "no take"
        yield Change(now.name, What.TAKE, f"{now.name}: {new} instead of {old}")
    if now.name in moved:
        where = "is first" if moved[now.name] in {order.FIRST, TITLE} else f"stands after {moved[now.name]}"
        yield Change(now.name, What.MOVE, f"{now.name} {where}")
    yield from _trims(was, now)
    if _into(was) != _into(now):
        yield Change(now.name, What.TRANSITION, _comes_in(now))


def _trims(was: Event, now: Event) -> Iterator[Change]:
    if now.kind is not Kind.CLIP or was.kind is not Kind.CLIP:
        if was.take == now.take and len(was.source) != len(now.source):
            yield Change(now.name, What.TRIM, f"{now.name} is {_by(len(now.source) - len(was.source), 'longer')}")
        return
    begins, ends = now.source.start - was.source.start, now.source.end - was.source.end
    if begins:
        yield Change(now.name, What.TRIM, f"{now.name} begins {_by(begins, 'later')}")
    if ends:
        yield Change(now.name, What.TRIM, f"{now.name} ends {_by(ends, 'later')}")


def _by(frames: int, more: str) -> str:
    less = {"later": "earlier", "longer": "shorter"}[more]
    many = abs(frames)
    return f"{many} frame{'s' if many > 1 else ''} {more if frames > 0 else less}"


def _goes_out(before: Cut, after: Cut) -> Iterator[Change]:
    was, now = _outs(before), _outs(after)
    for name in (event.name for event in after.events):
        if was.get(name, 0) != now.get(name, 0):
            says = f"fades out for {now[name]} frames" if name in now else "goes out by a cut"
            yield Change(name, What.TRANSITION, f"{name} {says}")


def _outs(cut: Cut) -> dict[str, int]:
    """The pieces that go out into black, and for how many frames."""
    beside = pairwise(cut.events)
    return {one.name: into.frames for one, after in beside if (into := after.transition) and into.goes_out}


def _into(event: Event) -> Transition | None:
    """How an event itself comes in."""
    return None if event.transition and event.transition.goes_out else event.transition


def _comes_in(event: Event) -> str:
    into = _into(event)
    if into is None:
        return f"{event.name} comes in by a cut"
    return f"{event.name} comes in by a {into.way} of {into.frames} frames"


def _number(event: Event) -> str:
    return event.take.rpartition("-")[2]
