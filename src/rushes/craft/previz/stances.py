"""Stances: how a body stands with its weight on one leg, sits, falls and gets up, and how one becomes another."""

import math

from rushes.craft.previz import blocking, gait, turns
from rushes.craft.previz.blocking import Passage
from rushes.craft.previz.easing import bump, chance, keyed, smooth, wander
from rushes.craft.previz.rig import Carriage, Grasp, Step
from rushes.craft.previz.turns import Vec

MELT = 0.5  # seconds in which one stance becomes the next
FALL = 0.8  # of the speed in which a fall is timed below: impact after 0.6 seconds
SHOCK = 0.2  # the same, when nobody meant it
Stance = tuple[Carriage, Grasp, Grasp]


def blend(a: Stance, b: Stance, share: float) -> Stance:
    """Between two stances."""
    return (mixed(a[0], b[0], share), gripped(a[1], b[1], share), gripped(a[2], b[2], share))


def mixed(a: Carriage, b: Carriage, share: float) -> Carriage:
    """Between two carriages."""
    return Carriage(*(x + (y - x) * share for x, y in zip(a, b, strict=True)))


def gripped(a: Grasp, b: Grasp, share: float) -> Grasp:
    """Between two grasps."""
    return Grasp(*(x + (y - x) * share for x, y in zip(a, b, strict=True)))


def added(a: Carriage, **more: float) -> Carriage:
    """A carriage with a little more of something."""
    return a._replace(**{name: getattr(a, name) + value for name, value in more.items()})


def current(laid: tuple[Passage, ...], t: float) -> int:
    """The number of the passage that second t is in."""
    return max(number for number, passage in enumerate(laid) if passage.start <= t or number == 0)


def stance(laid: tuple[Passage, ...], number: int, t: float, seed: int, stature: float) -> Stance:
    """Trunk and arms at second t, melting out of the passage before."""
    passage = laid[number]
    now = _own(passage, t, seed, stature)
    since = t - passage.start
    melt = SHOCK if passage.kind == "slip_fall" else MELT
    if number == 0 or since >= melt:
        return now
    before = stance(laid, number - 1, passage.start - 1e-6, seed, stature)
    return blend(before, now, smooth(since / melt))


def _own(passage: Passage, t: float, seed: int, stature: float) -> Stance:
    if passage.kind == "slip_fall":
        return _slipping(passage, t, seed, stature)
    if passage.kind in ("sit", "seated", "rise"):
        return _sitting(passage, t, seed, stature)
    standing = _standing(t, seed, stature)
    if passage.line is None:
        return standing
    return blend(standing, gait.trunk(passage.line, t, stature), smooth(passage.line.going(t)))


def where(passage: Passage, t: float, stature: float) -> tuple[Vec, float, tuple[Step, Step]]:
    """The floor point under the body, its heading, and the feet."""
    u = passage.share(t)
    a, b = passage.turn
    if passage.line is not None:
        place = passage.line.point(passage.line.gone(t))
        heading = a + (b - a) * smooth((t - passage.start) / 0.45)
        left, right = (gait.step(passage.line, passage.feet, side, t, stature) for side in (0, 1))
        return place, heading, (left, right)
    if passage.kind == "slip_fall":
        since = FALL * (t - passage.start)
        place = turns.mix(passage.a, passage.b, 1.0 - (1.0 - min(since / 0.62, 1.0)) ** 2)
        return place, a + (b - a) * smooth(since / 0.3), gait.fallen(passage.feet, passage.b, b, since, stature)
    heading = a + (b - a) * smooth(u)
    if abs(b - a) > gait.STEPS_ROUND:
        end = blocking.ending(passage, stature)
        return passage.b, heading, gait.turned(passage.feet, end, u, stature)
    share = keyed(u, (0.0, 0.0), (0.2, 0.05), (0.85, 1.0))
    return turns.mix(passage.a, passage.b, share), heading, passage.feet


def _standing(t: float, seed: int, stature: float) -> Stance:
    side = 1.0 if chance(seed, 1) < 0.5 else -1.0
    drift = wander(t, seed, 1.6)
    weight = side * (0.86 + 0.14 * drift)
    breath = math.sin(math.tau * t / (3.4 + 0.5 * chance(seed, 2)) + 6.0 * chance(seed, 3))
    carriage = Carriage(
        sway=0.021 * stature * weight,
        rise=-0.006 * stature,
        hip_turn=0.07 * weight,
        hip_tilt=-0.075 * weight,
        chest_turn=-0.12 * weight,
        chest_tilt=0.115 * weight,
        chest_bow=0.02 - 0.012 * breath,
        head_turn=0.05 * weight,
        head_tilt=-0.03 * weight + 0.015 * wander(t, seed + 5, 2.0),
        head_bow=0.03 + 0.012 * wander(t, seed + 9),
        shrug=0.12 + 0.16 * breath,
    )
    near, far = (_hanging(0.985, 0.05 + 0.01 * drift), _hanging(0.965, 0.10 - 0.01 * drift))
    return (carriage, near, far) if side > 0 else (carriage, far, near)


def _hanging(reach: float, front: float) -> Grasp:
    return Grasp(hang_x=0.055, hang_y=-math.sqrt(reach * reach - front * front), hang_z=-front, hangs=1.0, curl=0.4)


def _sitting(passage: Passage, t: float, seed: int, stature: float) -> Stance:
    u = passage.share(t)
    low = {"sit": keyed(u, (0.0, 0.0), (0.15, 0.04), (0.82, 1.04), (1.0, 1.0)), "seated": 1.0}.get(
        passage.kind, keyed(u, (0.0, 1.0), (0.22, 0.96), (0.85, 0.0))
    )
    moving = bump(u) if passage.kind != "seated" else 0.0
    standing = _standing(t, seed, stature)
    seat = min(0.46, 0.27 * stature) + 0.045 * stature
    breath = math.sin(math.tau * t / 3.7 + 5.0 * chance(seed, 4))
    side = 1.0 if chance(seed, 6) < 0.5 else -1.0
    seated = Carriage(
        rise=seat - 0.535 * stature,
        hip_tilt=0.03 * side,
        hip_bow=-0.1,
        chest_turn=0.09 * side,
        chest_tilt=-0.05 * side,
        chest_bow=0.2 - 0.012 * breath,
        head_tilt=0.03 * side,
        head_bow=-0.02 + 0.02 * wander(t, seed + 3),
        shrug=0.1 + 0.14 * breath,
    )
    hands = (_resting(0.06, stature), _resting(0.1, stature))
    carriage, left, right = blend(standing, (seated, *hands), low)
    return added(carriage, hip_bow=0.42 * moving, head_bow=-0.3 * moving), left, right


def _resting(out: float, stature: float) -> Grasp:
    return Grasp(
        near_x=out * stature, near_y=-0.07 * stature, near_z=-0.19 * stature, nears=1.0, roll=-0.6, curl=0.3, elbow=0.4
    )


def _slipping(passage: Passage, t: float, seed: int, stature: float) -> Stance:
    s = FALL * (t - passage.start)
    fall = Carriage(
        rise=-stature
        * keyed(s, (0.0, 0.02), (0.14, 0.035), (0.3, 0.12), (0.46, 0.285), (0.54, 0.305), (0.72, 0.28), (1.5, 0.275)),
        back=stature * keyed(s, (0.0, 0.0), (0.18, 0.05), (0.46, -0.01), (1.2, 0.0)),
        hip_bow=keyed(s, (0.0, 0.05), (0.18, -0.28), (0.32, 0.05), (0.5, 0.62), (0.75, 0.5), (1.5, 0.3)),
        chest_bow=keyed(s, (0.0, 0.1), (0.2, -0.3), (0.34, 0.1), (0.5, 0.62), (0.58, 0.7), (0.9, 0.55), (1.6, 0.34)),
        hip_turn=keyed(s, (0.0, 0.0), (0.25, 0.16), (0.5, -0.1), (1.2, 0.0)),
        chest_turn=keyed(s, (0.0, 0.0), (0.22, -0.3), (0.5, 0.25), (1.2, 0.08)),
        chest_tilt=keyed(s, (0.0, 0.0), (0.22, 0.2), (0.5, -0.1), (1.2, 0.0)),
        head_bow=keyed(s, (0.0, -0.05), (0.2, 0.35), (0.36, -0.2), (0.52, -0.55), (0.62, -0.3), (1.5, -0.2)),
        shrug=keyed(s, (0.0, 0.1), (0.2, 0.8), (0.5, 1.3), (1.4, 0.3)) + 0.1 * wander(t * 3.0, seed),
    )
    down, free = _catching(passage, s, stature), _flailing(s)
    return (fall, down, free) if passage.hand == "left" else (fall, free, down)


def _catching(passage: Passage, s: float, stature: float) -> Grasp:
    fx, _, fz = gait.ahead(passage.turn[1])
    left = 0.1 * stature if passage.hand == "left" else -0.1 * stature
    front = 0.3 * stature
    x, y, z = passage.b
    floor = Grasp(
        far_x=x + fx * front - fz * left,
        far_y=y + 0.05 * stature,
        far_z=z + fz * front + fx * left,
        fars=1.0,
        roll=-1.0,
        curl=0.0,
        elbow=0.3,
    )
    held = cradle(stature)
    up = gripped(
        held,
        Grasp(hang_x=0.35, hang_y=-0.2, hang_z=-0.7, hangs=1.0, curl=0.05, elbow=0.6),
        keyed(s, (0.04, 0.0), (0.26, 1.0)),
    )
    caught = gripped(up, floor, keyed(s, (0.26, 0.0), (0.46, 1.0)))
    return gripped(caught, held, keyed(s, (1.0, 0.0), (1.5, 1.03), (1.65, 1.0)))


def _flailing(s: float) -> Grasp:
    thrown = Grasp(hang_x=0.62, hang_y=0.18, hang_z=0.35, hangs=1.0, curl=0.05, elbow=0.8)
    knee = Grasp(hang_x=0.1, hang_y=-0.7, hang_z=-0.45, hangs=1.0, roll=-0.8, curl=0.3)
    start = _hanging(0.97, 0.2)
    up = gripped(start, thrown, keyed(s, (0.02, 0.0), (0.26, 1.0)))
    return gripped(up, knee, keyed(s, (0.34, 0.0), (0.66, 1.05), (0.85, 1.0)))


def cradle(stature: float) -> Grasp:
    """A hand flat against the chest, over what is inside the jacket."""
    return Grasp(
        near_x=-0.02 * stature,
        near_y=0.022 * stature,
        near_z=-0.1 * stature,
        nears=1.0,
        roll=0.15,
        curl=0.12,
        elbow=0.35,
    )
