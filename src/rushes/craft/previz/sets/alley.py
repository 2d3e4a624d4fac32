"""An alley behind buildings: a steel door under its lamp, brick at the left, a puddle, cables, bins, a far street."""

import numpy as np

from rushes.craft.previz import light
from rushes.craft.previz.light import Lamp
from rushes.craft.previz.sets import lamps, palette, textures
from rushes.craft.previz.sets.making import (
    back_wall,
    block,
    box,
    floor,
    left_wall,
    panel,
    point,
    right_wall,
    rod,
    sagging,
)
from rushes.craft.previz.sets.stage import Brief, Stage
from rushes.craft.previz.shapes import Material, Solid, Surface

WIDE, DEEP, HIGH = 4.4, 6.4, 7.5
DOOR = (-0.75, 1.05, 2.15)  # middle, width, height


def build(brief: Brief) -> Stage:
    """The alley of a brief."""
    mood = palette.of(brief)
    lamp = Lamp(point(DOOR[0], 2.72, DEEP - 0.42), _lamp_colour(brief), 11.0, 2.2, point(0, -0.88, -0.47), 0.08, 1.8)
    street = Lamp(point(3.1, 3.4, 13.0), palette.SODIUM, 1.5, 2.6, point(-0.1, -1.0, 0.0), 0.1, halo=2.2)
    lights = palette.lighting(mood, brief, lamp, street)
    return Stage(
        kind="alley",
        shell=_shell(brief, mood),
        dressing=(*_door(lamp), *_near(brief), *_far(), *_air(brief, lamp)),
        lighting=lights,
        weather=brief.weather,
        marks={
            "centre": point(0.1, 0, 0.6),
            "left": point(-0.7, 0, 0.6),
            "right": point(0.7, 0, 0.6),
            "door": point(DOOR[0], 0, DEEP - 0.6),
            "lamp": lamp.position,
            "puddle": point(0.7, 0, 1.4),
        },
        sky=mood.sky,
        bounds=(-WIDE + 0.3, WIDE - 0.3, -6.0, DEEP - 1.0),
        rim=mood.rim,
        wide=(point(0.55, 1.5, -5.3), point(0.15, 1.5, 6.0)),
    )


def _lamp_colour(brief: Brief) -> palette.Colour:
    if brief.says("green lamp", "green light"):
        return palette.LAMP_GREEN
    return palette.NEON if brief.says("neon") else palette.SODIUM


def _shell(brief: Brief, mood: palette.Palette) -> tuple[Surface, ...]:
    rng = brief.rng("shell")
    brick = textures.brick(DEEP + 7.4, HIGH, (92, 52, 44), rng)
    rear = textures.brick(WIDE + 1.7, HIGH, (70, 72, 76), rng, 56)
    ground = textures.plain(2 * WIDE, DEEP + 7.4, (62, 66, 70), rng, 56)
    wet = textures.puddles(ground.shape[:2], (0.60, 0.58), (0.33, 0.17), rng) * (
        0.45 + 0.55 * min(1, brief.weather.rain * 2)
    )
    beyond = textures.skyline((240, 240), mood.sky, rng, lit=0.5, ink=0.5)
    for row in range(3):
        lit = rng.random() < 0.5
        _pane(rear, 0.78, 0.16 + 0.2 * row, lit)
    return (
        back_wall(0.2, 7.5, 17.0, 11.0, np.zeros_like(beyond), beyond),
        floor(1.2, 7.5, DEEP, 17.0, textures.plain(6.3, 10.6, (62, 66, 70), rng, 24), None, None),
        left_wall(1.7, DEEP, 17.0, HIGH, textures.plain(10.6, HIGH, (52, 56, 62), rng, 24)),
        right_wall(WIDE, -7.0, 17.0, HIGH, textures.plain(24.0, HIGH, (46, 50, 54), rng, 32)),
        back_wall(-WIDE, 1.7, DEEP, HIGH, rear, _glow_panes(rear)),
        left_wall(-WIDE, -7.0, DEEP, HIGH, brick),
        floor(-WIDE, WIDE, -7.0, DEEP, ground, None, wet),
    )


def _pane(wall: textures.Painting, u: float, v: float, lit: bool) -> None:
    height, width = wall.shape[:2]
    x, y, w, h = int(u * width), int(v * height), int(0.12 * width), int(0.12 * height)
    wall[y : y + h, x : x + w] = (0.9, 0.55, 0.25) if lit else (0.01, 0.014, 0.018)
    wall[y + h // 2 : y + h // 2 + 3, x : x + w] *= 0.3


def _glow_panes(wall: textures.Painting) -> textures.Painting:
    bright = (wall[..., :1] > 0.5).astype(np.float32)
    emits = bright * np.array([0.11, 0.052, 0.016], np.float32)
    wall *= 1 - 0.9 * bright
    return emits


def _door(lamp: Lamp) -> tuple[Solid, ...]:
    x, width, height = DOOR
    z = DEEP - 0.03
    steel, dark = Material((96, 108, 110), gloss=0.3), Material((24, 26, 28))
    frame = panel(
        [
            (x - width / 2 - 0.12, height + 0.12, z),
            (x + width / 2 + 0.12, height + 0.12, z),
            (x + width / 2 + 0.12, 0, z),
            (x - width / 2 - 0.12, 0, z),
        ],
        dark,
    )
    leaf = panel(
        [
            (x - width / 2, height, z - 0.02),
            (x + width / 2, height, z - 0.02),
            (x + width / 2, 0.02, z - 0.02),
            (x - width / 2, 0.02, z - 0.02),
        ],
        steel,
        0.02,
    )
    ribs = [
        panel(
            [
                (x - 0.4, y + 0.5, z - 0.04),
                (x + 0.4, y + 0.5, z - 0.04),
                (x + 0.4, y, z - 0.04),
                (x - 0.4, y, z - 0.04),
            ],
            Material((78, 88, 90)),
            0.04,
        )
        for y in (0.3, 1.25)
    ]
    bulb = lamp.position
    hood = block(bulb + point(0, 0.12, 0.05), (0.46, 0.1, 0.4), Material((20, 22, 24)))
    arm = rod([(x, 2.95, DEEP), (x, 2.98, DEEP - 0.3), (x, 2.86, DEEP - 0.4)], 0.025, Material((20, 22, 24)))
    hue = tuple(int(v) for v in light.painted(np.asarray(lamp.colour) * 0.9))
    glass = rod(
        [(x - 0.09, 2.66, DEEP - 0.42), (x + 0.09, 2.66, DEEP - 0.42)],
        0.085,
        Material((hue[0], hue[1], hue[2]), glow=1.0),
    )
    return (
        Solid(
            "door",
            (frame, leaf, *ribs, rod([(x + 0.36, 1.05, z - 0.06), (x + 0.36, 1.2, z - 0.06)], 0.025, dark)),
            point(x, 1, z),
        ),
        Solid("green lamp", (arm, glass, *hood), bulb),
        box("step", (x, 0.06, DEEP - 0.3), (1.6, 0.12, 0.6), (58, 60, 62)),
    )


def _near(brief: Brief) -> tuple[Solid, ...]:
    rng = brief.rng("near")
    ink = Material((16, 18, 20))
    cables = tuple(
        rod(
            sagging((-WIDE, 4.2 + 0.3 * n, 1.0 + n), (WIDE, 4.6 - 0.2 * n, 3.0 + 0.8 * n), 0.5 + 0.2 * rng.random()),
            0.018,
            ink,
        )
        for n in range(4)
    )
    pipe = rod([(-WIDE + 0.12, 0, 3.2), (-WIDE + 0.12, HIGH, 3.2)], 0.07, Material((40, 36, 34)))
    return (
        Solid("cables", cables, point(0, 4.4, 3.0), casts_shadow=False),
        Solid("pipe", (pipe,), point(-WIDE + 0.12, 2, 3.2)),
        _bin("bin a", -3.45, 4.9, (40, 52, 48)),
        _bin("bin b", -2.5, 5.4, (46, 46, 50)),
        box("crate", (3.5, 0.3, 3.4), (0.8, 0.6, 0.7), (62, 52, 40), yaw=18),
        box("pallet", (3.7, 0.75, -2.2), (0.9, 1.5, 0.9), (26, 24, 24), yaw=-12),
        box("meter box", (WIDE - 0.15, 1.9, 2.2), (0.3, 0.8, 0.6), (50, 54, 56)),
    )


def _bin(name: str, x: float, z: float, colour: tuple[int, int, int]) -> Solid:
    lid = block(point(x, 1.12, z - 0.02), (0.86, 0.08, 0.74), Material((28, 32, 32)), 6)
    return Solid(name, (*block(point(x, 0.58, z), (0.78, 1.0, 0.66), Material(colour), 6), *lid), point(x, 0.6, z))


def _air(brief: Brief, lamp: Lamp) -> tuple[Solid, ...]:
    wet = max(brief.weather.rain, brief.weather.fog)
    return (lamps.beam(lamp, 2.7, 3.4, 0.02 + 0.03 * wet),) if brief.time in {"night", "dusk"} else ()


def _far() -> tuple[Solid, ...]:
    post = rod([(3.1, 0, 13.0), (3.1, 3.6, 13.0)], 0.05, Material((18, 20, 22)))
    bulb = rod([(3.0, 3.5, 13.0), (3.2, 3.5, 13.0)], 0.09, Material((255, 190, 110), glow=1.0))
    return (Solid("street lamp", (post, bulb), point(3.1, 2, 13.0)),)
