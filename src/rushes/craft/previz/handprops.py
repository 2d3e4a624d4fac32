"""Things: what lies on tables and in pockets, each by the two or three features it is known by."""

import math

from rushes.craft.previz.bench import Bench
from rushes.craft.previz.shapes import RGB

STEEL: RGB = (164, 168, 172)
WOOD: RGB = (110, 76, 50)
FLAME: RGB = (255, 196, 96)


def phone(bench: Bench, *, colour: RGB, on: float) -> None:
    """A telephone of today: a dark slab whose screen lights."""
    bench.box((-0.037, 0.0, -0.076), (0.037, 0.008, 0.076), bench.paint(colour, 0.7, gloss=0.5))
    glass = bench.paint((150, 190, 206), 0.9, glow=0.85 * on) if on > 0.05 else bench.paint((18, 20, 24), gloss=0.9)
    bench.plane(_flat(0.034, 0.071, 0.0083), glass, 0.003)
    bench.plane(_flat(0.007, 0.0012, 0.0085, z=0.068), bench.paint((40, 42, 46)), 0.005)
    if on > 0.05:
        for n in range(3):
            bench.plane(
                _flat(0.026 - 0.005 * n, 0.004, 0.0086, z=0.03 - 0.018 * n), bench.paint((60, 84, 96), glow=0.3), 0.006
            )


def _flat(half: float, deep: float, y: float, x: float = 0.0, z: float = 0.0) -> list[tuple[float, float, float]]:
    return [(x - half, y, z - deep), (x + half, y, z - deep), (x + half, y, z + deep), (x - half, y, z + deep)]


def key(bench: Bench, *, colour: RGB) -> None:
    """A door key: a ring to hold, a shaft, and a bit with a notch."""
    metal, dark = bench.paint(colour, 1.0, gloss=0.8), bench.paint(colour, 0.6, gloss=0.5)
    ring = [(-0.03 + 0.013 * math.cos(a), 0.0032, 0.013 * math.sin(a)) for a in (math.tau * n / 10 for n in range(11))]
    bench.rod(ring, [0.0032] * 11, metal)
    bench.rod([(-0.017, 0.0032, 0.0), (0.036, 0.0032, 0.0)], [0.0027, 0.0025], metal)
    bench.rod([(-0.014, 0.0032, 0.0), (-0.011, 0.0032, 0.0)], [0.0042, 0.0042], dark, 0.002)
    bit = [
        (0.022, 0.0034, 0.0),
        (0.022, 0.0034, -0.013),
        (0.0265, 0.0034, -0.013),
        (0.0265, 0.0034, -0.008),
        (0.0305, 0.0034, -0.008),
        (0.0305, 0.0034, -0.014),
        (0.035, 0.0034, -0.014),
        (0.035, 0.0034, 0.0),
    ]
    bench.plane(bit, dark, 0.001)


def knife(bench: Bench, *, colour: RGB) -> None:
    """A kitchen knife: a long blade with a lit edge and a riveted handle."""
    back, edge = bench.paint(STEEL, 1.1, gloss=1.0), bench.paint((224, 228, 230), gloss=1.0)
    bench.plane(
        [
            (-0.02, 0.006, 0.012),
            (0.12, 0.006, 0.012),
            (0.165, 0.006, -0.004),
            (0.12, 0.006, -0.01),
            (-0.02, 0.006, -0.01),
        ],
        back,
    )
    bench.plane(
        [
            (-0.02, 0.0064, -0.010),
            (0.12, 0.0064, -0.010),
            (0.165, 0.0064, -0.004),
            (0.12, 0.0064, -0.017),
            (-0.02, 0.0064, -0.018),
        ],
        edge,
        0.001,
    )
    bench.box(
        (-0.13, 0.0, -0.013), (-0.02, 0.014, 0.013), bench.paint(colour, 0.8), top=bench.paint(colour), taper=0.002
    )
    for x in (-0.11, -0.075, -0.04):
        bench.disc((x, 0.0145, 0.0), 0.0034, bench.paint(STEEL, gloss=0.6), lift=0.004, sides=8)


def cup(bench: Bench, *, colour: RGB) -> None:
    """A cup with a dark drink in it and an ear."""
    bench.turned_on_lathe([(0.026, 0.0), (0.036, 0.03), (0.04, 0.085)], bench.paint(colour, gloss=0.4), sides=12)
    bench.disc((0.0, 0.0855, 0.0), 0.0365, bench.paint(colour, 0.55), lift=0.004, sides=12)
    bench.disc((0.0, 0.0856, -0.001), 0.033, bench.paint((58, 36, 24), gloss=0.9), lift=0.006, sides=12)
    ear = [(0.038, 0.07, 0.0), (0.06, 0.066, 0.0), (0.062, 0.04, 0.0), (0.037, 0.026, 0.0)]
    bench.rod(ear, [0.0055] * 4, bench.paint(colour, 0.9))


def bottle(bench: Bench, *, colour: RGB) -> None:
    """A bottle: shoulders, a neck, a pale label."""
    glass = bench.paint(colour, 0.9, gloss=1.0, opacity=0.88)
    bench.turned_on_lathe(
        [(0.036, 0.0), (0.038, 0.16), (0.03, 0.19), (0.0135, 0.215), (0.0135, 0.28), (0.016, 0.285), (0.015, 0.295)],
        glass,
        sides=10,
    )
    for n in range(4):
        a, b = (math.radians(-150 + 30 * k) for k in (n, n + 1))
        corners = [
            (0.0385 * math.cos(k), y, 0.0385 * math.sin(k)) for k, y in ((a, 0.05), (b, 0.05), (b, 0.12), (a, 0.12))
        ]
        bench.plane(corners, bench.paint((214, 202, 172)), 0.006)
    bench.rod(
        [(-0.024, 0.03, -0.029), (-0.026, 0.16, -0.026)],
        [0.0022, 0.0022],
        bench.paint((236, 244, 240), glow=0.2, opacity=0.6),
        0.02,
    )


def lamp(bench: Bench, *, colour: RGB, on: float) -> None:
    """A desk lamp: a heavy foot, a bent arm, a shade that glows underneath."""
    metal = bench.paint(colour, 1.0, gloss=0.7)
    bench.turned_on_lathe([(0.085, 0.0), (0.08, 0.016), (0.03, 0.024)], metal, sides=12)
    bench.rod(
        [(0.0, 0.02, 0.0), (-0.02, 0.2, 0.01), (0.02, 0.33, 0.0), (0.1, 0.37, 0.0)],
        [0.009, 0.0075, 0.0075, 0.0075],
        metal,
    )
    rim = [
        (0.11 + 0.075 * math.cos(a), 0.285 - 0.02 * math.cos(a), 0.075 * math.sin(a))
        for a in (math.tau * n / 10 for n in range(10))
    ]
    top = [(0.1 + 0.026 * math.cos(a), 0.375, 0.026 * math.sin(a)) for a in (math.tau * n / 10 for n in range(10))]
    for n in range(10):
        m = (n + 1) % 10
        bench.plane(
            [rim[n], rim[m], top[m], top[n]], bench.paint(colour, 0.95 if n % 2 else 1.05, gloss=0.6, glow=0.08 * on)
        )
    bench.plane(top, metal)
    bench.plane(rim, bench.paint(FLAME, 1.0, glow=0.95 * on) if on > 0.05 else bench.paint((60, 54, 46)), -0.01)
    bench.name("bulb", (0.11, 0.3, 0.0))


def gun(bench: Bench, *, colour: RGB) -> None:
    """A pistol lying on its side: slide, barrel end, trigger guard, a grip of another colour."""
    steel = bench.paint(colour, 1.0, gloss=0.7)
    bench.box((-0.075, 0.004, 0.02), (0.1, 0.028, 0.05), steel, top=bench.paint(colour, 1.25, gloss=0.8))
    bench.box((-0.07, 0.006, 0.002), (0.06, 0.026, 0.02), bench.paint(colour, 0.8))
    grip = [(-0.072, 0.0275, 0.012), (-0.03, 0.0275, 0.012), (-0.05, 0.0275, -0.078), (-0.096, 0.0275, -0.07)]
    bench.plane([(x, 0.003, z) for x, _, z in grip], bench.paint(WOOD, 0.5))
    bench.plane(grip, bench.paint(WOOD, 0.85), 0.004)
    guard = [(-0.028, 0.016, 0.004), (-0.022, 0.016, -0.026), (0.012, 0.016, -0.022), (0.016, 0.016, 0.004)]
    bench.rod(guard, [0.0035] * 4, steel, 0.003)
    bench.rod([(-0.006, 0.016, 0.002), (-0.002, 0.016, -0.012)], [0.003, 0.0025], bench.paint(STEEL), 0.004)
    bench.disc((0.1004, 0.016, 0.036), 0.007, bench.paint((10, 10, 12)), axis="x", lift=0.004, sides=10)


def suitcase(bench: Bench, *, colour: RGB, opened: float) -> None:
    """A suitcase standing up: corners, two straps, a handle."""
    lid = 0.015 * opened
    bench.box((-0.3, 0.0, -0.09), (0.3, 0.42, 0.09 + lid), bench.paint(colour), top=bench.paint(colour, 1.1))
    for x in (-0.17, 0.15):
        bench.plane(
            [(x, 0.0, -0.092), (x + 0.03, 0.0, -0.092), (x + 0.03, 0.42, -0.092), (x, 0.42, -0.092)],
            bench.paint(colour, 0.6),
            0.01,
        )
        bench.plane(
            [
                (x - 0.004, 0.25, -0.094),
                (x + 0.034, 0.25, -0.094),
                (x + 0.034, 0.29, -0.094),
                (x - 0.004, 0.29, -0.094),
            ],
            bench.paint((190, 160, 92), gloss=0.6),
            0.02,
        )
    for x in (-0.3, 0.3):
        for y in (0.0, 0.42):
            sx, sy = (1 if x < 0 else -1), (1 if y == 0 else -1)
            bench.plane(
                [(x, y, -0.093), (x + 0.05 * sx, y, -0.093), (x, y + 0.05 * sy, -0.093)],
                bench.paint(colour, 0.7),
                0.012,
            )
    bench.rod(
        [(-0.06, 0.42, 0.0), (-0.05, 0.455, 0.0), (0.05, 0.455, 0.0), (0.06, 0.42, 0.0)],
        [0.009] * 4,
        bench.paint(colour, 0.5),
    )


def crate(bench: Bench, *, colour: RGB, opened: float) -> None:
    """A box with a lid and a band round it."""
    w, d, h = 0.12, 0.09, 0.1
    bench.box((-w, 0.0, -d), (w, h, d), bench.paint(colour), top=bench.paint(colour, 0.4))
    for x in (-0.07, 0.07):
        bench.plane(
            [
                (x - 0.01, 0.0, -d - 0.001),
                (x + 0.01, 0.0, -d - 0.001),
                (x + 0.01, h, -d - 0.001),
                (x - 0.01, h, -d - 0.001),
            ],
            bench.paint(colour, 0.66),
            0.006,
        )
    a = 1.9 * opened
    c, s = math.cos(a), math.sin(a)

    def hinged(z: float, y: float) -> tuple[float, float]:
        dz = d - z
        return d - dz * c + y * s, h + dz * s + y * c

    rows = [hinged(-d, 0.0), hinged(d, 0.0), hinged(d, 0.02), hinged(-d, 0.02)]
    for n in range(4):
        (za, ya), (zb, yb) = rows[n], rows[(n + 1) % 4]
        bench.plane(
            [(-w - 0.004, ya, za), (w + 0.004, ya, za), (w + 0.004, yb, zb), (-w - 0.004, yb, zb)],
            bench.paint(colour, 1.12),
            0.006,
        )
    for x in (-w - 0.004, w + 0.004):
        bench.plane([(x, y, z) for z, y in rows], bench.paint(colour, 0.9), 0.006)
    bench.disc(
        (0.0, h - 0.012, -d - 0.002), 0.009, bench.paint((190, 156, 84), gloss=0.7), axis="z", lift=0.012, sides=8
    )


def watch(bench: Bench, *, colour: RGB, hour: float) -> None:
    """A wrist watch lying flat: strap, case, a pale face with two hands."""
    for sign in (-1.0, 1.0):
        strap = [
            (-0.011, 0.003, sign * 0.018),
            (0.011, 0.003, sign * 0.018),
            (0.008, 0.001, sign * 0.1),
            (-0.008, 0.001, sign * 0.1),
        ]
        bench.plane(strap, bench.paint((72, 50, 38)))
    bench.turned_on_lathe([(0.02, 0.0), (0.0215, 0.006), (0.019, 0.009)], bench.paint(colour, gloss=0.9), sides=16)
    bench.disc((0.0, 0.0095, 0.0), 0.0175, bench.paint((228, 224, 210)), lift=0.003, sides=16)
    for n in range(12):
        a = math.tau * n / 12
        x, z = 0.0148 * math.sin(a), 0.0148 * math.cos(a)
        bench.disc((x, 0.0097, z), 0.001 if n % 3 else 0.0016, bench.paint((44, 44, 48)), lift=0.005, sides=6)
    for turn, size in ((hour / 12.0, 0.008), (hour % 1.0, 0.0125)):
        a = math.tau * turn
        x, z = math.sin(a), math.cos(a)
        bench.plane(
            [
                (0.0009 * z, 0.01, -0.0009 * x),
                (size * x, 0.01, size * z),
                (-0.0009 * z, 0.01, 0.0009 * x),
                (-0.003 * x, 0.01, -0.003 * z),
            ],
            bench.paint((34, 34, 38)),
            0.007,
        )
    bench.rod([(0.021, 0.005, 0.0), (0.0245, 0.005, 0.0)], [0.0025, 0.0025], bench.paint(colour, 0.9))


def ring(bench: Bench, *, colour: RGB) -> None:
    """A ring standing up, with a stone."""
    band = [(0.0092 * math.cos(a), 0.0115 + 0.0092 * math.sin(a), 0.0) for a in (math.tau * n / 14 for n in range(15))]
    bench.rod(band, [0.0018] * 15, bench.paint(colour, gloss=1.0))
    bench.turned_on_lathe(
        [(0.002, 0.0215), (0.0052, 0.0255), (0.0034, 0.0285)],
        bench.paint((206, 226, 232), gloss=1.0, glow=0.25),
        sides=6,
    )


def coin(bench: Bench, *, colour: RGB) -> None:
    """A coin: a rim, a profile."""
    bench.turned_on_lathe([(0.0125, 0.0), (0.0125, 0.002)], bench.paint(colour, gloss=0.9), sides=18)
    bench.disc((0.0, 0.0021, 0.0), 0.0108, bench.paint(colour, 0.82, gloss=0.7), lift=0.002, sides=18)
    head = [
        (-0.004, -0.007),
        (0.004, -0.007),
        (0.003, -0.002),
        (0.0055, 0.0),
        (0.004, 0.005),
        (0.0, 0.0075),
        (-0.0045, 0.005),
        (-0.005, -0.001),
    ]
    bench.plane([(x, 0.0022, z) for x, z in head], bench.paint(colour, 1.15, gloss=0.9), 0.004)


def laptop(bench: Bench, *, colour: RGB, on: float, opened: float) -> None:
    """A laptop: keys as rows, a lid whose screen lights."""
    w, d = 0.16, 0.11
    bench.box((-w, 0.0, -d), (w, 0.014, d), bench.paint(colour, 0.8), top=bench.paint(colour))
    for n in range(4):
        z = 0.062 - n * 0.024
        bench.plane(
            [(-0.135, 0.0145, z), (0.135, 0.0145, z), (0.135, 0.0145, z + 0.018), (-0.135, 0.0145, z + 0.018)],
            bench.paint((40, 42, 46)),
            0.003,
        )
    bench.plane(_flat(0.04, 0.024, 0.0146, z=-0.074), bench.paint(colour, 0.8), 0.003)
    a = 1.85 * opened
    c, s = math.cos(a), math.sin(a)
    corners = [
        (sx * w, 0.015 + y * s * 2 * d, d - y * c * 2 * d) for sx, y in ((-1, 0.0), (1, 0.0), (1, 1.0), (-1, 1.0))
    ]
    bench.plane(corners, bench.paint(colour, 0.9), 0.002)
    if opened > 0.1:
        _glass(bench, corners, on, (0.05, 0.95))


def screen(bench: Bench, *, colour: RGB, on: float) -> None:
    """A screen on a foot; lit, it is a window of cold light."""
    bench.box((-0.1, 0.0, -0.05), (0.1, 0.012, 0.07), bench.paint(colour, 0.7))
    bench.box((-0.02, 0.012, 0.01), (0.02, 0.1, 0.03), bench.paint(colour, 0.6))
    bench.box((-0.28, 0.08, -0.01), (0.28, 0.42, 0.012), bench.paint(colour, 0.8))
    _glass(
        bench,
        [(-0.28, 0.08, -0.011), (0.28, 0.08, -0.011), (0.28, 0.42, -0.011), (-0.28, 0.42, -0.011)],
        on,
        (0.03, 0.97),
    )


def _glass(bench: Bench, corners: list[tuple[float, float, float]], on: float, span: tuple[float, float]) -> None:
    def at(u: float, v: float) -> tuple[float, float, float]:
        a, b, c, d = corners
        low = [p + (q - p) * u for p, q in zip(a, b, strict=True)]
        high = [p + (q - p) * u for p, q in zip(d, c, strict=True)]
        x, y, z = (p + (q - p) * v for p, q in zip(low, high, strict=True))
        return (x, y, z)

    lo, hi = span
    lit = bench.paint((120, 168, 190), glow=0.8 * on) if on > 0.05 else bench.paint((20, 22, 26), gloss=0.9)
    bench.plane([at(lo, lo), at(hi, lo), at(hi, hi), at(lo, hi)], lit, 0.01)
    if on > 0.05:
        for n, wide in enumerate((0.5, 0.66, 0.4, 0.58)):
            v = 0.78 - 0.16 * n
            bench.plane(
                [at(0.14, v), at(0.14 + wide, v), at(0.14 + wide, v + 0.05), at(0.14, v + 0.05)],
                bench.paint((54, 92, 112), glow=0.3),
                0.014,
            )


def flower(bench: Bench, *, colour: RGB) -> None:
    """One flower lying on its stem: two leaves, a ring of petals, a heart."""
    green = bench.paint((66, 104, 62))
    bench.rod([(-0.16, 0.004, -0.01), (-0.05, 0.006, 0.004), (0.06, 0.012, 0.0)], [0.003, 0.0028, 0.0026], green)
    for sign, x in ((1.0, -0.08), (-1.0, -0.04)):
        bench.plane(
            [
                (x, 0.006, 0.0),
                (x + 0.02, 0.014, sign * 0.02),
                (x + 0.055, 0.008, sign * 0.034),
                (x + 0.03, 0.006, sign * 0.008),
            ],
            green,
            0.002,
        )
    for n in range(8):
        a = math.tau * n / 8
        c, s = math.cos(a), math.sin(a)
        at = [(0.0, -0.004), (0.018, -0.011), (0.036, 0.0), (0.018, 0.011)]
        petal = [(0.078 + u * c - v * s, 0.018 + u * 0.35, u * s + v * c) for u, v in at]
        bench.plane(petal, bench.paint(colour, 1.0 if n % 2 else 0.84), 0.004)
    bench.disc((0.078, 0.024, 0.0), 0.009, bench.paint((198, 150, 60)), lift=0.014, sides=8)


def candle(bench: Bench, *, colour: RGB, on: float, t: float) -> None:
    """A candle in a dish, its flame leaning a little."""
    bench.turned_on_lathe([(0.05, 0.0), (0.056, 0.012)], bench.paint((150, 120, 70), gloss=0.6), sides=10)
    bench.turned_on_lathe([(0.016, 0.01), (0.0155, 0.15)], bench.paint(colour, glow=0.12 * on), sides=8)
    bench.rod([(0.0, 0.15, 0.0), (0.001, 0.162, 0.0)], [0.0014, 0.0012], bench.paint((30, 26, 24)))
    if on > 0.05:
        lean = 0.006 * math.sin(5.1 * t) + 0.003 * math.sin(11.7 * t + 1.0)
        bench.rod(
            [(0.0, 0.165, 0.0), (lean * 0.4, 0.178, 0.0), (lean, 0.205, 0.0)],
            [0.006, 0.0085, 0.0012],
            bench.paint(FLAME, glow=1.0),
        )
        bench.rod(
            [(0.0, 0.166, 0.0), (lean * 0.3, 0.176, 0.0)], [0.003, 0.003], bench.paint((255, 240, 204), glow=1.0), 0.02
        )
    bench.name("flame", (0.0, 0.18, 0.0))


def loupe(bench: Bench, *, colour: RGB) -> None:
    """A lens in a ring, on a cord."""
    bench.turned_on_lathe([(0.02, 0.0), (0.022, 0.012)], bench.paint(colour, 0.8, gloss=0.6), sides=12)
    bench.disc((0.0, 0.0125, 0.0), 0.017, bench.paint((178, 204, 206), gloss=1.0, opacity=0.7), lift=0.004, sides=12)
    bench.rod(
        [(0.02, 0.004, 0.0), (0.05, 0.003, 0.03), (0.1, 0.003, 0.01), (0.15, 0.003, 0.05)],
        [0.0015] * 4,
        bench.paint((30, 28, 30)),
    )


def umbrella(bench: Bench, *, colour: RGB) -> None:
    """A closed umbrella lying down, its handle bent."""
    bench.rod([(-0.3, 0.02, 0.0), (0.0, 0.035, 0.0), (0.34, 0.03, 0.0)], [0.006, 0.032, 0.018], bench.paint(colour))
    bench.rod([(0.0, 0.05, 0.0), (0.3, 0.045, 0.0)], [0.008, 0.006], bench.paint(colour, 0.6), 0.02)
    bench.rod(
        [(0.34, 0.03, 0.0), (0.46, 0.02, 0.0), (0.5, 0.02, 0.02), (0.48, 0.02, 0.05)], [0.008] * 4, bench.paint(WOOD)
    )
