"""Practicals: lamps that are seen as well as lighting, each built round its bulb."""

from itertools import pairwise

import numpy as np

from rushes.craft.previz import light
from rushes.craft.previz.light import Lamp
from rushes.craft.previz.sets.making import point, rod
from rushes.craft.previz.shapes import RGB, Facet, Limb, Material, Solid, Vector


def ink_of(lamp: Lamp) -> RGB:
    """How a bulb of a lamp's colour is painted."""
    top = max(lamp.colour)
    shown = light.painted(np.array([(c / top) ** 0.55 for c in lamp.colour]) * 2.0)
    return (int(shown[0]), int(shown[1]), int(shown[2]))


def desk(base: Vector, bulb: Vector) -> tuple[Solid, ...]:
    """A brass desk lamp with a shade that glows from inside."""
    brass = Material((176, 136, 62), gloss=0.7)
    b, top = base.tolist(), (bulb + point(0, 0.12, 0.03)).tolist()
    foot = rod([(b[0], b[1] + 0.02, b[2]), (b[0], b[1] + 0.03, b[2])], 0.09, brass)
    stem = rod(
        [(b[0], b[1], b[2]), (b[0], b[1] + 0.25, b[2] + 0.04), (b[0], top[1], b[2]), (top[0], top[1], top[2])],
        0.014,
        brass,
    )
    return (Solid("desk lamp", (foot, stem, *shade(bulb, 0.07, 0.17, 0.15)), base),)


def shade(
    bulb: Vector, upper: float, lower: float, height: float, colour: RGB = (255, 206, 132)
) -> tuple[Facet | Limb, ...]:
    """A cone of lit cloth or brass round a bulb."""
    shapes: list[Facet | Limb] = []
    turns = np.linspace(0, 2 * np.pi, 11)
    for n, (a, b) in enumerate(pairwise(turns.tolist())):
        ring = [(np.cos(a), np.sin(a)), (np.cos(b), np.sin(b))]
        corners = [bulb + point(x * upper, height * 0.6, z * upper) for x, z in ring]
        corners += [bulb + point(x * lower, -height * 0.4, z * lower) for x, z in reversed(ring)]
        tone = 0.62 + 0.2 * (n % 2)
        shapes.append(
            Facet(
                np.array(corners),
                Material((int(colour[0] * tone), int(colour[1] * tone * 0.9), int(colour[2] * tone * 0.7)), glow=0.7),
            )
        )
    shapes.append(
        Limb(np.array([bulb, bulb - point(0, 0.03, 0)]), np.array([0.035, 0.04]), Material((255, 232, 190), glow=1.0))
    )
    return tuple(shapes)


def beam(lamp: Lamp, reach: float, spread: float, strength: float = 0.035) -> Solid:
    """The light of a shaded lamp as it hangs in wet air: three leaves of one cone, `spread` metres wide at its foot."""
    tone = ink_of(lamp)
    leaves = []
    for n in range(3):
        half = spread * (1.0 - 0.27 * n) / 2
        corners = [
            lamp.position + point(x, y, -0.02 * n) for x, y in ((-0.12, 0), (0.12, 0), (half, -reach), (-half, -reach))
        ]
        leaves.append(Facet(np.array(corners), Material(tone, glow=1.0, opacity=strength), -0.01 * n))
    return Solid("beam", tuple(leaves), lamp.position - point(0, 0, 0.05), casts_shadow=False)


def hanging(bulb: Vector, drop: float, colour: RGB = (255, 206, 132)) -> Solid:
    """A pendant lamp on its cord."""
    x, y, z = bulb.tolist()
    cord = rod([(x, y + drop, z), (x, y + 0.1, z)], 0.008, Material((22, 20, 18)))
    return Solid("pendant", (cord, *shade(bulb, 0.06, 0.24, 0.2, colour)), point(x, y, z), casts_shadow=False)
