"""Household: kettles, clocks, radios, bags, frames and chairs, and the parcel that stands for what nobody knows."""

import math

from rushes.craft.previz.bench import Bench
from rushes.craft.previz.shapes import RGB

STEEL: RGB = (164, 168, 172)
STRING: RGB = (196, 170, 120)
FACE: RGB = (226, 220, 202)
INK: RGB = (40, 38, 40)
FLAME: RGB = (255, 196, 96)


def parcel(bench: Bench, *, colour: RGB) -> None:
    """Something wrapped in paper: soft shoulders, folded ends, string both ways and a bow."""
    paper, fold = bench.paint(colour), bench.paint(colour, 0.86)
    bench.box((-0.13, 0.0, -0.085), (0.13, 0.085, 0.085), paper, top=bench.paint(colour, 1.16), taper=0.008)
    for x in (-0.1305, 0.1305):
        bench.plane([(x, 0.0, -0.085), (x * 0.94, 0.085, -0.077), (x, 0.045, 0.02)], fold, 0.004)
        bench.plane([(x, 0.0, 0.085), (x * 0.94, 0.085, 0.077), (x, 0.045, -0.02)], bench.paint(colour, 0.74), 0.005)
    bench.plane(
        [(-0.12, 0.0855, -0.01), (0.12, 0.0855, 0.004), (0.12, 0.0855, 0.012), (-0.12, 0.0855, 0.0)], fold, 0.006
    )
    string = bench.paint(STRING)
    over = [(-0.03, 0.0, -0.088), (-0.03, 0.088, -0.08), (-0.026, 0.089, 0.08)]
    bench.rod(over, [0.0035] * 3, string, 0.012)
    bench.rod([(-0.128, 0.088, 0.01), (-0.03, 0.091, 0.006), (0.126, 0.088, 0.0)], [0.0035] * 3, string, 0.014)
    for sign in (-1.0, 1.0):
        loop = [(-0.03, 0.092, 0.006), (-0.03 + sign * 0.03, 0.1, -0.02), (-0.03 + sign * 0.045, 0.096, 0.002)]
        bench.rod([*loop, (-0.03, 0.092, 0.006)], [0.003] * 4, string, 0.016)


def lantern(bench: Bench, *, colour: RGB, on: float) -> None:
    """A lantern: a foot, a flame behind glass, a cap, a bow to carry it by."""
    metal = bench.paint(colour, gloss=0.6)
    flame = bench.paint(FLAME, glow=0.95 * on) if on > 0.05 else bench.paint(INK)
    bench.turned_on_lathe([(0.075, 0.0), (0.075, 0.03), (0.058, 0.045)], metal, sides=12)
    bench.turned_on_lathe([(0.014, 0.05), (0.022, 0.085), (0.004, 0.135)], flame, sides=8)
    glass = bench.paint((236, 222, 176), glow=0.3 * on, opacity=0.35)
    bench.turned_on_lathe([(0.052, 0.045), (0.06, 0.1), (0.05, 0.17)], glass, sides=12)
    bench.turned_on_lathe([(0.064, 0.17), (0.045, 0.195), (0.02, 0.215)], metal, sides=12)
    for x, z in ((-0.062, 0.0), (0.062, 0.0), (0.0, 0.062), (0.0, -0.062)):
        bench.rod([(x, 0.03, z), (x, 0.175, z)], [0.004, 0.004], metal)
    _bow(bench, 0.062, 0.18, 0.12)
    bench.name("bulb", (0.0, 0.09, 0.0))


def _bow(bench: Bench, wide: float, low: float, high: float) -> None:
    """A wire from one side of a thing to the other, over it."""
    arch = [(wide * math.cos(a), low + high * math.sin(a), 0.0) for a in (math.pi * n / 10 for n in range(11))]
    bench.rod(arch, [0.005] * 11, bench.paint(INK, 1.2), 0.01)


def torch(bench: Bench, *, colour: RGB, on: float) -> None:
    """A torch with a battery, lying: a ribbed handle, a wider head, a lit glass."""
    body = bench.paint(colour, gloss=0.5)
    bench.rod([(-0.1, 0.022, 0.0), (0.05, 0.022, 0.0)], [0.019, 0.019], body)
    bench.rod([(0.05, 0.026, 0.0), (0.085, 0.03, 0.0)], [0.024, 0.031], bench.paint(colour, 0.8, gloss=0.5), 0.002)
    glass = bench.paint(FLAME, 1.1, glow=0.95 * on) if on > 0.05 else bench.paint((150, 150, 146), gloss=0.9)
    bench.disc((0.118, 0.03, 0.0), 0.026, glass, axis="x", lift=0.02, sides=12)
    bench.box((-0.01, 0.038, -0.008), (0.025, 0.046, 0.008), bench.paint(INK, 1.4), lift=0.01)


def bucket(bench: Bench, *, colour: RGB) -> None:
    """A bucket: a body wider at its rim, its dark inside, a bow."""
    bench.turned_on_lathe([(0.1, 0.0), (0.142, 0.23), (0.148, 0.24)], bench.paint(colour, gloss=0.4), sides=16)
    bench.disc((0.0, 0.242, 0.0), 0.136, bench.paint(colour, 0.62), lift=0.012, sides=16)
    _bow(bench, 0.145, 0.24, 0.15)


def plaque(bench: Bench, *, colour: RGB) -> None:
    """A metal plate with a bevelled edge, four screws, and lines cut into it that cannot be read."""
    bench.box((-0.17, 0.0, -0.11), (0.17, 0.012, 0.11), bench.paint(colour, 0.85), top=bench.paint(colour, gloss=0.8))
    for x in (-0.152, 0.152):
        for z in (-0.092, 0.092):
            bench.disc((x, 0.0135, z), 0.006, bench.paint(colour, 0.5), lift=0.006, sides=8)
    for row, half in enumerate((0.1, 0.085, 0.115)):
        z = 0.05 - 0.05 * row
        cut = [
            (-half, 0.0132, z - 0.007),
            (half, 0.0132, z - 0.007),
            (half, 0.0132, z + 0.007),
            (-half, 0.0132, z + 0.007),
        ]
        bench.plane(cut, bench.paint(colour, 0.45), 0.005)


def plate(bench: Bench, *, colour: RGB) -> None:
    """A plate to eat from: a foot, a wide rim, a flat middle."""
    bench.turned_on_lathe([(0.06, 0.0), (0.12, 0.018)], bench.paint(colour, gloss=0.5), sides=18)
    bench.disc((0.0, 0.019, 0.0), 0.075, bench.paint(colour, 0.88), lift=0.01, sides=18)


def telephone(bench: Bench, *, colour: RGB) -> None:
    """A telephone of long ago: a body, a dial, a receiver across its cradle."""
    shell, light = bench.paint(colour, gloss=0.7), bench.paint(colour, 1.4, gloss=0.7)
    bench.box((-0.1, 0.0, -0.085), (0.1, 0.085, 0.085), shell, top=light, taper=0.03)
    bench.disc((0.0, 0.0865, -0.012), 0.05, bench.paint(FACE), lift=0.006, sides=16)
    for n in range(10):
        a = math.tau * (n + 0.5) / 12
        bench.disc(
            (0.037 * math.cos(a), 0.0875, -0.012 + 0.037 * math.sin(a)), 0.0065, bench.paint(INK), lift=0.008, sides=8
        )
    for x in (-0.055, 0.055):
        bench.box((x - 0.012, 0.08, 0.03), (x + 0.012, 0.115, 0.07), shell, lift=0.01)
    grip = [(-0.105, 0.12, 0.05), (-0.06, 0.138, 0.05), (0.06, 0.138, 0.05), (0.105, 0.12, 0.05)]
    bench.rod(grip, [0.024, 0.014, 0.014, 0.024], light, 0.02)


def rope(bench: Bench, *, colour: RGB) -> None:
    """A coil of rope: a few turns, a loose end."""
    for n in range(5):
        wide, up = 0.15 - 0.006 * (n % 2), 0.014 + 0.021 * n
        turn = [(wide * math.cos(a), up, wide * math.sin(a)) for a in (math.tau * k / 18 for k in range(19))]
        bench.rod(turn, [0.013] * 19, bench.paint(colour, 0.85 + 0.08 * (n % 3)), 0.004 * n)
    end = [(0.14, 0.1, -0.04), (0.19, 0.05, -0.08), (0.25, 0.014, -0.06), (0.31, 0.014, -0.09)]
    bench.rod(end, [0.013] * 4, bench.paint(colour), 0.03)


def shoe(bench: Bench, *, colour: RGB) -> None:
    """A shoe: a sole, a heel, a low upper with an opening, a strap."""
    upper, dark = bench.paint(colour, gloss=0.4), bench.paint(colour, 0.45)
    bench.rod([(-0.1, 0.035, 0.0), (0.0, 0.034, 0.0), (0.1, 0.028, 0.0)], [0.036, 0.034, 0.03], upper)
    bench.rod([(-0.105, 0.05, 0.0), (-0.07, 0.055, 0.0)], [0.032, 0.03], bench.paint(colour, 1.1, gloss=0.4), 0.004)
    bench.disc((-0.07, 0.088, 0.0), 0.026, dark, lift=0.02, sides=12)
    bench.box((-0.135, 0.0, -0.034), (-0.075, 0.014, 0.034), dark)
    bench.box((-0.075, 0.004, -0.032), (0.13, 0.012, 0.032), dark)
    strap = [(-0.02, 0.03, -0.036), (-0.022, 0.072, 0.0), (-0.02, 0.03, 0.036)]
    bench.rod(strap, [0.006, 0.006, 0.006], bench.paint(colour, 0.8), 0.02)


def card(bench: Bench, *, colour: RGB) -> None:
    """A playing card lying face up: a white field, a mark in two corners, one in the middle."""
    corners = [(-0.032, 0.001, -0.044), (0.032, 0.001, -0.044), (0.032, 0.001, 0.044), (-0.032, 0.001, 0.044)]
    bench.plane(corners, bench.paint((232, 228, 216)))
    for x, z, size in ((-0.024, 0.034, 0.004), (0.024, -0.034, 0.004), (0.0, 0.0, 0.014)):
        mark = [(x - size, 0.0015, z), (x, 0.0015, z - 1.4 * size), (x + size, 0.0015, z), (x, 0.0015, z + 1.4 * size)]
        bench.plane(mark, bench.paint(colour), 0.004)


def marble(bench: Bench, *, colour: RGB) -> None:
    """A glass marble: a ball with a lighter twist in it."""
    ball = [(0.012 * math.sin(a), 0.012 - 0.012 * math.cos(a)) for a in (math.pi * n / 10 for n in range(1, 10))]
    bench.turned_on_lathe(ball, bench.paint(colour, gloss=1.0), sides=16)
    twist = [
        (0.0115 * math.cos(a), 0.012 + 0.006 * math.sin(2 * a), 0.0115 * math.sin(a))
        for a in (0.4 * n for n in range(9))
    ]
    bench.rod(twist, [0.0018] * 9, bench.paint(colour, 1.7, gloss=1.0), 0.004)


def kettle(bench: Bench, *, colour: RGB) -> None:
    """A kettle: a round belly, a spout to the right, a lid with a knob, a bow over it."""
    body = [(0.09, 0.0), (0.105, 0.03), (0.1, 0.08), (0.07, 0.125), (0.045, 0.14)]
    bench.turned_on_lathe(body, bench.paint(colour, gloss=0.7), sides=14)
    bench.turned_on_lathe([(0.046, 0.14), (0.03, 0.152)], bench.paint(colour, 1.25, gloss=0.7), sides=12)
    bench.rod([(0.0, 0.155, 0.0), (0.0, 0.168, 0.0)], [0.01, 0.012], bench.paint(INK))
    bench.rod(
        [(0.08, 0.05, 0.0), (0.13, 0.08, 0.0), (0.165, 0.135, 0.0)], [0.026, 0.018, 0.012], bench.paint(colour, 1.1)
    )
    arch = [(0.085 * math.cos(a), 0.115 + 0.11 * math.sin(a), 0.0) for a in (math.pi * n / 8 for n in range(9))]
    bench.rod(arch, [0.008] * 9, bench.paint(INK, 1.2), 0.01)


def pan(bench: Bench, *, colour: RGB) -> None:
    """A pan with a long handle."""
    bench.turned_on_lathe([(0.095, 0.0), (0.115, 0.045)], bench.paint(colour, gloss=0.5), sides=16)
    bench.disc((0.0, 0.046, 0.0), 0.106, bench.paint(colour, 0.5), lift=0.01, sides=16)
    bench.rod([(0.11, 0.038, 0.0), (0.2, 0.05, 0.0), (0.31, 0.056, 0.0)], [0.011, 0.012, 0.014], bench.paint(INK))


def bag(bench: Bench, *, colour: RGB) -> None:
    """A backpack that stands: a body, a flap with two straps, a pocket, a loop to carry it by."""
    bench.box((-0.16, 0.0, -0.1), (0.16, 0.4, 0.1), bench.paint(colour), top=bench.paint(colour, 1.2), taper=0.035)
    flap = [(-0.128, 0.4, -0.068), (0.128, 0.4, -0.068), (0.146, 0.22, -0.088), (-0.146, 0.22, -0.088)]
    bench.plane(flap, bench.paint(colour, 1.14), 0.02)
    bench.box((-0.11, 0.02, -0.135), (0.11, 0.17, -0.095), bench.paint(colour, 0.92), lift=0.02, taper=0.012)
    for x in (-0.08, 0.08):
        strap = [
            (x - 0.013, 0.38, -0.074),
            (x + 0.013, 0.38, -0.074),
            (x + 0.013, 0.15, -0.14),
            (x - 0.013, 0.15, -0.14),
        ]
        bench.plane(strap, bench.paint(colour, 0.55), 0.05)
        bench.disc((x, 0.2, -0.13), 0.014, bench.paint(STEEL, gloss=0.8), axis="z", lift=0.06, sides=8)
    loop = [(-0.035, 0.4, 0.0), (-0.03, 0.45, 0.0), (0.03, 0.45, 0.0), (0.035, 0.4, 0.0)]
    bench.rod(loop, [0.01] * 4, bench.paint(colour, 0.6))


def clock(bench: Bench, *, colour: RGB, hour: float) -> None:
    """A clock that stands: a round case on two feet, a pale face with marks and two hands."""
    y, r = 0.115, 0.1
    for x in (-0.06, 0.06):
        bench.rod([(x, 0.008, 0.0), (x * 0.8, 0.05, 0.0)], [0.01, 0.01], bench.paint(colour, 0.7))
    for n, z in enumerate((0.03, 0.015, 0.0, -0.015)):
        bench.disc((0.0, y, z), r, bench.paint(colour, 0.7 + 0.1 * n, gloss=0.5), axis="z", lift=0.004 * n, sides=28)
    bench.disc((0.0, y, -0.018), 0.086, bench.paint(FACE, glow=0.1), axis="z", lift=0.03, sides=28)
    for n in range(12):
        a = math.tau * n / 12
        spot = (0.073 * math.sin(a), y + 0.073 * math.cos(a), -0.019)
        bench.disc(spot, 0.006 if n % 3 == 0 else 0.0035, bench.paint(INK), axis="z", lift=0.035, sides=6)
    for turn, size, thick in ((hour / 12.0, 0.042, 0.006), (hour % 1.0, 0.066, 0.004)):
        a = math.tau * turn
        s, c = math.sin(a), math.cos(a)
        hand = [(thick * c, -thick * s), (size * s, size * c), (-thick * c, thick * s), (-0.014 * s, -0.014 * c)]
        bench.plane([(u, y + v, -0.02) for u, v in hand], bench.paint(INK), 0.04)


def radio(bench: Bench, *, colour: RGB) -> None:
    """A radio: a cloth grille, a lit dial with a needle, two knobs, an aerial."""
    bench.box((-0.15, 0.0, -0.05), (0.15, 0.17, 0.05), bench.paint(colour), top=bench.paint(colour, 1.2), taper=0.004)
    _front(bench, (-0.135, 0.02), (0.02, 0.155), (166, 140, 100), 0.0)
    for n in range(6):
        x = -0.125 + 0.024 * n
        _front(bench, (x, 0.024), (x + 0.006, 0.15), (112, 92, 66), 0.0, 0.02)
    _front(bench, (0.035, 0.095), (0.135, 0.15), (250, 206, 130), 0.65)
    _front(bench, (0.092, 0.098), (0.096, 0.147), (170, 44, 36), 0.2, 0.02)
    for x in (0.058, 0.112):
        bench.disc((x, 0.05, -0.055), 0.02, bench.paint(FACE, 0.85, gloss=0.5), axis="z", lift=0.02, sides=14)
    bench.rod([(0.12, 0.17, 0.03), (0.2, 0.42, 0.03)], [0.004, 0.0025], bench.paint(STEEL, gloss=0.8))


def _front(
    bench: Bench, low: tuple[float, float], high: tuple[float, float], colour: RGB, glow: float, lift: float = 0.01
) -> None:
    (x0, y0), (x1, y1) = low, high
    corners = [(x0, y0, -0.051), (x1, y0, -0.051), (x1, y1, -0.051), (x0, y1, -0.051)]
    bench.plane(corners, bench.paint(colour, glow=glow), lift)


def framed(bench: Bench, *, colour: RGB, glass: bool) -> None:
    """A frame that hangs at eye height: a mirror, or a landscape in oils."""
    y0, y1 = 1.1, 1.9
    bench.box((-0.5, y0, -0.03), (0.5, y1, 0.03), bench.paint(colour, 1.0, gloss=0.6))
    sky = bench.paint((168, 186, 192) if glass else (190, 178, 150), gloss=1.0 if glass else 0.0, glow=0.1)
    inner = [
        (-0.42, y0 + 0.08, -0.031),
        (0.42, y0 + 0.08, -0.031),
        (0.42, y1 - 0.08, -0.031),
        (-0.42, y1 - 0.08, -0.031),
    ]
    bench.plane(inner, sky, 0.01)
    if glass:
        gleam = [
            (-0.3, y0 + 0.08, -0.032),
            (-0.16, y0 + 0.08, -0.032),
            (0.26, y1 - 0.08, -0.032),
            (0.12, y1 - 0.08, -0.032),
        ]
        bench.plane(gleam, bench.paint((222, 232, 234), glow=0.15, opacity=0.6), 0.02)
        return
    for n, (tone, top) in enumerate((((110, 120, 110), 0.36), ((84, 96, 66), 0.24), ((60, 56, 44), 0.12))):
        hill = [(-0.42, y0 + 0.08, -0.032), (0.42, y0 + 0.08, -0.032), (0.42, y0 + 0.12 + top, -0.032)]
        hill += [(0.05, y0 + 0.04 + top * (0.8 + 0.2 * n), -0.032), (-0.42, y0 + 0.1 + top * 0.9, -0.032)]
        bench.plane(hill, bench.paint(tone), 0.02 + 0.01 * n)


def chair(bench: Bench, *, colour: RGB) -> None:
    """A kitchen chair turned a little: four legs, a seat, a back with three slats."""
    wood, dark = bench.paint(colour), bench.paint(colour, 0.7)
    for x in (-0.19, 0.19):
        bench.rod([(x, 0.0, -0.19), (x, 0.44, -0.18)], [0.018, 0.02], dark)
        bench.rod([(x, 0.0, 0.2), (x, 0.46, 0.18), (x, 0.94, 0.24)], [0.018, 0.02, 0.018], dark)
    bench.box((-0.22, 0.43, -0.22), (0.22, 0.47, 0.21), wood, top=bench.paint(colour, 1.2))
    for y in (0.6, 0.74, 0.88):
        bench.box((-0.19, y, 0.2), (0.19, y + 0.07, 0.225), wood)


def tree(bench: Bench, *, colour: RGB) -> None:
    """A broad tree: a trunk that forks and a crown of a few large shapes."""
    bark = bench.paint((74, 58, 46))
    bench.rod([(0.0, 0.0, 0.0), (0.1, 1.8, 0.0), (-0.1, 3.2, 0.0)], [0.26, 0.2, 0.12], bark)
    bench.rod([(0.05, 1.9, 0.0), (0.9, 3.2, 0.1)], [0.12, 0.06], bark)
    crown = ((-0.9, 3.3, 0.9), (0.0, 3.9, 1.1), (0.95, 3.5, 0.9), (-0.3, 3.1, 0.8), (0.4, 4.5, 0.8), (-0.6, 4.3, 0.7))
    for n, (x, y, size) in enumerate(crown):
        tone = bench.paint(colour, (0.8, 1.0, 0.9, 0.7, 1.15, 1.05)[n])
        bench.rod([(x - 0.3, y, 0.1 * n), (x + 0.3, y + 0.1, 0.1 * n)], [size * 0.8, size * 0.75], tone)
