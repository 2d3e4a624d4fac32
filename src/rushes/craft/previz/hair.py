"""Hair, hats and hoods: the masses by which a head is known from far away and from behind."""

import math
from collections.abc import Iterable

import numpy as np

from rushes.craft.previz.heads import Carver, Corner, dome
from rushes.craft.previz.looks import darker
from rushes.craft.previz.shapes import Material

GROWN = {"short": 4.5, "side": 6.0, "curly": 9.0, "bob": 6.0, "long": 6.0, "bun": 3.5}


def wear(carver: Carver, *, near: bool) -> None:
    """Hair, with a hat or a raised hood over it."""
    look = carver.look
    if look.hood == "up":
        _hood(carver)
        return
    if look.hair == "thinning":
        _curtain(carver, low=-8.0, spans=(0.24, 0.76), grown=3.5, high=48.0, near=near)
    elif look.hair != "bald":
        _grown(carver, near=near)
    if look.hat == "brim":
        _brimmed(carver)
    elif look.hat == "cap":
        _cap(carver)


def _grown(carver: Carver, *, near: bool) -> None:
    style = carver.look.hair
    grown = GROWN[style]
    if not carver.look.hat:
        dome(carver, carver.hair(), columns=8 if near else 6, grown=grown, low=62.0)
    low, spans = {"bob": (-46.0, (0.2, 0.8)), "long": (-46.0, (0.2, 0.8)), "bun": (-2.0, (0.27, 0.73))}.get(
        style, (-14.0, (0.25, 0.75))
    )
    _curtain(carver, low=low, spans=spans, grown=grown, high=64.0, near=near)
    _fringe(carver, style)
    if style == "bun":
        carver.blob([(0, 66, 62), (0, 58, 68)], [20, 19], carver.hair(0.95))
    if style == "curly":
        for angle in np.linspace(0.1, 0.9, 7) * 2 * np.pi:
            x, z = 36 * np.sin(angle), 4 - 42 * np.cos(angle)
            carver.blob([(x, 70, z), (x * 0.8, 78, z * 0.8)], [17, 16], carver.hair(0.92 + 0.06 * np.cos(angle * 3)))
    if style == "long":
        bind = {"head": 0.45, "chest": 0.55}
        for x in (-30.0, 0.0, 30.0):
            points = [(x, -30, 34), (x * 1.15, -75, 42), (x * 1.1, -120, 44)]
            carver.blob(points, [27, 27, 15], carver.hair(0.95 if x else 0.88), bind=bind)


def _curtain(carver: Carver, *, low: float, spans: tuple[float, float], grown: float, high: float, near: bool) -> None:
    columns = 7 if near else 5
    angles = np.linspace(*spans, columns + 1) * 2.0 * np.pi
    tight = 1.0 if low < -30 else 0.82
    levels = ((high, 42.0, 50.0, 4.0), (30.0, 43.5, 52.0, 6.0), (low, 42.0 * tight, 40.0 * tight, 12.0))
    rows = []
    for number, (y, wide, deep, z) in enumerate(levels):
        # short hair leaves the ear and the neck under it bare
        drawn = math.tau * 0.5 + (angles - math.tau * 0.5) * (0.7 if number == 2 and tight < 1.0 else 1.0)
        x, back = (wide + grown) * np.sin(drawn), z - (deep + grown) * np.cos(drawn)
        rows.append(np.stack([x, np.full_like(angles, y), back], axis=1))
    for n in range(columns):
        ragged = 5.0 if n % 2 else 0.0
        column = [row[n] for row in rows] + [row[n + 1] for row in rows[::-1]]
        corners = [
            (float(x), float(y) - (ragged if k in (2, 3) else 0.0), float(z)) for k, (x, y, z) in enumerate(column)
        ]
        carver.plane(corners, carver.hair(1.0 - 0.06 * (n % 2)), lift=2)


def _fringe(carver: Carver, style: str) -> None:
    if style == "bun":
        carver.pair([(0, 68, -48), (30, 66, -40), (42, 50, -12), (45, 62, -8)], carver.hair(0.96), lift=4)
        return
    sides: list[Corner] = [
        (30, 66, -42),
        (46, 66, 2),
        (48, 36, 6),
        (45, 35, -3),
        (43, 19, -7),
        (41, 22, -14),
        (39, 44, -28),
        (36, 52, -36),
    ]
    carver.pair(sides, carver.hair(0.94), lift=9)
    if style in ("bob", "long"):
        carver.pair(
            [(39, 44, -30), (48, 50, -6), (49, -40, -4), (38, -34, -26), (41, 8, -28)], carver.hair(0.97), lift=5
        )
    if style in ("side", "long"):
        carver.plane(
            [(-14, 74, -46), (26, 70, -44), (38, 50, -38), (20, 56, -47), (-6, 62, -51), (-22, 62, -46)],
            carver.hair(1.06),
            lift=6,
        )
        carver.plane([(-14, 74, -46), (-22, 62, -46), (-37, 48, -36), (-34, 68, -36)], carver.hair(0.98), lift=6)
        return
    tips: tuple[Corner, ...] = (
        (-30, 51, -43),
        (-16, 56, -50),
        (-9, 46, -52),
        (3, 57, -52),
        (12, 48, -51),
        (18, 57, -49),
        (31, 50, -42),
    )
    corners: list[Corner] = [(-34, 68, -36), (-12, 76, -46), (14, 76, -46), (34, 68, -36), *tips[::-1]]
    carver.plane(corners, carver.hair(1.04), lift=6)


def _hood(carver: Carver) -> None:
    look = carver.look
    cloth = Material(look.top_colour, gloss=look.gloss, subject=look.subject)
    inner = Material(darker(look.top_colour, 0.35), subject=look.subject)
    angles = np.linspace(0.1, 0.9, 8) * 2.0 * np.pi
    sine, cosine = np.sin(angles), np.cos(angles)
    levels = (
        (103.0, 10.0, 34.0, 0.0),
        (94.0, 40.0, 54.0, 2.0),
        (50.0, 57.0, 66.0, 6.0),
        (0.0, 56.0, 62.0, 10.0),
        (-62.0, 50.0, 46.0, 16.0),
    )
    rows = [np.stack([w * sine, np.full_like(angles, y), z - d * cosine], axis=1) for y, w, d, z in levels]
    for n in range(7):
        column = [row[n] for row in rows] + [row[n + 1] for row in rows[::-1]]
        shade = Material(darker(look.top_colour, 1.0 - 0.05 * (n % 2)), gloss=look.gloss, subject=look.subject)
        carver.plane([_spot(point) for point in column], shade, lift=4)
    carver.plane([(-12, 102, -34), (12, 102, -34), (34, 84, -40), (-34, 84, -40)], cloth, lift=8)
    carver.plane([(-40, 80, -34), (40, 80, -34), (30, 62, -47), (-30, 62, -47)], inner, lift=5)


def _spot(point: Iterable[float]) -> Corner:
    x, y, z = point
    return (float(x), float(y), float(z))


def _brimmed(carver: Carver) -> None:
    look = carver.look
    felt = Material(look.hat_colour, subject=look.subject)
    band = Material(darker(look.hat_colour, 0.55), subject=look.subject)
    round_ = np.linspace(0.0, 2.0 * np.pi, 9)[:-1]
    brim = [(80 * np.sin(a), 62 - 6 * np.cos(2 * a) + 3 * np.cos(a), 4 - 92 * np.cos(a)) for a in round_]
    carver.plane([_spot(p) for p in brim], Material(darker(look.hat_colour, 0.85), subject=look.subject), lift=-6)
    for n in range(8):
        a, b = round_[n], round_[(n + 1) % 8]
        foot = [(48 * np.sin(k), 64.0, 4 - 57 * np.cos(k)) for k in (a, b)]
        rim = [(47 * np.sin(k), 76.0, 4 - 56 * np.cos(k)) for k in (b, a)]
        head = [(38 * np.sin(k), 118.0 - 8 * abs(np.sin(k)), 4 - 48 * np.cos(k)) for k in (b, a)]
        carver.plane([_spot(p) for p in (*foot, *rim)], band, lift=8)
        carver.plane([_spot(p) for p in (*rim[::-1], *head)], felt, lift=8)
    top = [(38 * np.sin(k), 118.0 - 8 * abs(np.sin(k)), 4 - 48 * np.cos(k)) for k in round_]
    carver.plane([_spot(p) for p in top], Material(darker(look.hat_colour, 1.15), subject=look.subject), lift=8)


def _cap(carver: Carver) -> None:
    look = carver.look
    dome(carver, Material(look.hat_colour, subject=look.subject), columns=6, grown=10.0, low=54.0, lift=9)
    visor: list[Corner] = [(-36, 56, -40), (36, 56, -40), (30, 50, -78), (-30, 50, -78)]
    carver.plane(visor, Material(darker(look.hat_colour, 0.8), subject=look.subject), lift=8)
