"""Wardrobe: a body's clothes cut as panels and soft pieces; each garment has a silhouette of its own."""

from collections.abc import Callable, Sequence

import numpy as np

from rushes.craft.previz.cut import Bind, Ring, Tailor
from rushes.craft.previz.looks import Look, darker
from rushes.craft.previz.rig import SIDES
from rushes.craft.previz.shapes import RGB, Material, Points

SLEEVES = {
    "coat": (0.043, 0.036, 0.033, 0.030),
    "jacket": (0.041, 0.035, 0.032, 0.027),
    "cardigan": (0.038, 0.033, 0.029, 0.025),
    "suit": (0.038, 0.032, 0.028, 0.024),
    "dress": (0.031, 0.026, 0.022, 0.018),
    "shirt": (0.035, 0.030, 0.026, 0.021),
}
ARMS = 0.12  # metres nearer to the lens in the order of painting: a forearm lies over the chest it crosses
BULK = {"coat": 1.08, "jacket": 1.1, "cardigan": 1.04, "suit": 1.0, "dress": 0.92, "shirt": 0.97}


def dress(tailor: Tailor, look: Look, *, near: bool) -> None:
    """Every garment of a look, with the body where it shows."""
    _legs(tailor, look)
    _top(tailor, look, near=near)
    _skirts(tailor, look)
    _arms(tailor, look, near=near)
    _front(tailor, look, near=near)
    _extras(tailor, look)


def paint(look: Look, colour: RGB, share: float = 1.0, gloss: float | None = None) -> Material:
    """Cloth of a colour, as wet as the look is."""
    return Material(darker(colour, share), gloss=look.gloss if gloss is None else gloss, subject=look.subject)


def each(binds: Sequence[Bind]) -> Callable[[Points], Sequence[Bind]]:
    """One binding a point."""
    return lambda _: binds


def _legs(tailor: Tailor, look: Look) -> None:
    h, wide = look.build.height, look.build.height * (0.5 + 0.5 * look.build.breadth)
    bare = look.top == "dress"
    cloth = paint(look, look.skin, 0.9, 0.0) if bare else paint(look, look.legs)
    slim = 0.78 if bare else 1.0
    for side, sign in SIDES:
        x = sign * 0.05 * look.build.breadth * h
        thigh, calf, foot = f"thigh_{side}", f"calf_{side}", f"foot_{side}"
        chain = [(1.0, 0.52, 0.004, 0.054), (1.04, 0.41, -0.004, 0.046), (1.0, 0.3, -0.003, 0.036)]
        chain += [(1.0, 0.27, -0.001, 0.034), (1.0, 0.2, 0.008, 0.033), (1.0, 0.055, 0.004, 0.019 if bare else 0.028)]
        tailor.limb(
            [(x * out, y * h, z * h) for out, y, z, _ in chain],
            [radius * wide * slim for *_, radius in chain],
            each([{thigh: 1.0}] * 3 + [{calf: 1.0}] * 3),
            cloth,
        )
        tailor.limb(
            [(x, 0.028 * h, 0.024 * h), (x, 0.026 * h, -0.03 * h), (x * 1.02, 0.017 * h, -0.082 * h)],
            [0.0265 * h, 0.022 * h, 0.0155 * h],
            {foot: 1.0},
            paint(look, look.shoes),
            lift=0.02,
        )


def _torso_rings(look: Look) -> list[Ring]:
    h, bulk = look.build.height, BULK[look.top]
    wide, deep = h * look.build.breadth * bulk, h * (0.5 + 0.5 * look.build.breadth) * bulk
    belly = 1.12 if look.build.breadth > 1.03 or look.age >= 58 else 1.0
    waist = 0.9 if look.top == "dress" else 1.0
    return [
        Ring((0, 0.856 * h, 0.012 * h), 0.036 * wide, 0.036 * deep, {"chest": 0.6, "neck": 0.4}),
        Ring((0, 0.828 * h, 0.008 * h), 0.094 * wide, 0.048 * deep, {"chest": 1.0}),
        Ring((0, 0.79 * h, 0.004 * h), 0.108 * wide, 0.06 * deep, {"chest": 1.0}),
        Ring((0, 0.735 * h, -0.002 * h), 0.097 * wide, 0.067 * deep, {"chest": 1.0}),
        Ring(
            (0, 0.63 * h, -0.004 * h * belly),
            0.080 * wide * waist,
            0.058 * deep * belly,
            {"waist": 0.65, "chest": 0.35},
        ),
        Ring((0, 0.555 * h, -0.002 * h * belly), 0.086 * wide, 0.064 * deep * belly, {"pelvis": 0.75, "waist": 0.25}),
    ]


def _top(tailor: Tailor, look: Look, *, near: bool) -> None:
    h = look.build.height
    rings = _torso_rings(look)
    hem = max(look.long, 0.48)
    last = rings[-1]
    flare = 1.07 if look.top in ("jacket", "coat", "dress") else 1.02
    rings.append(Ring((0, hem * h, 0.0), last.wide * flare, last.deep * flare, {"pelvis": 1.0}))
    shades = [paint(look, look.top_colour, share) for share in (1.0, 0.97, 0.94, 1.0, 1.0, 0.94, 0.97, 1.0)]
    tailor.loft(rings, shades, columns=8, splits=(2, 4) if near else (4,))


def _skirts(tailor: Tailor, look: Look) -> None:
    if look.long >= 0.47:
        return
    h, bulk = look.build.height, BULK[look.top]
    wide = h * look.build.breadth * bulk
    top = 0.5
    reach = (top - look.long) / 0.24
    rings = [
        Ring((0, top * h, 0.0), 0.092 * wide, 0.07 * wide, _hung(0.12, wide)),
        Ring((0, (top + look.long) / 2 * h, 0.0), 0.1 * wide, 0.083 * wide, _hung(0.3 + 0.2 * reach, wide)),
        Ring(
            (0, look.long * h, 0.004 * h), (0.104 + 0.01 * reach) * wide, 0.1 * wide, _hung(0.42 + 0.26 * reach, wide)
        ),
    ]
    shades = [paint(look, look.top_colour, share) for share in (0.98, 0.92, 0.9, 0.96, 0.96, 0.9, 0.92, 0.98)]
    tailor.loft(rings, shades, columns=8, splits=(1,))


def _hung(share: float, wide: float) -> "_Hang":
    return _Hang(share, wide * 0.1)


class _Hang:
    """Cloth below the hip: it goes partly with the pelvis, partly with the thigh of its own side."""

    def __init__(self, share: float, half: float) -> None:
        self.share, self.half = share, half

    def __call__(self, points: Points) -> Sequence[Bind]:
        left = np.clip(points[:, 0] / self.half * 0.62 + 0.5, 0.0, 1.0)
        return [
            {"pelvis": 1.0 - self.share, "thigh_l": self.share * float(s), "thigh_r": self.share * (1.0 - float(s))}
            for s in left
        ]


def _arms(tailor: Tailor, look: Look, *, near: bool) -> None:
    h = look.build.height
    top, middle, elbow, cuff = (radius * h * (0.6 + 0.4 * look.build.breadth) for radius in SLEEVES[look.top])
    cloth = paint(look, look.top_colour, 0.97)
    for side, sign in SIDES:
        x = sign * 0.106 * h * look.build.breadth
        upper, fore = f"upper_{side}", f"fore_{side}"
        end = 0.515 if look.torn == side else 0.494
        chain = [(0.7, 0.8, top * 0.9), (0.97, 0.785, top), (1.0, 0.72, middle), (1.0, 0.645, elbow * 1.02)]
        chain += [
            (1.0, 0.62, elbow * 1.02),
            (1.0, 0.57, (elbow + cuff) * 0.53),
            (1.0, 0.53, cuff * 1.02),
            (1.0, end, cuff),
        ]
        tailor.limb(
            [(x * out, y * h, 0.004 * h) for out, y, _ in chain],
            [radius for *_, radius in chain],
            each([{"chest": 0.7, upper: 0.3}, *([{upper: 1.0}] * 3), *([{fore: 1.0}] * 4)]),
            cloth,
            lift=ARMS,
        )
        _cuff(tailor, look, side, x, cuff, near=near)
        _hand(tailor, look, side, sign, x)


def _cuff(tailor: Tailor, look: Look, side: str, x: float, cuff: float, *, near: bool) -> None:
    h, fore = look.build.height, f"fore_{side}"
    if look.torn == side:
        flap = paint(look, look.top_colour, 0.78)
        tailor.facet(
            [
                (x - cuff, 0.525 * h, -cuff * 0.5),
                (x + cuff, 0.525 * h, -cuff * 0.5),
                (x + cuff * 1.2, 0.484 * h, -cuff * 0.3),
                (x + cuff * 0.4, 0.507 * h, -cuff * 0.6),
                (x - cuff * 0.1, 0.478 * h, -cuff * 0.7),
                (x - cuff * 0.6, 0.506 * h, -cuff * 0.6),
            ],
            {fore: 1.0},
            flap,
            lift=ARMS + 0.025,
        )
        return
    if near:
        band = paint(look, look.top_colour, 0.82)
        tailor.limb(
            [(x, 0.512 * h, 0.0), (x, 0.49 * h, 0.0)], [cuff * 1.04, cuff * 1.02], {fore: 1.0}, band, lift=ARMS + 0.015
        )


def _hand(tailor: Tailor, look: Look, side: str, sign: float, x: float) -> None:
    h = look.build.height
    skin = paint(look, look.gloves or look.skin, 1.0, 0.2 if look.gloves else 0.0)
    hand, fingers = f"hand_{side}", f"fingers_{side}"
    tailor.limb(
        [(x, 0.492 * h, 0.0), (x, 0.462 * h, -0.002 * h), (x, 0.442 * h, 0.0)],
        [0.0155 * h, 0.0185 * h, 0.0165 * h],
        {hand: 1.0},
        skin,
        lift=ARMS + 0.025,
    )
    tailor.limb(
        [(x, 0.440 * h, 0.001 * h), (x, 0.416 * h, 0.003 * h), (x - sign * 0.006 * h, 0.396 * h, 0.004 * h)],
        [0.0155 * h, 0.0125 * h, 0.0085 * h],
        {fingers: 1.0},
        skin,
        lift=ARMS + 0.03,
    )
    tailor.limb(
        [
            (x, 0.474 * h, -0.014 * h),
            (x - sign * 0.006 * h, 0.452 * h, -0.024 * h),
            (x - sign * 0.01 * h, 0.43 * h, -0.026 * h),
        ],
        [0.010 * h, 0.0085 * h, 0.0065 * h],
        {hand: 1.0},
        skin,
        lift=ARMS + 0.035,
    )


def _front(tailor: Tailor, look: Look, *, near: bool) -> None:
    h, deep = look.build.height, look.build.height * (0.5 + 0.5 * look.build.breadth) * BULK[look.top]
    chest, z = {"chest": 1.0}, -0.069 * deep
    if look.top in ("jacket", "coat"):
        dark = paint(look, look.top_colour, 0.62)
        _strip(tailor, look, dark, 0.006 if near else 0.007, (0.82, 0.735, 0.63, 0.5))
        for sign in (1.0, -1.0):
            corners = [
                (sign * 0.037, 0.868, 0.002),
                (sign * 0.05, 0.848, -0.012),
                (sign * 0.034, 0.796, -0.064),
                (sign * 0.003, 0.822, -0.058),
            ]
            tailor.facet(np.array(corners) * h, chest, paint(look, look.top_colour, 1.08), lift=0.03)
    elif look.top in ("cardigan", "suit"):
        shirt = paint(look, look.under, 0.96)
        low = 0.70 if look.top == "cardigan" else 0.68
        vee = np.array([(0.036, 0.85, 0), (-0.036, 0.85, 0), (-0.006, low, 0), (0.006, low, 0)]) * h
        vee[:, 2] = (-0.044 * deep, -0.044 * deep, z - 0.004, z - 0.004)
        tailor.facet(vee, chest, shirt, lift=0.03)
        _strip(tailor, look, paint(look, look.top_colour, 0.7), 0.005, (low, 0.63, 0.5))
        if look.top == "suit":
            tie = np.array([(0.009, 0.835, 0), (-0.009, 0.835, 0), (-0.012, low + 0.02, 0), (0.012, low + 0.02, 0)]) * h
            tie[:, 2] = (-0.052 * deep, -0.052 * deep, z - 0.008, z - 0.008)
            tailor.facet(tie, chest, paint(look, (96, 34, 40)), lift=0.05)
    if look.hood:
        _hood_down(tailor, look)


def _strip(tailor: Tailor, look: Look, material: Material, half: float, heights: tuple[float, ...]) -> None:
    h = look.build.height
    rings = _torso_rings(look)
    known = sorted((ring.middle[1], ring.middle[2] - ring.deep) for ring in rings)
    depth = np.interp([y * h for y in heights], [y for y, _ in known], [z for _, z in known])
    binds: list[Bind] = [
        {"chest": 1.0} if y > 0.7 else {"waist": 0.65, "chest": 0.35} if y > 0.6 else {"pelvis": 1.0} for y in heights
    ]
    left = [(half * h, y * h, z - 0.006) for y, z in zip(heights, depth, strict=True)]
    right = [(-half * h, y * h, z - 0.006) for y, z in zip(heights, depth, strict=True)]
    corners = np.array([*left, *right[::-1]])
    tailor.facet(corners, each([*binds, *binds[::-1]]), material, lift=0.02)


def _hood_down(tailor: Tailor, look: Look) -> None:
    if look.hood != "down":
        return
    h = look.build.height
    cloth = paint(look, look.top_colour, 0.92)
    points = [
        (0.056, 0.842, -0.014),
        (0.058, 0.856, 0.026),
        (0.032, 0.862, 0.056),
        (-0.032, 0.862, 0.056),
        (-0.058, 0.856, 0.026),
        (-0.056, 0.842, -0.014),
    ]
    tailor.limb(np.array(points) * h, np.array([0.017, 0.024, 0.026, 0.026, 0.024, 0.017]) * h, {"chest": 1.0}, cloth)
    sag = [(0.034, 0.85, 0.066), (0.0, 0.815, 0.082), (-0.034, 0.85, 0.066)]
    tailor.limb(np.array(sag) * h, np.array([0.02, 0.026, 0.02]) * h, {"chest": 1.0}, paint(look, look.top_colour, 0.8))


def _extras(tailor: Tailor, look: Look) -> None:
    if look.apron:
        _apron(tailor, look, look.apron)
    if look.scarf:
        _scarf(tailor, look, look.scarf)
    if look.pendant:
        _pendant(tailor, look, look.pendant)
    if look.bag:
        _bag(tailor, look, look.bag)


def _apron(tailor: Tailor, look: Look, colour: RGB) -> None:
    half = [(0.055, 0.75, -0.075), (0.085, 0.6, -0.075), (0.09, 0.36, -0.09)]
    points = [*half, *[(-x, y, z) for x, y, z in half[::-1]]]
    binds: list[Bind] = [{"chest": 1.0}, {"waist": 1.0}, {"pelvis": 0.6, "thigh_l": 0.4}]
    binds += [{"pelvis": 0.6, "thigh_r": 0.4}, {"waist": 1.0}, {"chest": 1.0}]
    tailor.facet(np.array(points) * look.build.height, each(binds), paint(look, colour), lift=0.09)


def _scarf(tailor: Tailor, look: Look, colour: RGB) -> None:
    h = look.build.height
    loop = [(0.045, 0.862, -0.02), (0, 0.85, -0.05), (-0.045, 0.862, -0.02), (0, 0.87, 0.045), (0.045, 0.862, -0.02)]
    bind = {"chest": 0.7, "neck": 0.3}
    tailor.limb(np.array(loop) * h, np.full(5, 0.021) * h, bind, paint(look, colour), lift=0.03)
    tail = np.array([(0.02, 0.845, -0.062), (0.03, 0.77, -0.085), (0.028, 0.7, -0.085)])
    radii = np.array([0.016, 0.018, 0.02]) * h
    tailor.limb(tail * h, radii, {"chest": 1.0}, paint(look, colour, 0.85), lift=0.05)


def _pendant(tailor: Tailor, look: Look, colour: RGB) -> None:
    h = look.build.height
    for sign in (1.0, -1.0):
        cord = [(0.03, 0.852, -0.042), (0.026, 0.852, -0.044), (0.0, 0.722, -0.082), (0.003, 0.72, -0.082)]
        points = np.array([(sign * x, y, z) for x, y, z in cord]) * h
        tailor.facet(points, {"chest": 1.0}, paint(look, (34, 32, 34)), lift=0.05)
    glass = Material(colour, gloss=0.5, subject=look.subject)
    ends = np.array([(0, 0.714, -0.084), (0, 0.70, -0.083)]) * h
    tailor.limb(ends, np.array([0.009, 0.0075]) * h, {"chest": 1.0}, glass, lift=0.06)


def _bag(tailor: Tailor, look: Look, colour: RGB) -> None:
    h = look.build.height
    strap = [(-0.075, 0.832, -0.04), (-0.055, 0.836, -0.045), (0.1, 0.56, -0.075), (0.1, 0.54, -0.07)]
    tailor.facet(np.array(strap) * h, {"chest": 0.5, "waist": 0.5}, paint(look, colour, 0.8), lift=0.04)
    body = np.array([(0.118, 0.52, -0.05), (0.122, 0.5, 0.05)]) * h
    tailor.limb(body, np.array([0.052, 0.052]) * h, {"pelvis": 1.0}, paint(look, colour))
