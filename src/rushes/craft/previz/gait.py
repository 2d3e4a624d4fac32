"""Gait: feet that plant and stay planted, and the trunk and arms that go with them; phase comes from distance alone."""

import math
from dataclasses import dataclass
from functools import lru_cache

from rushes.craft.previz import turns
from rushes.craft.previz.easing import keyed, smooth, wrapped
from rushes.craft.previz.rig import Carriage, Grasp, Step
from rushes.craft.previz.turns import Vec

STEPS_ROUND = 0.3  # radians: a smaller turn is done on the spot
BALL = 0.07  # the ball of the foot is so many heights before the ankle
EASE = 0.45  # seconds to get going and to stop
STEPS = {"walk": 0.42, "hurry": 0.53, "run": 0.74}  # heights: the longest step
HASTE = 0.2  # strides: first and last steps are shorter


@dataclass(frozen=True)
class Line:
    """A straight walk: its ends, its seconds, the length of two steps and how its speed begins and ends."""

    a: Vec
    b: Vec
    times: tuple[float, float]
    stride: float
    stance: float
    eases: tuple[float, float]
    heading: float
    brisk: float  # 0 a stroll, 1 a walk, 1.5 a hurry, 2.5 a run
    starts: bool  # from the feet it is given, rather than already under way
    lead: float  # 0.5 when the left foot steps first

    @property
    def length(self) -> float:
        """Metres from end to end."""
        return math.hypot(self.b[0] - self.a[0], self.b[2] - self.a[2])

    def gone(self, t: float) -> float:
        """How far along it somebody is at second t, in metres."""
        start, end = self.times
        u, whole = t - start, end - start
        into, out = self.eases
        u = max(u, 0.0) if into else u
        u = min(u, whole) if out else u
        speed = self.length / max(whole - into / 2 - out / 2, 1e-6)
        if into and u < into:
            return speed * u * u / (2.0 * into)
        if out and u > whole - out:
            left = whole - u
            return self.length - speed * left * left / (2.0 * out)
        return speed * (u - into / 2)

    def point(self, metres: float) -> Vec:
        """The floor point so many metres along."""
        return turns.mix(self.a, self.b, metres / max(self.length, 1e-6))

    def phase(self, metres: float) -> float:
        """Strides done, where the left foot stands under the hip at whole numbers."""
        into, out = (HASTE if ease else 0.0 for ease in self.eases)
        near = 0.3 * self.stride
        rest = math.exp(-self.length / near)
        short = into * (1.0 - math.exp(-max(metres, 0.0) / near))
        short += out * (math.exp(min(metres - self.length, 0.0) / near) - rest)
        short /= 1.0 - rest
        return metres / self.stride + short + self.stance / 2 - 0.5 + self.lead

    @lru_cache(maxsize=1024)  # noqa: B019  a line is a value, and the same few steps are asked for in every frame
    def where(self, phase: float) -> float:
        """How far along so many strides are done: what `phase` gives, backwards."""
        low, high = (phase - 2.0) * self.stride, (phase + 2.0) * self.stride
        for _ in range(30):
            middle = (low + high) / 2
            low, high = (middle, high) if self.phase(middle) < phase else (low, middle)
        return (low + high) / 2

    def going(self, t: float) -> float:
        """How much of its full speed it has at second t, 0 to 1; who exits goes on, who enters was already going."""
        start, end = self.times
        into, out = self.eases
        if (into and t <= start) or (out and t >= end):
            return 0.0
        rise = (t - start) / into if into else 1.0
        return min(rise, (end - t) / out if out else 1.0, 1.0)


def ahead(heading: float) -> Vec:
    """The direction of a heading, on the floor."""
    return (math.sin(heading), 0.0, -math.cos(heading))


def bearing(a: Vec, b: Vec, otherwise: float) -> float:
    """The heading in radians from one place to another."""
    x, z = b[0] - a[0], b[2] - a[2]
    return math.atan2(x, -z) if math.hypot(x, z) > 1e-3 else otherwise


def line(
    a: Vec,
    b: Vec,
    times: tuple[float, float],
    verb: str,
    stature: float,
    *,
    running: tuple[bool, bool],
    feet: tuple[Step, Step],
) -> Line:
    """The walk from a to b in so many seconds, in whole steps; the foot that is behind steps first."""
    heading = bearing(a, b, 0.0)
    lead = 0.5 if _front(feet[0], heading) < _front(feet[1], heading) - 0.08 else 0.0
    whole = max(times[1] - times[0], 0.1)
    eases = tuple(0.0 if already else min(EASE, whole / 3) for already in running)
    length = math.hypot(b[0] - a[0], b[2] - a[2])
    speed = length / max(whole - sum(eases) / 2, 1e-6)
    stance = 0.5 if verb == "run" or speed > 2.6 else 0.57 if verb == "hurry" or speed > 1.75 else 0.62
    wish = min(max((0.62 + 0.42 * speed) / 1.75, 0.2), 1.3 if verb == "run" else 0.88) * stature
    shorter = HASTE * sum(ease > 0.0 for ease in eases)
    steps = max(1, math.ceil(2.0 * (length / wish + shorter - 0.5 + stance) - 0.3))
    most = 2.0 * STEPS.get(verb, STEPS["walk"]) * stature
    strides = max(length / most, steps / 2 + 0.5 - stance - shorter, 0.3)
    stride = max(length, 1e-3) / (
        math.ceil(2.0 * (strides + stance + shorter - 0.5) - 1e-6) / 2 + 0.5 - stance - shorter
    )
    return Line(
        a, b, times, stride, stance, (eases[0], eases[1]), heading, min(speed / 1.3, 2.6), verb != "enter", lead
    )


def _front(foot: Step, heading: float) -> float:
    return foot.ball[0] * math.sin(heading) - foot.ball[2] * math.cos(heading)


def over(feet: tuple[Step, Step], heading: float, stature: float) -> Vec:
    """The floor point that a body stands over on these feet."""
    middle = turns.mix(feet[0].ball, feet[1].ball, 0.5)
    return turns.sub(middle, turns.scale(ahead(heading), BALL * stature))


def rest(place: Vec, heading: float, stature: float) -> tuple[Step, Step]:
    """Two feet at ease: a little apart, one a little ahead, toes turned out."""
    return (
        _stood(place, heading, 0.055 * stature, 0.022 * stature, -0.24),
        _stood(place, heading, -0.055 * stature, -0.014 * stature, 0.16),
    )


def _stood(place: Vec, heading: float, left: float, front: float, out: float) -> Step:
    fx, _, fz = ahead(heading)
    toe = ahead(heading - out)
    x = place[0] + fx * front - fz * left
    z = place[2] + fz * front + fx * left
    # the ankle stands under the hip, the ball before it
    return Step((x + toe[0] * left_ball(left), place[1], z + toe[2] * left_ball(left)), heading - out)


def left_ball(left: float) -> float:
    """How far before the ankle the ball of a foot is, for a stance so wide; it follows from the body's height."""
    return abs(left) / 0.055 * BALL


def step(walk: Line, feet: tuple[Step, Step], side: int, t: float, stature: float) -> Step:
    """One foot of a walk at second t; `feet` are those it set out on, `side` 0 is the left."""
    metres = walk.gone(t)
    phase = walk.phase(metres) - 0.5 * side + walk.stance / 2
    count = math.floor(phase + 1e-9)
    share = phase - count
    here = _plant(walk, feet, side, count, stature)
    strength = min(walk.stride / (0.8 * stature), 1.2)
    if share <= walk.stance:
        return Step(here.ball, here.heading, _rolled(share / walk.stance, strength, walk, side, count))
    there = _plant(walk, feet, side, count + 1, stature)
    u = (share - walk.stance) / (1.0 - walk.stance)
    apart = min(turns.length(turns.sub(there.ball, here.ball)) / (0.5 * stature), 1.0)
    x, y, z = turns.mix(here.ball, there.ball, _swung(u))
    lift = (0.022 + 0.02 * max(walk.brisk - 1.0, 0.0)) * stature * math.sin(math.pi * u) ** 1.2 * apart
    heel = keyed(u, (0.0, 0.95), (0.25, 0.85), (0.6, 0.1), (0.85, -0.3), (1.0, -0.3)) * strength * apart
    return Step((x, y + lift, z), here.heading + wrapped(there.heading - here.heading) * smooth(u), heel)


def _swung(u: float) -> float:
    return 0.35 * u + 0.65 * smooth(u)


def _rolled(u: float, strength: float, walk: Line, side: int, count: int) -> float:
    first, last = _ends(walk, side)
    strike = 0.0 if count <= first else -0.3
    off = 0.0 if count >= last else 0.95
    return strength * keyed(u, (0.0, strike), (0.14, 0.0), (0.52, 0.0), (1.0, off))


def _ends(walk: Line, side: int) -> tuple[int, int]:
    shift = walk.stance / 2 - 0.5 * side
    first = math.floor(walk.phase(0.0) + shift + 1e-6) if walk.starts else -(10**9)
    last = math.floor(walk.phase(walk.length) + shift + 1e-6) if walk.eases[1] else 10**9
    return first, last


def _plant(walk: Line, feet: tuple[Step, Step], side: int, count: int, stature: float) -> Step:
    first, last = _ends(walk, side)
    if count <= first:
        return feet[side]
    if count >= last:
        return rest(walk.b, walk.heading, stature)[side]
    metres = walk.where(count + 0.5 * side)
    sign = 1.0 if side == 0 else -1.0
    fx, _, fz = ahead(walk.heading)
    x, y, z = walk.point(metres)
    left, front = sign * 0.026 * stature, (BALL - 0.01) * stature
    return Step((x + fx * front - fz * left, y, z + fz * front + fx * left), walk.heading - sign * 0.1)


def turned(a: tuple[Step, Step], b: tuple[Step, Step], u: float, stature: float) -> tuple[Step, Step]:
    """Feet that step round from one stance to another, one after the other."""
    shares = (min(max((u - 0.08) / 0.42, 0.0), 1.0), min(max((u - 0.46) / 0.44, 0.0), 1.0))
    left, right = (_stepped(a[n], b[n], share, stature) for n, share in enumerate(shares))
    return left, right


def _stepped(a: Step, b: Step, u: float, stature: float) -> Step:
    x, y, z = turns.mix(a.ball, b.ball, smooth(u))
    far = min(turns.length(turns.sub(a.ball, b.ball)) / 0.15 + abs(wrapped(b.heading - a.heading)), 1.0)
    lift = 0.02 * stature * math.sin(math.pi * u) * far
    heel = a.heel + (b.heel - a.heel) * smooth(u) + 0.3 * math.sin(math.pi * u) * far
    return Step((x, y + lift, z), a.heading + wrapped(b.heading - a.heading) * smooth(u), heel)


def fallen(feet: tuple[Step, Step], place: Vec, heading: float, seconds: float, stature: float) -> tuple[Step, Step]:
    """Feet of somebody who slips: the front one shoots away, the other is left behind and kneels."""
    fx, _, fz = ahead(heading)
    fronts = [(s.ball[0] - place[0]) * fx + (s.ball[2] - place[2]) * fz for s in feet]
    lead = 0 if fronts[0] >= fronts[1] else 1
    sign = (1.0, -1.0)
    away = keyed(seconds, (0.0, 0.0), (0.26, 1.06), (0.34, 1.0))
    made: list[Step] = []
    for side in (0, 1):
        front = 0.2 if side == lead else -0.2
        left = sign[side] * 0.05 * stature
        goal = (place[0] + fx * front * stature - fz * left, place[1], place[2] + fz * front * stature + fx * left)
        if side == lead:
            toes = keyed(seconds, (0.0, feet[side].heel), (0.12, -0.5), (0.3, -0.55), (0.46, 0.0))
            made.append(Step(turns.mix(feet[side].ball, goal, away), heading - 0.15 * sign[side], toes))
        else:
            share = smooth((seconds - 0.1) / 0.34)
            heel = keyed(seconds, (0.0, feet[side].heel), (0.2, 0.4), (0.46, 1.05), (1e3, 1.05))
            made.append(Step(turns.mix(feet[side].ball, goal, share), heading - 0.1 * sign[side], heel))
    return made[0], made[1]


def trunk(walk: Line, t: float, stature: float) -> tuple[Carriage, Grasp, Grasp]:
    """Hips, shoulders and arms of a walk at full speed: shoulders turn against hips, arms against legs."""
    metres = walk.gone(t)
    phase = math.tau * walk.phase(metres)
    stance = math.cos(phase)  # 1 when the left leg carries
    left_ahead = math.cos(phase + math.tau * 0.3)
    brisk = walk.brisk
    bob = 0.006 * stature * math.cos(2.0 * phase)
    hip = -(0.07 + 0.03 * brisk) * left_ahead
    chest = -hip + (0.05 + 0.05 * brisk) * left_ahead
    lean = 0.015 + 0.06 * max(brisk - 0.6, 0.0)
    carriage = Carriage(
        sway=0.012 * stature * stance,
        rise=bob - 0.010 * stature - 0.012 * stature * max(brisk - 1.2, 0.0),
        hip_turn=hip,
        hip_tilt=-0.045 * stance,
        hip_bow=lean * 0.5,
        chest_turn=chest,
        chest_tilt=0.04 * stance,
        chest_bow=lean,
        head_turn=-(hip + chest) * 0.9,
        head_bow=-lean * 1.1 + 0.012 * math.cos(2.0 * phase + 0.6),
        shrug=0.15 * max(brisk - 1.0, 0.0),
    )
    return carriage, _swinging(-left_ahead, brisk), _swinging(left_ahead, brisk)


def _swinging(front: float, brisk: float) -> Grasp:
    wide = 0.14 + 0.27 * brisk
    bent = min(max(brisk - 1.1, 0.0) / 1.2, 1.0)
    angle = wide * front * (1.15 if front > 0 else 0.8) + 0.06
    reach = 0.985 - 0.04 * max(front, 0.0) - 0.26 * bent
    y, z = -math.cos(angle) * reach, -math.sin(angle) * reach - 0.16 * bent
    return Grasp(hang_x=0.05 - 0.03 * max(front, 0.0), hang_y=y, hang_z=z, hangs=1.0, curl=0.35 + 0.35 * bent)
