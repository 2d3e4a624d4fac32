"""Walls, floors and skies: paintings lit once where they hang, then seen through any lens by a homography."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from rushes.craft.previz import brush, light
from rushes.craft.previz.brush import Canvas
from rushes.craft.previz.lens import View, clipped
from rushes.craft.previz.light import Lighting
from rushes.craft.previz.shapes import Points, Surface, Vector

_CELL = 6  # texels a side of one cell of the light that is computed
_CLEAR = 0.985
Box = tuple[int, int, int, int]
_CELLS = np.ones((3, 3), np.uint8)
BACKDROP = 0.0  # on the map of distances: painted with its own distance, without haze, as far as can be


@dataclass(frozen=True, eq=False)
class Hung:
    """A surface as lit and painted, with smaller copies for when it is far away."""

    corners: Points
    pictures: tuple[NDArray[np.uint8], ...]
    wet: NDArray[np.uint8] | None
    backdrop: bool  # painted with its own distance: no haze

    @property
    def sides(self) -> tuple[Points, Points]:
        """Its first corner's edges: across and down, in metres."""
        return self.corners[1] - self.corners[0], self.corners[3] - self.corners[0]

    def faces(self, view: View) -> bool:
        """Whether the lens is on its painted side: a wall in the lens's way is a wild wall."""
        return float(self.normal @ (view.position - self.corners[0])) > 0

    @cached_property
    def normal(self) -> Vector:
        """At right angles to its painted side, towards whoever sees it."""
        return np.cross(*self.sides)


@lru_cache(maxsize=32)
def hung(surface: Surface, lighting: Lighting) -> Hung:
    """Light a surface where it stands; kept, as the shots of a scene share their set."""
    shone = surface.albedo * _lightmap(surface, lighting)
    if surface.emits is not None:
        shone = shone + surface.emits
    picture = np.rint(light.painted(shone)).astype(np.uint8)
    pictures = [picture]
    while min(pictures[-1].shape[:2]) > 24 and len(pictures) < 5:
        pictures.append(brush.pixels(cv2.pyrDown(pictures[-1])))
    wet = None if surface.wet is None else np.rint(surface.wet * 255).astype(np.uint8)
    backdrop = surface.emits is not None and not surface.albedo.any()
    return Hung(surface.corners, tuple(pictures), wet, backdrop)


def _lightmap(surface: Surface, lighting: Lighting) -> NDArray[np.float32]:
    height, width = surface.albedo.shape[:2]
    rows, columns = max(4, height // _CELL), max(4, width // _CELL)
    v, u = np.meshgrid((np.arange(rows) + 0.5) / rows, (np.arange(columns) + 0.5) / columns, indexing="ij")
    across, down = surface.corners[1] - surface.corners[0], surface.corners[3] - surface.corners[0]
    points = surface.corners[0] + u[..., None] * across + v[..., None] * down
    normal = np.cross(across, down)
    normal = normal / np.linalg.norm(normal)
    falls = light.on_planes(lighting, points, np.broadcast_to(normal, points.shape), wrap=0.1)
    edge = np.minimum(np.minimum(u, 1 - u) * np.linalg.norm(across), np.minimum(v, 1 - v) * np.linalg.norm(down))
    falls = falls * (0.55 + 0.45 * np.clip(edge / 0.7, 0, 1) ** 0.6)[..., None]
    return np.asarray(cv2.resize(falls.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR))


def hang_all(canvas: Canvas, view: View, walls: Sequence[Hung], wet: NDArray[np.uint8] | None = None) -> None:
    """Put surfaces on the canvas in order, each no larger than later ones leave of it; wetness on the mask `wet`."""
    outlines = [_outline(view, wall) for wall in walls]
    boxes = _uncovered(view, outlines)
    for wall, outline, box in zip(walls, outlines, boxes, strict=True):
        if outline is not None and box is not None:
            _hang(canvas, view, wall, outline, box, wet)


def _outline(view: View, wall: Hung) -> Points | None:
    """Where a wall is on the raster, or None when it is behind the lens or seen from its back."""
    if not wall.faces(view):
        return None
    local = clipped(view.local(wall.corners))
    return view.flat(local) if len(local) > 2 else None


def _uncovered(view: View, outlines: Sequence[Points | None]) -> list[Box | None]:
    """Round what of each outline those after it do not hide, on a map an eighth of the size, on the safe side."""
    covered = np.zeros((-(-view.height // 8) + 2, -(-view.width // 8) + 2), np.uint8)
    boxes: list[Box | None] = []
    for outline in reversed(outlines):
        box = None if outline is None else brush.bounds(outline, view.width, view.height)
        if outline is not None and box is not None:
            stencil = np.zeros_like(covered)
            cv2.fillPoly(stencil, [brush.fixed(outline / 8 + 0.5)], (255,), cv2.LINE_8, brush.SHIFT)
            x, y, w, h = cv2.boundingRect(cv2.dilate(cv2.subtract(stencil, covered), _CELLS))
            spot = (x * 8 - 16, y * 8 - 16, (x + w) * 8, (y + h) * 8)
            box = _common(box, spot) if w else None
            cv2.max(covered, cv2.erode(stencil, _CELLS, iterations=2), dst=covered)
        boxes.append(box)
    return boxes[::-1]


def _common(one: Box, other: Box) -> Box | None:
    x0, y0, x1, y1 = max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None


def _hang(canvas: Canvas, view: View, wall: Hung, outline: Points, box: Box, wet: NDArray[np.uint8] | None) -> None:
    x0, y0, x1, y1 = box
    picture = _fitting(wall, outline)
    seen = _warped(picture, view, wall, box)
    stencil = np.zeros((y1 - y0, x1 - x0), np.uint8)
    brush.polygon(stencil, brush.fixed(outline - (x0, y0)), (255,))
    cv2.copyTo(seen, stencil, canvas[y0:y1, x0:x1])
    if wet is not None:
        patch = wet[y0:y1, x0:x1]
        if wall.wet is None:
            patch[stencil > 0] = 0
        else:
            cv2.copyTo(_warped(wall.wet, view, wall, box), stencil, patch)


def _fitting(wall: Hung, outline: Points) -> NDArray[np.uint8]:
    """The copy whose texels come nearest to pixels."""
    area = cv2.contourArea(outline.astype(np.float32))
    texels = wall.pictures[0].shape[0] * wall.pictures[0].shape[1]
    step = max(0.0, 0.5 * np.log2(max(texels / max(area, 1.0), 1e-6)) - 0.2)
    return wall.pictures[min(int(step), len(wall.pictures) - 1)]


def _warped(picture: NDArray[np.uint8], view: View, wall: Hung, box: Box) -> NDArray[np.uint8]:
    height, width = picture.shape[:2]
    across, down = wall.sides
    matrix = view.homography(wall.corners[0], across / width, down / height)
    shift = np.array([[1, 0, -box[0]], [0, 1, -box[1]], [0, 0, 1.0]])
    size = (box[2] - box[0], box[3] - box[1])
    return np.asarray(
        cv2.warpPerspective(picture, shift @ matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    )


def veil(canvas: Canvas, depth: NDArray[np.float32], lighting: Lighting) -> None:
    """Haze over the walls by their distance on a map an eighth of the size; in place."""
    weight = np.exp(-depth / np.float32(lighting.thickness))
    if float(weight.min()) > _CLEAR:
        return
    size = (canvas.shape[1], canvas.shape[0])
    haze = np.rint((1.0 - weight)[..., None] * np.asarray(lighting.haze, dtype=np.float32)).astype(np.uint8)
    clear = cv2.resize(np.rint(weight * 255).astype(np.uint8), size, interpolation=cv2.INTER_LINEAR)
    cv2.multiply(canvas, cv2.cvtColor(clear, cv2.COLOR_GRAY2RGB), dst=canvas, scale=1 / 255)
    cv2.add(canvas, cv2.resize(haze, size, interpolation=cv2.INTER_LINEAR), dst=canvas)


def _distances(view: View, wall: Hung, box: Box) -> NDArray[np.float32]:
    """How far the plane of a wall is at every pixel of a box, in metres."""
    normal = wall.normal @ view.axes.T
    x = (np.arange(box[0], box[2]) + 0.5 - view.width / 2) / view.focal
    y = (view.height / 2 - np.arange(box[1], box[3]) - 0.5) / view.focal
    slope = np.add.outer((normal[1] * y + normal[2]).astype(np.float32), (normal[0] * x).astype(np.float32))
    slope[np.abs(slope) < 1e-9] = 1e-9
    away = np.float32(normal @ (view.axes @ (wall.corners[0] - view.position))) / slope
    away[away <= 0] = 500.0
    return np.asarray(away)


def sound(depth: NDArray[np.float32], view: View, wall: Hung) -> None:
    """Write how far a wall is on a map at an eighth of the size, in metres; in place."""
    measure(depth, View(view.position, view.axes, view.focal / 8, depth.shape[1], depth.shape[0]), wall)


def measure(depth: NDArray[np.float32], view: View, wall: Hung) -> None:
    """Write how far a wall is on a map of the view's own size, in metres; in place."""
    outline = _outline(view, wall)
    box = None if outline is None else brush.bounds(outline, view.width, view.height)
    if outline is None or box is None:
        return
    stencil = np.zeros(depth.shape, np.uint8)
    cv2.fillPoly(stencil, [brush.fixed(outline)], (255,), cv2.LINE_8, brush.SHIFT)
    if wall.backdrop:
        depth[stencil > 0] = BACKDROP
        return
    x0, y0, x1, y1 = box
    cv2.copyTo(_distances(view, wall, box), stencil[y0:y1, x0:x1], depth[y0:y1, x0:x1])
