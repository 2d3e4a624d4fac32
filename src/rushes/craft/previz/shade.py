"""What a body does to light: its rim, the shadow it throws, how soft it is when it is not what the lens looks at."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from rushes.craft.previz import brush, light, optics, painter
from rushes.craft.previz.brush import Canvas
from rushes.craft.previz.lens import NEAR, View
from rushes.craft.previz.light import Lighting
from rushes.craft.previz.shapes import Points, Solid

_SMALL = 4
_DARK = 0.62


def figure(
    canvas: Canvas, view: View, solid: Solid, lighting: Lighting, rim: tuple[float, float, float], width: float
) -> None:
    """A person or a thing that moves, with the light from behind on its edge, smeared by `width` pixels."""
    box = _box(view, solid)
    if box is None:
        return
    gain = 1.0 if width < 1.5 else 0.5 if width < 8 else 0.25
    near = view if gain == 1.0 else view.scaled(gain)
    layer = canvas if gain == 1.0 else np.zeros((near.height, near.width, 3), np.uint8)
    mask = np.zeros((near.height, near.width), np.uint8)
    painter.paint(painter.Easel(layer, near, lighting, mask), solid)
    edge = tuple(round(value * gain) for value in box)
    _rim(layer, near, solid, mask, lighting, rim, (edge[0], edge[1], edge[2], edge[3]))
    if gain < 1.0:
        settle(canvas, layer, mask, width * gain)


def settle(canvas: Canvas, layer: Canvas, mask: NDArray[np.uint8], width: float) -> None:
    """A smaller layer, painted on black, blurred and put over the canvas through its own blurred silhouette."""
    sheet = softened(layer, mask, width, (canvas.shape[1], canvas.shape[0]))
    if sheet is not None:
        sheet.over(canvas)


@dataclass(frozen=True, eq=False)
class Sheet:
    """A painted layer ready to be put over a canvas, again and again: premultiplied colour, what is left of beneath."""

    box: tuple[int, int, int, int]
    colour: Canvas
    keep: Canvas

    def over(self, canvas: Canvas) -> None:
        """Put it over the canvas, in place."""
        x0, y0, x1, y1 = self.box
        patch = canvas[y0:y1, x0:x1]
        cv2.multiply(patch, self.keep, dst=patch, scale=1 / 255)
        cv2.add(patch, self.colour, dst=patch)

    def dry(self, damp: NDArray[np.uint8]) -> None:
        """Take what it covers off a mask, in place."""
        x0, y0, x1, y1 = self.box
        patch = damp[y0:y1, x0:x1]
        cv2.multiply(patch, np.ascontiguousarray(self.keep[..., 0]), dst=patch, scale=1 / 255)


def softened(layer: Canvas, mask: NDArray[np.uint8], width: float, size: tuple[int, int]) -> Sheet | None:
    """A layer smeared by `width` of its own pixels, as a sheet for a raster of `size`; None when nothing is on it."""
    x, y, w, h = cv2.boundingRect(mask)
    if w == 0:
        return None
    pad, gain = int(width * 1.6) + 2, size[0] // mask.shape[1]
    x0, y0, x1, y1 = max(0, x - pad), max(0, y - pad), min(mask.shape[1], x + w + pad), min(mask.shape[0], y + h + pad)
    colour, cover = layer[y0:y1, x0:x1], mask[y0:y1, x0:x1]
    colour, cover = optics.soften(colour, width), optics.soften(cover, width)
    if gain > 1:
        grown = ((x1 - x0) * gain, (y1 - y0) * gain)
        colour = brush.pixels(cv2.resize(colour, grown, interpolation=cv2.INTER_LINEAR))
        cover = brush.pixels(cv2.resize(cover, grown, interpolation=cv2.INTER_LINEAR))
    box = (x0 * gain, y0 * gain, min(size[0], x1 * gain), min(size[1], y1 * gain))
    colour, cover = colour[: box[3] - box[1], : box[2] - box[0]], cover[: box[3] - box[1], : box[2] - box[0]]
    left = cv2.bitwise_not(cover)
    return Sheet(box, colour, brush.pixels(cv2.merge([left, left, left])))


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
    away = max(0.2, float(view.local(solid.anchor[None])[0, 2]))
    reach = max(1.0, 0.012 * min(1.0, away / 1.4) * view.focal / away)
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
    veil = brush.pixels(cv2.min(optics.stacked(veil, 7), ground))
    rows = np.flatnonzero(veil.any(axis=1))
    if not len(rows):
        return
    top, bottom = int(rows[0]) * _SMALL, min(canvas.shape[0], (int(rows[-1]) + 1) * _SMALL)
    cut = cv2.resize(veil, (canvas.shape[1], canvas.shape[0]), interpolation=cv2.INTER_LINEAR)[top:bottom]
    keep = _kept(brush.pixels(cut))
    patch = canvas[top:bottom]
    cv2.multiply(patch, keep, dst=patch, scale=1 / 255)


def _kept(cut: NDArray[np.uint8]) -> NDArray[np.uint8]:
    left = cv2.subtract(np.full_like(cut, 255), cv2.convertScaleAbs(cut, alpha=_DARK))
    return np.asarray(cv2.merge([left, left, left]))


def _throw(veil: NDArray[np.uint8], view: View, solid: Solid, lighting: Lighting) -> None:
    sheaf = solid.sheaf
    points, radii = (
        (sheaf.limb_points, sheaf.limb_radii) if sheaf.limbs else (solid.points, np.zeros(len(solid.points)))
    )
    spots = _down(points, lighting.lamps[0].position)
    if spots is None:
        return
    pixels, depth = view.see(spots)
    if (depth < NEAR * 4).any():
        return
    if not sheaf.limbs:
        cv2.fillConvexPoly(veil, cv2.convexHull(brush.fixed(pixels)), (255,), cv2.LINE_8, brush.SHIFT)
        return
    grown = np.minimum(view.focal * radii / depth, view.width) * 0.8
    firsts, seconds, _ = painter.pairs(sheaf.limb_counts)
    for piece in brush.capsules(pixels[firsts], pixels[seconds], grown[firsts], grown[seconds]):
        cv2.fillConvexPoly(veil, piece, (255,), cv2.LINE_8, brush.SHIFT)


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
    if not len(solid.points):
        return None
    local = view.local(solid.points)
    flat = view.flat(local)
    pad = np.zeros(len(flat))
    pad[: len(solid.sheaf.limb_radii)] = solid.sheaf.limb_radii
    pad = (view.focal * pad / np.maximum(local[:, 2], 0.1))[:, None]
    return brush.bounds(np.concatenate([flat - pad, flat + pad]), view.width, view.height, 3)
