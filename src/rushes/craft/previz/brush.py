"""The brush: polygons, soft chains and letters put on a canvas with clean edges; nothing here knows of light."""

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from rushes.craft.previz.shapes import Points
from rushes.craft.render.lettering import font
from rushes.craft.typefaces import Face

Canvas = NDArray[np.uint8]
Ink = tuple[float, ...]
SHIFT = 4
_UNIT = 1 << SHIFT
_FAR = 60_000.0
_ARC = np.linspace(0.0, 1.0, 11)


def pixels(image: NDArray[np.integer | np.floating]) -> Canvas:
    """An image as bytes, as the image library's own types do not say."""
    return np.asarray(image, dtype=np.uint8)


def fixed(points: Points) -> NDArray[np.int32]:
    """Pixels in the brush's own sub-pixel units."""
    return np.round(np.clip(points, -_FAR, _FAR) * _UNIT).astype(np.int32)


def polygon(canvas: Canvas, points: NDArray[np.int32], ink: Ink) -> None:
    """A filled polygon, convex or not, in sub-pixel units."""
    cv2.fillPoly(canvas, [points], ink, cv2.LINE_AA, SHIFT)


def convex(canvas: Canvas, points: NDArray[np.int32], ink: Ink) -> None:
    """A filled convex polygon in sub-pixel units."""
    cv2.fillConvexPoly(canvas, points, ink, cv2.LINE_AA, SHIFT)


def capsules(
    first: Points, second: Points, radius: NDArray[np.float64], radius2: NDArray[np.float64]
) -> NDArray[np.int32]:
    """The outlines that hold pairs of circles, shape (pairs, points, 2), in sub-pixel units."""
    gap = second - first
    length = np.hypot(gap[:, 0], gap[:, 1])
    inside, outside = radius >= radius2 + length, radius2 > radius + length
    first, radius = np.where(outside[:, None], second, first), np.where(outside, radius2, radius)
    second, radius2 = np.where(inside[:, None], first, second), np.where(inside, radius, radius2)
    lean = np.arccos(np.clip((radius - radius2) / np.maximum(length, 1e-6), -1.0, 1.0))
    lean = np.where(inside | outside, np.pi / 2, lean)
    along = np.arctan2(gap[:, 1], gap[:, 0])
    back = (along + lean)[:, None] + _ARC * (2 * np.pi - 2 * lean)[:, None]
    fore = (along - lean)[:, None] + _ARC * (2 * lean)[:, None]
    near = first[:, None] + radius[:, None, None] * np.stack([np.cos(back), np.sin(back)], axis=2)
    far = second[:, None] + radius2[:, None, None] * np.stack([np.cos(fore), np.sin(fore)], axis=2)
    return fixed(np.concatenate([near, far], axis=1))


@lru_cache(maxsize=64)
def letters(text: str) -> NDArray[np.uint8]:
    """Words as a coverage mask, set to fill its width."""
    face = font(Face.BOLD, 96)
    left, top, right, bottom = face.getbbox(text)
    image = Image.new("L", (int(right - left) + 16, int(bottom - top) + 16), 0)
    ImageDraw.Draw(image).text((8 - left, 8 - top), text, fill=255, font=face)
    return np.asarray(image)


def lettering(canvas: Canvas, corners: Points, text: str, ink: Ink) -> None:
    """Words on a quadrilateral of pixels, top left first, clockwise, kept at their own proportion."""
    mask = letters(text)
    height, width = mask.shape
    box = bounds(corners, canvas.shape[1], canvas.shape[0])
    if box is None:
        return
    x0, y0, x1, y1 = box
    quad = _centred(corners, width / height) - (x0, y0)
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(source, quad.astype(np.float32))
    cover = cv2.warpPerspective(mask, matrix, (x1 - x0, y1 - y0), flags=cv2.INTER_AREA)
    blend(canvas[y0:y1, x0:x1], ink, pixels(cover))


def blend(patch: Canvas, ink: Ink, cover: NDArray[np.uint8]) -> None:
    """Put a flat colour through a mask on a patch of canvas, in place."""
    weight = cover.astype(np.float32)[..., None] / 255.0
    patch[...] = np.rint(patch + (np.asarray(ink, dtype=np.float32) - patch) * weight).astype(np.uint8)


def bounds(points: Points, width: int, height: int, margin: int = 2) -> tuple[int, int, int, int] | None:
    """The pixels round some points, kept inside the raster, or None when they are all outside."""
    low, high = np.floor(points.min(axis=0)) - margin, np.ceil(points.max(axis=0)) + margin
    x0, y0 = max(0, int(low[0])), max(0, int(low[1]))
    x1, y1 = min(width, int(high[0])), min(height, int(high[1]))
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None


def _centred(corners: Points, proportion: float) -> Points:
    """The part of a quadrilateral that keeps the words' proportion, across its full width where that fits."""
    top, bottom = corners[1] - corners[0], corners[3] - corners[0]
    wide, tall = float(np.hypot(*top)), float(np.hypot(*bottom))
    share = min(1.0, wide / max(tall, 1e-6) / proportion)
    across = min(1.0, tall * proportion / max(wide, 1e-6))
    left, right = (1 - across) / 2, (1 + across) / 2
    up, down = (1 - share) / 2, (1 + share) / 2
    spots = [(left, up), (right, up), (right, down), (left, down)]
    return np.array([_inside(corners, u, v) for u, v in spots])


def _inside(corners: Points, u: float, v: float) -> Points:
    upper = corners[0] + (corners[1] - corners[0]) * u
    lower = corners[3] + (corners[2] - corners[3]) * u
    return np.asarray(upper + (lower - upper) * v)
