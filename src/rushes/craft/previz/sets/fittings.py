"""Fittings: what makes a room a lighthouse's lamp room, a church, a ward, a laboratory or a workshop."""

import math
from itertools import pairwise

import numpy as np

from rushes.craft.previz import light
from rushes.craft.previz.light import Lamp
from rushes.craft.previz.sets import palette, textures
from rushes.craft.previz.sets.making import Shape, block, box, panel, point, rod
from rushes.craft.previz.sets.stage import Brief
from rushes.craft.previz.shapes import Material, Solid, Vector

BEACON = ("lamp room", "lantern room", "lighthouse lamp", "lighthouse top")
NAVE = ("church", "chapel", "cathedral", "nave")
WARD = ("hospital", "ward", "clinic", "infirmary", "sickroom")
BENCHES = ("workshop", "garage", "laboratory", " lab ", "lab,")
LENS: Vector = point(0.0, 1.5, 1.1)
Pane = tuple[float, float, float, float]


def of(brief: Brief, rear: float) -> tuple[Solid, ...]:
    """The fittings of a room whose words name its trade, or none."""
    if brief.says(*BEACON):
        return _beacon(brief)
    if brief.says(*NAVE):
        return _nave(rear)
    if brief.says(*WARD):
        return _ward()
    if brief.says(*BENCHES):
        return _bench(brief, rear)
    return ()


def beacon_lamps(time: str) -> tuple[Lamp, ...]:
    """The light of a lighthouse's lamp: strong by night, a glimmer by day."""
    dark = time in {"night", "dusk"}
    return (Lamp(LENS, palette.TUNGSTEN, 3.0 if dark else 1.2, 1.6, halo=0.6 if dark else 0.4),)


def panes(left: float, right: float, sill: float, head: float, count: int, share: float = 0.86) -> tuple[Pane, ...]:
    """So many windows side by side between two metres, each filling a share of its bay."""
    bay = (right - left) / count
    inset = bay * (1.0 - share) / 2
    return tuple((left + n * bay + inset, left + (n + 1) * bay - inset, sill, head) for n in range(count))


def glaze(
    rear: textures.Painting,
    emits: textures.Painting,
    wall: tuple[float, float, float],
    windows: tuple[Pane, ...],
    brief: Brief,
) -> None:
    """Paint windows on a wall that runs from one metre to another and is so high; night shows a dark sky and a sea."""
    left, right, high = wall
    height, width = rear.shape[:2]
    mood = {"night": palette.NIGHT, "dusk": palette.DUSK, "dawn": palette.DAWN}.get(brief.time, palette.DAY)
    for x0, x1, sill, head in windows:
        a, b = (int((x - left) / (right - left) * width) for x in (x0, x1))
        top, bottom = int((1 - head / high) * height), int((1 - sill / high) * height)
        rear[top - 3 : bottom + 3, a - 3 : b + 3] = light.linear((116, 108, 96))
        ramp = np.linspace(0, 1, bottom - top, dtype=np.float32)[:, None, None] ** 1.4
        sky = light.linear(mood.sky[0]) * (1 - ramp) + light.linear(mood.sky[1]) * ramp
        emits[top:bottom, a:b] = sky * (1.0 if brief.time in {"night", "dusk"} else 1.3)
        if brief.says(*BEACON):
            emits[bottom - (bottom - top) // 4 : bottom, a:b] *= 0.45
        rear[top:bottom, a:b] = 0.02


def _beacon(brief: Brief) -> tuple[Solid, ...]:
    """A great lens on its pedestal: a cage of lit glass rings between brass hoops."""
    on = 1.0 if brief.time in {"night", "dusk"} else 0.35
    brass, iron = Material((176, 136, 62), gloss=0.7), Material((52, 60, 62))
    x, y, z = LENS.tolist()
    glass: list[Shape] = []
    rings = ((-0.4, 0.22), (-0.23, 0.31), (-0.06, 0.35), (0.11, 0.35), (0.27, 0.3), (0.42, 0.18))
    for (low, ra), (high, rb) in pairwise(rings):
        for n in range(12):
            a, b = math.tau * n / 12, math.tau * (n + 1) / 12
            corners = [
                (x + r * math.cos(k), y + h, z + r * math.sin(k))
                for k, r, h in ((a, ra, low), (b, ra, low), (b, rb, high), (a, rb, high))
            ]
            tone = 1.0 if n % 2 else 0.7
            ink = Material((int(236 * tone), int(186 * tone), int(112 * tone)), glow=0.5 * on, gloss=0.4)
            glass.append(panel(corners, ink))
    hoops = [
        rod([(x + r * math.cos(k), y + h, z + r * math.sin(k)) for k in np.linspace(0, math.tau, 17)], 0.022, brass)
        for h, r in ((-0.4, 0.23), (-0.06, 0.36), (0.11, 0.36), (0.42, 0.19))
    ]
    cap = rod([(x, y + 0.42, z), (x, y + 0.55, z), (x, y + 0.62, z)], [0.14, 0.07, 0.02], brass)
    foot = [
        *block(point(x, 0.5, z), (0.34, 1.0, 0.34), iron),
        *block(point(x, 1.04, z), (0.5, 0.06, 0.5), Material((176, 136, 62))),
    ]
    return (
        Solid("table", tuple(foot), point(x, 0.5, z)),
        Solid("lens", (*glass, *hoops, cap), LENS, casts_shadow=False),
    )


def _nave(rear: float) -> tuple[Solid, ...]:
    """Pews on both sides of an aisle, an altar with a cloth and a cross."""
    wood = Material((84, 60, 42))
    pews = []
    for n, z in enumerate((-2.6, -1.4, 1.4, 2.2)):
        for side in (-1, 1):
            seat = block(point(side * 2.1, 0.44, z), (1.9, 0.06, 0.4), wood)
            back = block(point(side * 2.1, 0.68, z - 0.2), (1.9, 0.5, 0.05), Material((70, 50, 36)))
            pews.append(Solid(f"pew {n} {side}", (*seat, *back), point(side * 2.1, 0.5, z)))
    altar = (
        *block(point(0, 0.48, rear - 0.5), (1.5, 0.96, 0.55), Material((180, 172, 156))),
        *block(point(0, 0.98, rear - 0.5), (1.6, 0.06, 0.62), Material((120, 44, 44))),
    )
    cross = (
        rod([(0, 1.0, rear - 0.45), (0, 1.75, rear - 0.45)], 0.03, Material((190, 150, 72), gloss=0.6)),
        rod([(-0.22, 1.5, rear - 0.45), (0.22, 1.5, rear - 0.45)], 0.03, Material((190, 150, 72), gloss=0.6)),
    )
    return (*pews, Solid("altar", (*altar, *cross), point(0, 0.8, rear - 0.5)))


def _ward() -> tuple[Solid, ...]:
    """A bed with rails, a drip on its stand, a curtain half drawn."""
    white, steel = Material((186, 190, 190)), Material((150, 156, 160), gloss=0.6)
    mattress = (
        *block(point(-1.8, 0.56, 1.9), (0.95, 0.18, 2.0), white),
        *block(point(-1.8, 0.7, 2.6), (0.7, 0.14, 0.4), Material((206, 208, 206))),
    )
    cover = block(point(-1.8, 0.62, 1.5), (0.99, 0.14, 1.2), Material((104, 140, 148)))
    rails = [
        rod([(-2.28, 0.1, z), (-2.28, 1.0, z), (-1.32, 1.0, z), (-1.32, 0.1, z)], 0.025, steel) for z in (0.9, 2.9)
    ]
    drip = rod([(-1.05, 0.0, 2.5), (-1.05, 1.85, 2.5), (-0.92, 1.85, 2.5)], 0.015, steel)
    pouch = block(point(-0.92, 1.66, 2.5), (0.14, 0.24, 0.04), Material((208, 216, 206), glow=0.1))
    folds = [
        panel(
            [(x, 2.3, 2.2), (x + 0.11, 2.3, 2.26), (x + 0.11, 0.4, 2.26), (x, 0.4, 2.2)],
            Material((96 + 16 * (n % 2), 132, 124)),
        )
        for n, x in enumerate(np.arange(2.1, 3.2, 0.11).tolist())
    ]
    return (
        Solid("bed", (*mattress, *cover, *rails), point(-1.8, 0.5, 1.9)),
        Solid("drip", (drip, *pouch), point(-1.0, 1.0, 2.5)),
        Solid("curtain", tuple(folds), point(2.6, 1.2, 2.2)),
    )


def _bench(brief: Brief, rear: float) -> tuple[Solid, ...]:
    """A long bench under a board: tools in a workshop, glass in a laboratory."""
    rng = brief.rng("bench")
    glass = brief.says("lab")
    top = Material((170, 174, 172) if glass else (118, 84, 54))
    bench = (*block(point(-1.0, 0.9, rear - 0.4), (3.8, 0.07, 0.75), top),)
    legs = (
        *block(point(-1.0, 0.44, rear - 0.35), (3.6, 0.86, 0.55), Material((74, 80, 82) if glass else (70, 54, 42))),
    )
    shapes: list[Shape] = []
    for n in range(11):
        x, tall = -2.7 + 0.33 * n, 0.12 + 0.22 * float(rng.random())
        if glass:
            tone = ((110, 176, 160), (190, 150, 84), (120, 150, 190))[int(rng.integers(3))]
            ink = Material(tone, glow=0.12, gloss=0.8, opacity=0.85)
            shapes.append(rod([(x, 0.98, rear - 0.35), (x, 0.94 + tall, rear - 0.35)], [0.07, 0.03], ink))
        else:
            shapes.append(
                rod(
                    [(x, 1.4, rear - 0.04), (x, 1.4 + 1.6 * tall, rear - 0.04)],
                    [0.02, 0.045],
                    Material((128, 122, 112)),
                )
            )
    board = box("board", (-1.0, 1.62, rear - 0.02), (3.6, 0.8, 0.03), (60, 70, 74) if glass else (96, 78, 58))
    return (
        *(() if glass else (board,)),
        Solid("bench", (*bench, *legs), point(-1.0, 0.5, rear - 0.3)),
        Solid("tools", tuple(shapes), point(-1.0, 1.2, rear - 0.5)),
    )
