"""Palettes: the base hue of shadow from place, hour and weather, in linear light; the one lamp belongs to the set."""

from dataclasses import dataclass

import numpy as np

from rushes.craft.previz.light import Lamp, Lighting
from rushes.craft.previz.sets.stage import Brief
from rushes.craft.previz.shapes import RGB

Colour = tuple[float, float, float]

SODIUM: Colour = (1.0, 0.52, 0.16)
TUNGSTEN: Colour = (1.0, 0.66, 0.34)
LAMP_GREEN: Colour = (0.30, 1.0, 0.46)
DAYLIGHT: Colour = (0.82, 0.93, 1.0)
SUN: Colour = (1.0, 0.86, 0.66)
LOW_SUN: Colour = (1.0, 0.58, 0.34)
MOON: Colour = (0.45, 0.66, 1.0)
NEON: Colour = (1.0, 0.22, 0.42)
COLD: Colour = (0.55, 0.80, 1.0)


@dataclass(frozen=True)
class Palette:
    """Shadow from above and below, haze and its depth in metres, the sky from top to bottom, the rim from behind."""

    above: Colour
    below: Colour
    haze: RGB
    thickness: float
    sky: tuple[RGB, RGB]
    rim: Colour


NIGHT = Palette(
    (0.045, 0.085, 0.125), (0.016, 0.028, 0.040), (22, 38, 50), 38.0, ((8, 14, 25), (58, 82, 96)), (0.16, 0.30, 0.42)
)
DAWN = Palette(
    (0.24, 0.22, 0.34), (0.10, 0.08, 0.13), (150, 130, 140), 42.0, ((58, 60, 100), (214, 158, 140)), (0.7, 0.45, 0.4)
)
DAY = Palette(
    (0.42, 0.50, 0.60), (0.20, 0.20, 0.20), (158, 172, 182), 70.0, ((74, 108, 140), (168, 182, 186)), (0.8, 0.8, 0.75)
)
DUSK = Palette(
    (0.20, 0.17, 0.26), (0.10, 0.07, 0.09), (112, 82, 92), 40.0, ((40, 38, 72), (178, 118, 92)), (0.8, 0.42, 0.22)
)
INTERIOR_NIGHT = Palette(
    (0.046, 0.043, 0.052), (0.026, 0.020, 0.016), (30, 26, 26), 30.0, ((8, 9, 13), (20, 22, 28)), (0.20, 0.17, 0.15)
)
INTERIOR_DAY = Palette(
    (0.20, 0.20, 0.21), (0.13, 0.11, 0.09), (92, 92, 92), 34.0, ((150, 170, 184), (210, 214, 210)), (0.6, 0.62, 0.62)
)
SPACE = Palette(
    (0.040, 0.050, 0.075), (0.020, 0.024, 0.036), (16, 20, 30), 34.0, ((3, 4, 8), (8, 10, 18)), (0.2, 0.32, 0.5)
)

_OUTSIDE = {"night": NIGHT, "dawn": DAWN, "day": DAY, "dusk": DUSK}


def of(brief: Brief) -> Palette:
    """The palette of a place at an hour."""
    if brief.inside:
        return INTERIOR_NIGHT if brief.time in {"night", "dusk"} else INTERIOR_DAY
    return _OUTSIDE.get(brief.time, DAY)


def lighting(palette: Palette, brief: Brief, *lamps: Lamp) -> Lighting:
    """The lamps of a set, key first, in the fill and haze of its palette."""
    thin = palette.thickness / (1.0 + 0.7 * brief.weather.rain + 5.0 * brief.weather.fog + 1.5 * brief.weather.snow)
    return Lighting(lamps, np.array(palette.above), np.array(palette.below), palette.haze, thin)
