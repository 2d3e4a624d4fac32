"""A coat's front, close: dark lining and two lapels that open round what is kept inside."""

import numpy as np

from rushes.craft.previz.lens import Camera
from rushes.craft.previz.looks import darker
from rushes.craft.previz.shapes import RGB, Facet, Limb, Material, Solid, Vector


def front(colour: RGB, subject: str, spot: Vector, seen: Camera, opened: float) -> Solid:
    """The two sides of a coat before a thing at `spot`, open from 0 to 1, as one solid nearer to the lens than it."""
    right, up, forward = seen.axes
    near = spot - forward * 0.035
    gap = 0.074 * opened - 0.006
    cloth, fold, seam = (Material(darker(colour, tone), subject=subject) for tone in (1.0, 0.72, 0.5))
    shapes: list[Facet | Limb] = []
    for side in (-1.0, 1.0):
        edge = [
            near + right * side * (gap + lean) + up * rise
            for lean, rise in ((0.012, 0.24), (-0.004, 0.03), (0.02, -0.24))
        ]
        outer = [near + right * side * 0.42 + up * rise for rise in (-0.24, 0.24)]
        shapes.append(Facet(np.array([*edge, *outer]), cloth))
        lapel = [
            edge[0],
            edge[1],
            edge[2],
            edge[2] + right * side * 0.022,
            edge[1] + right * side * 0.05,
            edge[0] + right * side * 0.04,
        ]
        shapes.append(Facet(np.array(lapel), fold, 0.01))
        shapes.append(Limb(np.array(edge), np.full(3, 0.0028), seam, 0.02))
        pleat = [near + right * side * (gap + 0.12 + 0.02 * n) + up * rise for n, rise in enumerate((0.2, 0.0, -0.2))]
        shapes.append(Limb(np.array(pleat), np.array([0.002, 0.006, 0.003]), fold, 0.015))
    return Solid("coat", tuple(shapes), near, casts_shadow=False)


def lining(colour: RGB, spot: Vector, seen: Camera) -> Solid:
    """The dark of the coat behind the thing."""
    right, up, forward = seen.axes
    far = spot + forward * 0.1
    corners = [far + right * x * 0.5 + up * y * 0.35 for x, y in ((-1, 1), (1, 1), (1, -1), (-1, -1))]
    return Solid("lining", (Facet(np.array(corners), Material(darker(colour, 0.2))),), far, casts_shadow=False)
