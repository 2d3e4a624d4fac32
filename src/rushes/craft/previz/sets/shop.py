"""A shop at night or by day: a counter before the keeper, one lamp on it, the street door behind the customer."""

import numpy as np

from rushes.craft.previz.light import Lamp
from rushes.craft.previz.sets import doors, lamps, palette, textures
from rushes.craft.previz.sets.making import back_wall, block, ceiling, floor, left_wall, panel, point, right_wall
from rushes.craft.previz.sets.stage import Brief, Stage
from rushes.craft.previz.shapes import RGB, Facet, Material, Solid, Surface

LEFT, RIGHT, REAR, HIGH, NEAR = -3.7, 3.1, 3.1, 3.0, -6.5
TOP = 1.02
DOOR_Z = (1.15, 2.1)  # along the left wall
GOODS: tuple[RGB, ...] = ((74, 62, 50), (58, 66, 68), (92, 74, 48), (66, 50, 44), (48, 54, 50), (104, 92, 70))


def build(brief: Brief) -> Stage:
    """The shop of a brief."""
    mood = palette.of(brief)
    bulb = point(0.02, TOP + 0.36, 0.86)
    key = Lamp(bulb, palette.TUNGSTEN, 2.5, 1.5, halo=0.55)
    fill = Lamp(point(2.4, 2.6, -2.4), (0.5, 0.62, 0.8), 0.16, 3.0)
    outside = Lamp(point(LEFT - 0.6, 2.2, 1.6), (0.45, 0.62, 0.9), 0.9 if brief.time == "night" else 4.0, 2.0)
    return Stage(
        kind="shop",
        shell=_shell(brief),
        dressing=(*_counter(brief), *_shelves(brief), *lamps.desk(point(0.05, TOP, 1.05), bulb), *_near()),
        lighting=palette.lighting(mood, brief, key, fill, outside),
        weather=brief.weather,
        marks={
            "centre": point(-0.7, 0, 0.3),
            "left": point(-0.7, 0, 0.3),
            "right": point(0.76, 0, 0.35),
            "behind": point(0.76, 0, 0.35),
            "counter": point(-0.02, TOP, 0.32),
            "deck": point(0.0, TOP, 0.12),
            "book": point(-0.04, TOP, 0.58),
            "lit": point(0.0, TOP, 0.52),
            "lamp": bulb,
            "door": point(LEFT + 0.5, 0, 1.6),
            "door_leaf": point(LEFT, 1.2, 1.6),
            "exit_left": point(LEFT + 0.7, 0, 0.9),
        },
        moving={
            "door": doors.leaf(
                "door",
                point(LEFT + 0.03, 0, DOOR_Z[1]),
                (0, -1),
                (0.95, 2.1),
                (52, 44, 36),
                swing=-62,
                glass=(64, 84, 104),
                bell=True,
            )
        },
        sky=mood.sky,
        bounds=(LEFT + 0.4, RIGHT - 0.3, -5.5, REAR - 0.3),
        rim=mood.rim,
        wide=(point(-0.35, 1.5, -4.6), point(-0.3, 1.35, 1.0)),
    )


def _shell(brief: Brief) -> tuple[Surface, ...]:
    rng = brief.rng("shell")
    deep, wide = REAR - NEAR, RIGHT - LEFT
    rear = textures.panelled(wide, HIGH, (84, 74, 60), rng)
    side = textures.panelled(deep, HIGH, (78, 70, 58), rng)
    emits = np.zeros_like(side)
    _street(side, emits, deep)
    return (
        ceiling(LEFT, RIGHT, NEAR, REAR, HIGH, textures.plain(wide, deep, (58, 54, 48), rng, 24)),
        back_wall(LEFT, RIGHT, REAR, HIGH, rear),
        left_wall(LEFT, NEAR, REAR, HIGH, side, emits),
        right_wall(RIGHT, NEAR, REAR, HIGH, textures.panelled(deep, HIGH, (66, 60, 52), rng)),
        floor(LEFT, RIGHT, NEAR, REAR, textures.planks(wide, deep, (72, 54, 38), rng)),
    )


def _street(side: textures.Painting, emits: textures.Painting, deep: float) -> None:
    """What the night is through the doorway and the shop window beside it, painted on the left wall."""
    height, width = side.shape[:2]

    def column(z: float) -> int:
        return int((z - NEAR) / deep * width)

    door = slice(int((1 - 2.1 / HIGH) * height), height), slice(column(DOOR_Z[0]), column(DOOR_Z[1]))
    window = slice(int(0.26 * height), int(0.62 * height)), slice(column(-1.5), column(0.75))
    for pane in (door, window):
        side[pane] = 0.01
        rows = np.linspace(0.35, 1.0, emits[pane].shape[0], dtype=np.float32)[:, None, None]
        emits[pane] = rows * np.array([0.046, 0.088, 0.130], np.float32)
    for bar in (-1.5, -0.75, 0.0, 0.72):
        emits[window[0], column(bar) : column(bar) + 3] = 0


def _counter(brief: Brief) -> tuple[Solid, ...]:
    rng = brief.rng("counter")
    wood, dark = Material((112, 74, 44), gloss=0.3), Material((66, 44, 28))
    body = block(point(0, TOP / 2 - 0.03, 0.7), (0.56, TOP - 0.06, 2.0), dark)
    slab = block(point(0, TOP - 0.025, 0.7), (0.72, 0.05, 2.16), wood)
    boards: list[Facet] = []
    for n in range(9):
        x0 = -0.36 + 0.08 * n
        tone = 0.86 + 0.28 * float(rng.random())
        ink = Material((int(112 * tone), int(74 * tone), int(44 * tone)), gloss=0.3)
        for m in range(6):
            z0 = -0.38 + 0.36 * m
            boards.append(
                panel(
                    [
                        (x0, TOP + 0.001, z0 + 0.36),
                        (x0 + 0.08, TOP + 0.001, z0 + 0.36),
                        (x0 + 0.08, TOP + 0.001, z0),
                        (x0, TOP + 0.001, z0),
                    ],
                    ink,
                    1.2,
                )
            )
    return (Solid("counter", (*body, *slab, *boards), point(0, TOP / 2, 0.75)),)


def _shelves(brief: Brief) -> tuple[Solid, ...]:
    rng = brief.rng("shelves")
    solids = []
    board = Material((50, 38, 28))
    for row in range(4):
        y = 0.75 + 0.48 * row
        things = [*block(point(1.3, y, REAR - 0.2), (3.2, 0.04, 0.36), board)]
        x = -0.2
        while x < 2.75:
            wide, tall = 0.1 + 0.28 * rng.random(), 0.1 + 0.28 * rng.random()
            tone = GOODS[int(rng.integers(len(GOODS)))]
            things += block(
                point(x + wide / 2, y + 0.02 + tall / 2, REAR - 0.2), (wide, tall, 0.2), Material(tone, gloss=0.2)
            )
            x += wide + 0.03 + 0.16 * rng.random()
        solids.append(Solid(f"shelf {row}", tuple(things), point(1.3, y, REAR - 0.2), casts_shadow=False))
    frame = Material((96, 78, 46))
    for n, (x, y, w, h) in enumerate(((-2.3, 1.75, 0.6, 0.44), (-1.35, 1.9, 0.42, 0.56))):
        solids.append(
            Solid(
                f"picture {n}",
                (
                    panel(
                        [
                            (x - w / 2, y + h / 2, REAR - 0.02),
                            (x + w / 2, y + h / 2, REAR - 0.02),
                            (x + w / 2, y - h / 2, REAR - 0.02),
                            (x - w / 2, y - h / 2, REAR - 0.02),
                        ],
                        frame,
                    ),
                    panel(
                        [
                            (x - w / 2 + 0.05, y + h / 2 - 0.05, REAR - 0.03),
                            (x + w / 2 - 0.05, y + h / 2 - 0.05, REAR - 0.03),
                            (x + w / 2 - 0.05, y - h / 2 + 0.05, REAR - 0.03),
                            (x - w / 2 + 0.05, y - h / 2 + 0.05, REAR - 0.03),
                        ],
                        Material((34, 40, 42)),
                        0.02,
                    ),
                ),
                point(x, y, REAR - 0.02),
                casts_shadow=False,
            )
        )
    return tuple(solids)


def _near() -> tuple[Solid, ...]:
    wood = Material((30, 24, 20))
    case = (
        *block(point(2.55, 0.5, -1.9), (0.9, 1.0, 0.6), wood),
        *block(point(2.5, 1.18, -1.9), (0.4, 0.36, 0.34), Material((40, 36, 32))),
    )
    return (Solid("case", case, point(2.55, 0.6, -1.9)),)
