"""Ground and sky: what wet ground mirrors, where the floor is, what shows where nothing stands."""

from collections.abc import Sequence
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from rushes.craft.previz import brush, optics, painter, surfaces
from rushes.craft.previz.brush import Canvas
from rushes.craft.previz.lens import View, clipped
from rushes.craft.previz.light import Lighting
from rushes.craft.previz.sets.stage import Weather
from rushes.craft.previz.shapes import RGB, Solid
from rushes.craft.previz.surfaces import Hung

_FLIP = np.array([1.0, -1.0, 1.0])
_SHINE = 0.62
_STEP = 4  # how much smaller than the picture the mirror image is drawn


def sky(view: View, tones: tuple[RGB, RGB]) -> Canvas:
    """A canvas with the sky on it, lighter towards the horizon."""
    slope = np.degrees(np.arctan2(view.axes[2, 1], np.hypot(view.axes[2, 0], view.axes[2, 2])))
    horizon = view.height / 2 + view.focal * np.tan(np.radians(slope))
    rows = np.clip((np.arange(view.height) - horizon + view.focal * 0.6) / (view.focal * 0.6), 0, 1)[:, None] ** 1.5
    tone = np.asarray(tones[0]) * (1 - rows) + np.asarray(tones[1]) * rows
    column = np.rint(tone).astype(np.uint8)[:, None]
    return np.asarray(cv2.resize(column, (view.width, view.height), interpolation=cv2.INTER_NEAREST))


def mirrored_view(view: View) -> View:
    """The same lens below the ground, on a small raster: what it sees is the mirror image, in its right place."""
    small = view.scaled(1 / _STEP)
    return View(view.position * _FLIP, view.axes * _FLIP, small.focal, small.width, small.height)


def mirrored(
    view: View, walls: Sequence[Hung], solids: Sequence[Solid], lighting: Lighting, tones: tuple[RGB, RGB]
) -> Canvas:
    """The set as wet ground mirrors it, at a quarter of the size."""
    under = mirrored_view(view)
    canvas = np.flipud(sky(under, tones)).copy()
    surfaces.hang_all(canvas, under, [wall for wall in walls if np.ptp(wall.corners[:, 1]) > 0.5])
    painter.paint_all(painter.Easel(canvas, under, lighting, None, True), solids)
    optics.halos(canvas, under, lighting.lamps)
    return canvas


def ground(view: View, walls: Sequence[Hung]) -> NDArray[np.uint8]:
    """Where the floor is, at a quarter of the size."""
    small = view.scaled(0.25)
    where = np.zeros((small.height, small.width), np.uint8)
    for wall in walls:
        if np.ptp(wall.corners[:, 1]) < 0.05 and wall.corners[0, 1] < 0.2:
            local = clipped(small.local(wall.corners))
            if len(local) > 2:
                brush.polygon(where, brush.fixed(small.flat(local)), (255,))
    return where


def lay(
    canvas: Canvas,
    damp: NDArray[np.uint8] | None,
    mirror: Canvas | None,
    view: View,
    solids: Sequence[Solid],
    lighting: Lighting,
    t: float,
    weather: Weather,
) -> None:
    """Put the mirror image of the set and of what moves on wet ground, trembling; in place."""
    if damp is None or mirror is None or not damp.any():
        return
    rows = np.flatnonzero(damp.any(axis=1))
    top, bottom = int(rows[0]) // _STEP * _STEP, min(canvas.shape[0], (int(rows[-1]) + _STEP) // _STEP * _STEP)
    image = mirror.copy()
    painter.paint_all(painter.Easel(image, mirrored_view(view), lighting), solids)
    image = brush.pixels(cv2.blur(image[top // _STEP : bottom // _STEP], (1, 9)))
    image = _rippled(image, t, (0.6 + 1.8 * weather.rain) * 2 / _STEP)
    image = brush.pixels(cv2.resize(image, (view.width, bottom - top), interpolation=cv2.INTER_LINEAR))
    weight = damp[top:bottom]
    shown = cv2.cvtColor(weight, cv2.COLOR_GRAY2RGB)
    cv2.multiply(image, shown, dst=image, scale=_SHINE / 255)
    kept = cv2.bitwise_not(cv2.convertScaleAbs(shown, alpha=_SHINE * 0.85))
    patch = canvas[top:bottom]
    cv2.multiply(patch, kept, dst=patch, scale=1 / 255)
    cv2.add(patch, image, dst=patch)


def _rippled(image: Canvas, t: float, strength: float) -> Canvas:
    height, width = image.shape[:2]
    x, y = _grid(width, height)
    rows = np.arange(height, dtype=np.float32)[:, None]
    depth = (0.35 + rows / height) * np.float32(strength)
    slow = np.sin(rows / (1.5 + 3.5 * (0.35 + rows / height)) + np.float32(t * 5.1)) * depth
    quick = np.sin(rows / 2.7 - np.float32(t * 7.3)) * np.sin(x[:1] / 23.0 + np.float32(t * 1.7)) * (0.6 * depth)
    swayed = (x + (slow + quick)).astype(np.float32)
    return brush.pixels(cv2.remap(image, swayed, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))


@lru_cache(maxsize=4)
def _grid(width: int, height: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    return x, y
