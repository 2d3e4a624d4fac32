"""Low: a standing body laid on its back, its feet the way it faced; a seated one brought down to the floor."""

import re
from dataclasses import dataclass, replace

import numpy as np

from rushes.craft.cards.card import Part
from rushes.craft.previz import gait
from rushes.craft.previz.poses import Pose
from rushes.craft.previz.sets import making
from rushes.craft.previz.shapes import Facet, Limb, Material, Solid, Vector

HIPS = 0.53  # of the height, from the soles
BACK = 0.13  # metres from the spine to what it lies on
BED = 0.5  # metres from the floor to a mattress's top
LONG, BROAD = 2.05, 0.95
UNDER = -3.0  # metres farther from the lens, in the order of painting
_LIES = re.compile(r"\b(?:lies|lying|asleep)\b", re.IGNORECASE)
FLOOR = 0.36  # metres
_DOWN = re.compile(r"\b(?:kneels|sits on the floor)\b", re.IGNORECASE)
_LOW = re.compile(r"\bon the (?:floor|ground|stones|grass|sand|deck|pavement|road|snow)\b", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Rest:
    """Where somebody lies: the floor point under their hips, where their feet point, how high, how tall they are."""

    place: Vector
    facing: float
    high: float
    stature: float

    def turned(self, points: Vector) -> Vector:
        """Points of the standing body as it lies; any number of them, or one."""
        ahead = np.array(gait.ahead(float(np.radians(self.facing))))
        side = np.cross(ahead, (0.0, 1.0, 0.0))
        gone = points - self.place
        front, up, aside = gone @ ahead, gone[..., 1], gone @ side
        level = np.array([0.0, 1.0, 0.0]) * (front + self.high + BACK)[..., None]
        along = ahead * (HIPS * self.stature - up)[..., None]
        return np.asarray(self.place * (1, 0, 1) + level + along + side * aside[..., None])


def rest(part: Part, action: str, place: Vector, facing: float, stature: float) -> Rest | None:
    """How somebody lies as their part begins; None when they do not."""
    if not _LIES.search(part.start):
        return None
    low = _LOW.search(f"{part.start} {part.action} {action}") is not None
    return Rest(place, facing, 0.0 if low else BED, stature)


def low(part: Part) -> float:
    """Metres by which somebody who kneels or sits on the floor when it begins is lower than on a seat."""
    return FLOOR if _DOWN.search(part.start) else 0.0


def lowered(pose: Pose, metres: float) -> Pose:
    """A seated pose brought down towards the floor, its feet where they are."""
    if not metres:
        return pose
    return replace(pose, carriage=pose.carriage._replace(rise=pose.carriage.rise - metres))


def laid(solid: Solid, where: Rest) -> Solid:
    """A standing body as it lies there, with the bed under it when it does not lie on the floor."""
    shapes = tuple(
        replace(shape, points=where.turned(shape.points))
        if isinstance(shape, Limb)
        else replace(shape, corners=where.turned(shape.corners))
        for shape in solid.shapes
    )
    parts = {name: where.turned(spot) for name, spot in solid.parts.items()}
    under = _bed(where) if where.high else ()
    return Solid(solid.name, (*under, *shapes), where.turned(solid.anchor), False, parts)


def _bed(where: Rest) -> tuple[Facet | Limb, ...]:
    """A frame, a mattress and a pillow, painted before the body whatever the lens sees."""
    across = abs(np.sin(np.radians(where.facing))) > 0.7
    wide, deep = (LONG, BROAD) if across else (BROAD, LONG)
    x, z = float(where.place[0]), float(where.place[2])
    frame, linen = Material((92, 84, 76)), Material((190, 190, 184))
    base = making.block(making.point(x, BED / 2 - 0.08, z), (wide, BED - 0.16, deep), frame)
    mattress = making.block(making.point(x, BED - 0.08, z), (wide, 0.16, deep), linen)
    head = where.turned(where.place + np.array([0.0, 0.93 * where.stature, 0.0])) - np.array([0.0, BACK, 0.0])
    half = np.array([0.0, 0.0, 0.3]) if across else np.array([0.3, 0.0, 0.0])
    pillow = Limb(np.stack([head - half, head + half]), np.full(2, 0.1), linen)
    below = [replace(shape, lift=UNDER) for shape in base]
    return (*below, *(replace(shape, lift=UNDER + 0.5) for shape in mattress), replace(pillow, lift=UNDER + 1.0))
