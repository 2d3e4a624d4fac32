"""What a body does to light: its rim, the shadow it throws, how soft it is when it is not what the lens looks at."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from rushes.craft.previz import brush, light, optics, painter
from rushes.craft.previz.brush import Canvas
from rushes.craft.previz.lens import NEAR, View
from rushes.craft.previz.light import Lighting
from rushes.craft.previz.shapes import Facet, Limb, Points, Solid

_SMALL = 4
_DARK = 0.62


def figure(
    canvas: Canvas, view: View, solid: Solid, lighting: Lighting, rim: tuple[float, float, float], width: float
) -> None:
    """A person or a thing that moves, with the light from behind on its edge, smeared by `width` pixels."""
    box = _box(view, solid)
    if box is None:
        return
    gain = 1.0 if width < 1.5 else 0.5 if width < 9 else 0.25
    near = view if gain == 1.0 else view.scaled(gain)
    layer = canvas if gain == 1.0 else cv2.resize(canvas, (near.width, near.height), interpolation=cv2.INTER_LINEAR)
    mask = np.zeros((near.height, near.width), np.uint8)
    painter.paint(painter.Easel(layer, near, lighting, mask), solid)
    edge = tuple(round(value * gain) for value in box)
    _rim(layer, near, solid, mask, lighting, rim, (edge[0], edge[1], edge[2], edge[3]))
    if gain < 1.0:
        settle(canvas, layer, mask, width * gain)


def settle(canvas: Canvas, layer: Canvas, mask: NDArray[np.uint8], width: float) -> None:
    """A smaller, blurred layer over the canvas, through its own blurred silhouette."""
    soft, cover = optics.soften(layer, width), optics.soften(mask, width)
    size = (canvas.shape[1], canvas.shape[0])
    weight = cv2.resize(cover, size, interpolation=cv2.INTER_LINEAR).astype(np.float32) * (1 / 255)
    canvas[...] = cv2.blendLinear(cv2.resize(soft, size, interpolation=cv2.INTER_LINEAR), canvas, weight, 1.0 - weight)


def _rim(
    layer: Canvas,
    view: View,
    solid: Solid,
    mask: NDArray[np.uint8],
    lighting: Lighting,
    rim: tuple[float, float, float],
    box: tuple[int, int, int, int],
) -> None:
    """A thin edge of light on the side from which it comes."""
    x0, y0, x1, y1 = box
    if x1 - x0 < 4 or y1 - y0 < 4:
        return
    cover = mask[y0:y1, x0:x1]
    across, ink = _edge_light(view, solid, lighting, rim)
    reach = max(1.0, 0.012 * view.focal / max(0.3, float(view.local(solid.anchor[None])[0, 2])))
    shift = np.array([[1, 0, -across[0] * reach], [0, 1, across[1] * reach]], dtype=np.float64)
    moved = cv2.warpAffine(cover, shift, (x1 - x0, y1 - y0), borderMode=cv2.BORDER_REPLICATE)
    edge = cv2.subtract(cover, moved)
    if reach > 2.5:
        edge = cv2.min(cv2.blur(edge, (3, 3)), cover)
    patch = layer[y0:y1, x0:x1]
    lit = cv2.merge([cv2.convertScaleAbs(edge, alpha=value / 255.0) for value in ink])
    cv2.add(patch, lit, dst=patch)


def _edge_light(
    view: View, solid: Solid, lighting: Lighting, rim: tuple[float, float, float]
) -> tuple[tuple[float, float], list[float]]:
    """Which way on the screen the edge light comes from, and its painted strength."""
    spot = solid.parts.get("chest", solid.anchor)[None]
    best, strength, way = np.asarray(rim), 0.35, np.array([0.0, 1.0])
    for lamp in lighting.lamps:
        amount, toward = light.fall(lamp, spot)
        local = toward[0] @ view.axes.T
        power = float(amount[0]) * float(lamp.tint.max()) * (0.35 + 0.65 * max(0.0, float(local[2])))
        if power > strength:
            best, strength, way = lamp.tint * float(amount[0]) * 0.8, power, local[:2]
    way = way / max(float(np.hypot(*way)), 1e-6)
    return (float(way[0]), float(way[1])), (light.painted(best * 0.5) * 0.75).tolist()


def cast(canvas: Canvas, view: View, ground: NDArray[np.uint8], solids: Sequence[Solid], lighting: Lighting) -> None:
    """The long soft shadows that what moves throws on the floor, away from the key."""
    if not lighting.lamps or not ground.any():
        return
    small = view.scaled(1 / _SMALL)
    veil = np.zeros(ground.shape, np.uint8)
    for solid in solids:
        if solid.casts_shadow:
            _throw(veil, small, solid, lighting)
    if not veil.any():
        return
    veil = cv2.min(cv2.stackBlur(veil, (7, 7)), ground)
    rows = np.flatnonzero(veil.any(axis=1))
    top, bottom = int(rows[0]) * _SMALL, min(canvas.shape[0], (int(rows[-1]) + 1) * _SMALL)
    cut = cv2.resize(veil, (canvas.shape[1], canvas.shape[0]), interpolation=cv2.INTER_LINEAR)[top:bottom]
    keep = _kept(cut)
    patch = canvas[top:bottom]
    cv2.multiply(patch, keep, dst=patch, scale=1 / 255)


def _kept(cut: NDArray[np.uint8]) -> NDArray[np.uint8]:
    left = cv2.subtract(np.full_like(cut, 255), cv2.convertScaleAbs(cut, alpha=_DARK))
    return np.asarray(cv2.merge([left, left, left]))


def _throw(veil: NDArray[np.uint8], view: View, solid: Solid, lighting: Lighting) -> None:
    for limb in solid.shapes:
        if isinstance(limb, Limb):
            _throw_limb(veil, view, limb, lighting)
        elif isinstance(limb, Facet):
            spots = _down(limb.corners, lighting.lamps[0].position)
            if spots is not None:
                pixels, depth = view.see(spots)
                if (depth > NEAR).all():
                    brush.polygon(veil, brush.fixed(pixels), (255,))


def _throw_limb(veil: NDArray[np.uint8], view: View, limb: Limb, lighting: Lighting) -> None:
    spots = _down(limb.points, lighting.lamps[0].position)
    if spots is None:
        return
    pixels, depth = view.see(spots)
    if (depth < NEAR).any():
        return
    radii = np.minimum(view.focal * limb.radii / np.maximum(depth, NEAR), view.width)
    last = slice(1, None) if len(pixels) > 1 else slice(0, None)
    first = slice(0, -1) if len(pixels) > 1 else slice(0, None)
    for piece in brush.capsules(pixels[first], pixels[last], radii[first] * 0.8, radii[last] * 0.8):
        brush.convex(veil, piece, (255,))


def _down(points: Points, lamp: Points) -> Points | None:
    """Points projected from a lamp to the floor; shadows longer than three metres are cut short."""
    high = np.minimum(points[:, 1], lamp[1] - 0.25)
    if lamp[1] < 0.6:
        return None
    share = lamp[1] / (lamp[1] - np.maximum(high, 0.0))
    away = (points[:, [0, 2]] - lamp[[0, 2]]) * (share - 1.0)[:, None]
    far = np.maximum(1.0, np.linalg.norm(away, axis=1, keepdims=True) / 3.0)
    spots = points.copy()
    spots[:, [0, 2]] += away / far
    spots[:, 1] = 0.0
    return spots


def _box(view: View, solid: Solid) -> tuple[int, int, int, int] | None:
    spots: list[Points] = []
    for shape in solid.shapes:
        points = shape.points if isinstance(shape, Limb) else shape.corners
        local = view.local(points)
        pad = float(shape.radii.max()) if isinstance(shape, Limb) else 0.0
        depth = np.maximum(local[:, 2:], 0.1)
        flat = view.flat(local)
        spots += [flat - view.focal * pad / depth, flat + view.focal * pad / depth]
    return brush.bounds(np.concatenate(spots), view.width, view.height, 3) if spots else None
