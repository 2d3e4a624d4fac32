"""Forest and mountain: trunks in ranks that pale into mist, a path, undergrowth near the lens, light between."""

import numpy as np

from rushes.craft.previz import light
from rushes.craft.previz.light import Lamp
from rushes.craft.previz.sets import exterior, palette, textures
from rushes.craft.previz.sets.making import floor, panel, point, rod, surface
from rushes.craft.previz.sets.stage import Brief, Stage
from rushes.craft.previz.shapes import RGB, Facet, Limb, Material, Solid, Surface

MIST = 0.5  # how much nearer the haze is among trees


def build(brief: Brief) -> Stage:
    """The forest or mountain of a brief."""
    if brief.says("mountain", "cliff", "summit", "ridge", "glacier", "canyon") and not brief.says("forest", "wood"):
        return exterior.build(brief)
    mood = palette.of(brief)
    sun = {"night": palette.MOON, "dawn": palette.LOW_SUN, "dusk": palette.LOW_SUN}.get(brief.time, palette.SUN)
    key = Lamp(point(5.0, 7.5, 22.0), sun, 0.8 if brief.time == "night" else 3.4, 34.0, halo=7.5)
    lit = palette.lighting(mood, brief, key)
    green = np.array([0.72, 0.95, 0.80])
    lit = light.Lighting(
        lit.lamps, lit.above * green * 0.4, lit.below * green * 0.4, _mist(mood.haze), lit.thickness * MIST
    )
    return Stage(
        kind="nature",
        shell=_shell(brief, mood),
        dressing=(*_trees(brief), *_near(brief), *_shafts(brief, sun)),
        lighting=lit,
        weather=brief.weather,
        sky=(mood.sky[0], _mist(mood.sky[1])),
        rim=(sun[0] * 0.7, sun[1] * 0.7, sun[2] * 0.7),
        bounds=(-6, 6, -9, 8),
        wide=(point(-0.5, 1.45, -6.5), point(0.3, 2.1, 6.0)),
        marks={
            "centre": point(0, 0, 0.6),
            "left": point(-0.8, 0, 0.6),
            "right": point(0.8, 0, 0.6),
            "door": point(-3, 0, 6),
            "lamp": key.position,
            "path": point(0.4, 0, 7),
            "tree": point(-1.9, 0, 2.2),
        },
    )


def _mist(haze: RGB) -> RGB:
    return (min(255, int(haze[0] * 1.02)), min(255, int(haze[1] * 1.12)), int(haze[2] * 0.98))


def _shell(brief: Brief, mood: palette.Palette) -> tuple[Surface, ...]:
    rng = brief.rng("shell")
    far = light.linear(_mist(mood.haze)).astype(np.float32)
    top = light.linear(mood.sky[1]).astype(np.float32)
    ramp = np.linspace(1, 0, 260, dtype=np.float32)[:, None, None] ** 1.2
    shades = np.ones((1, 700, 1), np.float32)
    view = np.asarray((top * ramp * 0.8 + far * (1 - ramp * 0.8)) * shades, dtype=np.float32)
    for left in rng.integers(0, 690, 60).tolist():
        view[:, left : left + int(rng.integers(2, 9))] *= 0.72
    soil = textures.plain(60, 60, (66, 62, 42), rng, 16, 0.8)
    path = slice(int(0.485 * soil.shape[1]), int(0.525 * soil.shape[1]))
    soil[:, path] = soil[:, path] * 0.5 + light.linear((126, 108, 78)).astype(np.float32) * 0.5
    return (
        surface([(-60, 34, 38), (60, 34, 38), (60, -2, 38), (-60, -2, 38)], np.zeros_like(view), view),
        surface([(-30, 34, -30), (-30, 34, 38), (-30, -2, 38), (-30, -2, -30)], np.zeros_like(view), view),
        surface([(30, 34, 38), (30, 34, -30), (30, -2, -30), (30, -2, 38)], np.zeros_like(view), view),
        floor(-30, 30, -20, 38, soil),
    )


def _trees(brief: Brief) -> tuple[Solid, ...]:
    rng = brief.rng("trees")
    solids = []
    for n in range(46):
        z = 2.4 + 26 * float(rng.random()) ** 1.25
        x = float(rng.uniform(-1, 1)) * (4 + z * 0.75)
        if abs(x - 0.3) < 1.15 + 0.03 * z:
            x += 2.6 * (1 if x > 0.3 else -1)
        solids.append(_trunk(f"trunk {n}", x, z, 0.12 + 0.17 * float(rng.random()), rng))
    return tuple(solids)


def _trunk(name: str, x: float, z: float, radius: float, rng: np.random.Generator) -> Solid:
    bark, leaf = Material((60, 50, 42)), Material((52, 66, 40))
    lean = float(rng.normal(0, 0.16))
    shapes: list[Limb | Facet] = [
        rod([(x, 0, z), (x + lean, 4, z), (x + 2 * lean, 10, z)], [radius * 1.25, radius, radius * 0.6], bark)
    ]
    for side in (-1, 1):
        y = 2.6 + 2.6 * float(rng.random())
        reach = 0.8 + 0.8 * float(rng.random())
        end = (x + side * reach, y + 0.5, z)
        shapes.append(rod([(x + lean * y / 4, y, z), end], [radius * 0.3, 0.02], bark))
        if rng.random() < 0.7:
            shapes.append(rod([end, (end[0] + side * 0.7, end[1] + 0.2, z)], [0.34, 0.2], leaf))
    return Solid(name, tuple(shapes), point(x, 1.5, z), casts_shadow=False)


def _shafts(brief: Brief, sun: palette.Colour) -> tuple[Solid, ...]:
    """Light that falls between the crowns, where there is any."""
    if brief.time == "night":
        return ()
    rng = brief.rng("shafts")
    shown = light.painted(np.array(sun) * 1.2)
    ink = Material((int(shown[0]), int(shown[1]), int(shown[2])), glow=1.0, opacity=0.085)
    solids = []
    for n, (x, wide) in enumerate(zip((-3.2, -1.0, 1.1, 3.4, 5.2), rng.uniform(0.5, 1.3, 5).tolist(), strict=True)):
        z = 6.0 + 1.7 * n
        beam = panel([(x + 2.6, 9, z), (x + 2.6 + wide, 9, z), (x + wide * 1.3, 0, z), (x, 0, z)], ink)
        solids.append(Solid(f"shaft {n}", (beam,), point(x, 3, z), casts_shadow=False))
    return tuple(solids)


def _near(brief: Brief) -> tuple[Solid, ...]:
    rng = brief.rng("near")
    fern = Material((40, 52, 30))
    leaves: list[Facet] = []
    for x, s, lean in rng.random((34, 3)).tolist():
        left = -3.4 + 6.8 * x
        if abs(left) > 1.1:
            tip = left + 0.5 * (lean - 0.5)
            leaves.append(panel([(tip, 0.25 + 0.45 * s, -3.4), (left + 0.05, 0, -3.4), (left - 0.05, 0, -3.4)], fern))
    trunk = rod([(-2.5, 0, -2.2), (-2.4, 3, -2.2), (-2.5, 7, -2.2)], [0.34, 0.28, 0.24], Material((36, 30, 26)))
    log = rod([(1.6, 0.16, 2.4), (3.6, 0.2, 3.0)], [0.2, 0.16], Material((66, 54, 42)))
    return (
        Solid("ferns", tuple(leaves), point(0, 0.2, -3.4), casts_shadow=False),
        Solid("near trunk", (trunk,), point(-2.5, 1.5, -2.2)),
        Solid("log", (log,), point(2.6, 0.2, 2.7)),
    )
