"""A street: a row of fronts with lit windows, a pavement, lamps that march away, a parked car, a skyline at its end."""

import numpy as np

from rushes.craft.previz.light import Lamp
from rushes.craft.previz.sets import lamps, palette, textures
from rushes.craft.previz.sets.making import block, box, floor, left_wall, point, right_wall, rod, surface
from rushes.craft.previz.sets.stage import Brief, Stage
from rushes.craft.previz.shapes import RGB, Facet, Material, Solid, Surface

FRONT, HIGH, FAR = 5.6, 9.5, 46.0


def build(brief: Brief) -> Stage:
    """The street of a brief."""
    mood = palette.of(brief)
    dark = brief.time in {"night", "dusk"}
    hue = palette.NEON if brief.says("neon") else palette.SODIUM
    lamp = Lamp(point(-1.9, 4.2, 3.6), hue, 5.0, 2.8, point(0.1, -0.98, -0.2), 0.0, 1.1)
    sun = Lamp(point(-9, 13, -6), palette.LOW_SUN if brief.time == "dawn" else palette.SUN, 2.6, 40.0)
    rest = [Lamp(point(-1.9, 4.2, z), hue, 2.2, 2.2, point(0, -1, 0), 0.0, 1.0) for z in (13.0, 23.0)]
    return Stage(
        kind="street",
        shell=_shell(brief, mood, dark),
        dressing=(*_dressing(dark, hue), *((lamps.beam(lamp, 4.2, 4.4, 0.03),) if dark else ())),
        weather=brief.weather,
        sky=mood.sky,
        rim=mood.rim,
        lighting=palette.lighting(mood, brief, *((lamp, *rest) if dark else (sun,))),
        bounds=(-7, 7, -9, 8),
        wide=(point(0.9, 1.5, -6.0), point(-0.3, 2.3, 9.0)),
        marks={
            "centre": point(0, 0, 0.8),
            "left": point(-0.8, 0, 0.8),
            "right": point(0.8, 0, 0.8),
            "door": point(-4.6, 0, 4.0),
            "lamp": lamp.position,
            "car": point(3.3, 0, 4.2),
            "corner": point(2.0, 0, 12.0),
        },
    )


def _shell(brief: Brief, mood: palette.Palette, dark: bool) -> tuple[Surface, ...]:
    rng = brief.rng("shell")
    sky = textures.skyline((360, 360), mood.sky, rng, lit=0.7 if dark else 0.0, low=0.35, ink=0.5)
    left, right = (_front(brief, side, dark) for side in ("left", "right"))
    road = textures.plain(2 * FRONT, FAR + 10, (58, 60, 64), rng, 22)
    wet = textures.puddles(road.shape[:2], (0.55, 0.86), (0.3, 0.06), rng) * min(1.0, 0.3 + brief.weather.rain)
    return (
        surface([(-26, 40, FAR), (26, 40, FAR), (26, -4, FAR), (-26, -4, FAR)], np.zeros_like(sky), sky),
        left_wall(-FRONT, -10, FAR, HIGH, *left),
        right_wall(FRONT, -10, FAR, HIGH + 2, *right),
        floor(-FRONT, FRONT, -10, FAR, road, None, wet if brief.weather.rain else None),
        floor(-FRONT, -2.4, -10, FAR, textures.tiles(3.2, FAR + 10, (84, 84, 82), rng, 0.8, 18), y=0.1),
    )


def _front(brief: Brief, side: str, dark: bool) -> tuple[textures.Painting, textures.Painting]:
    rng = brief.rng(side)
    wall = textures.brick(FAR + 10, HIGH, (88, 66, 58) if side == "left" else (74, 76, 78), rng, 26)
    emits = np.zeros_like(wall)
    height, width = wall.shape[:2]
    for row in range(3):
        for column in range(26):
            u, v = (column + 0.3) / 26, 0.08 + row * 0.25
            lit = dark and rng.random() < 0.28
            colour = (0.5, 0.27, 0.09) if lit else (0.0, 0.0, 0.0)
            textures.windows(wall, emits, (u, v, u + 0.017, v + 0.15), colour)
    if dark:
        shop = slice(int(0.76 * height), int(0.95 * height)), slice(int(0.30 * width), int(0.36 * width))
        emits[shop] = np.linspace(0.7, 0.25, emits[shop].shape[0], dtype=np.float32)[:, None, None] * np.array(
            [0.5, 0.3, 0.11], np.float32
        )
        emits[shop][:, ::12] *= 0.15
    return wall, emits


def _dressing(dark: bool, hue: palette.Colour) -> tuple[Solid, ...]:
    ink = Material((20, 22, 26))
    bulb = Material((255, 206, 140) if hue == palette.SODIUM else (255, 120, 170), glow=1.0 if dark else 0.0)
    solids = [
        Solid(
            f"street lamp {n}",
            (
                rod([(-2.2, 0, z), (-2.2, 4.3, z), (-1.9, 4.4, z)], 0.05, ink),
                rod([(-2.0, 4.33, z), (-1.78, 4.33, z)], 0.08, bulb),
            ),
            point(-2.1, 2, z),
            casts_shadow=False,
        )
        for n, z in enumerate((3.6, 13.0, 23.0, 33.0))
    ]
    return (
        *solids,
        _car(3.4, 5.0, (52, 60, 70)),
        _car(3.4, 11.5, (70, 48, 44)),
        box("post box", (-3.6, 0.6, 1.6), (0.5, 1.2, 0.5), (120, 36, 34)),
        box("kerb", (-2.4, 0.05, 12.0), (0.2, 0.12, 44.0), (70, 70, 70)),
    )


def _car(x: float, z: float, colour: RGB) -> Solid:
    body, glass = Material(colour, gloss=0.5), Material((26, 32, 38), gloss=0.6)
    lower = block(point(x, 0.55, z), (1.7, 0.5, 4.0), body)
    cabin = block(point(x, 1.02, z + 0.2), (1.46, 0.46, 2.0), glass)
    roof = block(point(x, 1.27, z + 0.2), (1.4, 0.06, 1.8), body)
    wheels = [_wheel(x + s * 0.86, z + d) for s in (-1, 1) for d in (-1.25, 1.25)]
    lights = [
        rod([(x + s * 0.6, 0.62, z - 2.0), (x + s * 0.68, 0.62, z - 2.0)], 0.07, Material((200, 60, 50), glow=0.4))
        for s in (-1, 1)
    ]
    return Solid("car", (*lower, *cabin, *roof, *wheels, *lights), point(x, 0.7, z))


def _wheel(x: float, z: float) -> Facet:
    turns = np.linspace(0, 2 * np.pi, 14, endpoint=False)
    rim = np.stack([np.full(14, x), 0.32 + 0.32 * np.sin(turns), z + 0.32 * np.cos(turns)], axis=1)
    return Facet(rim, Material((14, 14, 16)), 0.9)
