"""Open country: field, beach, desert, park, road; a horizon, land in bands, things near and far."""

import cv2
import numpy as np

from rushes.craft.previz import light
from rushes.craft.previz.light import Lamp
from rushes.craft.previz.sets import palette, textures
from rushes.craft.previz.sets.making import floor, panel, point, rod, surface
from rushes.craft.previz.sets.stage import Brief, Stage
from rushes.craft.previz.shapes import RGB, Material, Solid, Surface

FAR = 80.0
STONE = ("causeway", "pier", "jetty", "quay")
SHORE = ("beach", "shore", "sea", "harbour", "harbor", "coast", *STONE)


def build(brief: Brief) -> Stage:
    """The open place of a brief."""
    mood = palette.of(brief)
    sun = {"night": palette.MOON, "dawn": palette.LOW_SUN, "dusk": palette.LOW_SUN}.get(brief.time, palette.SUN)
    height = 16.0 if brief.time == "day" else 5.0
    low = brief.time in {"dusk", "dawn"}
    where = point(11, 6.0, 68) if low else point(-26, height + 6, 22)
    key = Lamp(where, sun, 0.55 if brief.time == "night" else 2.3, 90.0, halo=13.0 if low else 0.0)
    return Stage(
        kind="exterior",
        shell=_shell(brief, mood),
        dressing=_dressing(brief),
        weather=brief.weather,
        sky=mood.sky,
        rim=_rim(sun, brief),
        lighting=palette.lighting(mood, brief, key),
        bounds=(-12, 12, -14, 10),
        wide=(point(0.6, 1.5, -7.5), point(0.2, 2.2, 10.0)),
        marks={
            "centre": point(0, 0, 0.6),
            "left": point(-0.9, 0, 0.6),
            "right": point(0.9, 0, 0.6),
            "door": point(-6, 0, 4),
            "lamp": key.position,
            "road": point(0, 0, 6),
            "tree": point(4.6, 0, 5.2),
            "bench": point(-2.4, 0, 2.6),
        },
    )


def _rim(sun: palette.Colour, brief: Brief) -> palette.Colour:
    gain = 0.35 if brief.time == "night" else 0.9
    return (sun[0] * gain, sun[1] * gain, sun[2] * gain)


def _ground(brief: Brief) -> RGB:
    if brief.says("desert", "dune", "beach", "sand", "shore"):
        return (176, 148, 108)
    if brief.says("road", "highway", "parking", "airfield", "runway", "dock", "harbour", "harbor", *STONE):
        return (96, 96, 98)
    return (170, 180, 190) if brief.says("snow", "ice", "glacier", "salt flat") else (92, 104, 58)


def _shell(brief: Brief, mood: palette.Palette) -> tuple[Surface, ...]:
    rng = brief.rng("shell")
    tone = _ground(brief)
    view = horizon(brief, mood, (520, 1600), tone)
    ground = textures.plain(160, FAR + 20, tone, rng, 7, 0.6)
    furrows = 0.86 + 0.14 * np.sin(np.arange(ground.shape[1]) * 0.9)[None, :, None]
    ground *= furrows.astype(np.float32)
    near = textures.plain(26, 22, tone, rng, 36, 0.7)
    sea = np.full(ground.shape[:2], 0.0, np.float32)
    if brief.says("lake", "cliff", *SHORE):
        ground[: int(0.72 * ground.shape[0])] = light.linear((70, 104, 116))
        sea[: int(0.72 * ground.shape[0])] = 0.75
    return (
        surface([(-130, 72, FAR), (130, 72, FAR), (130, -14, FAR), (-130, -14, FAR)], np.zeros_like(view), view),
        surface(
            [(-90, 60, -70), (-90, 60, FAR), (-90, -14, FAR), (-90, -14, -70)],
            np.zeros_like(view),
            view[:, ::-1].copy(),
        ),
        surface(
            [(90, 60, FAR), (90, 60, -70), (90, -14, -70), (90, -14, FAR)], np.zeros_like(view), view[:, ::-1].copy()
        ),
        floor(-80, 80, -20, FAR, ground, None, sea if sea.any() else None),
        *(() if sea.any() else (floor(-13, 13, -12, 10, near),)),
    )


def horizon(brief: Brief, mood: palette.Palette, shape: tuple[int, int], land: RGB) -> textures.Painting:
    """A sky with long clouds and three ranges of hills that pale with distance; its own light."""
    rng = brief.rng("horizon")
    top, bottom = light.linear(mood.sky[0]), light.linear(mood.sky[1])
    line = int(shape[0] * 0.84)
    ramp = np.clip(np.arange(shape[0]) / line, 0, 1)[:, None, None] ** 1.6
    picture = (top * (1 - ramp) + bottom * ramp).astype(np.float32) * np.ones((1, shape[1], 1), np.float32)
    cloud = cv2.resize(textures.mottled((shape[0] // 2, shape[1] // 6), rng, 26), (shape[1], shape[0]))[..., None]
    picture += np.clip(cloud - 0.52, 0, 1) * 0.55 * (bottom * 0.8 + 0.02).astype(np.float32)
    flat = brief.says("ocean", "plain", "steppe", "cliff", *SHORE)
    for row, high in enumerate((0.16, 0.10, 0.05)):
        ridge = cv2.GaussianBlur(rng.random((1, shape[1] // (40 - 8 * row)), dtype=np.float32), (0, 0), 0.8)
        ridge = cv2.resize(ridge, (shape[1], 1), interpolation=cv2.INTER_CUBIC)[0]
        tall = high * (0.15 if flat else 1.0) * shape[0] * (0.35 + 0.9 * ridge)
        share = 0.72 - 0.24 * row
        ink = (bottom * share + light.linear(land) * (bottom + 0.05) * (1 - share)).astype(np.float32)
        below = np.arange(shape[0])[:, None] > (line - tall)[None, :]
        picture[below] = ink * (0.92 - 0.2 * row)
    return picture


def _dressing(brief: Brief) -> tuple[Solid, ...]:
    rng = brief.rng("dressing")
    bark = Material((58, 46, 38))
    solids = []
    if not brief.says("desert", "snow", "ice", "cliff", "salt flat", *SHORE):
        solids += [
            tree(brief, n, x, z, s)
            for n, (x, z, s) in enumerate(((4.6, 5.2, 1.0), (-9.0, 14.0, 1.3), (-13, 20, 1.1), (12.0, 24.0, 1.4)))
        ]
    posts = [rod([(x, 0, 9.0), (x + 0.04, 1.1, 9.0)], 0.06, bark) for x in np.arange(-14, 15, 2.0).tolist()]
    posts += [rod([(-14, y, 9.0), (14, y, 9.0)], 0.025, bark) for y in (0.5, 0.95)]
    if not brief.says("desert", "snow", *SHORE):
        solids.append(Solid("fence", tuple(posts), point(0, 0.6, 9.0), casts_shadow=False))
    if brief.says("lake", *SHORE):
        piles = [
            rod([(2.0 + 1.2 * n, 0, 3.0 + 1.2 * n), (2.0 + 1.2 * n, 1.1 - 0.07 * n, 3.0 + 1.2 * n)], 0.11, bark)
            for n in range(7)
        ]
        solids.append(Solid("groyne", tuple(piles), point(4.5, 0.5, 8.0), casts_shadow=False))
    tufts = []
    for x, s in rng.random((26, 2)).tolist():
        left = -3.6 + 7.2 * x
        if abs(left) < 1.0:
            continue
        tufts.append(
            panel(
                [(left, 0.14 + 0.26 * s, -4.2), (left + 0.03, 0, -4.2), (left - 0.03, 0, -4.2)], Material((54, 60, 34))
            )
        )
    solids.append(Solid("grass", tuple(tufts), point(0, 0.1, -4.2), casts_shadow=False))
    return tuple(solids)


def tree(brief: Brief, number: int, x: float, z: float, scale: float) -> Solid:
    """A broad tree: a trunk that forks, and a crown of a few large soft shapes."""
    rng = brief.rng(f"tree {number}")
    bark, leaf, deep = Material((62, 48, 38)), Material((70, 92, 48)), Material((46, 66, 38))
    trunk = [
        rod(
            [(x, 0, z), (x + 0.1, 1.5 * scale, z), (x - 0.1, 2.6 * scale, z)],
            [0.2 * scale, 0.15 * scale, 0.09 * scale],
            bark,
        )
    ]
    crown = []
    for n in range(7):
        dx, dy, dz = rng.normal(0, 0.75, 3) * scale * (1, 0.55, 0.6)
        spot = (x + dx, 3.3 * scale + dy, z + dz)
        crown.append(
            rod([spot, (spot[0] + 0.7 * scale, spot[1] + 0.1, spot[2])], 0.62 * scale, leaf if n % 2 else deep)
        )
    return Solid(f"tree {number}", (*trunk, *crown), point(x, 2 * scale, z))
