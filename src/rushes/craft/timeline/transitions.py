"""How long a transition can be between two events, and where it lies about the cut."""

from rushes.craft.timeline.cut import Event, Kind, Transition, Way
from rushes.kernel.errors import Invalid


class NoHandles(Invalid):
    """The takes on both sides have not enough frames to give for a transition."""


def longest(before: Event | None, after: Event, way: Way) -> int:
    """The most frames that a transition into `after` can last; 0 when it cannot be."""
    ahead, behind = _room(before, after, way)
    return ahead + behind


def placed(before: Event | None, after: Event, way: Way, frames: int) -> Transition:
    """
    A transition of so many frames, in the middle of the cut as far as the frames on both sides reach.

    Raises:
        NoHandles: they do not reach; says how long it can be.
    """
    ahead, behind = _room(before, after, way)
    if frames > ahead + behind or frames < 1:
        raise NoHandles(_sentence(before, after, way, ahead + behind), most=ahead + behind)
    early = max(frames - behind, min(frames // 2, ahead))
    return Transition(way, frames, early)


def fitted(before: Event | None, after: Event, way: Way, frames: int) -> Transition | None:
    """The same, shorter where the frames do not reach; None where there is no room at all."""
    most = min(frames, longest(before, after, way))
    return placed(before, after, way, most) if most else None


def longest_out(event: Event) -> int:
    """The most frames that an event can fade out for: half of what is used of it."""
    return len(event.source) // 2 if event.kind is Kind.CLIP else 0


def faded_out(event: Event | None, frames: int) -> Transition | None:
    """How an event fades out ahead of what comes in by a cut, shorter where it is short; None where nothing can."""
    most = min(frames, longest_out(event)) if event else 0
    return Transition(Way.FADE, most, most) if most else None


def _room(before: Event | None, after: Event, way: Way) -> tuple[int, int]:
    """
    How many frames may be shown ahead of the cut and from it on.

    Neither side gives more than half of what is used of it, so that two transitions never meet; a dissolve also needs
    frames beyond the edges.
    """
    if after.kind is not Kind.CLIP or after.medium is None:
        return 0, 0
    behind = len(after.source) // 2
    if before is None or before.kind is not Kind.CLIP or before.medium is None:
        return (0, behind) if way is Way.FADE else (0, 0)
    ahead = len(before.source) // 2
    if way is Way.FADE:
        return ahead, behind
    return min(ahead, after.source.start), min(behind, before.medium.frames - before.source.end)


def _sentence(before: Event | None, after: Event, way: Way, most: int) -> str:
    if most:
        return f"A {way} into {after.name} can last {most} frames here: trim the shots to leave more beyond the cut."
    if after.kind is not Kind.CLIP:
        return f"{after.name} has no take, so nothing can {way} into it."
    if way is Way.DISSOLVE and (before is None or before.kind is not Kind.CLIP):
        return f"There is no shot before {after.name} to dissolve from; fade in instead."
    other = before.name if before else ""
    return (
        f"{other} is used to its last frame and {after.name} from its first, so there is nothing to {way} through: "
        f"end {other} earlier or begin {after.name} later."
    )
