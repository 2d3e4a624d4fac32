"""Hands for inserts: back, palm, thumb and four jointed fingers, with the sleeve they come out of."""

import math
from dataclasses import dataclass, replace

import numpy as np

from rushes.craft.previz import cuffs, turns
from rushes.craft.previz.acts import Place
from rushes.craft.previz.bench import Bench
from rushes.craft.previz.easing import keyed, smooth
from rushes.craft.previz.figures import Figure
from rushes.craft.previz.gait import ahead
from rushes.craft.previz.looks import darker
from rushes.craft.previz.shapes import RGB, Facet, Lettering, Limb, Material, Points, Solid, Vector
from rushes.craft.previz.turns import Vec
from rushes.kernel.errors import Invalid

GESTURES = ("hold", "offer", "fist", "slide", "turn_over", "point", "reach", "rest")
BACKS = ("slide", "point", "reach", "rest")  # the gestures that show the back of the hand
# across the palm from the thumb's side, along it, and the three bones of each finger, in metres
FINGERS = (
    (0.030, -0.050, (0.043, 0.026, 0.020), 0.0098),
    (0.010, -0.054, (0.047, 0.030, 0.021), 0.0102),
    (-0.011, -0.051, (0.043, 0.028, 0.020), 0.0097),
    (-0.031, -0.043, (0.034, 0.021, 0.018), 0.0085),
)
SPREAD = (0.10, 0.02, -0.06, -0.17)


class UnknownGesture(Invalid):
    """A gesture that no hand knows."""


@dataclass(frozen=True)
class Shape:
    """How a hand is shaped: how bent each finger is (1 closed), where the thumb is, where the palm looks."""

    bent: tuple[float, float, float, float]
    thumb: Vec  # its tip, across towards its own side, up from the back of the hand, along
    palm: Vec  # where the palm looks, in the world
    spread: float = 1.0
    nod: float = 0.0  # fingers down, radians


OPEN = Shape((0.2, 0.16, 0.2, 0.26), (0.068, -0.012, -0.034), (0.0, 0.93, -0.37))
DOWN = Shape((0.22, 0.2, 0.24, 0.3), (0.052, -0.016, -0.048), (0.0, -1.0, 0.0))
CLOSED = Shape((1.0, 1.0, 1.0, 1.0), (0.012, -0.047, -0.046), (0.0, -0.25, -0.97), 0.2)
POINTING = Shape((0.05, 0.92, 1.0, 1.0), (0.016, -0.044, -0.036), (0.0, -0.75, -0.66), 0.3)


@dataclass(frozen=True, eq=False)
class Held:
    """What a thing is to the hand round it: its middle, the way its face looks, half its thickness."""

    solid: Solid
    middle: Vec
    face: Vec
    thick: float

    def reach(self, way: Vec) -> float:
        """How far it goes from its middle in one direction, in metres."""
        return float(np.max((_points(self.solid) - np.asarray(self.middle)) @ np.asarray(way)))


def solid(
    figure: Figure,
    gesture: str,
    *,
    at: Place,
    facing: float = 180.0,
    progress: float = 1.0,
    side: str = "left",
    held: Solid | None = None,
) -> Solid:
    """
    One hand with its wrist and sleeve, the palm's middle at `at`, its fingers along `facing` (degrees, as for acts).

    `progress` runs a gesture that happens in time (fist, reach, point) from 0 to 1. `held` is a thing already set in
    the world: the hand goes to it rather than to `at`, and both become one solid, thumb and fingers round it.
    `parts` names palm, wrist, thumb, tips and grip, where the middle of a held thing belongs. Raises `UnknownGesture`.
    """
    if gesture not in GESTURES:
        raise UnknownGesture(f"No hand knows how to `{gesture}`; the gestures are: {', '.join(GESTURES)}.")
    size = figure.height / 1.75 * (0.5 + 0.5 * figure.look.build.breadth)
    thing = _gripped(held) if held is not None else None
    shape = _shape(gesture, smooth(progress))
    if thing is not None:
        shape = _round(thing, shape, gesture, size)
    fingers = _level(ahead(math.radians(facing)), shape.palm)
    turn = _turn(fingers, shape.palm)
    bench = Bench(figure.asset)
    over = 0.09 if thing is not None and gesture == "fist" else 0.0
    _carve(bench, figure, shape, side, over=over, backs=gesture in BACKS)
    grip = _grip(thing, fingers, gesture, size)
    place = at if thing is None else turns.sub(thing.middle, turns.apply(turn, grip))
    return _joined(figure, bench.placed(turn, place, size), turn, place, grip, held)


def grip(thing: Solid, figure: Figure, *, facing: float, side: str = "left", gesture: str = "hold") -> Solid:
    """A thing, and the hand that holds it where it is, as one solid."""
    middle = thing.parts.get("middle", thing.anchor)
    at = (float(middle[0]), float(middle[1]), float(middle[2]))
    return solid(figure, gesture, at=at, facing=facing, side=side, held=thing)


def _shape(gesture: str, u: float) -> Shape:
    if gesture == "fist":
        return _between(replace(OPEN, palm=CLOSED.palm, bent=(0.45, 0.42, 0.45, 0.5)), CLOSED, u, stagger=0.12)
    if gesture == "reach":
        ready = replace(DOWN, bent=(0.12, 0.08, 0.1, 0.14), spread=1.4)
        return _between(
            replace(DOWN, bent=(0.45, 0.5, 0.55, 0.6)), ready, keyed(u, (0.0, 0.0), (0.6, 1.05), (1.0, 1.0))
        )
    if gesture == "point":
        return _between(DOWN, POINTING, u)
    if gesture == "slide":
        return replace(DOWN, bent=(0.14, 0.12, 0.14, 0.2), nod=0.12)
    return {"offer": OPEN, "rest": DOWN}.get(gesture, OPEN)


def _between(a: Shape, b: Shape, share: float, stagger: float = 0.0) -> Shape:
    # fingers close one after the other, the little one first
    bent = tuple(
        x + (y - x) * min(max(share * (1.0 + 3.0 * stagger) - stagger * n, 0.0), 1.05)
        for x, y, n in zip(a.bent, b.bent, (3, 2, 1, 0), strict=True)
    )
    late = smooth((share - 0.35) / 0.65) if stagger else share
    return Shape(
        (bent[0], bent[1], bent[2], bent[3]),
        turns.mix(a.thumb, b.thumb, late),
        turns.unit(turns.mix(a.palm, b.palm, share)),
        a.spread + (b.spread - a.spread) * share,
        a.nod + (b.nod - a.nod) * share,
    )


def _round(thing: Held, shape: Shape, gesture: str, size: float) -> Shape:
    """The shape a hand takes round a thing: fingers under it, the thumb over its face."""
    if gesture in ("slide", "reach", "point", "rest"):
        return shape
    closed = (shape.bent[0] - 0.45) / 0.55 if gesture == "fist" else 0.0
    bent = 0.17 + 0.45 * closed
    over = -(2.0 * thing.thick / size + 0.026)
    return Shape((bent, bent * 0.92, bent, bent * 1.1), (0.006, over, -0.046), thing.face, 0.5)


def _grip(thing: Held | None, fingers: Vec, gesture: str, size: float) -> Vec:
    """Where the middle of a held thing is, from the middle of the palm: under the palm, towards the fingers."""
    if thing is None:
        return (0.0, -0.024 * size, -0.045 * size)
    if gesture in ("slide", "reach", "point", "rest"):
        high = thing.reach((0.0, 1.0, 0.0))
        return (0.0, -0.024 * size - high, -0.095 * size)
    length = min(max(thing.reach(fingers) - 0.004, 0.03), 0.085)
    return (0.0, -(0.019 * size + thing.thick), -length)


def _gripped(held: Solid) -> Held:
    middle = held.parts.get("middle", held.anchor)
    up = held.parts["face"] - middle if "face" in held.parts else np.array([0.0, 1.0, 0.0])
    up = up / max(float(np.linalg.norm(up)), 1e-9)
    thick = float(np.max(np.abs((_points(held) - middle) @ up)))
    return Held(held, _vec(middle), _vec(up), thick)


def _points(thing: Solid) -> Points:
    return np.concatenate([shape.points if isinstance(shape, Limb) else shape.corners for shape in thing.shapes])


def _vec(values: Vector) -> Vec:
    return (float(values[0]), float(values[1]), float(values[2]))


def _level(way: Vec, palm: Vec) -> Vec:
    flat = turns.sub(way, turns.scale(palm, turns.dot(way, palm)))
    return turns.unit(flat) if turns.length(flat) > 0.2 else turns.unit(turns.cross(palm, (1.0, 0.0, 0.0)))


def _turn(fingers: Vec, palm: Vec) -> turns.Turn:
    y, z = turns.scale(palm, -1.0), turns.scale(fingers, -1.0)
    x = turns.cross(y, z)
    return ((x[0], y[0], z[0]), (x[1], y[1], z[1]), (x[2], y[2], z[2]))


def _carve(bench: Bench, figure: Figure, shape: Shape, side: str, *, over: float, backs: bool) -> None:
    sign = 1.0 if side == "right" else -1.0
    look = figure.look
    colour: RGB = look.gloves or look.skin
    leather = look.gloves is not None
    gloss = 0.45 if leather else 0.08 + 0.25 * look.gloss

    def skin(share: float) -> Material:
        return bench.paint(colour, share, gloss=gloss)

    _palm(bench, skin(1.0), skin(0.9), skin(0.8), sign)
    for number, (across, along, bones, radius) in enumerate(FINGERS):
        chain = _finger(across * sign, along, bones, shape, number, sign)
        radii = [radius * k for k in (1.12, 1.0, 0.92, 0.74)]
        bench.rod(chain, radii, skin(1.0 - 0.03 * number), over)
        if backs:
            _knuckle(bench, chain, radius, skin(0.82))
        if backs and not leather:
            _nail(bench, chain, radius, bench.paint(darker(colour, 1.12), gloss=0.4))
    _thumb(bench, shape, sign, skin(1.0), skin(0.92))
    bench.rod([(0.0, 0.0, 0.05), (0.0, 0.0, 0.10), (0.0, 0.0, 0.14)], [0.0245, 0.026, 0.03], skin(0.88))
    if leather:
        bench.rod([(0.0, 0.0, 0.062), (0.0, 0.0, 0.07)], [0.029, 0.03], skin(0.7))
    cuffs.sleeve(bench, figure, torn=look.torn == side[0])


def _palm(bench: Bench, back: Material, sides: Material, palm: Material, sign: float) -> None:
    outline = [
        (0.023, 0.056),
        (0.039, 0.012),
        (0.041, -0.046),
        (0.02, -0.056),
        (-0.012, -0.055),
        (-0.04, -0.045),
        (-0.041, 0.0),
        (-0.024, 0.056),
    ]
    top = [(sign * x, 0.0135 if -0.05 < z < 0.05 else 0.010, z) for x, z in outline]
    low = [(sign * x * 0.94, -0.0135, z) for x, z in outline]
    for n in range(8):
        m = (n + 1) % 8
        bench.plane([top[n], top[m], low[m], low[n]], sides)
    middle = [(sign * 0.002, 0.0175, 0.045), (sign * 0.006, 0.0185, -0.045)]
    bench.plane([top[0], top[1], top[2], top[3], middle[1], middle[0]], back, 0.001)
    bench.plane([middle[0], middle[1], top[3], top[4], top[5], top[6], top[7]], sides, 0.001)
    bench.plane(low, palm, 0.001)
    crease = bench.paint(palm.colour, 0.8)
    bench.plane(
        [
            (sign * 0.034, -0.0142, -0.024),
            (sign * 0.0, -0.0142, -0.012),
            (sign * -0.036, -0.0142, -0.018),
            (sign * 0.0, -0.0142, -0.0155),
        ],
        crease,
        0.004,
    )
    bench.plane(
        [
            (sign * 0.032, -0.0142, -0.016),
            (sign * 0.008, -0.0142, 0.012),
            (sign * 0.006, -0.0142, 0.045),
            (sign * 0.010, -0.0142, 0.013),
        ],
        crease,
        0.004,
    )


def _finger(
    across: float, along: float, bones: tuple[float, float, float], shape: Shape, number: int, sign: float
) -> list[Vec]:
    bent = shape.bent[number]
    angle = shape.nod
    out = sign * SPREAD[number] * shape.spread * (1.0 - 0.7 * min(bent, 1.0))
    point: Vec = (across, 0.0, along)
    chain = [point]
    for bone, turn in zip(bones, (1.35, 1.75, 1.15), strict=True):
        angle += turn * bent
        way = (math.sin(out) * math.cos(angle), -math.sin(angle), -math.cos(out) * math.cos(angle))
        point = turns.add(point, turns.scale(way, bone))
        chain.append(point)
    return chain


def _knuckle(bench: Bench, chain: list[Vec], radius: float, material: Material) -> None:
    for joint, before, after in ((chain[1], chain[0], chain[2]),):
        bend = turns.sub(turns.scale(joint, 2.0), turns.add(before, after))
        way = turns.unit(turns.sub(after, before))
        outward = turns.unit(bend) if turns.length(bend) > 0.004 else (0.0, 1.0, 0.0)
        side = turns.cross(way, outward)
        middle = turns.add(joint, turns.scale(outward, radius * 0.96))
        a, b = turns.scale(side, radius * 0.55), turns.scale(way, 0.0011)
        bench.plane(
            [
                turns.add(middle, turns.add(a, b)),
                turns.add(middle, turns.sub(b, a)),
                turns.sub(middle, turns.add(a, b)),
                turns.sub(middle, turns.sub(b, a)),
            ],
            material,
            0.006,
        )


def _nail(bench: Bench, chain: list[Vec], radius: float, material: Material) -> None:
    way = turns.unit(turns.sub(chain[3], chain[2]))
    side = turns.unit(turns.cross(way, (0.0, 0.9, 0.1) if abs(way[1]) < 0.8 else (0.0, 0.0, -1.0)))
    outward = turns.cross(side, way)
    if outward[1] * -way[2] + outward[2] * way[1] < 0.0:
        outward = turns.scale(outward, -1.0)
    base = turns.add(chain[3], turns.scale(outward, radius * 0.62))
    tip = turns.add(base, turns.scale(way, radius * 0.62))
    root = turns.sub(base, turns.scale(way, radius * 0.5))
    wide = turns.scale(side, radius * 0.42)
    bench.plane(
        [turns.add(root, wide), turns.add(tip, wide), turns.sub(tip, wide), turns.sub(root, wide)], material, 0.005
    )


def _thumb(bench: Bench, shape: Shape, sign: float, skin: Material, mound: Material) -> None:
    root: Vec = (sign * 0.026, -0.006, 0.036)
    tip: Vec = (sign * shape.thumb[0], shape.thumb[1], shape.thumb[2])
    base = turns.mix(root, tip, 0.38)
    base = turns.add(base, (sign * 0.012, 0.002, 0.004))
    joint, end = turns.bend(base, tip, 0.034, 0.029, (sign * 0.6, 0.6, -0.5))
    bench.rod([root, base], [0.0175, 0.0145], mound, 0.004)
    bench.rod([base, joint, end], [0.0138, 0.0118, 0.0088], skin, 0.1)
    way = turns.unit(turns.sub(end, joint))
    side = turns.unit(turns.cross(way, (sign * 1.0, 0.4, 0.3)))
    out = turns.cross(side, way)
    out = out if out[0] * sign > 0 else turns.scale(out, -1.0)
    spot = turns.add(end, turns.scale(out, 0.006))
    a, b = turns.scale(side, 0.0042), turns.scale(way, 0.006)
    bench.plane(
        [
            turns.add(spot, turns.add(a, b)),
            turns.add(spot, turns.sub(b, a)),
            turns.sub(spot, turns.add(a, b)),
            turns.sub(spot, turns.sub(b, a)),
        ],
        bench.paint(skin.colour, 1.1, gloss=0.3),
        0.104,
    )
    bench.name("thumb", tip)


def _joined(
    figure: Figure,
    shapes: tuple[Limb | Facet | Lettering, ...],
    turn: turns.Turn,
    place: Vec,
    grip: Vec,
    held: Solid | None,
) -> Solid:
    size = figure.height / 1.75

    def at(*offset: float) -> Vector:
        x, y, z = offset
        return np.array(turns.add(place, turns.apply(turn, (x * size, y * size, z * size))))

    parts = {
        "palm": np.array(place),
        "wrist": at(0.0, 0.0, 0.06),
        "tips": at(0.0, -0.01, -0.14),
        "thumb": at(0.0, -0.03, -0.05),
        "grip": np.array(turns.add(place, turns.apply(turn, grip))),
        "chest": np.array(place),
    }
    inside = held.shapes if held is not None else ()
    return Solid(f"{figure.asset} hand", (*inside, *shapes), np.array(place), parts=parts)
