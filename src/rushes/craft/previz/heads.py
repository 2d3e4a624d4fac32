"""Heads: a skull cut in planes, in thousandths of a body's height from the joint it nods on; the face looks to -z."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rushes.craft.previz.cut import Binding, Tailor
from rushes.craft.previz.looks import Look, darker
from rushes.craft.previz.shapes import RGB, Material, Points

Corner = tuple[float, float, float]
Moves = Mapping[str, Mapping[int, Corner]]
HEAD = {"head": 1.0}
MIRROR = np.array([-1.0, 1.0, 1.0])
LIPS: RGB = (160, 78, 72)


@dataclass(frozen=True, eq=False)
class Carver:
    """Who cuts a head, and at what size: planes are given in thousandths and come out in metres."""

    tailor: Tailor
    look: Look

    @property
    def size(self) -> float:
        """Metres to a unit of a carving."""
        return self.look.build.height * self.look.build.head / 1000.0

    def place(self, corners: Sequence[Corner] | Points) -> Points:
        """Carved corners in metres at rest."""
        narrow = np.array([self.look.narrow, 1.0, 1.0])
        joint = np.asarray(self.look.build.joints["head"])
        placed: Points = np.asarray(corners, dtype=np.float64) * narrow * self.size + joint
        return placed

    def skin(self, share: float = 1.0) -> Material:
        """Skin, lighter or darker than it is."""
        return Material(darker(self.look.skin, share), gloss=self.look.gloss * 0.3, subject=self.look.subject)

    def hair(self, share: float = 1.0) -> Material:
        """Hair, as wet as the look is."""
        return Material(darker(self.look.hair_colour, share), gloss=self.look.gloss, subject=self.look.subject)

    def plane(
        self,
        corners: Sequence[Corner],
        material: Material,
        *,
        lift: float = 0.0,
        moves: Moves | None = None,
        bind: Binding = HEAD,
    ) -> None:
        """One plane; `moves` says by morph and corner number how it goes, in thousandths too."""
        morphs = {name: self._moved(len(corners), by) for name, by in (moves or {}).items()}
        self.tailor.facet(self.place(corners), bind, material, lift=lift * self.size, morphs=morphs)

    def pair(
        self,
        corners: Sequence[Corner],
        material: Material,
        *,
        lift: float = 0.0,
        moves: Moves | None = None,
        eye: bool = False,
    ) -> None:
        """A plane on the left and its mirror image on the right; `eye` makes each go with its own eye."""
        for side, sign in (("l", 1.0), ("r", -1.0)):
            turned = [(sign * x, y, z) for x, y, z in corners]
            flipped = {
                name: {n: (sign * dx, dy, dz) for n, (dx, dy, dz) in by.items()} for name, by in (moves or {}).items()
            }
            bind = {f"eye_{side}": 1.0} if eye else HEAD
            self.plane(turned, material, lift=lift, moves=flipped, bind=bind)

    def blob(
        self,
        points: Sequence[Corner],
        radii: Sequence[float],
        material: Material,
        *,
        bind: Binding = HEAD,
        lift: float = 0.0,
    ) -> None:
        """A soft mass."""
        self.tailor.limb(self.place(points), np.asarray(radii) * self.size, bind, material, lift=lift * self.size)

    def _moved(self, count: int, by: Mapping[int, Corner]) -> Points:
        moves = np.zeros((count, 3))
        for number, delta in by.items():
            moves[number] = delta
        return moves * self.size


def neck(carver: Carver) -> None:
    """The neck, in the shade of the jaw."""
    h, s = carver.look.build.height, carver.size * 1000.0
    _, y, z = carver.look.build.joints["head"]
    points = [(0, 0.835 * h, 0.014 * h), (0, y - 0.012 * s, z + 0.008 * s)]
    radii = [0.0335 * h * carver.look.narrow, 0.0285 * s * carver.look.narrow]
    carver.tailor.limb(points, radii, {"neck": 1.0}, carver.skin(0.8))


def skull(carver: Carver, *, near: bool) -> None:
    """The planes of the head that do not act: forehead, temples, cheeks, jaw, ears, nose, and the shadowed sockets."""
    drop: Corner = (0, -9, 2)
    side = carver.skin(0.9)
    if near:
        carver.pair([(0, 62, -46), (26, 60, -37), (34, 33, -38), (17, 36, -49), (0, 34, -50)], carver.skin(1.0))
        carver.pair([(26, 60, -37), (41, 64, -6), (43, 36, -4), (34, 33, -38)], side)
        carver.pair(
            [(17, 14, -45), (36, 22, -36), (35, 6, -35), (26, -16, -36), (9, 0, -46), (6, 15, -46)], carver.skin(0.98)
        )
        carver.pair([(36, 22, -36), (34, 33, -38), (43, 36, -4), (42, 10, 4), (35, 6, -35)], side)
        carver.pair(
            [(35, 6, -35), (42, 10, 4), (35, -20, 2), (26, -16, -36)],
            carver.skin(0.86),
            moves={"open": {2: (0, -3, 1)}},
        )
        carver.pair(
            [(9, 0, -46), (26, -16, -36), (13, -42, -38), (0, -44, -41), (0, -2, -49)],
            carver.skin(0.96),
            moves={"open": {2: drop, 3: drop}},
        )
        carver.pair(
            [(26, -16, -36), (35, -20, 2), (13, -42, -38)], carver.skin(0.82), moves={"open": {1: (0, -3, 1), 2: drop}}
        )
    else:
        carver.pair(
            [(0, 62, -46), (28, 60, -37), (36, 25, -37), (26, -16, -36), (13, -42, -38), (0, -44, -41)],
            carver.skin(1.0),
            moves={"open": {4: drop, 5: drop}},
        )
        carver.pair(
            [(28, 60, -37), (42, 60, -4), (42, 10, 4), (35, -20, 2), (13, -42, -38), (26, -16, -36), (36, 25, -37)],
            side,
        )
    carver.plane(
        [(-13, -42, -38), (0, -44, -41), (13, -42, -38), (35, -20, 2), (0, -26, 10), (-35, -20, 2)],
        carver.skin(0.66),
        moves={"open": {0: drop, 1: drop, 2: drop}},
    )
    carver.pair(
        [(0, 35, -50), (17, 36, -49), (34, 32, -38), (34, 22, -38), (18, 14, -45), (6, 17, -46)],
        carver.skin(0.68 if near else 0.76),
        lift=2,
    )
    if near or carver.look.hair in ("bald", "thinning", "bun"):
        carver.pair([(43, 32, -2), (48, 34, 12), (48, 14, 13), (43, 4, 2)], carver.skin(0.84), lift=6)
    _nose(carver, near=near)
    _cranium(carver, near=near)


def _nose(carver: Carver, *, near: bool) -> None:
    carver.pair([(2.6, 28, -49), (4, 4, -64), (10, 0, -48), (7, 18, -46)], carver.skin(0.9), lift=3)
    if near:
        carver.plane([(-2.6, 29, -49.5), (2.6, 29, -49.5), (4, 4, -65), (-4, 4, -65)], carver.skin(1.06), lift=3)
    carver.plane([(-10, 0, -48), (-4, 4, -64), (4, 4, -64), (10, 0, -48), (0, -4, -51)], carver.skin(0.72), lift=3)


def _cranium(carver: Carver, *, near: bool) -> None:
    bare = carver.look.hair in ("bald", "thinning")
    paint = carver.skin(0.96) if bare else carver.hair(0.8)
    columns = 8 if near else 6
    ring = np.linspace(0.235, 0.765, columns + 1) * 2.0 * np.pi

    def at(y: float, wide: float, deep: float, z: float) -> Points:
        return np.stack([wide * np.sin(ring), np.full_like(ring, y), z - deep * np.cos(ring)], axis=1)

    rows = [at(62, 42, 50, 4), at(30, 43, 52, 6), at(-12, 34, 34, 12)]
    for n in range(columns):
        column = [row[n] for row in rows] + [row[n + 1] for row in rows[::-1]]
        carver.plane([tuple(point) for point in column], paint)
    if bare:
        dome(carver, paint, columns=columns, grown=0.0)


def dome(
    carver: Carver, material: Material, *, columns: int, grown: float, low: float = 60.0, lift: float = 1.0
) -> None:
    """The top of a head or what covers it, `grown` thousandths bigger than bone, down to the hairline."""
    angles = np.linspace(0.0, 1.0, columns + 1) * 2.0 * np.pi
    sine, cosine = np.sin(angles), np.cos(angles)
    levels = ((88.0, 9.0, 12.0), (82.0, 28.0, 34.0), (low, 42.0, 50.0))
    rows = [
        np.stack([(wide + grown) * sine, np.full_like(angles, y + grown * rise), 3.0 - (deep + grown) * cosine], axis=1)
        for (y, wide, deep), rise in zip(levels, (1.0, 1.0, 0.0), strict=True)
    ]
    for n in range(columns):
        column = [row[n] for row in rows] + [row[n + 1] for row in rows[::-1]]
        carver.plane([tuple(point) for point in column], material, lift=lift)
    carver.plane([tuple(point) for point in rows[0][:-1]], material, lift=lift)
