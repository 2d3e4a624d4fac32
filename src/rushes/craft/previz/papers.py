"""Paper props: books that open, letters, photographs, maps, money."""

import itertools
import math

from rushes.craft.previz.bench import Bench, Spot
from rushes.craft.previz.shapes import RGB, Material

PAGE: RGB = (224, 214, 190)
INK: RGB = (70, 72, 80)


def book(bench: Bench, *, spine: RGB, edge: RGB, board: RGB, opened: float) -> None:
    """A thick book, its spine to the left: cloth over the spine and along the boards, a coloured page edge."""
    w, d, h = 0.155, 0.21, 0.036
    x0, x1, z0, z1 = -w / 2, w / 2, -d / 2, d / 2
    cloth, card = bench.paint(spine), bench.paint(board)
    bench.box((x0, 0.0, z0), (x1, 0.003, z1), bench.paint(board, 0.7))
    thick = h - 0.006
    sides = bench.paint(edge, 0.92)
    bench.box((x0 + 0.004, 0.003, z0 + 0.004), (x1 - 0.004, 0.003 + thick, z1 - 0.004), sides, top=bench.paint(PAGE))
    for n in range(4):
        y = 0.007 + n * 0.0068
        line = bench.paint(edge, 0.6)
        bench.plane(
            [
                (x0 + 0.004, y, z0 + 0.0038),
                (x1 - 0.004, y, z0 + 0.0038),
                (x1 - 0.004, y + 0.0011, z0 + 0.0038),
                (x0 + 0.004, y + 0.0011, z0 + 0.0038),
            ],
            line,
            0.003,
        )
        bench.plane(
            [
                (x1 - 0.0038, y, z0 + 0.004),
                (x1 - 0.0038, y, z1 - 0.004),
                (x1 - 0.0038, y + 0.0011, z1 - 0.004),
                (x1 - 0.0038, y + 0.0011, z0 + 0.004),
            ],
            line,
            0.003,
        )
    bench.box((x0 - 0.004, 0.0, z0), (x0 + 0.002, h, z1), cloth, lift=0.004)
    if opened > 0.02:
        _rows(bench, (x0 + 0.03, h - 0.0025, z0 + 0.03), (x1 - 0.02, h - 0.0025, z1 - 0.03))
    _cover(bench, (x0, h - 0.003, z0), (x1, h, z1), math.pi * 0.97 * opened, cloth, card)
    bench.name("spine", (x0, h / 2, 0.0))


def _cover(bench: Bench, low: Spot, high: Spot, angle: float, cloth: Material, card: Material) -> None:
    (x0, y0, z0), (x1, y1, z1) = low, high

    def hinged(x: float, y: float, z: float) -> Spot:
        dx, dy = x - x0, y - y0
        return (x0 + dx * math.cos(angle) - dy * math.sin(angle), y0 + dx * math.sin(angle) + dy * math.cos(angle), z)

    fold = x0 + 0.03
    for a, b, paint, lift in ((fold, x1, card, 0.006), (x0 - 0.003, fold, cloth, 0.007)):
        bench.plane([hinged(a, y1, z0), hinged(b, y1, z0), hinged(b, y1, z1), hinged(a, y1, z1)], paint, lift)
    bench.plane([hinged(x0, y0, z0), hinged(x1, y0, z0), hinged(x1, y1, z0), hinged(x0, y1, z0)], card, 0.006)
    bench.plane([hinged(x1, y0, z0), hinged(x1, y0, z1), hinged(x1, y1, z1), hinged(x1, y1, z0)], card, 0.006)
    if angle > 0.3:
        bench.plane(
            [hinged(x0, y0, z0), hinged(x1, y0, z0), hinged(x1, y0, z1), hinged(x0, y0, z1)],
            bench.paint(PAGE, 0.9),
            0.004,
        )
    for sign in (0.0, 1.0):
        z = z0 + (z1 - z0) * sign
        inward = 0.022 if sign == 0 else -0.022
        bench.plane([hinged(x1, y1, z), hinged(x1 - 0.022, y1, z), hinged(x1, y1, z + inward)], cloth, 0.008)


def _rows(bench: Bench, low: Spot, high: Spot) -> None:
    for n in range(7):
        z = high[2] - (high[2] - low[2]) * n / 7
        right = high[0] - (0.02 if n % 3 == 2 else 0.0)
        bench.plane(
            [(low[0], low[1], z), (right, low[1], z), (right, low[1], z - 0.0016), (low[0], low[1], z - 0.0016)],
            bench.paint((176, 170, 156)),
            0.004,
        )


def letter(bench: Bench, *, colour: RGB, opened: float) -> None:
    """An envelope, its flap to the far side and a seal on it; opened, a sheet stands out of it."""
    w, d = 0.11, 0.075
    bench.plane([(-w, 0.001, -d), (w, 0.001, -d), (w, 0.001, d), (-w, 0.001, d)], bench.paint(colour))
    for sign in (-1.0, 1.0):
        bench.plane(
            [(sign * w, 0.0015, -d), (sign * w, 0.0015, d), (0.0, 0.0015, -0.004)], bench.paint(colour, 0.92), 0.001
        )
    bench.plane([(-w, 0.002, -d), (w, 0.002, -d), (0.0, 0.002, 0.012)], bench.paint(colour, 0.97), 0.002)
    if opened > 0.02:
        out = 0.11 * opened
        bench.plane(
            [
                (-w * 0.92, 0.0012, d - 0.02),
                (w * 0.92, 0.0012, d - 0.02),
                (w * 0.92, 0.003, d + out),
                (-w * 0.92, 0.003, d + out),
            ],
            bench.paint(PAGE, 1.04),
            0.0005,
        )
        return
    bench.plane([(-w, 0.0025, d), (w, 0.0025, d), (0.0, 0.0025, -0.014)], bench.paint(colour, 0.86), 0.003)
    bench.disc((0.0, 0.003, -0.006), 0.012, bench.paint((150, 34, 38), gloss=0.5), lift=0.005, sides=10)


def photo(bench: Bench, *, colour: RGB) -> None:
    """A print with a white border: a figure against a light sky, no more than that."""
    w, d, y = 0.065, 0.09, 0.001
    bench.plane([(-w, 0.0, -d), (w, 0.0, -d), (w, 0.0, d), (-w, 0.0, d)], bench.paint((228, 224, 214), gloss=0.3))
    bench.plane(
        [(-w + 0.008, y, -d + 0.02), (w - 0.008, y, -d + 0.02), (w - 0.008, y, d - 0.008), (-w + 0.008, y, d - 0.008)],
        bench.paint((150, 152, 146)),
        0.002,
    )
    bench.plane(
        [(-w + 0.008, y, -d + 0.02), (w - 0.008, y, -d + 0.02), (w - 0.008, y, -0.03), (-w + 0.008, y, -0.02)],
        bench.paint((84, 82, 78)),
        0.003,
    )
    bench.plane(
        [(-0.024, y, -d + 0.02), (0.022, y, -d + 0.02), (0.016, y, 0.002), (-0.016, y, 0.002)],
        bench.paint(colour, 0.8),
        0.004,
    )
    bench.disc((0.0, y, 0.02), 0.016, bench.paint((188, 160, 138)), lift=0.005, sides=12)


def chart(bench: Bench, *, colour: RGB) -> None:
    """A folded-out map: creased panels, a coast, a road and a cross."""
    w, d = 0.26, 0.17
    for n in range(4):
        x0, x1 = -w + n * w / 2, -w + (n + 1) * w / 2
        up0, up1 = (0.0, 0.012) if n % 2 == 0 else (0.012, 0.0)
        bench.plane(
            [(x0, up0, -d), (x1, up1, -d), (x1, up1, d), (x0, up0, d)], bench.paint(colour, 1.0 - 0.04 * (n % 2))
        )
    bench.plane(
        [
            (-w, 0.014, d),
            (-w, 0.014, -0.02),
            (-0.14, 0.014, 0.03),
            (-0.07, 0.014, 0.01),
            (0.02, 0.014, 0.09),
            (0.06, 0.014, d),
        ],
        bench.paint((132, 160, 168)),
        0.01,
    )
    road = [(-0.2, -0.13), (-0.08, -0.06), (0.05, -0.08), (0.16, 0.06)]
    for (ax, az), (bx, bz) in itertools.pairwise(road):
        bench.plane(
            [(ax, 0.015, az - 0.003), (bx, 0.015, bz - 0.003), (bx, 0.015, bz + 0.003), (ax, 0.015, az + 0.003)],
            bench.paint((150, 84, 60)),
            0.014,
        )
    for sign in (-1.0, 1.0):
        bench.plane(
            [
                (0.145, 0.016, 0.06 - sign * 0.018),
                (0.15, 0.016, 0.06 - sign * 0.02),
                (0.18, 0.016, 0.06 + sign * 0.018),
                (0.175, 0.016, 0.06 + sign * 0.02),
            ],
            bench.paint((172, 36, 36)),
            0.018,
        )


def notes(bench: Bench, *, colour: RGB) -> None:
    """A wad of banknotes under a band."""
    for n in range(3):
        k = 0.004 * n
        bench.box(
            (-0.076 + k, 0.006 * n, -0.034), (0.076 + k, 0.006 * n + 0.0055, 0.034), bench.paint(colour, 0.8 + 0.1 * n)
        )
    bench.box((-0.012, 0.0, -0.0345), (0.014, 0.0192, 0.0345), bench.paint((214, 202, 170)), lift=0.004)
