"""Paintings for walls and floors: linear colour arrays with a little life, never a photograph."""

import cv2
import numpy as np
from numpy.typing import NDArray

from rushes.craft.previz import light
from rushes.craft.previz.shapes import RGB

Painting = NDArray[np.float32]
Chance = np.random.Generator


def mottled(shape: tuple[int, int], rng: Chance, cell: int = 48) -> NDArray[np.float32]:
    """Soft clouds from 0 to 1 in two octaves; `cell` texels wide."""
    total = np.zeros(shape, np.float32)
    for share, size in ((0.65, cell), (0.35, max(3, cell // 5))):
        seeds = rng.random((max(2, shape[0] // size), max(2, shape[1] // size)), dtype=np.float32)
        total += share * cv2.resize(seeds, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)
    return np.clip(total, 0.0, 1.0)


def plain(width: float, height: float, colour: RGB, rng: Chance, texels: int = 48, depth: float = 0.35) -> Painting:
    """Plaster, concrete, paint: one colour that is not quite even; size in metres, texels a metre."""
    shape = (max(16, round(height * texels)), max(16, round(width * texels)))
    cloud = mottled(shape, rng, cell=max(6, texels))
    return (light.linear(colour) * (1.0 - depth / 2 + depth * cloud)[..., None]).astype(np.float32)


def brick(width: float, height: float, colour: RGB, rng: Chance, texels: int = 64) -> Painting:
    """Courses of brick with sunk mortar, some bricks darker."""
    wall = plain(width, height, colour, rng, texels)
    course, length = 0.095 * texels, 0.27 * texels
    for row in range(int(wall.shape[0] / course) + 1):
        top = int(row * course)
        start = -length / 2 * (row % 2)
        for column in range(int(wall.shape[1] / length) + 2):
            left = int(start + column * length)
            patch = wall[top : top + int(course) - 1, max(0, left) : max(0, left + int(length) - 1)]
            patch *= 0.72 + 0.5 * rng.random()
        wall[top + int(course) - 1 : top + int(course)] *= 0.45
    return wall


def planks(width: float, height: float, colour: RGB, rng: Chance, texels: int = 64, board: float = 0.16) -> Painting:
    """Boards along the width, each of its own tone, with grain."""
    floor = plain(width, height, colour, rng, texels, 0.2)
    step = max(4, int(board * texels))
    streaks = cv2.resize(rng.random((floor.shape[0], 24), dtype=np.float32), (floor.shape[1], floor.shape[0]))
    floor *= (0.82 + 0.36 * streaks)[..., None]
    for top in range(0, floor.shape[0], step):
        floor[top : top + step] *= 0.78 + 0.4 * rng.random()
        floor[top : top + max(1, step // 12)] *= 0.4
    return floor


def tiles(width: float, height: float, colour: RGB, rng: Chance, size: float = 0.4, texels: int = 48) -> Painting:
    """Square tiles or panels with dark joints."""
    floor = plain(width, height, colour, rng, texels, 0.2)
    step = max(6, int(size * texels))
    for top in range(0, floor.shape[0], step):
        for left in range(0, floor.shape[1], step):
            floor[top : top + step, left : left + step] *= 0.85 + 0.3 * rng.random()
    for line in range(0, floor.shape[0], step):
        floor[line : line + 2] *= 0.45
    for line in range(0, floor.shape[1], step):
        floor[:, line : line + 2] *= 0.45
    return floor


def panelled(width: float, height: float, colour: RGB, rng: Chance, share: float = 0.36, texels: int = 48) -> Painting:
    """A wall with a darker wainscot below and a rail between."""
    wall = plain(width, height, colour, rng, texels)
    edge = int(wall.shape[0] * (1 - share))
    wall[edge:] *= 0.5
    wall[edge : edge + max(2, texels // 24)] *= 2.0
    for left in range(0, wall.shape[1], max(8, int(0.6 * texels))):
        wall[edge + 4 : -4, left : left + 2] *= 0.6
    return wall


def puddles(shape: tuple[int, int], middle: tuple[float, float], size: tuple[float, float], rng: Chance) -> Painting:
    """How wet a floor is: damp everywhere, a mirror in one ragged pool; middle and size as shares of the floor."""
    v, u = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    u, v = u / shape[1], v / shape[0]
    ragged = mottled(shape, rng, cell=max(8, shape[0] // 9))
    away = np.hypot((u - middle[0]) / size[0], (v - middle[1]) / size[1]) + (ragged - 0.5) * 0.7
    pool = np.clip((1.0 - away) / 0.12, 0.0, 1.0)
    damp = 0.22 * np.clip((mottled(shape, rng, cell=max(8, shape[0] // 6)) - 0.3) * 2.2, 0, 1)
    return np.asarray(np.maximum(pool, damp), dtype=np.float32)


def windows(
    painting: Painting, emits: Painting, box: tuple[float, float, float, float], colour: tuple[float, float, float]
) -> None:
    """Light a pane of a painting, in place; box in shares left, top, right, bottom."""
    height, width = painting.shape[:2]
    left, top, right, bottom = (int(box[0] * width), int(box[1] * height), int(box[2] * width), int(box[3] * height))
    emits[top:bottom, left:right] = np.asarray(colour, dtype=np.float32)
    painting[top:bottom, left:right] *= 0.2


def skyline(
    shape: tuple[int, int], sky: tuple[RGB, RGB], rng: Chance, *, lit: float, low: float = 0.45, ink: float = 0.35
) -> Painting:
    """A sky with three rows of towers before its glow, the nearest darkest, few windows lit; all its own light."""
    top, bottom = light.linear(sky[0]), light.linear(sky[1])
    ramp = np.clip(np.linspace(0, 1 / (1 - low * 0.55), shape[0]), 0, 1)[:, None, None] ** 2.2
    picture = (top * (1 - ramp) + bottom * ramp).astype(np.float32) * np.ones((1, shape[1], 1), np.float32)
    cloud = mottled(shape, rng, cell=shape[0] // 3)[..., None]
    picture *= 0.82 + 0.36 * cloud
    for row, (height, tone) in enumerate(((0.66, 0.55), (0.52, ink), (0.36, ink * 0.4))):
        _towers(picture, bottom * tone, shape[0] * height * (1 - low + 0.25), rng, lit * (0.4 + 0.4 * row))
    return np.asarray(picture, dtype=np.float32)


def _towers(picture: Painting, colour: NDArray[np.float64], tallest: float, rng: Chance, lit: float) -> None:
    height, width = picture.shape[:2]
    left = -int(rng.random() * 40)
    while left < width:
        wide = int(width * (0.018 + 0.045 * rng.random()))
        tall = int(tallest * (0.35 + 0.65 * rng.random() ** 1.5))
        top = height - tall
        picture[top:, max(0, left) : left + wide] = colour * (0.85 + 0.3 * rng.random())
        if rng.random() < 0.3:
            picture[top - tall // 12 : top, left + wide // 3 : left + wide // 2] = colour
        _lit_windows(picture[top + 6 :, max(0, left) : left + wide], rng, lit)
        left += wide + int(rng.random() ** 3 * width * 0.02)


def _lit_windows(face: Painting, rng: Chance, lit: float) -> None:
    for y in range(3, face.shape[0] - 4, 9):
        for x in range(3, face.shape[1] - 4, 7):
            if rng.random() < lit * 0.16:
                warm = rng.random() < 0.75
                face[y : y + 3, x : x + 2] = (0.75, 0.42, 0.16) if warm else (0.35, 0.5, 0.55)
