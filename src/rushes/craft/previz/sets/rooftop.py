"""A roof over a city: the stair's steel door at the left, a parapet with a gap at the right, one red mast light."""

import numpy as np

from rushes.craft.previz.light import Lamp
from rushes.craft.previz.sets import doors, palette, textures
from rushes.craft.previz.sets.making import block, floor, panel, point, rod, surface
from rushes.craft.previz.sets.stage import Brief, Stage
from rushes.craft.previz.shapes import Material, Solid, Surface

EDGE, TALL = 3.4, 0.98  # the parapet: its distance and height
GAP = (1.95, 3.15)
HOUSE = (-6.9, -3.2, 0.9, 3.2, 2.75)  # x, x, z, z, height
DOOR = (-4.55, 0.95, 2.05)  # hinge x, width, height
MAST = (9.5, 13.5, 69.0)


def build(brief: Brief) -> Stage:
    """The roof of a brief."""
    mood = palette.of(brief)
    night = brief.time in {"night", "dusk"}
    city = Lamp(point(6.0, 5.0, 14.0), (0.42, 0.66, 0.92) if night else palette.DAYLIGHT, 1.25 if night else 4.0, 9.0)
    stair = Lamp(point(DOOR[0] + 0.5, 1.9, HOUSE[2] + 0.5), palette.TUNGSTEN, 1.5, 1.1)
    return Stage(
        kind="rooftop",
        shell=_shell(brief, mood, 0.75 if night else 0.05),
        dressing=(*_parapet(), _house(), *_plant(), _mast(night)),
        lighting=palette.lighting(mood, brief, city, stair, *_beacon(night)),
        weather=brief.weather,
        marks={
            "centre": point(-0.2, 0, 1.2),
            "left": point(-1.5, 0, 1.3),
            "right": point(1.5, 0, 1.6),
            "gap": point(1.55, 0, 2.2),
            "door": point(DOOR[0] + 0.65, 0, HOUSE[2] - 0.55),
            "door_leaf": point(DOOR[0] + 0.45, 1.0, HOUSE[2]),
            "sill": point(DOOR[0] + 1.0, 0.0, HOUSE[2] - 0.16),
            "exit_left": point(DOOR[0] + 0.5, 0, HOUSE[2] + 0.7),
            "lamp": stair.position,
            "mast": point(*MAST),
        },
        moving={
            "door": doors.leaf("door", point(DOOR[0], 0, HOUSE[2] - 0.02), (1, 0), DOOR[1:], (98, 104, 108), swing=-70)
        },
        sky=mood.sky,
        bounds=(-7.0, 7.0, -9.0, EDGE - 0.4),
        rim=mood.rim,
        wide=(point(-1.2, 1.45, -6.0), point(-1.2, 2.1, 3.0)),
    )


def _beacon(night: bool) -> tuple[Lamp, ...]:
    return (Lamp(point(*MAST), (1.0, 0.12, 0.08), 0.02, 1.0, halo=5.2),) if night else ()


def _shell(brief: Brief, mood: palette.Palette, lit: float) -> tuple[Surface, ...]:
    rng = brief.rng("shell")
    far = textures.skyline((500, 1500), mood.sky, rng, lit=lit, low=0.5, ink=0.30)
    left = textures.skyline((500, 1100), mood.sky, brief.rng("left"), lit=lit, low=0.5, ink=0.30)
    right = textures.skyline((500, 1100), mood.sky, brief.rng("right"), lit=lit, low=0.5, ink=0.30)
    roof = textures.tiles(16, 14, (44, 48, 54), rng, 1.0, 28)
    wet = textures.puddles(roof.shape[:2], (0.42, 0.55), (0.16, 0.1), rng) * (0.5 + 0.5 * brief.weather.rain)
    bottom, top = -26.0, 62.0
    return (
        surface([(-115, top, 70), (115, top, 70), (115, bottom, 70), (-115, bottom, 70)], np.zeros_like(far), far),
        surface([(-85, top, -60), (-85, top, 75), (-85, bottom, 75), (-85, bottom, -60)], np.zeros_like(left), left),
        surface([(85, top, 75), (85, top, -60), (85, bottom, -60), (85, bottom, 75)], np.zeros_like(right), right),
        floor(-8, 8, -10.6, EDGE, roof, None, wet),
    )


def _parapet() -> tuple[Solid, ...]:
    stone, cap = Material((34, 37, 42)), Material((48, 54, 60))
    solids = []
    for name, x0, x1 in (("parapet left", -8.0, GAP[0]), ("parapet right", GAP[1], 8.0)):
        middle, wide = (x0 + x1) / 2, x1 - x0
        body = block(point(middle, TALL / 2, EDGE), (wide, TALL, 0.28), stone)
        solids.append(
            Solid(
                name,
                (*body, *block(point(middle, TALL + 0.03, EDGE), (wide + 0.04, 0.07, 0.38), cap)),
                point(middle, 0.5, EDGE + 0.3),
                casts_shadow=False,
            )
        )
    rubble = [
        *block(point(GAP[0] + 0.15, 0.16, EDGE), (0.34, 0.32, 0.26), stone, 24),
        *block(point(GAP[1] - 0.1, 0.12, EDGE), (0.3, 0.24, 0.26), stone, -15),
    ]
    return (*solids, Solid("rubble", tuple(rubble), point(2.5, 0.1, EDGE), casts_shadow=False))


def _house() -> Solid:
    x0, x1, z0, z1, high = HOUSE
    wall = Material((56, 58, 62))
    inner = Material((255, 186, 104), glow=0.75)
    hinge, width, tall = DOOR
    body = block(point((x0 + x1) / 2, high / 2, (z0 + z1) / 2), (x1 - x0, high, z1 - z0), wall)
    lit = panel(
        [
            (hinge, tall, z0 - 0.01),
            (hinge + width, tall, z0 - 0.01),
            (hinge + width, 0, z0 - 0.01),
            (hinge, 0, z0 - 0.01),
        ],
        inner,
        1.4,
    )
    roof = block(
        point((x0 + x1) / 2, high + 0.05, (z0 + z1) / 2), (x1 - x0 + 0.2, 0.12, z1 - z0 + 0.2), Material((40, 42, 46))
    )
    return Solid("stair house", (*body, *roof, lit), point((x0 + x1) / 2, 1.2, z0 + 0.12), casts_shadow=False)


def _plant() -> tuple[Solid, ...]:
    steel, dark = Material((52, 56, 60)), Material((26, 28, 32))
    vent = (rod([(4.6, 0, 2.2), (4.6, 1.0, 2.2), (4.5, 1.3, 2.2), (4.2, 1.35, 2.2)], [0.16, 0.16, 0.18, 0.2], steel),)
    unit = (*block(point(5.4, 0.5, 0.6), (1.5, 1.0, 1.0), dark), *block(point(5.4, 1.05, 0.6), (1.3, 0.1, 0.8), steel))
    aerial = [rod([(-2.6, 0, 3.0), (-2.6, 3.0, 3.0)], 0.018, dark)]
    aerial += [
        rod([(-2.95 + 0.06 * n, 2.9 - 0.22 * n, 3.0), (-2.25 - 0.06 * n, 2.9 - 0.22 * n, 3.0)], 0.01, dark)
        for n in range(3)
    ]
    pipe = rod([(-8.0, 0.12, -2.4), (-2.8, 0.12, -2.8), (-2.7, 0.12, -3.2), (8.0, 0.12, -3.6)], 0.07, dark)
    return (
        Solid("vent", vent, point(4.6, 0.6, 2.2)),
        Solid("cooling unit", unit, point(5.4, 0.5, 0.6)),
        Solid("aerial", tuple(aerial), point(-2.6, 1.5, 3.1), casts_shadow=False),
        Solid("pipe", (pipe,), point(0, 0.1, -3.0), casts_shadow=False),
    )


def _mast(night: bool) -> Solid:
    x, y, z = MAST
    steel = Material((20, 26, 32))
    light = Material((255, 70, 50), glow=1.0 if night else 0.3)
    return Solid(
        "mast",
        (rod([(x, -6, z), (x, y, z)], [0.5, 0.16], steel), rod([(x, y, z), (x, y + 0.2, z)], 0.62, light)),
        point(x, y, z),
        casts_shadow=False,
    )
