"""Doors: leaves on hinges that swing from shut to open, with a handle, panels or glass, and a bell where one hangs."""

from collections.abc import Callable

import numpy as np

from rushes.craft.previz.shapes import RGB, Facet, Limb, Material, Solid, Vector

Leaf = Callable[[float], Solid]


def leaf(
    name: str,
    hinge: Vector,
    along: tuple[float, float],
    size: tuple[float, float],
    colour: RGB,
    *,
    swing: float = -75.0,
    glass: RGB | None = None,
    bell: bool = False,
) -> Leaf:
    """
    A door as a function of how far it is open, 0 to 1.

    `along` is the direction on the floor (x, z) from the hinge to the free edge when shut; `swing` degrees when open.
    """
    width, height = size

    def at(opened: float) -> Solid:
        angle = np.radians(swing * opened)
        cos, sin = np.cos(angle), np.sin(angle)
        way = np.array([along[0] * cos - along[1] * sin, 0.0, along[0] * sin + along[1] * cos])
        face = np.array([way[2], 0.0, -way[0]]) * 0.03
        shapes: list[Facet | Limb] = [_board(hinge, way, (0.0, width), (0.02, height), Material(colour, gloss=0.2))]
        edge = tuple(max(0, int(c * 0.55)) for c in colour)
        ink = Material((edge[0], edge[1], edge[2]))
        for low, high in ((0.22, 0.92), (1.12, height - 0.22)):
            pane = Material(glass, glow=0.25) if glass is not None and low > 1 else ink
            shapes += [
                _board(hinge + face * side, way, (0.15, width - 0.15), (low, high), pane, 0.01) for side in (-1.0, 1.0)
            ]
        knob = hinge + way * (width - 0.1) + np.array([0, 1.02, 0])
        brass = Material((150, 124, 70), gloss=0.6)
        shapes.append(Limb(np.array([knob - face * 1.8, knob + face * 1.8]), np.array([0.028, 0.028]), brass))
        if bell:
            shapes += _bell(hinge + way * (width * 0.6) + np.array([0, height + 0.12, 0]), opened)
        middle = hinge + way * width / 2 + np.array([0, height / 2, 0])
        return Solid(name, tuple(shapes), middle, casts_shadow=False, parts={"knob": knob})

    return at


def _board(
    hinge: Vector,
    way: Vector,
    across: tuple[float, float],
    up: tuple[float, float],
    material: Material,
    lift: float = 0.0,
) -> Facet:
    rise = np.array([0.0, 1.0, 0.0])
    corners = [
        hinge + way * a + rise * b
        for a, b in ((across[0], up[1]), (across[1], up[1]), (across[1], up[0]), (across[0], up[0]))
    ]
    return Facet(np.array(corners), material, lift)


def _bell(at: Vector, opened: float) -> list[Facet | Limb]:
    sway = np.array([0.05 * np.sin(opened * 9.0), -0.1, 0.05 * np.sin(opened * 7.0)])
    brass = Material((196, 158, 80), gloss=0.7)
    spring = Limb(
        np.array([at + np.array([0, 0.16, 0]), at + np.array([0.03, 0.1, 0]), at]),
        np.full(3, 0.008),
        Material((60, 56, 50)),
    )
    return [spring, Limb(np.array([at, at + sway * 0.5, at + sway]), np.array([0.02, 0.035, 0.05]), brass)]
