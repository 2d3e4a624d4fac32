"""Carpentry: boxes, posts, cables, walls and floors that every set is built of."""

import numpy as np
from numpy.typing import NDArray

from rushes.craft.previz.shapes import RGB, Facet, Lettering, Limb, Material, Points, Solid, Surface, Vector

Shape = Limb | Facet | Lettering


def point(x: float, y: float, z: float) -> Vector:
    """A point in world metres."""
    return np.array([x, y, z], dtype=np.float64)


def surface(
    corners: list[tuple[float, float, float]],
    albedo: NDArray[np.float32],
    emits: NDArray[np.float32] | None = None,
    wet: NDArray[np.float32] | None = None,
) -> Surface:
    """A painting hung on four corners, top left first as one faces it."""
    return Surface(np.array(corners, dtype=np.float64), albedo, emits, wet)


def back_wall(x0: float, x1: float, z: float, height: float, *paints: NDArray[np.float32] | None) -> Surface:
    """A wall across the stage that faces the default camera."""
    return surface([(x0, height, z), (x1, height, z), (x1, 0, z), (x0, 0, z)], *_paints(paints))


def left_wall(x: float, z0: float, z1: float, height: float, *paints: NDArray[np.float32] | None) -> Surface:
    """A wall at the left that faces right; its painting's left edge is the near one."""
    return surface([(x, height, z0), (x, height, z1), (x, 0, z1), (x, 0, z0)], *_paints(paints))


def right_wall(x: float, z0: float, z1: float, height: float, *paints: NDArray[np.float32] | None) -> Surface:
    """A wall at the right that faces left; its painting's left edge is the far one."""
    return surface([(x, height, z1), (x, height, z0), (x, 0, z0), (x, 0, z1)], *_paints(paints))


def floor(x0: float, x1: float, z0: float, z1: float, *paints: NDArray[np.float32] | None, y: float = 0.0) -> Surface:
    """A floor seen from above; its painting's top edge is the far one."""
    return surface([(x0, y, z1), (x1, y, z1), (x1, y, z0), (x0, y, z0)], *_paints(paints))


def ceiling(x0: float, x1: float, z0: float, z1: float, y: float, *paints: NDArray[np.float32] | None) -> Surface:
    """A ceiling seen from below."""
    return surface([(x0, y, z0), (x1, y, z0), (x1, y, z1), (x0, y, z1)], *_paints(paints))


def _paints(
    paints: tuple[NDArray[np.float32] | None, ...],
) -> tuple[NDArray[np.float32], NDArray[np.float32] | None, NDArray[np.float32] | None]:
    albedo, emits, wet = (*paints, None, None)[:3]
    assert albedo is not None
    return albedo, emits, wet


def block(middle: Vector, size: tuple[float, float, float], material: Material, yaw: float = 0.0) -> tuple[Facet, ...]:
    """The six sides of a box round its middle; yaw in degrees turns it about its height."""
    x, y, z = (side / 2 for side in size)
    spots = np.array([(a * x, b * y, c * z) for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)])
    angle = np.radians(yaw)
    turn = np.array([[np.cos(angle), 0, np.sin(angle)], [0, 1, 0], [-np.sin(angle), 0, np.cos(angle)]])
    spots = spots @ turn.T + middle
    sides = ((0, 1, 3, 2), (4, 5, 7, 6), (0, 1, 5, 4), (2, 3, 7, 6), (0, 2, 6, 4), (1, 3, 7, 5))
    return tuple(Facet(spots[list(side)], material) for side in sides)


def box(
    name: str,
    middle: tuple[float, float, float],
    size: tuple[float, float, float],
    colour: RGB,
    *,
    yaw: float = 0.0,
    glow: float = 0.0,
    gloss: float = 0.0,
) -> Solid:
    """A box as a solid of its own."""
    centre = point(*middle)
    return Solid(name, block(centre, size, Material(colour, glow=glow, gloss=gloss), yaw), centre)


def rod(points: list[tuple[float, float, float]], radius: float | list[float], material: Material) -> Limb:
    """A pipe, cable, trunk or rope through points."""
    radii = np.full(len(points), radius) if isinstance(radius, float) else np.array(radius)
    return Limb(np.array(points, dtype=np.float64), radii.astype(np.float64), material)


def sagging(
    start: tuple[float, float, float], end: tuple[float, float, float], sag: float
) -> list[tuple[float, float, float]]:
    """Points of a cable that hangs between two."""
    steps = np.linspace(0, 1, 9)
    a, b = np.array(start), np.array(end)
    line: Points = a + (b - a) * steps[:, None]
    line[:, 1] -= sag * 4 * steps * (1 - steps)
    return [(float(x), float(y), float(z)) for x, y, z in line]


def panel(corners: list[tuple[float, float, float]], material: Material, lift: float = 0.0) -> Facet:
    """A flat board."""
    return Facet(np.array(corners, dtype=np.float64), material, lift)
