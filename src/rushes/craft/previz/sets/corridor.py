"""A corridor that runs away from the lens, in a house or a ship: frame after frame, pools of light, a far door."""

import numpy as np

from rushes.craft.previz.light import Lamp
from rushes.craft.previz.sets import doors, palette, textures
from rushes.craft.previz.sets.making import back_wall, block, ceiling, floor, left_wall, panel, point, right_wall, rod
from rushes.craft.previz.sets.stage import Brief, Stage
from rushes.craft.previz.shapes import RGB, Material, Solid, Surface

HALF, HIGH, NEAR, FAR = 1.75, 2.6, -7.0, 13.0


def build(brief: Brief) -> Stage:
    """The corridor of a brief."""
    ship = brief.says("ship", "station", "space", "submarine", "bunker", "airlock", "bridge", "cockpit", "engine")
    mood = palette.SPACE if ship else palette.of(brief)
    tint = palette.COLD if ship or brief.says("hospital", "office", "school") else palette.TUNGSTEN
    pools = [Lamp(point(0, HIGH - 0.1, z), tint, 1.7, 1.35, point(0, -1, 0), 0.1, 0.35) for z in (1.2, 5.0, 8.8, -3.0)]
    end = Lamp(point(0, 1.6, FAR - 1.2), palette.SODIUM if ship else palette.DAYLIGHT, 2.6, 2.4, halo=0.9)
    base = palette.lighting(mood, brief, pools[0], end, *pools[1:])
    return Stage(
        kind="ship" if ship else "corridor",
        shell=_shell(brief, ship),
        dressing=_dressing(ship, tint),
        lighting=base,
        weather=brief.weather,
        sky=mood.sky,
        narrow=True,
        rim=(0.5, 0.34, 0.16) if ship else mood.rim,
        bounds=(-HALF + 0.2, HALF - 0.2, NEAR + 1, FAR - 1),
        wide=(point(-0.45, 1.35, -4.6), point(0.12, 1.32, 6.0)),
        marks={
            "centre": point(0, 0, 1.1),
            "left": point(-0.6, 0, 1.3),
            "right": point(0.6, 0, 1.3),
            "door": point(0, 0, FAR - 1.4),
            "door_leaf": point(0, 1.1, FAR),
            "lamp": pools[0].position,
            "end": point(0, 0, FAR - 2),
            "exit_left": point(-HALF + 0.3, 0, 3.0),
        },
        moving={
            "door": doors.leaf(
                "door",
                point(-0.55, 0, FAR - 0.05),
                (1, 0),
                (1.1, 2.15),
                (96, 100, 104),
                swing=-75,
                glass=(200, 150, 90),
            )
        },
    )


def _shell(brief: Brief, ship: bool) -> tuple[Surface, ...]:
    rng = brief.rng("shell")
    long = FAR - NEAR
    tone: RGB = (74, 80, 88) if ship else (112, 116, 104)
    paint = textures.tiles if ship else textures.panelled
    walls = [paint(long, HIGH, tone, rng, 0.65 if ship else 0.35, 40) for _ in range(2)]
    for wall in walls:
        rail = slice(int(0.36 * wall.shape[0]), int(0.39 * wall.shape[0]))
        wall[rail] = (0.22, 0.06, 0.03) if ship else wall[rail] * 0.5
    ground = textures.tiles(2 * HALF, long, (58, 62, 68) if ship else (92, 88, 80), rng, 0.6, 44)
    wet = np.full(ground.shape[:2], 0.32, np.float32)
    return (
        ceiling(-HALF, HALF, NEAR, FAR, HIGH, textures.tiles(2 * HALF, long, (60, 64, 68), rng, 0.6, 32)),
        back_wall(-HALF, HALF, FAR, HIGH, textures.plain(2 * HALF, HIGH, tone, rng)),
        left_wall(-HALF, NEAR, FAR, HIGH, walls[0]),
        right_wall(HALF, NEAR, FAR, HIGH, walls[1]),
        floor(-HALF, HALF, NEAR, FAR, ground, None, wet),
    )


def _dressing(ship: bool, tint: palette.Colour) -> tuple[Solid, ...]:
    solids = []
    glow = Material((226, 240, 255) if tint == palette.COLD else (255, 226, 180), glow=1.0)
    for n, z in enumerate((-3.0, 1.2, 5.0, 8.8)):
        tube = panel(
            [
                (-0.5, HIGH - 0.01, z + 0.12),
                (0.5, HIGH - 0.01, z + 0.12),
                (0.5, HIGH - 0.01, z - 0.12),
                (-0.5, HIGH - 0.01, z - 0.12),
            ],
            glow,
        )
        solids.append(Solid(f"tube {n}", (tube,), point(0, HIGH, z), casts_shadow=False))
    ink = Material((44, 48, 54) if ship else (88, 84, 74))
    for n, z in enumerate(np.arange(-1.0, FAR, 2.8).tolist()):
        rib = [
            f
            for x in (-HALF + 0.09, HALF - 0.09)
            for f in block(point(x, HIGH / 2, z), (0.2 if ship else 0.1, HIGH, 0.28), ink)
        ]
        if ship:
            rib += block(point(0, HIGH - 0.09, z), (2 * HALF, 0.18, 0.28), ink)
            rib += [
                panel(
                    [
                        (s * (HALF - 0.08), HIGH - 0.1, z - 0.15),
                        (s * (HALF - 0.7), HIGH - 0.1, z - 0.15),
                        (s * (HALF - 0.08), HIGH - 0.75, z - 0.15),
                    ],
                    ink,
                    0.05,
                )
                for s in (-1, 1)
            ]
        solids.append(Solid(f"rib {n}", tuple(rib), point(0, 1.3, z), casts_shadow=False))
    if ship:
        pipes = tuple(
            rod([(-HALF + 0.14, y, NEAR), (-HALF + 0.14, y, FAR)], r, Material((58, 54, 52)))
            for y, r in ((2.2, 0.05), (2.05, 0.035))
        )
        solids.append(Solid("pipes", pipes, point(-HALF, 2, FAR - 0.4), casts_shadow=False))
    else:
        bench = block(point(HALF - 0.32, 0.24, 3.2), (0.44, 0.48, 1.4), Material((72, 58, 46)))
        solids.append(Solid("bench", bench, point(HALF - 0.3, 0.3, 3.2)))
    return tuple(solids)
