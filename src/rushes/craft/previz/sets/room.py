"""A room to live or work in: kitchen, bedroom, office, living room; a window, a table between people."""

import numpy as np

from rushes.craft.previz import light
from rushes.craft.previz.light import Lamp
from rushes.craft.previz.sets import doors, fittings, lamps, palette, textures
from rushes.craft.previz.sets.making import back_wall, block, box, ceiling, floor, left_wall, panel, point, right_wall
from rushes.craft.previz.sets.stage import Brief, Stage
from rushes.craft.previz.shapes import RGB, Material, Solid, Surface

LEFT, RIGHT, REAR, HIGH, NEAR = -3.3, 3.3, 3.2, 2.75, -6.5
TABLE = 0.76
WINDOW = (0.9, 2.3, 0.95, 2.15)  # on the rear wall: left, right, sill, head
WALLS: tuple[RGB, ...] = ((92, 96, 88), (104, 88, 74), (82, 92, 102), (108, 98, 80), (90, 82, 92))


def build(brief: Brief) -> Stage:
    """The room of a brief."""
    mood = palette.of(brief)
    dark = brief.time in {"night", "dusk"}
    bulb = point(0.0, 1.95, 0.55)
    pendant = Lamp(bulb, palette.TUNGSTEN, 3.4 if dark else 0.5, 1.5, halo=0.6 if dark else 0.0)
    outside = {"night": palette.MOON, "dusk": palette.LOW_SUN, "dawn": palette.LOW_SUN}.get(
        brief.time, palette.DAYLIGHT
    )
    window = Lamp(point(1.6, 2.1, REAR + 0.9), outside, 0.7 if dark else 6.5, 2.6)
    lit = palette.lighting(mood, brief, *((pendant, window) if dark else (window, pendant)))
    beacon = brief.says(*fittings.BEACON)
    if beacon:
        bulb = fittings.LENS
        lit = palette.lighting(mood, brief, *fittings.beacon_lamps(brief.time), window)
    return Stage(
        kind="room",
        shell=_shell(brief),
        dressing=(*_furniture(brief), *(() if beacon else (lamps.hanging(bulb, 0.75),))),
        lighting=lit,
        weather=brief.weather,
        sky=mood.sky,
        rim=mood.rim,
        bounds=(LEFT + 0.3, RIGHT - 0.3, -5.5, REAR - 0.3),
        wide=(point(-0.5, 1.5, -4.6), point(0.1, 1.2, 1.2)),
        marks={
            "centre": point(-0.3, 0, 0.1),
            "left": point(-0.72, 0, 0.3),
            "right": point(0.72, 0, 0.3),
            "door": point(LEFT + 0.7, 0, 1.3),
            "table": point(0, TABLE, 0.5),
            "counter": point(0, TABLE, 0.5),
            "window": point(1.6, 0, REAR - 0.7),
            "window_pane": point(1.6, 1.55, REAR),
            "lamp": bulb,
            "lit": point(0, TABLE, 0.45),
            "door_leaf": point(LEFT, 1.1, 1.3),
            "exit_left": point(LEFT + 0.5, 0, 1.0),
        },
        moving={
            "door": doors.leaf("door", point(LEFT + 0.03, 0, 1.8), (0, -1), (0.9, 2.05), (120, 112, 98), swing=-70)
        },
    )


def _shell(brief: Brief) -> tuple[Surface, ...]:
    rng = brief.rng("shell")
    wide, deep = RIGHT - LEFT, REAR - NEAR
    tone = WALLS[brief.seed % len(WALLS)]
    rear = textures.panelled(wide, HIGH, tone, rng, 0.3)
    emits = np.zeros_like(rear)
    if brief.says(*fittings.BEACON):
        fittings.glaze(rear, emits, (LEFT, RIGHT, HIGH), fittings.panes(LEFT, RIGHT, 0.55, 2.5, 6), brief)
    elif brief.says(*fittings.NAVE):
        fittings.glaze(
            rear, emits, (LEFT, RIGHT, HIGH), fittings.panes(LEFT + 0.5, RIGHT - 0.5, 0.9, 2.6, 5, 0.5), brief
        )
    else:
        _window(rear, emits, brief)
    ground = textures.tiles if brief.says("kitchen", "bath", "hospital", "ward", "lab") else textures.planks
    return (
        ceiling(LEFT, RIGHT, NEAR, REAR, HIGH, textures.plain(wide, deep, (150, 146, 138), rng, 20)),
        back_wall(LEFT, RIGHT, REAR, HIGH, rear, emits),
        left_wall(LEFT, NEAR, REAR, HIGH, textures.panelled(deep, HIGH, tone, rng, 0.3)),
        right_wall(RIGHT, NEAR, REAR, HIGH, textures.panelled(deep, HIGH, tone, rng, 0.3)),
        floor(LEFT, RIGHT, NEAR, REAR, ground(wide, deep, (104, 84, 62), rng)),
    )


def _window(rear: textures.Painting, emits: textures.Painting, brief: Brief) -> None:
    height, width = rear.shape[:2]
    left, right = (int((x - LEFT) / (RIGHT - LEFT) * width) for x in WINDOW[:2])
    top, bottom = int((1 - WINDOW[3] / HIGH) * height), int((1 - WINDOW[2] / HIGH) * height)
    sky = palette.NIGHT.sky if brief.time == "night" else palette.DUSK.sky if brief.time == "dusk" else palette.DAY.sky
    pane = textures.skyline(
        (bottom - top, right - left), sky, brief.rng("view"), lit=0.5 if brief.time == "night" else 0.0, low=0.5
    )
    rear[top - 4 : bottom + 4, left - 4 : right + 4] = light.linear((176, 170, 156))
    emits[top:bottom, left:right] = pane * (1.0 if brief.time in {"night", "dusk"} else 1.5)
    rear[top:bottom, left:right] = 0.02
    middle = (left + right) // 2
    emits[:, middle - 2 : middle + 2] = 0
    emits[(top + bottom) // 2 - 2 : (top + bottom) // 2 + 2] = 0


def _furniture(brief: Brief) -> tuple[Solid, ...]:
    if fitted := fittings.of(brief, REAR):
        return (*fitted, *(() if brief.says(*fittings.BEACON, *fittings.NAVE) else _table(1.0, False)))
    if brief.says("bedroom"):
        return (*_bed(), *_table(0.0, False))
    extra = _kitchen(brief) if brief.says("kitchen") else _bookcase(brief)
    return (*_table(1.0, True), *extra)


def _table(near: float, chairs: bool) -> tuple[Solid, ...]:
    wood, dark = Material((124, 88, 56), gloss=0.2), Material((74, 54, 38))
    if not near:
        return (box("table", (1.7, 0.28, 1.9), (0.5, 0.56, 0.5), (96, 70, 46)),)
    legs = [
        f
        for x in (-0.36, 0.36)
        for z in (0.05, 1.15)
        for f in block(point(x, TABLE / 2 - 0.03, z), (0.06, TABLE - 0.06, 0.06), dark)
    ]
    slab = block(point(0, TABLE - 0.025, 0.6), (0.86, 0.05, 1.3), wood)
    solids = [Solid("table", (*legs, *slab), point(0, TABLE / 2, 0.6))]
    if chairs:
        seat = (
            *block(point(0.15, 0.44, 1.75), (0.42, 0.05, 0.42), dark),
            *block(point(0.15, 0.72, 1.95), (0.42, 0.5, 0.04), dark),
        )
        solids.append(Solid("chair", seat, point(0.15, 0.5, 1.85)))
    cup = block(point(-0.28, TABLE + 0.05, 0.95), (0.08, 0.1, 0.08), Material((190, 186, 176)))
    bowl = block(point(0.2, TABLE + 0.04, 1.0), (0.26, 0.08, 0.26), Material((92, 108, 112)))
    return (*solids, Solid("cup", cup, point(-0.28, TABLE, 0.95)), Solid("bowl", bowl, point(0.2, TABLE, 1.0)))


def _kitchen(brief: Brief) -> tuple[Solid, ...]:
    rng = brief.rng("kitchen")
    front, top = Material((86, 104, 100)), Material((150, 144, 132), gloss=0.3)
    units = [
        *block(point(-1.1, 0.43, REAR - 0.3), (3.6, 0.86, 0.6), front),
        *block(point(-1.1, 0.89, REAR - 0.32), (3.66, 0.05, 0.64), top),
    ]
    units += [
        panel(
            [
                (x, 0.8, REAR - 0.61),
                (x + 0.01, 0.8, REAR - 0.61),
                (x + 0.01, 0.08, REAR - 0.61),
                (x, 0.08, REAR - 0.61),
            ],
            Material((40, 48, 48)),
            0.4,
        )
        for x in (-2.3, -1.7, -1.1, -0.5, 0.1)
    ]
    shelf = [*block(point(-1.5, 1.62, REAR - 0.15), (2.2, 0.04, 0.28), Material((96, 74, 52)))]
    for n in range(9):
        tall = 0.1 + 0.14 * rng.random()
        tone = ((168, 150, 120), (110, 120, 112), (140, 92, 66), (190, 184, 170))[int(rng.integers(4))]
        shelf += block(point(-2.45 + 0.23 * n, 1.64 + tall / 2, REAR - 0.15), (0.12, tall, 0.12), Material(tone))
    kettle = block(point(-0.4, 1.02, REAR - 0.3), (0.2, 0.22, 0.2), Material((120, 46, 38), gloss=0.5))
    fridge = block(point(2.85, 0.95, REAR - 0.4), (0.8, 1.9, 0.75), Material((158, 160, 156)))
    return (
        Solid("units", tuple(units), point(-1.1, 0.5, REAR - 0.2)),
        Solid("shelf", tuple(shelf), point(-1.5, 1.7, REAR - 0.15)),
        Solid("kettle", kettle, point(-0.4, 1, REAR - 0.35)),
        Solid("fridge", fridge, point(2.85, 0.9, REAR - 0.4)),
    )


def _bookcase(brief: Brief) -> tuple[Solid, ...]:
    rng = brief.rng("books")
    parts = [*block(point(-1.5, 1.05, REAR - 0.18), (2.2, 2.1, 0.34), Material((62, 46, 34)))]
    for row in range(4):
        x = -2.5
        while x < -0.55:
            wide, tall = 0.03 + 0.05 * rng.random(), 0.24 + 0.12 * rng.random()
            tone = ((120, 70, 54), (70, 84, 92), (128, 112, 84), (64, 78, 62), (92, 60, 70))[int(rng.integers(5))]
            parts += block(
                point(x + wide / 2, 0.2 + 0.5 * row + tall / 2, REAR - 0.37), (wide, tall, 0.05), Material(tone)
            )
            x += wide + 0.006 + (0.2 if rng.random() < 0.06 else 0)
    sofa = (
        *block(point(-2.4, 0.25, -1.6), (0.9, 0.5, 1.6), Material((58, 52, 56))),
        *block(point(-2.8, 0.6, -1.6), (0.2, 0.6, 1.6), Material((48, 44, 48))),
    )
    return (Solid("bookcase", tuple(parts), point(-1.5, 1.05, REAR - 0.1)), Solid("sofa", sofa, point(-2.5, 0.4, -1.6)))


def _bed() -> tuple[Solid, ...]:
    frame = block(point(-1.6, 0.22, 1.9), (1.7, 0.3, 2.1), Material((76, 58, 44)))
    sheet = block(point(-1.6, 0.46, 1.9), (1.62, 0.2, 2.04), Material((150, 146, 150)))
    pillow = block(point(-1.6, 0.62, 2.6), (1.1, 0.16, 0.42), Material((184, 180, 176)))
    return (Solid("bed", (*frame, *sheet, *pillow), point(-1.6, 0.4, 1.9)),)
