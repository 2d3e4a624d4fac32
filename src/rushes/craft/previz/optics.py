"""What glass and film do to light: depth of field, bloom and halos, split tones, vignette, grain."""

from collections.abc import Sequence
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from rushes.craft.cards.vocabulary import Depth
from rushes.craft.previz import brush, light
from rushes.craft.previz.brush import Canvas
from rushes.craft.previz.lens import GATE, View
from rushes.craft.previz.light import Lamp

STOPS: dict[Depth, float] = {Depth.DEEP: 22.0, Depth.MEDIUM: 4.5, Depth.SHALLOW: 1.8}
SOFTEST = 0.022  # the widest blur, as a share of the raster's width
_GRAINS = 8
_BLOCK = 64
_LIFT = 8  # grain is added lifted by so much, and then let down
_THRESHOLD = 150


def blur_of(view: View, mm: float, depth: NDArray[np.float64], focus: float, stop: float) -> NDArray[np.float64]:
    """How wide a point at a depth is smeared, in pixels, by a lens focused at `focus` metres."""
    if stop > 16:
        return np.zeros_like(depth)
    z = np.maximum(depth, 0.15)
    stop = stop * max(1.0, 1.3 / focus) ** 1.4  # close up, the lens is closed down until the thing is sharp
    gate = mm * mm / (stop * max(1.0, 1000.0 * focus - mm)) * np.abs(z - focus) / z
    return np.minimum(gate / GATE * view.width, SOFTEST * view.width)


def soften(picture: NDArray[np.uint8], width: float) -> NDArray[np.uint8]:
    """A picture smeared by `width` pixels; wide smears are made on a smaller copy."""
    if width < 1.2:
        return picture
    if width > 5:
        small = brush.pixels(cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
        size = (picture.shape[1], picture.shape[0])
        return brush.pixels(cv2.resize(soften(small, width / 2), size, interpolation=cv2.INTER_LINEAR))
    return stacked(picture, 2 * round(width * 0.75) + 1)


def stacked(picture: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """A picture blurred over `side` pixels, the same bytes on any number of threads."""
    tall, across = picture.shape[:2]
    # how the library rounds at the end of odd rows depends on how many threads share them
    even = cv2.copyMakeBorder(picture, 0, -tall % _BLOCK, 0, -across % _BLOCK, cv2.BORDER_REPLICATE)
    return np.asarray(cv2.stackBlur(even, (side, side))[:tall, :across])


@lru_cache(maxsize=1)
def _flare() -> NDArray[np.float32]:
    y, x = np.mgrid[-1:1:129j, -1:1:129j].astype(np.float32)
    away = np.sqrt(x * x + y * y)
    fade = np.clip(1.0 - away, 0, 1) ** 2
    return np.asarray(fade * (0.25 + 0.75 * np.exp(-away * 5.0)), dtype=np.float32)


def halos(glow: NDArray[np.uint8], view: View, lamps: Sequence[Lamp]) -> None:
    """Add the glow that is seen round lamps to a small canvas whose view this is."""
    for lamp in lamps:
        local = view.local(lamp.position[None])
        if lamp.halo <= 0 or local[0, 2] < 0.3:
            continue
        x, y = view.flat(local)[0].tolist()
        _stamp(glow, x, y, min(view.width * 0.6, lamp.halo * view.focal / float(local[0, 2])), _glare(lamp))


def _glare(lamp: Lamp) -> NDArray[np.float32]:
    top = max(lamp.colour)
    return (np.array([0.25 * c / top + 0.75 * (c / top) ** 0.6 for c in lamp.colour]) * 150.0).astype(np.float32)


def _stamp(glow: NDArray[np.uint8], x: float, y: float, radius: float, ink: NDArray[np.float32]) -> None:
    size = max(3, round(2 * radius))
    left, top = round(x - radius), round(y - radius)
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(glow.shape[1], left + size), min(glow.shape[0], top + size)
    if x1 <= x0 or y1 <= y0:
        return
    flare = _flares(size)[y0 - top : y1 - top, x0 - left : x1 - left]
    patch = glow[y0:y1, x0:x1]
    shone = cv2.merge([cv2.convertScaleAbs(flare, alpha=value) for value in ink.tolist()])
    cv2.add(patch, shone, dst=patch)


@lru_cache(maxsize=16)
def _flares(size: int) -> NDArray[np.float32]:
    return np.asarray(cv2.resize(_flare(), (size, size), interpolation=cv2.INTER_LINEAR))


@lru_cache(maxsize=8)
def _flat(width: int, height: int, level: int) -> NDArray[np.uint8]:
    return np.full((height, width, 3), level, np.uint8)


def bloom(canvas: Canvas, view: View, lamps: Sequence[Lamp], strength: float = 0.55) -> None:
    """Let what is bright spill over its edges, and lamps glow; in place."""
    small = cv2.resize(canvas, (view.width // 4, view.height // 4), interpolation=cv2.INTER_LINEAR)
    bright = brush.pixels(cv2.subtract(small, _flat(view.width // 4, view.height // 4, _THRESHOLD)))
    mixed = cv2.addWeighted(stacked(bright, 9), strength, stacked(bright, 41), strength * 1.2, 0)
    spread = brush.pixels(mixed)
    halos(spread, view.scaled(0.25), lamps)
    cv2.add(canvas, cv2.resize(spread, (view.width, view.height), interpolation=cv2.INTER_LINEAR), dst=canvas)


@lru_cache(maxsize=16)
def split_tone(shadow: tuple[float, float, float], bright: tuple[float, float, float]) -> NDArray[np.uint8]:
    """A look-up table that lifts blacks towards the shadow's hue and leans highlights to the lamp's."""
    level = np.linspace(0, 1, 256)
    curve = np.clip(level + 0.05 * np.sin((level - 0.5) * 2 * np.pi) * -1 * (1 - level) * 1.4, 0, 1)
    dark, lit = _hue(shadow), _hue(bright)
    table = np.stack(
        [
            curve + 0.035 * dark[c] * (1 - level) ** 3 + 0.05 * (lit[c] - 0.66) * level * (1 - level) * 2
            for c in range(3)
        ],
        axis=1,
    )
    return np.asarray(np.rint(np.clip(table, 0, 1) * 252 + 2), dtype=np.uint8).reshape(256, 1, 3)


def _hue(colour: tuple[float, float, float]) -> NDArray[np.float64]:
    painted = light.painted(np.asarray(colour)) / 255.0
    return np.asarray(painted / max(float(painted.max()), 1e-6))


@lru_cache(maxsize=4)
def vignette(width: int, height: int) -> NDArray[np.uint8]:
    """A slight darkening towards the corners, as a mask to multiply by."""
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    fade = 1.0 - 0.26 * np.clip((x * x * 0.8 + y * y * 0.7), 0, 1.6) ** 1.3
    return np.repeat(np.rint(np.clip(fade, 0, 1) * 255).astype(np.uint8)[..., None], 3, axis=2)


@lru_cache(maxsize=4)
def _grain(width: int, height: int) -> tuple[NDArray[np.uint8], ...]:
    rng = np.random.default_rng(24)
    plates = []
    for _ in range(_GRAINS):
        noise = rng.normal(0, 1, (height, width)).astype(np.float32)
        noise = 0.6 * noise + 0.9 * cv2.GaussianBlur(noise, (3, 3), 0.8)
        levels = np.rint(_LIFT + np.clip(noise * 1.87, -_LIFT, _LIFT)).astype(np.uint8)
        plates.append(np.repeat(levels[..., None], 3, axis=2))
    return tuple(plates)


def develop(canvas: Canvas, table: NDArray[np.uint8], number: int) -> NDArray[np.uint8]:
    """The finished frame: graded, vignetted, grained."""
    height, width = canvas.shape[:2]
    graded = _graded(canvas, table)
    cv2.multiply(graded, vignette(width, height), dst=graded, scale=1 / 255)
    cv2.add(graded, _grain(width, height)[number % _GRAINS], dst=graded)
    return np.asarray(cv2.subtract(graded, _flat(width, height, _LIFT), dst=graded))


def _graded(canvas: Canvas, table: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A picture through a table, two bytes at a time where it divides into sixes: half as many looks."""
    if canvas.size % 6:
        return np.asarray(cv2.LUT(canvas, table))
    doubles = canvas.reshape(1, -1).view(np.uint16).reshape(1, -1, 3)
    graded = cv2.LUT(doubles, _doubled(table.tobytes()))
    return np.asarray(graded).reshape(1, -1).view(np.uint8).reshape(canvas.shape)


@lru_cache(maxsize=4)
def _doubled(table: bytes) -> NDArray[np.uint16]:
    """A table of three channels for pairs of bytes, as they come: red and green, blue and red, green and blue."""
    single = np.frombuffer(table, np.uint8).reshape(256, 3).astype(np.uint16)
    pairs = [single[None, :, one] | (single[:, None, two] << 8) for one, two in ((0, 1), (2, 0), (1, 2))]
    return np.stack([pair.reshape(-1) for pair in pairs], axis=1).reshape(65536, 1, 3)
