"""Sound props: the cassette and the deck that plays it."""

import itertools
import math

import numpy as np

from rushes.craft.previz.bench import Bench, Spot
from rushes.craft.previz.shapes import RGB

CREAM: RGB = (226, 212, 178)
TAPE: RGB = (58, 40, 32)
SHELL: RGB = (188, 202, 204)
Corners = list[tuple[float, float, float]]


def cassette(
    bench: Bench, *, label: RGB = CREAM, torn: bool, cracked: bool, slid: float, text: str, spun: float, clear: bool
) -> None:
    """A compact cassette on its back: shell, reels, label, and where it split."""
    body: RGB = SHELL if clear else (70, 72, 78)
    bench.plane(_sheet(0.05, 0.0318, 0.0), bench.paint((42, 48, 52), 1.0, opacity=0.92), 0.002)
    inner = Bench(bench.subject)
    _reels(inner, 0.0066, spun, full=(0.0215, 0.0155))
    bench.take(inner, (0.0, 0.0, 0.0), 0.014)
    bench.plane(_strip((-0.034, 0.0066, -0.025), (0.034, 0.0066, -0.025), 0.0007), bench.paint(TAPE, 0.8), 0.0015)
    edge = bench.paint(body, 0.8, gloss=0.7, opacity=0.62 if clear else 1.0)
    bench.box(
        (-0.0505, 0.0, -0.032),
        (0.0505, 0.0105, 0.032),
        edge,
        top=bench.paint(body, 0.95, gloss=0.9, opacity=0.2 if clear else 1.0),
    )
    y = 0.0107
    foot: Corners = [(-0.034, y, -0.032), (0.034, y, -0.032), (0.030, y, -0.0195), (-0.030, y, -0.0195)]
    bench.plane(foot, bench.paint(body, 1.05, gloss=0.8, opacity=0.36), 0.022)
    bright = bench.paint((240, 246, 246), 1.0, glow=0.12, gloss=0.9, opacity=0.85)
    for a, b in (((-0.05, y, 0.0317), (0.05, y, 0.0317)), ((-0.0502, y, -0.0317), (-0.0502, y, 0.0317))):
        bench.plane(_strip(a, b, 0.0005), bright, 0.03)
    for x, z in ((-0.047, 0.028), (0.047, 0.028), (-0.047, -0.028), (0.047, -0.028), (0.0, -0.026)):
        bench.disc((x, y, z), 0.0014, bench.paint((92, 94, 96), gloss=0.8), lift=0.026, sides=8)
    paper: Corners = [(-0.043, y, 0.0285), (0.043, y, 0.0285), (0.043, y, 0.0125), (-0.043, y, 0.0125)]
    bench.plane(paper, bench.paint((206, 202, 190)), 0.026)
    if slid > 0.02 and text:
        lines: Corners = [(-0.034, y, 0.0268), (0.012, y, 0.0268), (0.012, y, 0.0142), (-0.034, y, 0.0142)]
        bench.words(lines, text, bench.paint((52, 54, 60)), 0.03)
    _label(bench, label, torn=torn, slid=slid)
    if cracked:
        _crack(bench)
    bench.name("label", (-0.015, 0.011, 0.02))


def _sheet(half: float, deep: float, y: float) -> Corners:
    return [(-half, y, -deep), (half, y, -deep), (half, y, deep), (-half, y, deep)]


def _strip(a: Spot, b: Spot, half: float) -> Corners:
    """A thin flat line, level with the floor."""
    dx, dz = b[0] - a[0], b[2] - a[2]
    size = math.hypot(dx, dz)
    nx, nz = -dz / size * half, dx / size * half
    return [
        (a[0] + nx, a[1], a[2] + nz),
        (b[0] + nx, b[1], b[2] + nz),
        (b[0] - nx, b[1], b[2] - nz),
        (a[0] - nx, a[1], a[2] - nz),
    ]


def _reels(
    bench: Bench, y: float, spun: float, *, full: tuple[float, float], apart: float = 0.0425, z: float = -0.001
) -> None:
    for sign, radius in zip((-1.0, 1.0), full, strict=True):
        x = sign * apart / 2
        bench.disc((x, y, z), radius, bench.paint(TAPE, 1.0, gloss=0.3), lift=0.001, sides=20)
        bench.disc((x, y + 0.0002, z), radius * 0.82, bench.paint(TAPE, 1.25), lift=0.0012, sides=20)
        bench.disc((x, y + 0.0004, z), 0.0098, bench.paint((212, 212, 206)), lift=0.002, sides=16)
        bench.disc((x, y + 0.0006, z), 0.0058, bench.paint((40, 42, 46)), lift=0.0024, sides=14)
        for n in range(6):
            angle = spun * sign * (0.02 / radius) + math.tau * n / 6
            out = np.array([math.cos(angle), 0.0, math.sin(angle)])
            side = np.array([-math.sin(angle), 0.0, math.cos(angle)]) * 0.0011
            hub = np.array([x, y + 0.0008, z])
            tooth = [
                hub + out * 0.0062 + side,
                hub + out * 0.0036 + side,
                hub + out * 0.0036 - side,
                hub + out * 0.0062 - side,
            ]
            bench.plane(tooth, bench.paint((222, 222, 216)), 0.003)
        mark = spun * sign * (0.02 / radius)
        out = np.array([math.cos(mark), 0.0, math.sin(mark)])
        side = np.array([-math.sin(mark), 0.0, math.cos(mark)]) * 0.0009
        hub = np.array([x, y + 0.0008, z])
        bench.plane(
            [
                hub + out * 0.0095 + side,
                hub + out * 0.0068 + side,
                hub + out * 0.0068 - side,
                hub + out * 0.0095 - side,
            ],
            bench.paint((150, 64, 44)),
            0.003,
        )


def _label(bench: Bench, colour: RGB, *, torn: bool, slid: float) -> None:
    right = 0.0445
    outline = [(-0.0445, 0.0295), (right, 0.0295), (right, 0.0055), (-0.0445, 0.0055)]
    if torn:
        rough = [
            (0.010, 0.0295),
            (0.0145, 0.0262),
            (0.0105, 0.0238),
            (0.0165, 0.0205),
            (0.012, 0.0172),
            (0.0175, 0.0138),
            (0.0115, 0.0108),
            (0.0155, 0.0082),
            (0.0125, 0.0055),
        ]
        outline = [(-0.0445, 0.0295), *rough, (-0.0445, 0.0055)]
    angle, c = -0.3 * slid, math.cos(0.3 * slid)
    s = math.sin(angle)
    pivot = (-0.0445, 0.0055)
    moved = []
    for x, z in outline:
        u, v = x - pivot[0], z - pivot[1]
        moved.append((pivot[0] + c * u - s * v - 0.012 * slid, 0.0112, pivot[1] + s * u + c * v - 0.0275 * slid))
    wet = 0.5
    bench.plane(moved, bench.paint(colour, 1.0, gloss=wet), 0.04)
    if torn:
        bench.plane(
            [(x - 0.0016, y + 0.0002, z) for x, y, z in moved[1:-1]]
            + [(x + 0.0012, y + 0.0002, z) for x, y, z in moved[1:-1]][::-1],
            bench.paint((244, 238, 224)),
            0.043,
        )
        for n in (0.3, 0.7):
            a = np.array(moved[0]) * (1 - n) + np.array(moved[-1]) * n
            b = np.array(moved[1]) * (1 - n) + np.array(moved[-2]) * n
            a, b = a + (b - a) * 0.06, a + (b - a) * 0.9
            bench.plane(_strip((a[0], 0.0115, a[2]), (b[0], 0.0115, b[2]), 0.00022), bench.paint(colour, 0.72), 0.044)


def _crack(bench: Bench) -> None:
    path = [
        (-0.0495, 0.0312),
        (-0.035, 0.0195),
        (-0.031, 0.0205),
        (-0.017, 0.0085),
        (-0.0125, 0.0098),
        (0.004, -0.0035),
        (0.0085, -0.0022),
        (0.022, -0.0142),
        (0.0265, -0.0132),
        (0.0495, -0.0312),
    ]
    light, dark = bench.paint((250, 252, 250), glow=0.35, gloss=1.0), bench.paint((22, 26, 30))
    y = 0.0118
    for number, (a, b) in enumerate(itertools.pairwise(path)):
        half = 0.00062 if number % 2 == 0 else 0.00042
        bench.plane(_strip((a[0], y, a[1] - 0.0009), (b[0], y, b[1] - 0.0009), half * 1.15), dark, 0.055)
        bench.plane(_strip((a[0], y, a[1]), (b[0], y, b[1]), half), light, 0.058)
    for a, b in (
        ((-0.017, 0.0085), (-0.021, -0.006)),
        ((0.0085, -0.0022), (0.019, 0.007)),
        ((0.0265, -0.0132), (0.024, -0.026)),
    ):
        bench.plane(_strip((a[0], y, a[1]), (b[0], y, b[1]), 0.0003), light, 0.056)


def deck(bench: Bench, *, body: RGB, meter: RGB, spun: float, level: float, loaded: bool) -> None:
    """A tape deck with its lid off: the well with two reels, five keys, a sloped panel with eight bars of level."""
    w, d, h = 0.17, 0.12, 0.075
    case = bench.paint(body, 1.0, gloss=0.35)
    bench.box((-w, 0.0, -d + 0.04), (w, h, d), bench.paint(body, 0.82, gloss=0.3), top=case)
    slope: Corners = [(-w, 0.02, -d), (w, 0.02, -d), (w, h, -d + 0.045), (-w, h, -d + 0.045)]
    bench.plane([(-w, 0.0, -d), (w, 0.0, -d), (w, 0.02, -d), (-w, 0.02, -d)], bench.paint(body, 0.6), 0.002)
    bench.plane(slope, bench.paint(body, 0.92, gloss=0.4), 0.004)
    for sign in (-1.0, 1.0):
        bench.plane(
            [(sign * w, 0.0, -d), (sign * w, 0.02, -d), (sign * w, h, -d + 0.045), (sign * w, 0.0, -d + 0.045)],
            bench.paint(body, 0.7),
        )
    well: Corners = [
        (-0.075, h + 0.001, -0.045),
        (0.075, h + 0.001, -0.045),
        (0.075, h + 0.001, 0.075),
        (-0.075, h + 0.001, 0.075),
    ]
    bench.plane(well, bench.paint((20, 21, 24)), 0.006)
    bench.plane(
        [
            (-0.075, h + 0.0012, 0.06),
            (0.075, h + 0.0012, 0.06),
            (0.075, h + 0.0012, 0.075),
            (-0.075, h + 0.0012, 0.075),
        ],
        bench.paint((66, 68, 72)),
        0.008,
    )
    inner = Bench(bench.subject)
    _reels(inner, 0.0, spun, full=(0.034, 0.024) if loaded else (0.0125, 0.0125), apart=0.068, z=0.012)
    bench.take(inner, (0.0, h + 0.003, 0.0), 0.012)
    if loaded:
        bench.plane(
            _sheet(0.07, 0.044, 0.0) and [(x, h + 0.006, z + 0.012) for x, _, z in _sheet(0.072, 0.046, 0.0)],
            bench.paint(SHELL, 1.0, gloss=0.9, opacity=0.16),
            0.03,
        )
        for a, b in (
            ((-0.072, h + 0.006, 0.058), (0.072, h + 0.006, 0.058)),
            ((-0.072, h + 0.006, -0.034), (0.072, h + 0.006, -0.034)),
        ):
            bench.plane(_strip(a, b, 0.0008), bench.paint((226, 234, 234), gloss=0.9, opacity=0.7), 0.032)
    _panel(bench, slope, meter, level)
    for n in range(5):
        x = -0.145 + n * 0.029
        pressed = 0.004 if (n == 1 and loaded) else 0.0
        bench.plane(
            _on(slope, (x + w) / (2 * w), 0.12, 0.024 / (2 * w), 0.3, 0.004 - pressed),
            bench.paint((176, 174, 166) if n else (150, 52, 44), gloss=0.3),
            0.012,
        )
    for n in range(7):
        z = -0.03 + n * 0.016
        for sign in (-1.0, 1.0):
            x = sign * 0.122
            bench.plane(
                [
                    (x - 0.028, h + 0.001, z),
                    (x + 0.028, h + 0.001, z),
                    (x + 0.028, h + 0.001, z + 0.006),
                    (x - 0.028, h + 0.001, z + 0.006),
                ],
                bench.paint(body, 0.45),
                0.008,
            )
    bench.name("reels", (0.0, h, 0.012))
    bench.name("meter", (0.06, 0.05, -d + 0.02))


def _panel(bench: Bench, slope: Corners, meter: RGB, level: float) -> None:
    bench.plane(_on(slope, 0.5, 0.3, 0.46, 0.5, 0.002), bench.paint((16, 18, 18), gloss=0.5), 0.01)
    lit = round(min(max(level, 0.0), 1.0) * 8)
    for n in range(8):
        colour: RGB = (214, 150, 52) if n >= 6 else meter
        on = n < lit
        paint = bench.paint(colour, 1.1 if on else 0.24, glow=0.9 if on else 0.0)
        bench.plane(_on(slope, 0.52 + n * 0.0545, 0.4, 0.04, 0.3, 0.003), paint, 0.014)


def _on(slope: Corners, u: float, v: float, wide: float, high: float, out: float) -> list[Spot]:
    """A rectangle on a sloped panel, by shares of its width and height from the lower left."""
    low_left, low_right, _, up_left = (np.array(corner) for corner in slope)
    across, up = low_right - low_left, up_left - low_left
    normal = np.cross(up, across)
    normal = normal / np.linalg.norm(normal) * out
    made = []
    for du, dv in ((0.0, 0.0), (wide, 0.0), (wide, high), (0.0, high)):
        x, y, z = (low_left + across * (u + du) + up * (v + dv) + normal).tolist()
        made.append((x, y, z))
    return made
