"""Gestures: what hands are asked to do, one act melting into the next; they arrive, go a little too far, and settle."""

import math
from collections.abc import Sequence

from rushes.craft.previz import turns
from rushes.craft.previz.acts import MANUAL, Act
from rushes.craft.previz.easing import keyed, settle, smooth
from rushes.craft.previz.rig import Grasp
from rushes.craft.previz.stances import cradle, gripped
from rushes.craft.previz.turns import Vec

LASTING = ("take", "hold", "hold_out", "withdraw", "close_fist", "read")
BOTH_HANDS = ("open_jacket",)
ARM = 0.321  # heights from shoulder to wrist
PALM = 0.045  # heights from wrist to palm


def of_hand(acts: Sequence[Act], side: str, t: float, base: Grasp, place: Vec, heading: float, stature: float) -> Grasp:
    """One hand at second t, starting from how it hangs or swings; `side` is left or right."""
    mine = sorted((act for act in acts if _is_for(act, side)), key=lambda act: act.start)
    now = base
    for number, act in enumerate(mine):
        if act.start > t:
            break
        following = mine[number + 1] if number + 1 < len(mine) else None
        share = _share(act, following, t)
        if share > 0.0:
            now = gripped(now, _goal(act, side, t, place, heading, stature), share)
    return now


def _is_for(act: Act, side: str) -> bool:
    if act.verb == "read":
        return side in (act.hand, "left") if act.hand == "both" else side == act.hand
    if act.verb not in MANUAL:
        return False
    return act.verb in BOTH_HANDS or act.hand in (side, "both")


def _share(act: Act, following: Act | None, t: float) -> float:
    rise = min(max(0.45, 0.6 * (act.end - act.start)), 0.85)
    share = settle((t - act.start) / rise)
    if act.verb in LASTING or (following is not None and following.start - act.end < 0.25):
        return share
    return share * (1.0 - smooth((t - act.end) / 0.65))


def _goal(act: Act, side: str, t: float, place: Vec, heading: float, stature: float) -> Grasp:
    u = (t - act.start) / max(act.end - act.start, 1e-6)
    point = act.target or act.to
    if act.verb in ("reach", "take"):
        return _reached(act, u, point or _before(place, heading, side, stature), place, stature)
    if act.verb in ("slide", "give"):
        return _pushed(act, u, place, heading, side, stature)
    if act.verb == "point":
        return _pointed(point or _before(place, heading, side, stature), place, side, heading, stature)
    if act.verb == "hold_out":
        goal = point or _before(place, heading, side, stature)
        return _at(goal, place, stature, roll=1.0, curl=0.3, palm=True)
    return _by_the_chest(act, u, stature)


def _reached(act: Act, u: float, point: Vec, place: Vec, stature: float) -> Grasp:
    if act.verb == "reach":
        curl = keyed(u, (0.0, 0.4), (0.45, 0.05), (1.0, 0.15))
        return _at(_arced(point, u), place, stature, roll=-0.7, curl=curl, palm=True)
    there = _at(_arced(point, u), place, stature, roll=-0.7, curl=keyed(u, (0.3, 0.05), (0.55, 0.6)), palm=True)
    return gripped(there, _carried(stature), smooth((u - 0.62) / 0.5))


def _pushed(act: Act, u: float, place: Vec, heading: float, side: str, stature: float) -> Grasp:
    goal = act.to or _before(place, heading, side, stature)
    start = act.target or turns.mix(place, goal, 0.45)
    start = (start[0], goal[1] if act.target is None else start[1], start[2])
    share = keyed(u, (0.28, 0.0), (0.8, 1.03), (0.95, 1.0))
    x, y, z = turns.mix(start, goal, share)
    lift = 0.0 if act.verb == "slide" else 0.05 * math.sin(math.pi * min(share, 1.0))
    roll = -1.0 if act.verb == "slide" else 0.8
    return _at((x, y + lift + 0.02, z), place, stature, roll=roll, curl=0.1, palm=True, droop=0.15)


def _pointed(point: Vec, place: Vec, side: str, heading: float, stature: float) -> Grasp:
    shoulder = _shoulder(place, heading, side, stature)
    toward = turns.unit(turns.sub(point, shoulder))
    x, y, z = turns.add(shoulder, turns.scale(toward, ARM * 0.96 * stature))
    return Grasp(far_x=x, far_y=y, far_z=z, fars=1.0, roll=-0.8, curl=0.12)


def _by_the_chest(act: Act, u: float, stature: float) -> Grasp:
    if act.verb == "tuck":
        inside = cradle(stature)._replace(near_x=-0.03 * stature, near_y=0.01 * stature, curl=0.5, roll=0.2)
        return gripped(_carried(stature), inside, smooth(u / 0.6))
    if act.verb == "open_jacket":
        wide = keyed(u, (0.2, 0.0), (0.6, 1.04), (0.75, 1.0))
        return Grasp(
            near_x=(0.03 + 0.07 * wide) * stature,
            near_y=0.05 * stature,
            near_z=(-0.105 + 0.005 * wide) * stature,
            nears=1.0,
            roll=0.5,
            curl=0.75,
            elbow=0.5,
        )
    if act.verb == "close_fist":
        return _carried(stature)._replace(curl=0.4 + 0.6 * smooth(u / 0.7), near_z=-0.17 * stature)
    if act.verb == "withdraw":
        return cradle(stature)._replace(curl=0.85, near_z=-0.12 * stature)
    if act.verb == "read":
        return Grasp(
            near_x=0.035 * stature, near_y=0.04 * stature, near_z=-0.2 * stature, nears=1.0, roll=0.8, curl=0.5
        )
    return _carried(stature)


def _carried(stature: float) -> Grasp:
    """A thing carried low before the body, elbow bent."""
    return Grasp(
        near_x=0.075 * stature,
        near_y=-0.015 * stature,
        near_z=-0.15 * stature,
        nears=1.0,
        roll=0.5,
        curl=0.6,
        elbow=0.05,
    )


def _at(
    point: Vec, place: Vec, stature: float, *, roll: float, curl: float, palm: bool = False, droop: float = 0.0
) -> Grasp:
    # the wrist stays short of what the palm touches
    away = turns.sub(place, point)
    flat = turns.unit((away[0], 0.0, away[2])) if math.hypot(away[0], away[2]) > 1e-3 else (0.0, 0.0, 0.0)
    back = PALM * stature if palm else 0.0
    x, y, z = turns.add(point, turns.scale(flat, back))
    return Grasp(far_x=x, far_y=y + 0.012 * stature, far_z=z, fars=1.0, roll=roll, curl=curl, droop=droop, elbow=0.1)


def _arced(point: Vec, u: float) -> Vec:
    return (point[0], point[1] + 0.05 * math.sin(math.pi * min(max(u / 0.5, 0.0), 1.0)), point[2])


def _before(place: Vec, heading: float, side: str, stature: float) -> Vec:
    """A point at arm's length before the shoulder, at the height of the lower ribs."""
    x, y, z = _shoulder(place, heading, side, stature)
    front = 0.3 * stature
    return (x + math.sin(heading) * front, y - 0.16 * stature, z - math.cos(heading) * front)


def _shoulder(place: Vec, heading: float, side: str, stature: float) -> Vec:
    out = 0.106 * stature * (1.0 if side == "left" else -1.0)
    return (place[0] + math.cos(heading) * out, place[1] + 0.79 * stature, place[2] + math.sin(heading) * out)


def strain(grasp: Grasp, side: str, place: Vec, heading: float, stature: float) -> tuple[float, float]:
    """How far beyond the arm a hand must go, and how far to the left it lies (radians): what the trunk must give."""
    if grasp.fars < 0.05:
        return 0.0, 0.0
    goal = turns.scale((grasp.far_x, grasp.far_y, grasp.far_z), 1.0 / grasp.fars)
    line = turns.sub(goal, _shoulder(place, heading, side, stature))
    over = (turns.length(line) - 0.9 * ARM * stature) / (0.33 * stature)
    ahead = math.sin(heading) * line[0] - math.cos(heading) * line[2]
    left = math.cos(heading) * line[0] + math.sin(heading) * line[2]
    share = min(grasp.fars, 1.0)
    return min(max(over, 0.0), 0.75) * share, max(-0.6, min(0.6, math.atan2(left, max(ahead, 0.15)))) * share
