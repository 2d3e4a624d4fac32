"""A photographer's backdrop: seamless paper from the floor up the wall, one large soft light, nothing else."""

from functools import lru_cache

import numpy as np

from rushes.craft.previz import light
from rushes.craft.previz.light import Lamp, Lighting
from rushes.craft.previz.sets import making
from rushes.craft.previz.sets.stage import Stage, Weather
from rushes.craft.previz.shapes import RGB, Surface

PAPER: RGB = (148, 146, 141)
HIGH: RGB = (118, 118, 116)  # the paper where the light no longer reaches
WALL = 9.0  # metres behind whoever stands: no shadow reaches it
WIDE, TALL, NEAR = 14.0, 9.0, -12.0
KEY = (1.0, 0.955, 0.9)


@lru_cache(maxsize=1)
def stage() -> Stage:
    """The backdrop as a set; whoever is seen stands at its centre."""
    return Stage(
        kind="backdrop",
        shell=_paper(),
        dressing=(),
        lighting=lighting(),
        weather=Weather(),
        marks={"centre": making.point(0, 0, 0), "left": making.point(-1, 0, 0), "right": making.point(1, 0, 0)},
        sky=(HIGH, HIGH),
        rim=(0.2, 0.205, 0.21),
    )


def lighting() -> Lighting:
    """A large soft key from the front left, high; fill enough to see every colour."""
    key = Lamp(making.point(-1.5, 3.2, -3.4), KEY, 1.15, 9.0)
    return Lighting((key,), np.array((0.34, 0.345, 0.36)), np.array((0.22, 0.215, 0.205)), PAPER, 400.0)


def _paper() -> tuple[Surface, ...]:
    """Floor and wall shine by themselves in one colour, so that no edge is seen where they meet."""
    rise = np.linspace(1.0, 0.0, 64, dtype=np.float32)[:, None, None]
    low, high = (light.linear(colour).astype(np.float32) for colour in (PAPER, HIGH))
    wall = np.repeat(low + (high - low) * rise**1.5, 16, axis=1)
    floor = np.broadcast_to(low, (16, 16, 3)).astype(np.float32)
    return (
        making.back_wall(-WIDE, WIDE, WALL, TALL, np.zeros_like(wall), wall),
        making.floor(-WIDE, WIDE, NEAR, WALL, np.zeros_like(floor), floor),
    )
