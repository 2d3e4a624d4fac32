"""From the clip of a run to its shots: where it is cut, what each part is asked as, what each part cost; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Any

from rushes.generation.compose import Composed
from rushes.generation.together import SHOTS
from rushes.kernel.ids import Subject
from rushes.kernel.money import Money
from rushes.kernel.timecode import Rate, Span
from rushes.providers import fitting, parts
from rushes.providers.base import Request
from rushes.providers.pricing import Usage
from rushes.takes import cited

NEAR = Fraction(3, 4)
"""How many seconds a cut may be from where it was planned."""


@dataclass(frozen=True)
class Part:
    """The frames of a run that are one shot, where it was planned to begin, whether a cut was `found` near there."""

    span: Span
    planned: int
    found: bool


@dataclass(frozen=True)
class Came:
    """What came of a run: the order and its take, what it cost by which prices, what its service counted and says."""

    order: str
    take: str
    media: str
    frames: int
    cost: Money
    prices: str
    used: Usage | None
    said: Mapping[str, Any]


def divided(planned: Sequence[int], frames: int, cuts: Iterable[int], rate: Rate) -> list[Part]:
    """
    A clip of so many frames divided among shots that were planned to begin at those frames, the first at 0.

    Each begins at the cut nearest to its frame, if that is within `NEAR`, else at its frame. All frames go to one shot
    each, and each shot has one at least, as long as there are enough.

    Args:
        planned: where each shot begins, and last where the clip should end.
        cuts: the frames that begin another picture.
    """
    *starts, end = planned
    starts = starts[:frames]
    near = int(NEAR * rate.value)
    short = Fraction(frames, end) if end - frames > near else Fraction(1)
    walls = _apart([round(start * short) for start in starts], frames)
    found = _nearest([*walls, frames], cuts, near)
    begin = [found.get(wall, wall) for wall in walls]
    spans = [Span(*pair) for pair in pairwise([*begin, frames])]
    return [Part(span, start, wall in found) for span, start, wall in zip(spans, starts, walls, strict=True)]


def shares(total: int, frames: Sequence[int]) -> list[int]:
    """A whole number shared among parts by their frames: the shares sum to it, and none is less than nothing."""
    ends = [0, *accumulate(frames)]
    return [total * end // ends[-1] - total * start // ends[-1] for start, end in pairwise(ends)]


def composed(asked: Request, snapshot: Mapping[str, Any], came: Came, cuts: Iterable[int]) -> list[Composed]:
    """What each shot of a run is asked as, once its clip is there: a part of that, which costs nothing more."""
    rate, plans = fitting.film_rate(asked), asked.plan[SHOTS]
    planned = [*(plan["begins"] for plan in plans), plans[-1]["begins"] + plans[-1]["frames"]]
    found = divided(planned, came.frames, cuts, rate)
    lengths = [len(part.span) for part in found]
    costs = zip(shares(came.cost.micros, lengths), _used(came.used, lengths), strict=True)
    each = zip(found, plans, snapshot[SHOTS], costs, strict=False)  # of a clip without frames enough the last get none
    return [_part(asked, snapshot, came, rate, *one) for one in each]


def _part(
    asked: Request,
    snapshot: Mapping[str, Any],
    came: Came,
    rate: Rate,
    part: Part,
    plan: Mapping[str, Any],
    told: Mapping[str, Any],
    share: tuple[int, dict[str, str]],
) -> Composed:
    span = {"start": part.span.start, "end": part.span.end}
    own = {name: value for name, value in plan.items() if name not in {"begins", "frames"}}
    request = Request(
        model=parts.plugin.usual.id,
        prompt=asked.prompt,
        frames=plan["frames"],
        rate=str(rate),
        width=asked.width,
        height=asked.height,
        attempt=asked.attempt,
        citations=asked.citations,
        settings={"run": came.take, "clip": came.media, **span},
        plan=own,
    )
    whence = {
        **span,
        "of": came.take,
        "order": came.order,
        "planned": part.planned,
        "found": part.found,
        "provider": snapshot["provider"],
        "model": asked.model,
        "micros": share[0],
        "currency": came.cost.currency,
        "prices": came.prices,
        "used": share[1],
    }
    made = {"provider": parts.plugin.id, "request": request.plain(), "digest": request.digest, "seed": snapshot["seed"]}
    worded = {"worded": snapshot["worded"], **told, **came.said, cited.PART: whence}
    return Composed(Subject("shot", plan["card"]["code"]), request, made | worded)


def _apart(starts: Sequence[int], frames: int) -> list[int]:
    """The same frames, each at least one after the one before, with room for those that follow."""
    found: list[int] = []
    for left, start in zip(range(len(starts), 0, -1), starts, strict=True):
        found.append(min(max(start, found[-1] + 1 if found else 0), frames - left))
    return found


def _nearest(walls: Sequence[int], cuts: Iterable[int], near: int) -> dict[int, int]:
    """
    By wall the cut nearest to it and to no other wall; either end of the clip is a wall that stays where it is.

    So no two walls take one cut, and none goes beyond another.
    """
    found: dict[int, int] = {}
    for cut in sorted(cuts):
        wall = min(walls, key=lambda one: abs(one - cut))
        known = found.get(wall)
        if abs(wall - cut) <= near and (known is None or abs(wall - cut) < abs(wall - known)):
            found[wall] = cut
    return {wall: found[wall] for wall in walls[1:-1] if wall in found}


def _used(used: Usage | None, frames: Sequence[int]) -> list[dict[str, str]]:
    """What the service counted, shared out in the smallest step it counts in."""
    if used is None:
        return [{} for _ in frames]
    step = Decimal(1).scaleb(min(0, int(used.amount.as_tuple().exponent)))
    return [{"amount": f"{one * step:f}", "unit": used.unit} for one in shares(int(used.amount / step), frames)]
