"""Patterns: shapes cut once for a body at rest, which then follow its bones; a pose costs one matrix product."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rushes.craft.previz.rig import BONES, INDEX, Build
from rushes.craft.previz.shapes import Facet, Limb, Material, Points

Bind = Mapping[str, float]
Binding = Bind | Callable[[Points], Sequence[Bind]]


@dataclass(frozen=True, eq=False)
class Piece:
    """One shape of a pattern: which rows of the points are its own, and its radii if it is a limb."""

    start: int
    stop: int
    material: Material
    lift: float = 0.0
    radii: NDArray[np.float64] | None = None


@dataclass(frozen=True, eq=False)
class Pattern:
    """Pieces with the matrix that carries them: points = skin @ bones, and the morphs a face adds on top."""

    pieces: tuple[Piece, ...]
    skin: NDArray[np.float64]
    morphs: tuple[str, ...] = ()
    moved: NDArray[np.float64] | None = None  # (morphs, rows * 3), by the head
    rows: NDArray[np.intp] | None = None

    def shapes(
        self, bones: NDArray[np.float64], head: NDArray[np.float64] | None = None, amounts: Sequence[float] = ()
    ) -> tuple[Limb | Facet, ...]:
        """The pieces where the bones are; `amounts` are those of the morphs, `head` the head's turn."""
        points = self.skin @ bones
        if self.moved is not None and head is not None and self.rows is not None:
            points[self.rows] += (np.asarray(amounts) @ self.moved).reshape(-1, 3) @ head.T
        return tuple(_shape(piece, points) for piece in self.pieces)


def _shape(piece: Piece, points: Points) -> Limb | Facet:
    own = points[piece.start : piece.stop]
    if piece.radii is None:
        return Facet(own, piece.material, piece.lift)
    return Limb(own, piece.radii, piece.material, piece.lift)


@dataclass(frozen=True)
class Ring:
    """One cross-section of a loft: its middle, half its width and depth in metres, and the bones it follows."""

    middle: tuple[float, float, float]
    wide: float
    deep: float
    bind: Binding


class Tailor:
    """Cuts a pattern, piece by piece; all points are metres at rest."""

    def __init__(self, build: Build) -> None:
        self.build = build
        self._joints = build.joints
        self._points: list[Points] = []
        self._binds: list[Bind] = []
        self._pieces: list[Piece] = []
        self._morphs: dict[str, list[tuple[int, Points]]] = {}
        self._count = 0

    def facet(
        self,
        corners: Sequence[Sequence[float]] | Points,
        bind: Binding,
        material: Material,
        *,
        lift: float = 0.0,
        morphs: Mapping[str, Points] | None = None,
    ) -> None:
        """A flat piece; `morphs` gives by name how its corners move."""
        points = np.asarray(corners, dtype=np.float64)
        order = _best_first(points)
        binds = list(bind(points)) if callable(bind) else [bind] * len(points)
        start = self._add(points[order], lambda _: [binds[n] for n in order])
        self._pieces.append(Piece(start, self._count, material, lift))
        for name, moves in (morphs or {}).items():
            self._morphs.setdefault(name, []).append((start, np.asarray(moves, dtype=np.float64)[order]))

    def limb(
        self,
        points: Sequence[Sequence[float]] | Points,
        radii: Sequence[float] | NDArray[np.float64],
        bind: Binding,
        material: Material,
        *,
        lift: float = 0.0,
    ) -> None:
        """A soft piece: a chain of balls."""
        start = self._add(np.asarray(points, dtype=np.float64), bind)
        self._pieces.append(Piece(start, self._count, material, lift, np.asarray(radii, dtype=np.float64)))

    def loft(
        self,
        rings: Sequence[Ring],
        material: Material | Sequence[Material],
        *,
        columns: int = 8,
        splits: Sequence[int] = (),
        spans: tuple[float, float] = (0.0, 1.0),
        lift: float = 0.0,
    ) -> None:
        """
        Upright panels round a body, one facet a column from first ring to last; `splits` cuts them at rings too.

        `spans` is the part of the round that is covered, as shares from the front over the left side.
        """
        angles = 2.0 * np.pi * np.linspace(spans[0], spans[1], columns + 1)
        grid = np.stack([_round(ring, angles) for ring in rings])
        cuts = (0, *splits, len(rings) - 1)
        for column in range(columns):
            paint = material if isinstance(material, Material) else material[column % len(material)]
            for top, bottom in itertools.pairwise(cuts):
                self._panel(rings[top : bottom + 1], grid[top : bottom + 1, column : column + 2], paint, lift)

    def _panel(self, rings: Sequence[Ring], points: Points, material: Material, lift: float) -> None:
        down, up = points[:, 0], points[::-1, 1]
        corners = np.concatenate([down, up])
        binds = [*_bound(rings, down), *_bound(rings[::-1], up)]
        self.facet(corners, lambda _: binds, material, lift=lift)

    def _add(self, points: Points, bind: Binding) -> int:
        start = self._count
        self._points.append(points)
        self._binds += list(bind(points)) if callable(bind) else [bind] * len(points)
        self._count += len(points)
        return start

    def pattern(self) -> Pattern:
        """All the pieces, ready to be posed."""
        points = np.concatenate(self._points)
        skin = np.zeros((len(points), 4 * len(BONES)))
        for row, (point, bind) in enumerate(zip(points, self._binds, strict=True)):
            for bone, share in bind.items():
                column = 4 * INDEX[bone]
                skin[row, column : column + 3] = share * (point - np.asarray(self._joints[bone]))
                skin[row, column + 3] = share
        return Pattern(tuple(self._pieces), skin, *self._moves())

    def _moves(self) -> tuple[tuple[str, ...], NDArray[np.float64] | None, NDArray[np.intp] | None]:
        if not self._morphs:
            return (), None, None
        names = tuple(sorted(self._morphs))
        rows = sorted({start + n for moves in self._morphs.values() for start, move in moves for n in range(len(move))})
        place = {row: number for number, row in enumerate(rows)}
        moved = np.zeros((len(names), len(rows), 3))
        for number, name in enumerate(names):
            for start, move in self._morphs[name]:
                for n, delta in enumerate(move):
                    moved[number, place[start + n]] += delta
        return names, moved.reshape(len(names), -1), np.asarray(rows)


def _best_first(points: Points) -> NDArray[np.intp]:
    """The corners' order, begun where three of them show the whole polygon's normal best: light goes by those three."""
    around, third = (points[np.arange(shift, len(points) + shift) % len(points)] for shift in (1, 2))
    middle = points.mean(axis=0)
    normal = _crossed(points - middle, around - middle).sum(axis=0)
    corners = _crossed(around - points, third - points)
    sizes = np.linalg.norm(corners, axis=1)
    aligned = corners @ normal / np.maximum(sizes * np.linalg.norm(normal), 1e-12)
    first = int(np.argmax(aligned + 0.15 * sizes / max(float(sizes.max()), 1e-12)))
    return (np.arange(len(points)) + first) % len(points)


def _crossed(one: Points, other: Points) -> Points:
    a, b = one.T, other.T
    return np.stack([a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]], axis=1)


def _round(ring: Ring, angles: NDArray[np.float64]) -> Points:
    # a superellipse: a body in clothes is boxier than a tube
    sine, cosine = np.sin(angles), np.cos(angles)
    x = ring.wide * np.sign(sine) * np.abs(sine) ** 0.85
    z = -ring.deep * np.sign(cosine) * np.abs(cosine) ** 0.85
    return np.asarray(ring.middle) + np.stack([x, np.zeros_like(x), z], axis=1)


def _bound(rings: Sequence[Ring], points: Points) -> list[Bind]:
    return [
        ring.bind(point[None])[0] if callable(ring.bind) else ring.bind
        for ring, point in zip(rings, points, strict=True)
    ]
