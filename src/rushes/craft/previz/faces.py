"""Faces: a head cut in planes, whose brows, lids, eyes and lips act a little."""

import numpy as np

from rushes.craft.previz import hair, heads
from rushes.craft.previz.cut import Tailor
from rushes.craft.previz.heads import LIPS, Carver, Corner, Moves
from rushes.craft.previz.looks import Look, darker
from rushes.craft.previz.shapes import RGB, Material

EXPRESSIONS: dict[str, dict[str, float]] = {
    "neutral": {},
    "worried": {"worry": 0.8, "frown": 0.25, "corner": -0.35, "squint": 0.1},
    "recognition": {"brow": 0.6, "wide": 0.55, "open": 0.14, "worry": 0.25},
    "fear": {"brow": 0.75, "worry": 0.8, "wide": 1.0, "open": 0.28, "corner": -0.5},
    "resolve": {"frown": 0.85, "squint": 0.4, "press": 0.8, "corner": -0.12},
    "warmth": {"corner": 0.7, "squint": 0.35, "brow": 0.2},
}
IRIS: tuple[RGB, ...] = ((64, 44, 34), (58, 74, 84), (70, 82, 58), (50, 36, 30))
WHITE: RGB = (206, 202, 194)
UP: Corner = (0, 4.5, 0)
DROP: Corner = (0, -9, 2)


def head(tailor: Tailor, look: Look, *, near: bool) -> None:
    """A head with neck, face, beard and hair."""
    carver = Carver(tailor, look)
    heads.neck(carver)
    heads.skull(carver, near=near)
    if near:
        _eyes(carver)
        _mouth(carver)
        if look.age >= 48:
            _age(carver)
    else:
        _afar(carver)
    _brows(carver)
    if look.beard is not None:
        _beard(carver, look.beard)
    if look.glasses:
        _glasses(carver)
    hair.wear(carver, near=near)


def _afar(carver: Carver) -> None:
    dark = Material(darker(carver.look.skin, 0.46), subject=carver.look.subject)
    carver.pair([(10, 28, -47), (27, 28, -45), (27, 23, -45), (10, 23, -47)], dark, lift=5)
    moves = {"open": {2: (0, -7, 0), 3: (0, -7, 0)}}
    mouth: list[Corner] = [(-12, -12, -50), (12, -12, -50), (9, -16, -50), (-9, -16, -50)]
    carver.plane(mouth, Material(darker(LIPS, 0.55), subject=carver.look.subject), lift=4, moves=moves)


def _eyes(carver: Carver) -> None:
    subject = carver.look.subject
    iris = IRIS[sum(map(ord, subject)) % len(IRIS)]
    white = Material(WHITE, gloss=0.3, subject=subject)
    carver.pair(
        [(7, 25.5, -45), (12, 30.5, -47), (20, 31.5, -47), (29.5, 26.5, -42), (22, 20.5, -46), (12, 21, -46.5)],
        white,
        lift=4,
    )
    around = np.linspace(0.0, 2.0 * np.pi, 9)[:-1]
    for radius, colour, deep, lift in ((5.2, iris, -46.6, 5.0), (2.6, (16, 15, 16), -46.9, 5.4)):
        disc = [(18.2 + radius * float(np.sin(a)), 26.0 + radius * float(np.cos(a)), deep) for a in around]
        carver.pair(disc, Material(colour, subject=subject), lift=lift, eye=True)
    spark = Material((250, 246, 236), glow=0.7, subject=subject)
    for x in (20.2, -16.2):
        carver.plane(
            [(x - 1.3, 29.4, -48), (x + 1.0, 29.6, -48), (x + 1.2, 27.4, -48), (x - 1.1, 27.2, -48)], spark, lift=6
        )
    shut: dict[int, Corner] = {3: (0.5, -2.2, 0), 4: (0, -8.8, 0), 5: (0, -8.6, 0), 6: (0, -1.4, 0)}
    half = {n: (x * -0.2, y * -0.28, z) for n, (x, y, z) in shut.items()}
    upper: list[Corner] = [
        (6, 33, -48),
        (17, 36, -49),
        (32, 32, -40),
        (30.5, 26.5, -42),
        (21, 30.6, -47.5),
        (12.5, 30, -48),
        (6.5, 25.5, -46),
    ]
    carver.pair(
        upper,
        carver.skin(0.8),
        lift=7,
        moves={"blink": shut, "wide": half, "squint": {4: (0, -1.2, 0), 5: (0, -1.2, 0)}},
    )
    lash: list[Corner] = [
        (31.5, 26.0, -42),
        (21, 31.2, -47.6),
        (12.5, 30.6, -48.2),
        (6, 25.2, -46),
        (12.5, 28.8, -48.2),
        (21, 29.4, -47.6),
    ]
    down: dict[int, Corner] = {
        0: (0.5, -2.2, 0),
        1: (0, -8.8, 0),
        2: (0, -8.6, 0),
        3: (0, -1.4, 0),
        4: (0, -8.0, 0),
        5: (0, -8.2, 0),
    }
    carver.pair(
        lash,
        Material((34, 28, 28), subject=subject),
        lift=8,
        moves={
            "blink": down,
            "wide": {n: (x * -0.2, y * -0.28, z) for n, (x, y, z) in down.items()},
            "squint": dict.fromkeys((1, 2, 4, 5), (0, -1.2, 0)),
        },
    )
    lower: list[Corner] = [
        (6.5, 25, -46),
        (12, 21.4, -47),
        (22, 21, -46.5),
        (30.5, 26, -42),
        (32, 17, -41),
        (20, 13, -45),
        (7, 16, -47),
    ]
    carver.pair(
        lower,
        carver.skin(0.86),
        lift=7,
        moves={"squint": {1: (0, 2.6, 0), 2: (0, 2.8, 0)}, "blink": {1: (0, 0.8, 0), 2: (0, 0.8, 0)}},
    )


def _brows(carver: Carver) -> None:
    colour = carver.look.hair_colour if carver.look.hair != "bald" else (70, 58, 50)
    corners: list[Corner] = [
        (5, 37.5, -51.5),
        (18, 41.5, -50.5),
        (34, 36.5, -39),
        (33.5, 34.5, -39),
        (18, 37.5, -51),
        (5.5, 33, -52),
    ]
    every: dict[int, Corner] = dict.fromkeys(range(6), UP)
    moves: Moves = {
        "brow": every,
        "worry": {0: (0.6, 4.6, 0), 5: (0.6, 4.6, 0), 1: (0, 1.6, 0), 4: (0, 1.6, 0), 2: (0, -2.0, 0), 3: (0, -2.0, 0)},
        "frown": {0: (-1.4, -4.2, -0.5), 5: (-1.4, -4.2, -0.5), 1: (-0.8, -2.6, 0), 4: (-0.8, -2.6, 0)},
    }
    carver.pair(corners, Material(darker(colour, 0.8), subject=carver.look.subject), lift=9, moves=moves)


def _mouth(carver: Carver) -> None:
    subject, skin = carver.look.subject, carver.look.skin
    lips: RGB = tuple(round(0.62 * a * 0.86 + 0.38 * b * 0.9) for a, b in zip(skin, LIPS, strict=True))  # type: ignore[assignment]  # three channels stay three
    left, right = 0, 1
    smile: dict[int, Corner] = {left: (-1.2, 3.6, 0.5), right: (1.2, 3.6, 0.5)}
    cave: list[Corner] = [(-13, -14.5, -46), (13, -14.5, -46), (6, -15.5, -50.5), (0, -15.6, -51), (-6, -15.5, -50.5)]
    open_: dict[int, Corner] = {
        0: (1.5, -1.5, 0),
        1: (-1.5, -1.5, 0),
        2: (0, -9.5, 1),
        3: (0, -10.5, 1),
        4: (0, -9.5, 1),
    }
    carver.plane(cave, Material((46, 20, 22), subject=subject), lift=5, moves={"open": open_, "corner": smile})
    teeth: list[Corner] = [(-7.5, -13.2, -50), (7.5, -13.2, -50), (6.5, -14.2, -50.5), (-6.5, -14.2, -50.5)]
    carver.plane(
        teeth, Material((196, 188, 176), subject=subject), lift=6, moves={"open": {2: (0, -2.6, 0), 3: (0, -2.6, 0)}}
    )
    upper: list[Corner] = [(-13, -14.5, -46), (13, -14.5, -46), (4, -10.4, -52), (0, -11.6, -52.5), (-4, -10.4, -52)]
    upper = [upper[0], (-6, -14.9, -51), (0, -14.5, -52.6), (6, -14.9, -51), upper[1], *upper[2:]]
    top_moves: Moves = {
        "corner": {0: smile[0], 4: smile[1]},
        "open": {0: (1.5, -1.5, 0), 4: (-1.5, -1.5, 0), 2: (0, 0.9, 0)},
        "press": {5: (0, -1.6, 0), 6: (0, -1.4, 0), 7: (0, -1.6, 0)},
    }
    carver.plane(upper, Material(darker(lips, 0.82), subject=subject), lift=7, moves=top_moves)
    lower: list[Corner] = [
        (-13, -14.5, -46),
        (-6, -15.3, -51),
        (0, -15.0, -52),
        (6, -15.3, -51),
        (13, -14.5, -46),
        (5.5, -20.4, -50),
        (-5.5, -20.4, -50),
    ]
    fall: dict[int, Corner] = {0: (1.5, -1.5, 0), 4: (-1.5, -1.5, 0), **dict.fromkeys((1, 2, 3, 5, 6), (0, -9.5, 1))}
    low_moves: Moves = {"corner": {0: smile[0], 4: smile[1]}, "open": fall, "press": {5: (0, 2.2, 0), 6: (0, 2.2, 0)}}
    carver.plane(lower, Material(lips, gloss=0.2, subject=subject), lift=7, moves=low_moves)
    carver.plane(
        [(-8, -24, -47), (8, -24, -47), (5, -28, -46), (-5, -28, -46)],
        carver.skin(0.8),
        lift=4,
        moves={"open": dict.fromkeys(range(4), DROP)},
    )


def _age(carver: Carver) -> None:
    carver.pair(
        [(10, 2, -48.5), (12, 2, -48), (18, -11, -44), (16.5, -13, -44.5)],
        carver.skin(0.72),
        lift=4,
        moves={"corner": {2: (1, 2, 0), 3: (1, 2, 0)}},
    )
    carver.pair([(9, 15.5, -47), (27, 17, -43), (22, 12, -44), (12, 12, -46.5)], carver.skin(0.78), lift=7.5)
    for y in (46.0, 53.0):
        carver.plane(
            [(-20, y, -48.6), (20, y, -48.6), (19, y - 1.1, -48.8), (-19, y - 1.1, -48.8)],
            carver.skin(0.84),
            lift=3,
            moves={"brow": dict.fromkeys(range(4), (0, 2, 0))},
        )


def _beard(carver: Carver, colour: RGB) -> None:
    subject = carver.look.subject

    def cut(share: float) -> Material:
        return Material(darker(colour, share), subject=subject)

    down: Corner = (0, -8, 2)
    front: list[Corner] = [
        (-20, -8, -44),
        (-11, -17, -49.5),
        (0, -22, -51),
        (11, -17, -49.5),
        (20, -8, -44),
        (27, -26, -37),
        (14, -58, -42),
        (0, -64, -42),
        (-14, -58, -42),
        (-27, -26, -37),
    ]
    carver.plane(front, cut(1.0), lift=6, moves={"open": dict.fromkeys((2, 6, 7, 8), down)})
    side: list[Corner] = [(20, -8, -44), (37, 4, -30), (44, 22, -2), (38, -24, 4), (22, -44, -30), (27, -26, -37)]
    carver.pair(side, cut(0.86), lift=6)
    carver.plane(
        [(-22, -44, -30), (-14, -58, -42), (0, -64, -42), (14, -58, -42), (22, -44, -30), (0, -34, 4)],
        cut(0.6),
        lift=1,
        moves={"open": dict.fromkeys(range(5), down)},
    )
    lip: list[Corner] = [
        (-17, -14, -47),
        (-9, -5, -52),
        (0, -4, -54),
        (9, -5, -52),
        (17, -14, -47),
        (7, -12.5, -53),
        (0, -11.5, -54),
        (-7, -12.5, -53),
    ]
    carver.plane(lip, cut(1.08), lift=8, moves={"corner": {0: (-1, 3, 0), 4: (1, 3, 0)}})


def _glasses(carver: Carver) -> None:
    frame = Material((48, 42, 40), gloss=0.4, subject=carver.look.subject)
    carver.pair([(4, 32, -54), (32, 33, -46), (32, 31, -46), (4, 30, -54)], frame, lift=12)
    carver.pair(
        [(5, 31, -54), (31, 32, -46), (29, 15, -46), (8, 14, -54)],
        Material((176, 196, 200), opacity=0.16, gloss=0.6, subject=carver.look.subject),
        lift=11,
    )
    carver.pair([(32, 33, -46), (45, 28, 4), (45, 26, 4), (32, 31, -46)], frame, lift=12)
    carver.plane([(-4, 31, -54), (4, 31, -54), (4, 29, -54), (-4, 29, -54)], frame, lift=12)
