"""
What may stand on the stage: a few kinds of solid in world space, in metres, and what they are made of.

World axes: x to the right, y up, z away from the default camera. Colours are 8-bit sRGB as painted, before light.
Figures, props and sets are tuples of these; the painter knows nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Points = NDArray[np.float64]
RGB = tuple[int, int, int]


@dataclass(frozen=True)
class Material:
    """A painted surface: its colour, how much it glows by itself, how wet it is, whether light passes through."""

    colour: RGB
    glow: float = 0.0
    gloss: float = 0.0
    opacity: float = 1.0
    subject: str = ""  # the asset it belongs to; checks and mattes follow a subject through it


@dataclass(frozen=True)
class Limb:
    """
    A chain of balls joined into one soft silhouette: an arm, a torso, a coat; `radii` in metres, one a point.

    Shapes of a solid are painted far to near by their middles; `lift` is metres nearer to the lens in that order alone.
    """

    points: Points
    radii: NDArray[np.float64]
    material: Material
    lift: float = 0.0


@dataclass(frozen=True)
class Facet:
    """A flat polygon, its corners in order; both sides are painted. Its normal decides how light falls on it."""

    corners: Points
    material: Material
    lift: float = 0.0


@dataclass(frozen=True)
class Lettering:
    """Words set in a real typeface on a flat rectangle given by its four corners, top left first, clockwise."""

    corners: Points
    text: str
    material: Material
    lift: float = 0.0


@dataclass(frozen=True, eq=False)
class Surface:
    """
    A large flat rectangle of a set that carries a painting of its own: a wall, a floor, a sky.

    `corners` are top left first, clockwise as the painting is hung. `albedo` is the painting, linear RGB (h, w, 3);
    `emits` is its own light (windows, a sky), the same shape; `wet` (h, w) is how much it mirrors, 0 to 1.
    """

    corners: Points
    albedo: NDArray[np.float32]
    emits: NDArray[np.float32] | None = None
    wet: NDArray[np.float32] | None = None


@dataclass(frozen=True, eq=False)
class Sheaf:
    """The shapes of a solid bound together for fast drawing: all points in one array, and how many each shape has."""

    limbs: tuple[Limb, ...]
    flats: tuple[Facet | Lettering, ...]
    limb_points: Points
    limb_radii: NDArray[np.float64]
    limb_counts: NDArray[np.int64]
    flat_points: Points
    flat_counts: NDArray[np.int64]

    @cached_property
    def limb_starts(self) -> NDArray[np.int64]:
        """Where each limb's points begin."""
        return np.cumsum(self.limb_counts) - self.limb_counts

    @cached_property
    def limb_middles(self) -> Points:
        """The middle of each limb."""
        return np.asarray(np.add.reduceat(self.limb_points, self.limb_starts) / self.limb_counts[:, None])

    @cached_property
    def flat_starts(self) -> NDArray[np.int64]:
        """Where each flat's corners begin."""
        return np.cumsum(self.flat_counts) - self.flat_counts

    @cached_property
    def flat_middles(self) -> Points:
        """The middle of each flat."""
        return np.asarray(np.add.reduceat(self.flat_points, self.flat_starts) / self.flat_counts[:, None])

    @cached_property
    def flat_normals(self) -> Points:
        """Unit normals of the flats, on the side their corners run round."""
        corner = self.flat_points[self.flat_starts]
        across, down = self.flat_points[self.flat_starts + 1] - corner, self.flat_points[self.flat_starts + 2] - corner
        a, b = across.T, down.T
        normals = np.stack([a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]], axis=1)
        return np.asarray(normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9))

    @cached_property
    def limb_paint(self) -> NDArray[np.float64]:
        """Colour, glow, and 1 for wardrobe, of each limb."""
        return _told([limb.material for limb in self.limbs])

    @cached_property
    def flat_paint(self) -> NDArray[np.float64]:
        """Colour, glow, and 1 for wardrobe, of each flat."""
        return _told([flat.material for flat in self.flats])


def _told(materials: Sequence[Material]) -> NDArray[np.float64]:
    return np.array([(*m.colour, m.glow, float(bool(m.subject))) for m in materials], dtype=np.float64)


@dataclass(frozen=True)
class Solid:
    """Shapes that belong together and are painted back to front as one group, at one place in the depth order."""

    name: str
    shapes: tuple[Limb | Facet | Lettering, ...]
    anchor: Vector
    casts_shadow: bool = True
    parts: dict[str, Vector] = field(default_factory=dict)  # named points others may aim at: eyes, hand_l, knob ...

    @cached_property
    def sheaf(self) -> Sheaf:
        """Its shapes bound together."""
        limbs = tuple(shape for shape in self.shapes if isinstance(shape, Limb))
        flats = tuple(shape for shape in self.shapes if not isinstance(shape, Limb))
        none = np.empty((0, 3))
        return Sheaf(
            limbs,
            flats,
            np.concatenate([limb.points for limb in limbs]) if limbs else none,
            np.concatenate([limb.radii for limb in limbs]) if limbs else none[:, 0],
            np.array([len(limb.points) for limb in limbs], dtype=np.int64),
            np.concatenate([flat.corners for flat in flats]) if flats else none,
            np.array([len(flat.corners) for flat in flats], dtype=np.int64),
        )

    @cached_property
    def points(self) -> Points:
        """Every point of it."""
        return np.concatenate([self.sheaf.limb_points, self.sheaf.flat_points])
