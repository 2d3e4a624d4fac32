"""The painter: solids under light put on a canvas, far to near, as flat cut shapes with a lit and a dark side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from rushes.craft.previz import brush, light
from rushes.craft.previz.brush import Canvas
from rushes.craft.previz.lens import NEAR, View, clipped
from rushes.craft.previz.light import Lamp, Lighting
from rushes.craft.previz.shapes import Facet, Lettering, Limb, Points, Sheaf, Solid

Shape = Limb | Facet | Lettering
Mask = NDArray[np.uint8]
_TERMINATOR = 0.15  # how far towards the lens a lamp must be for limbs to be lit from the front
_SPARE = 0.35  # how much of a lamp that is not the key reaches what faces the lens
_SPECK = 0.4  # pixels: what is smaller is not painted
_CLEAR = 0.99  # what is less opaque lets light pass
_LUMA = np.array([0.2126, 0.7152, 0.0722])


@dataclass(frozen=True, eq=False)
class Easel:
    """Where and under what light solids are painted; `mask` takes their silhouette; `stands`: they never move."""

    canvas: Canvas
    view: View
    lighting: Lighting
    mask: Mask | None = None
    stands: bool = False


def paint(easel: Easel, solid: Solid) -> None:
    """Put one solid on the canvas."""
    for job in sorted(_strokes(easel, solid.sheaf, solid.parts.get("chest", solid.anchor)), key=lambda job: -job.depth):
        job.put(easel)


def sound(easel: Easel, solid: Solid, grey: Callable[[float], float]) -> None:
    """Paint one solid by how far its shapes are, not by light; letters and what light passes through are not there."""
    for job in sorted(_strokes(easel, solid.sheaf, solid.anchor), key=lambda job: -job.depth):
        if not isinstance(job.shape, Lettering) and job.shape.material.opacity >= _CLEAR:
            ink = (grey(job.depth + job.shape.lift),) * 3
            job.inks = [ink] * len(job.pieces)
            job.fill(easel.canvas)


def paint_all(easel: Easel, solids: Sequence[Solid]) -> None:
    """Put solids on the canvas, the farthest first."""
    if not solids:
        return
    ranked = sorted(solids, key=lambda one: -float((one.anchor - easel.view.position) @ easel.view.axes[2]))
    bundle = (_kept_bundle if easel.stands else _bundled)(tuple(one.sheaf for one in ranked))
    ranks = np.repeat(np.arange(len(ranked)), [len(one.sheaf.flats) for one in ranked]).tolist()
    ranks += np.repeat(np.arange(len(ranked)), [len(one.sheaf.limbs) for one in ranked]).tolist()
    jobs = _strokes(easel, bundle, ranked[-1].anchor, ranks)
    for job in sorted(jobs, key=lambda job: (job.rank, -job.depth)):
        job.put(easel)


def _bundled(sheaves: tuple[Sheaf, ...]) -> Sheaf:
    """The sheaves of several solids as one, so that they are projected and lit in one go."""
    return Sheaf(
        tuple(limb for sheaf in sheaves for limb in sheaf.limbs),
        tuple(flat for sheaf in sheaves for flat in sheaf.flats),
        np.concatenate([sheaf.limb_points for sheaf in sheaves]),
        np.concatenate([sheaf.limb_radii for sheaf in sheaves]),
        np.concatenate([sheaf.limb_counts for sheaf in sheaves]),
        np.concatenate([sheaf.flat_points for sheaf in sheaves]),
        np.concatenate([sheaf.flat_counts for sheaf in sheaves]),
    )


_kept_bundle = lru_cache(maxsize=64)(_bundled)


@dataclass(slots=True, eq=False)
class _Stroke:
    depth: float
    shape: Shape
    pieces: Sequence[NDArray[np.int32]]
    inks: Sequence[brush.Ink]  # one a piece
    rank: int = 0  # of the solid it belongs to, the farthest first

    def put(self, easel: Easel) -> None:
        """Draw it, through glass where its material lets light pass."""
        if isinstance(self.shape, Lettering):
            brush.lettering(easel.canvas, self.pieces[0] / 16.0, self.shape.text, self.inks[0])
            return
        if self.shape.material.opacity < _CLEAR:
            self._glaze(easel)
            return
        self.fill(easel.canvas)
        if easel.mask is not None:
            for piece in self.pieces[: max(1, len(self.pieces) // 2)]:
                brush.convex(easel.mask, piece, (255,)) if isinstance(self.shape, Limb) else brush.polygon(
                    easel.mask, piece, (255,)
                )

    def fill(self, canvas: Canvas, offset: tuple[int, int] = (0, 0)) -> None:
        """Draw it as if nothing shone through."""
        convex = isinstance(self.shape, Limb)
        for piece, ink in zip(self.pieces, self.inks, strict=True):
            points = piece - np.asarray(offset, dtype=np.int32) * 16 if offset != (0, 0) else piece
            (brush.convex if convex else brush.polygon)(canvas, points, ink)

    def _glaze(self, easel: Easel) -> None:
        spread = np.concatenate([piece.reshape(-1, 2) for piece in self.pieces]) / 16.0
        box = brush.bounds(spread, easel.view.width, easel.view.height)
        if box is None:
            return
        x0, y0, x1, y1 = box
        patch = easel.canvas[y0:y1, x0:x1]
        over = patch.copy()
        self.fill(over, (x0, y0))
        share = self.shape.material.opacity
        patch[...] = cv2.addWeighted(over, share, patch, 1.0 - share, 0.0)


def _strokes(easel: Easel, sheaf: Sheaf, spot: Points, ranks: Sequence[int] = ()) -> list[_Stroke]:
    flats = _flat_strokes(easel, sheaf, ranks) if sheaf.flats else []
    return flats + _limb_strokes(easel, sheaf, spot, ranks) if sheaf.limbs else flats


def _flat_strokes(easel: Easel, sheaf: Sheaf, ranks: Sequence[int]) -> list[_Stroke]:
    view, starts = easel.view, sheaf.flat_starts
    local = view.local(sheaf.flat_points)
    inks = _flat_inks(easel, sheaf).tolist()
    depths = view.local(sheaf.flat_middles)[:, 2].tolist()
    crossing = np.minimum.reduceat(local[:, 2], starts) <= NEAR
    flat_pixels = view.flat(local)
    pixels = brush.fixed(flat_pixels)
    wanted = _inside(view, flat_pixels, flat_pixels, starts) | crossing
    strokes = []
    for n in np.flatnonzero(wanted).tolist():
        flat = sheaf.flats[n]
        part = slice(starts[n], starts[n] + sheaf.flat_counts[n])
        lettered = isinstance(flat, Lettering)
        if not crossing[n]:
            outline = pixels[part]
        elif lettered or len(seen := clipped(local[part])) < 3:
            continue
        else:
            outline = brush.fixed(view.flat(seen))
        depth = depths[n] - flat.lift - (0.002 if lettered else 0.0)
        strokes.append(_Stroke(depth, flat, [outline], [inks[n]], ranks[n] if ranks else 0))
    return strokes


def _inside(view: View, low: Points, high: Points, starts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which runs of points, each from its low to its high edge, touch the raster and are large enough to be seen."""
    least, most = np.minimum.reduceat(low, starts), np.maximum.reduceat(high, starts)
    size = (view.width, view.height)
    touching = np.all((most > 0) & (least < size), axis=1)
    return np.asarray(touching & (np.max(most - least, axis=1) > _SPECK))


def _flat_inks(easel: Easel, sheaf: Sheaf) -> NDArray[np.float64]:
    middles = sheaf.flat_middles
    behind = np.sum(sheaf.flat_normals * (easel.view.position - middles), axis=1, keepdims=True) < 0
    if easel.stands:
        front, back = _both_sides(sheaf, easel.lighting)
        shone = np.where(behind, back, front)
    else:
        shone = _shone_flats(sheaf, easel.lighting, np.where(behind, -sheaf.flat_normals, sheaf.flat_normals))
    return _through_air(shone, sheaf.flat_paint, easel.view.local(middles)[:, 2], easel.lighting)


@lru_cache(maxsize=64)
def _both_sides(sheaf: Sheaf, lighting: Lighting) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The flats of what never moves under light, from either side."""
    normals = sheaf.flat_normals
    return _shone_flats(sheaf, lighting, normals), _shone_flats(sheaf, lighting, -normals)


def _shone_flats(sheaf: Sheaf, lighting: Lighting, normals: Points) -> NDArray[np.float64]:
    return _shone(sheaf.flat_paint, light.on_planes(lighting, sheaf.flat_middles, normals))


def _shone(paint: NDArray[np.float64], falls: NDArray[np.float64]) -> NDArray[np.float64]:
    """Materials under light, as painted; wardrobe keeps more of its own hue than the set does."""
    albedo, glow, own = paint[:, :3], paint[:, 3:4], 0.15 + 0.57 * paint[:, 4:]
    falls = falls + ((falls @ _LUMA)[:, None] - falls) * own
    base = (albedo / 255.0) ** light.DISPLAY
    return light.painted(base * falls * (1.0 - np.minimum(glow, 1.0)) + base * glow * 1.15)


def _through_air(
    shone: NDArray[np.float64], paint: NDArray[np.float64], depth: NDArray[np.float64], lighting: Lighting
) -> NDArray[np.float64]:
    return light.veiled(shone, np.where(paint[:, 3] > 0.05, depth * 0.3, depth), lighting)


def _limb_strokes(easel: Easel, sheaf: Sheaf, spot: Points, ranks: Sequence[int]) -> list[_Stroke]:
    chains = _Chains.of(easel.view, sheaf)
    pad = chains.radii[:, None]
    inside = _inside(easel.view, chains.centres - pad, chains.centres + pad, sheaf.limb_starts)
    wanted = np.flatnonzero(inside & (np.asarray(chains.depths) >= NEAR * 2)).tolist()
    if not wanted:
        return []
    key, toward = _key(easel, spot, sheaf.limb_middles)
    lit, dark = (inks.tolist() for inks in _limb_inks(easel, sheaf, key))
    base, inner = _sides(chains, sheaf.limb_counts, toward)
    inner_is_lit = (toward[:, 2] > _TERMINATOR).tolist()
    strokes = []
    for n in wanted:
        limb = sheaf.limbs[n]
        part = slice(*chains.spans[n])
        outer_ink, inner_ink = (dark[n], lit[n]) if inner_is_lit[n] else (lit[n], dark[n])
        pieces = [*base[part], *inner[part]]
        inks = [outer_ink] * len(base[part]) + [inner_ink] * len(inner[part])
        rank = ranks[len(sheaf.flats) + n] if ranks else 0
        strokes.append(_Stroke(chains.depths[n] - limb.lift, limb, pieces, inks, rank))
    return strokes


@dataclass(frozen=True, eq=False)
class _Chains:
    """All limbs of a solid as one batch of pixels."""

    centres: Points
    radii: NDArray[np.float64]
    firsts: NDArray[np.int64]
    seconds: NDArray[np.int64]
    spans: list[tuple[int, int]]
    depths: list[float]

    @classmethod
    def of(cls, view: View, sheaf: Sheaf) -> "_Chains":
        local = view.local(sheaf.limb_points)
        radii = view.focal * sheaf.limb_radii / np.maximum(local[:, 2], NEAR)
        firsts, seconds, spans = pairs(sheaf.limb_counts)
        depths = view.local(sheaf.limb_middles)[:, 2].tolist()
        return cls(view.flat(local), radii, firsts, seconds, spans, depths)

    def outlines(self, move: Points, gain: NDArray[np.float64]) -> NDArray[np.int32]:
        """The outlines with every ball moved by its radius times its `move` and scaled by its `gain`."""
        centres = self.centres + self.radii[:, None] * move
        radii = self.radii * gain
        return brush.capsules(centres[self.firsts], centres[self.seconds], radii[self.firsts], radii[self.seconds])


def pairs(counts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64], list[tuple[int, int]]]:
    """Which balls of all chains are neighbours, and which pairs belong to which chain."""
    return _pairs(tuple(counts.tolist()))


@lru_cache(maxsize=256)
def _pairs(counts: tuple[int, ...]) -> tuple[NDArray[np.int64], NDArray[np.int64], list[tuple[int, int]]]:
    firsts: list[int] = []
    seconds: list[int] = []
    spans, start = [], 0
    for count in counts:
        several = max(1, count - 1)
        spans.append((len(firsts), len(firsts) + several))
        firsts += range(start, start + several)
        seconds += range(start + min(1, count - 1), start + min(1, count - 1) + several)
        start += count
    return np.array(firsts), np.array(seconds), spans


def _sides(chains: _Chains, counts: NDArray[np.int64], toward: Points) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The silhouettes, and inside them the part on the other side of the edge of shadow."""
    across = toward[:, :2] * (1.0, -1.0)
    across = across / np.maximum(np.hypot(across[:, 0], across[:, 1]), 1e-6)[:, None]
    front = toward[:, 2]
    lit = front > _TERMINATOR
    gain = np.where(lit, 0.66 + 0.3 * front, 0.72 + 0.2 * np.minimum(1.0, _TERMINATOR - front))
    move = across * ((1.0 - gain) * np.where(lit, 1.0, -1.0))[:, None]
    whole = np.ones(len(chains.radii))
    silhouettes = chains.outlines(np.zeros(2), whole)
    return silhouettes, chains.outlines(np.repeat(move, counts, axis=0), np.repeat(gain, counts))


def _key(easel: Easel, spot: Points, middles: Points) -> tuple[Lamp | None, Points]:
    """The lamp that matters most at a spot, and its direction from each limb: right, up, towards the lens."""
    if not easel.lighting.lamps:
        return None, np.broadcast_to((0.0, 1.0, 0.5), middles.shape)
    lamps = easel.lighting.lamps
    best = max(lamps, key=lambda lamp: float(light.fall(lamp, spot[None])[0][0] * lamp.tint.sum()))
    return best, light.fall(best, middles)[1] @ easel.view.axes.T * (1.0, 1.0, -1.0)


def _limb_inks(easel: Easel, sheaf: Sheaf, key: Lamp | None) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Each limb's colour on its lit and on its dark side, through the air."""
    lit, dark = (_kept_limbs if easel.stands else _shone_limbs)(sheaf, easel.lighting, key)
    depth = easel.view.local(sheaf.limb_middles)[:, 2]
    air = (sheaf.limb_paint, depth, easel.lighting)
    return _through_air(lit, *air), _through_air(dark, *air)


def _shone_limbs(sheaf: Sheaf, lighting: Lighting, key: Lamp | None) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    fill = light.ambient(lighting, np.full(len(sheaf.limbs), 0.1))
    shone = np.zeros_like(fill)
    for lamp in lighting.lamps:
        amount = light.fall(lamp, sheaf.limb_middles)[0][:, None] * lamp.tint
        if lamp is key:
            shone = amount
        else:
            fill = fill + amount * _SPARE
    return _shone(sheaf.limb_paint, fill + shone), _shone(sheaf.limb_paint, fill + shone * 0.06)


_kept_limbs = lru_cache(maxsize=64)(_shone_limbs)
