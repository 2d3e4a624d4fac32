"""The prop maker's bench: planes, boxes, discs and rods in a thing's own metres, then set on the stage in one turn."""

import itertools
import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rushes.craft.previz import turns
from rushes.craft.previz.acts import Place
from rushes.craft.previz.looks import darker
from rushes.craft.previz.shapes import RGB, Facet, Lettering, Limb, Material, Points, Solid

Spot = tuple[float, float, float]


class Bench:
    """
    Where one prop is put together: x to its right, y up, z away from whoever uses it, the underside at y = 0.

    A prop made here is a `Solid` once it is `set` somewhere.
    """

    def __init__(self, subject: str = "") -> None:
        self.subject = subject
        self._points: list[Points] = []
        self._made: list[tuple[str, Material, float, str | NDArray[np.float64] | None]] = []
        self._named: dict[str, Spot] = {}

    def paint(
        self, colour: RGB, share: float = 1.0, *, glow: float = 0.0, gloss: float = 0.0, opacity: float = 1.0
    ) -> Material:
        """The prop's own paint."""
        return Material(darker(colour, share), glow=glow, gloss=gloss, opacity=opacity, subject=self.subject)

    def plane(
        self, corners: Sequence[Sequence[float] | Points] | Points, material: Material, lift: float = 0.0
    ) -> None:
        """A flat polygon."""
        self._points.append(np.asarray(corners, dtype=np.float64))
        self._made.append(("facet", material, lift, None))

    def words(self, corners: Sequence[Sequence[float]], text: str, material: Material, lift: float = 0.0) -> None:
        """Words on a rectangle, top left first, clockwise."""
        self._points.append(np.asarray(corners, dtype=np.float64))
        self._made.append(("words", material, lift, text))

    def rod(
        self, points: Sequence[Sequence[float]], radii: Sequence[float], material: Material, lift: float = 0.0
    ) -> None:
        """A soft chain of balls."""
        self._points.append(np.asarray(points, dtype=np.float64))
        self._made.append(("limb", material, lift, np.asarray(radii, dtype=np.float64)))

    def box(
        self,
        low: Spot,
        high: Spot,
        material: Material,
        *,
        top: Material | None = None,
        lift: float = 0.0,
        taper: float = 0.0,
    ) -> None:
        """A block from one corner to the other; `taper` draws its top in, in metres."""
        (x0, y0, z0), (x1, y1, z1) = low, high
        foot = np.array([(x0, y0, z0), (x1, y0, z0), (x1, y0, z1), (x0, y0, z1)])
        k = taper
        lid = np.array([(x0 + k, y1, z0 + k), (x1 - k, y1, z0 + k), (x1 - k, y1, z1 - k), (x0 + k, y1, z1 - k)])
        for n in range(4):
            m = (n + 1) % 4
            self.plane([foot[n], foot[m], lid[m], lid[n]], material, lift)
        self.plane(foot[::-1], material, lift)
        self.plane(lid, top or material, lift)

    def disc(
        self, middle: Spot, radius: float, material: Material, *, axis: str = "y", lift: float = 0.0, sides: int = 16
    ) -> None:
        """A flat round plate; `axis` is where it faces: y up, z to the user."""
        around = np.linspace(0.0, math.tau, sides, endpoint=False)
        first, second = radius * np.cos(around), radius * np.sin(around)
        nothing = np.zeros_like(around)
        columns = {"y": (first, nothing, second), "z": (first, second, nothing), "x": (nothing, first, second)}[axis]
        self.plane(np.stack(columns, axis=1) + np.asarray(middle), material, lift)

    def turned_on_lathe(
        self,
        profile: Sequence[tuple[float, float]],
        material: Material,
        *,
        sides: int = 10,
        middle: Spot = (0.0, 0.0, 0.0),
    ) -> None:
        """A round thing from its profile: pairs of radius and height, from the foot up; closed at the top."""
        around = np.linspace(0.0, math.tau, sides + 1)
        rows = [np.stack([r * np.cos(around), np.full_like(around, y), r * np.sin(around)], axis=1) for r, y in profile]
        rows = [row + np.asarray(middle) for row in rows]
        for below, above in itertools.pairwise(rows):
            for n in range(sides):
                self.plane([below[n], below[n + 1], above[n + 1], above[n]], material)
        self.plane(rows[-1][:-1], material)

    def take(self, other: "Bench", shift: Spot, lift: float = 0.0) -> None:
        """Mount what was made on another bench."""
        for points, (kind, material, own, more) in zip(other._points, other._made, strict=True):
            self._points.append(points + np.asarray(shift))
            self._made.append((kind, material, own + lift, more))

    def name(self, part: str, spot: Spot) -> None:
        """Name a point that others may aim at."""
        self._named[part] = spot

    def set(
        self,
        name: str,
        *,
        at: Place,
        facing: float = 0.0,
        tilt: float = 0.0,
        roll: float = 0.0,
        scale: float = 1.0,
        middle: bool = False,
        shadow: bool = True,
    ) -> Solid:
        """The finished prop on the stage; `at` is the middle of what it rests on, or its very middle."""
        points = np.concatenate(self._points) * scale
        names = np.array([*self._named.values()]).reshape(-1, 3) * scale
        centre = (points.min(axis=0) + points.max(axis=0)) / 2.0
        turn = np.asarray(
            turns.then(
                turns.yaw(math.radians(facing)),
                turns.then(turns.pitch(math.radians(tilt)), turns.tilt(math.radians(roll))),
            )
        )
        points, names = (points - centre) @ turn.T, (names - centre) @ turn.T
        lowest = float((points[:, 1] - np.concatenate(self._reaches()) * scale).min())
        rest = np.array([0.0, 0.0 if middle else -lowest, 0.0])
        shift = np.asarray(at, dtype=np.float64) + rest
        points, names = points + shift, names + shift
        parts = {part: names[n] for n, part in enumerate(self._named)}
        parts |= {"middle": shift, "face": shift + turn[:, 1] * 0.1}
        return Solid(name, tuple(self._shapes(points, scale)), shift, shadow, parts)

    def placed(self, turn: turns.Turn, place: Place, size: float) -> tuple[Limb | Facet | Lettering, ...]:
        """The bare shapes, turned and put so that the bench's own origin is at a place, `size` times as big."""
        points = np.concatenate(self._points) * size @ np.asarray(turn).T + np.asarray(place)
        return tuple(self._shapes(points, size))

    def _reaches(self) -> list[NDArray[np.float64]]:
        """How far each shape goes beyond its points."""
        return [
            more if isinstance(more, np.ndarray) else np.zeros(len(own))
            for own, (*_, more) in zip(self._points, self._made, strict=True)
        ]

    def _shapes(self, points: Points, size: float) -> list[Limb | Facet | Lettering]:
        shapes: list[Limb | Facet | Lettering] = []
        start = 0
        for own, (kind, material, lift, more) in zip(self._points, self._made, strict=True):
            corners = points[start : start + len(own)]
            start += len(own)
            if isinstance(more, str):
                shapes.append(Lettering(corners, more, material, lift))
            elif kind == "limb" and more is not None:
                shapes.append(Limb(corners, more * size, material, lift))
            else:
                shapes.append(Facet(corners, material, lift))
        return shapes
