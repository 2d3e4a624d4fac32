"""Blocking: acts laid end to end as passages over the floor, each starting on the feet that the last one ended on."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rushes.craft.previz import gait, turns
from rushes.craft.previz.acts import MOVING, STILL, Act
from rushes.craft.previz.easing import wrapped
from rushes.craft.previz.gait import Line
from rushes.craft.previz.rig import Step
from rushes.craft.previz.turns import Vec

PACE = {"walk": 1.3, "enter": 1.4, "exit": 1.4, "hurry": 1.95, "run": 3.3, "slip_fall": 1.2}
JOINED = 0.06  # seconds: acts closer than this are one movement
SITTING = ("sit", "seated")
SEAT = 0.25  # a seat's middle is so many heights behind the feet of who sits on it


@dataclass(frozen=True)
class Passage:
    """One stretch of a performance: from where to where, from which heading to which, on which feet."""

    kind: str
    start: float
    end: float
    a: Vec
    b: Vec
    turn: tuple[float, float]
    feet: tuple[Step, Step]
    line: Line | None = None
    hand: str = "right"

    def share(self, t: float) -> float:
        """How much of the passage is over at second t, 0 to 1."""
        return min(max((t - self.start) / max(self.end - self.start, 1e-6), 0.0), 1.0)


@lru_cache(maxsize=256)
def passages(acts: tuple[Act, ...], stature: float) -> tuple[Passage, ...]:
    """The passages that acts ask for, in order; the first begins before time does."""
    moves = sorted((act for act in acts if act.verb in MOVING or act.verb in STILL), key=lambda act: act.start)
    first = _opening(moves, stature)
    laid = [first]
    for number, act in enumerate(moves):
        following = moves[number + 1] if number + 1 < len(moves) else None
        laid.append(_next(laid[-1], act, following, stature))
    return tuple(laid)


def ending(passage: Passage, stature: float) -> tuple[Step, Step]:
    """The feet on which a passage ends."""
    if passage.line is not None:
        left, right = (gait.step(passage.line, passage.feet, side, passage.end, stature) for side in (0, 1))
        return left, right
    if passage.kind == "slip_fall":
        return gait.fallen(passage.feet, passage.b, passage.turn[1], 1e9, stature)
    if passage.kind in ("turn", "stand", "stop") and abs(passage.turn[1] - passage.turn[0]) > gait.STEPS_ROUND:
        return gait.rest(passage.b, passage.turn[1], stature)
    return passage.feet


def _opening(moves: Sequence[Act], stature: float) -> Passage:
    placed = next((act for act in moves if act.at is not None), None)
    lead = moves[0] if moves else None
    heading = next((math.radians(act.facing) for act in moves if act.facing is not None), 0.0)
    place: Vec = (0.0, 0.0, 0.0)
    if placed is not None and placed.at is not None:
        place = placed.at
    elif lead is not None and lead.to is not None:
        away = (lead.end - lead.start) * PACE.get(lead.verb, 1.3)
        place = turns.sub(lead.to, turns.scale(gait.ahead(heading), away))
    if lead is not None and lead.verb in MOVING and lead.to is not None:
        heading = gait.bearing(place, lead.to, heading)
    if lead is not None and lead is placed and lead.verb == "sit":
        place = turns.add(place, turns.scale(gait.ahead(heading), SEAT * stature))
    kind = "seated" if lead is not None and lead.verb in ("seated", "rise") else "stand"
    stood = turns.add(place, turns.scale(gait.ahead(heading), SEAT * stature)) if kind == "seated" else place
    feet = gait.rest(stood, heading, stature)
    return Passage(kind, -1e6, -1e6 + 1.0, place, place, (heading, heading), feet)


def _next(before: Passage, act: Act, following: Act | None, stature: float) -> Passage:
    feet = ending(before, stature)
    if act.verb in MOVING:
        return _moving(before, act, following, feet, stature)
    if act.verb == "seated" and before.kind not in SITTING:
        return _placed(before, act, stature)
    heading = math.radians(act.facing) if act.facing is not None else before.turn[1]
    heading = before.turn[1] + wrapped(heading - before.turn[1])
    kind, start = _kind(before, act), act.start
    if kind in SITTING or kind == "rise":
        heading = before.turn[1]
    place = before.b
    if kind == "sit":
        place = _seat(before, act, stature)
    elif kind == "rise":
        place = gait.over(feet, heading, stature)
    end = max(act.end, start + 0.2)
    if kind in ("stand", "stop", "turn"):
        end = min(end, start + max(0.9, abs(heading - before.turn[1]) * 0.62))
    return Passage(kind, start, end, before.b, place, (before.turn[1], heading), feet)


def _kind(before: Passage, act: Act) -> str:
    """What an act comes to after what went before: nobody rises who stands, nobody turns on the floor who sits."""
    if before.kind in SITTING:
        return act.verb if act.verb == "rise" else "seated"
    return "stand" if act.verb == "rise" else act.verb


def _seat(before: Passage, act: Act, stature: float) -> Vec:
    behind = turns.sub(before.b, turns.scale(gait.ahead(before.turn[1]), SEAT * stature))
    near = act.at is not None and turns.length(turns.sub(act.at, behind)) < 0.3 * stature
    return act.at if near and act.at is not None else behind


def _placed(before: Passage, act: Act, stature: float) -> Passage:
    """Seated from the first moment, wherever that is."""
    place = act.at or before.b
    heading = math.radians(act.facing) if act.facing is not None else before.turn[1]
    feet = gait.rest(turns.add(place, turns.scale(gait.ahead(heading), SEAT * stature)), heading, stature)
    return Passage("seated", act.start, act.start + 1e-3, place, place, (heading, heading), feet)


def _moving(before: Passage, act: Act, following: Act | None, feet: tuple[Step, Step], stature: float) -> Passage:
    a = act.at if act.at is not None and before.start < -1e5 else before.b
    heading = math.radians(act.facing) if act.facing is not None else before.turn[1]
    span = PACE[act.verb] * (act.end - act.start)
    b = act.to if act.to is not None else turns.add(a, turns.scale(gait.ahead(heading), span))
    heading = before.turn[1] + wrapped(gait.bearing(a, b, heading) - before.turn[1])
    if act.verb == "slip_fall":
        return Passage("slip_fall", act.start, act.end, a, b, (before.turn[1], heading), feet, hand=act.hand)
    running_start = act.verb == "enter" or _joins(before, act)
    running_end = act.verb == "exit" or (
        following is not None and following.verb in MOVING and following.start - act.end < JOINED
    )
    line = gait.line(a, b, (act.start, act.end), act.verb, stature, running=(running_start, running_end), feet=feet)
    return Passage(act.verb, act.start, act.end, a, b, (before.turn[1], heading), feet, line)


def _joins(before: Passage, act: Act) -> bool:
    return before.line is not None and act.start - before.end < JOINED
