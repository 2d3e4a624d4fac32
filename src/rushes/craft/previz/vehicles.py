"""Vehicles: boats, cars and bicycles at their own size, their side to whoever looks."""

import math

from rushes.craft.previz.bench import Bench
from rushes.craft.previz.shapes import RGB

GLASS: RGB = (34, 42, 50)
TYRE: RGB = (24, 24, 26)
CREAM: RGB = (214, 206, 188)
STEEL: RGB = (150, 154, 158)


def boat(bench: Bench, *, colour: RGB, sails: bool) -> None:
    """A fishing boat nine metres long, its bow to the right: a sheer line, a wheelhouse, a mast with stays."""
    sheer = ((-4.5, 1.3), (-2.0, 1.05), (1.0, 1.15), (3.2, 1.6), (4.9, 2.3))
    keel = ((-4.2, 0.0), (-2.0, 0.0), (1.0, 0.0), (3.0, 0.0), (4.1, 0.25))
    beam = (0.9, 1.3, 1.35, 0.95, 0.05)
    for sign, shade in ((1.0, 0.6), (-1.0, 1.0)):
        for n in range(4):
            (xa, ya), (xb, yb), (ka, la), (kb, lb) = sheer[n], sheer[n + 1], keel[n], keel[n + 1]
            wide, next_wide = sign * beam[n], sign * beam[n + 1]
            side = [(ka, la, wide * 0.7), (kb, lb, next_wide * 0.7), (xb, yb, next_wide), (xa, ya, wide)]
            bench.plane(side, bench.paint(colour, shade * (0.94 + 0.05 * n)))
            top = [
                (xa, ya - 0.2, wide * 1.01),
                (xb, yb - 0.2, next_wide * 1.01),
                (xb, yb, next_wide * 1.02),
                (xa, ya, wide * 1.02),
            ]
            bench.plane(top, bench.paint(CREAM, shade), 0.02)
    deck = [(x, y - 0.15, z) for (x, y), z in zip(sheer, beam, strict=True)]
    bench.plane([*deck, *[(x, y, -z) for x, y, z in reversed(deck)]], bench.paint((126, 96, 66), 0.9))
    stern = [(-4.5, 1.3, -0.9), (-4.5, 1.3, 0.9), (-4.2, 0.0, 0.6), (-4.2, 0.0, -0.6)]
    bench.plane(stern, bench.paint(colour, 0.75))
    if sails:
        bench.plane([(0.2, 1.9, 0.0), (-3.6, 1.9, 0.1), (0.2, 8.6, 0.0)], bench.paint(CREAM, 1.05), 0.03)
        bench.plane([(0.5, 1.9, 0.0), (4.7, 2.4, 0.0), (0.5, 7.6, 0.0)], bench.paint(CREAM, 0.92), 0.03)
    else:
        _wheelhouse(bench)
    tall = 8.8 if sails else 5.4
    bench.rod([(0.3, 1.0, 0.0), (0.3, tall, 0.0)], [0.09, 0.05], bench.paint((92, 70, 50)))
    for x, y in ((4.8, 2.3), (-4.3, 1.4)):
        bench.rod([(0.3, tall - 0.2, 0.0), (x, y, 0.0)], [0.018, 0.018], bench.paint((52, 48, 46)))


def _wheelhouse(bench: Bench) -> None:
    bench.box((-2.9, 1.0, -0.75), (-0.9, 2.9, 0.75), bench.paint(CREAM), taper=0.06)
    bench.box((-3.05, 2.9, -0.85), (-0.7, 3.02, 0.85), bench.paint((120, 60, 48)))
    for x in (-2.6, -1.75):
        pane = [(x, 2.1, -0.79), (x + 0.62, 2.1, -0.79), (x + 0.62, 2.65, -0.79), (x, 2.65, -0.79)]
        bench.plane(pane, bench.paint((250, 214, 150), glow=0.35), 0.05)
    bench.rod([(-0.2, 1.0, 0.3), (2.6, 3.7, 0.3)], [0.06, 0.04], bench.paint((92, 70, 50)))
    bench.rod([(2.6, 3.7, 0.3), (2.6, 1.5, 0.3)], [0.02, 0.02], bench.paint((52, 48, 46)))


def car(bench: Bench, *, colour: RGB, tall: float, on: float) -> None:
    """A car 4.3 metres long, its bonnet to the right; `tall` 1 is a van; `on` lights its lamps."""
    roof, rise = 1.42 + 0.75 * tall, 0.25 * tall
    shell = [
        (-2.15, 0.35),
        (2.15, 0.35),
        (2.2, 0.72),
        (2.0, 0.86 + rise),
        (1.05, 0.95 + rise),
        (0.45 + 0.5 * tall, roof),
    ]
    shell += [(-1.35 - 0.75 * tall, roof), (-2.0 - 0.1 * tall, 0.98), (-2.2, 0.9)]
    for z, shade in ((0.85, 0.6), (-0.85, 1.0)):
        bench.plane([(x, y, z) for x, y in shell], bench.paint(colour, shade, gloss=0.6))
    for (xa, ya), (xb, yb) in zip(shell, [*shell[1:], shell[0]], strict=True):
        shade = 1.25 if ya > 0.8 and yb > 0.8 else 0.8
        strip = [(xa, ya, -0.85), (xb, yb, -0.85), (xb, yb, 0.85), (xa, ya, 0.85)]
        bench.plane(strip, bench.paint(colour, shade, gloss=0.6))
    low, high = 0.98 + rise, roof - 0.1
    front, back = 0.92 + 0.1 * tall, (0.1 if tall else -1.72)
    for x0, x1 in ((back, -0.5), (-0.42, front)) if not tall else ((back, front),):
        lean = 0.42 if x1 == front else 0.0
        tip = 0.32 if x0 == back and not tall else 0.0
        glass = [(x0, low, -0.86), (x1, low, -0.86), (x1 - lean, high, -0.86), (x0 + tip, high, -0.86)]
        bench.plane(glass, bench.paint(GLASS, gloss=0.4), 0.02)
    bench.plane(
        [(-2.16, 0.6, -0.86), (2.16, 0.6, -0.86), (2.16, 0.64, -0.86), (-2.16, 0.64, -0.86)],
        bench.paint(colour, 0.6),
        0.02,
    )
    for x in (-1.35, 1.35):
        _wheel(bench, x, 0.34, 0.34, -0.87, True)
        _wheel(bench, x, 0.34, 0.34, 0.87, True)
    bench.rod([(2.14, 0.7, -0.62), (2.18, 0.7, -0.5)], [0.1, 0.1], bench.paint((255, 236, 190), glow=on), 0.03)
    bench.rod(
        [(-2.16, 0.76, -0.66), (-2.16, 0.76, -0.5)], [0.07, 0.07], bench.paint((200, 52, 44), glow=0.7 * on), 0.03
    )


def _wheel(bench: Bench, x: float, y: float, radius: float, z: float, solid: bool) -> None:
    if solid:
        bench.disc((x, y, z), radius, bench.paint(TYRE), axis="z", lift=0.04, sides=18)
        bench.disc((x, y, z * 1.01), radius * 0.58, bench.paint(STEEL, 0.8, gloss=0.7), axis="z", lift=0.06, sides=14)
        return
    rim = [(x + radius * math.cos(a), y + radius * math.sin(a), z) for a in (math.tau * n / 20 for n in range(21))]
    bench.rod(rim, [0.022] * 21, bench.paint(TYRE))
    for n in range(6):
        a = math.pi * n / 6
        c, s = radius * math.cos(a), radius * math.sin(a)
        bench.rod([(x - c, y - s, z), (x + c, y + s, z)], [0.004, 0.004], bench.paint(STEEL), 0.01)


def bicycle(bench: Bench, *, colour: RGB) -> None:
    """A bicycle seen from its side: two spoked wheels, a diamond frame, a saddle, handlebars."""
    for x in (-0.52, 0.52):
        _wheel(bench, x, 0.34, 0.34, 0.0, False)
    paint = bench.paint(colour, 1.0, gloss=0.6)
    crank, seat, head, rear, fork = (-0.08, 0.3), (-0.22, 0.82), (0.34, 0.84), (-0.52, 0.34), (0.52, 0.34)
    for a, b in ((crank, seat), (seat, head), (crank, head), (rear, crank), (rear, seat), (head, fork)):
        bench.rod([(*a, 0.0), (*b, 0.0)], [0.018, 0.018], paint, 0.02)
    dark = bench.paint((40, 32, 30))
    bench.rod([(-0.22, 0.82, 0.0), (-0.24, 0.92, 0.0)], [0.014, 0.014], bench.paint(STEEL), 0.02)
    bench.rod([(-0.36, 0.94, 0.0), (-0.12, 0.94, 0.0)], [0.05, 0.03], dark, 0.03)
    bench.rod([(0.34, 0.84, 0.0), (0.32, 1.0, 0.0), (0.4, 1.02, -0.2), (0.26, 1.0, -0.26)], [0.014] * 4, dark, 0.03)
    bench.disc((-0.08, 0.3, -0.02), 0.09, bench.paint(STEEL, 0.7), axis="z", lift=0.03, sides=12)
