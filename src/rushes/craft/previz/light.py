"""Light: one motivated lamp and what fills the shadows; how much of it falls on a wall, a coat, a face."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rushes.craft.previz.shapes import RGB, Points, Vector

Linear = NDArray[np.float64]
DISPLAY = 2.2
EXPOSURE = 1.55
_BRIGHT = 9.0
_CURVE = 255.0 * (1.0 - np.exp(-EXPOSURE * np.linspace(0.0, _BRIGHT**0.5, 8192) ** 2)) ** (1.0 / DISPLAY)


@dataclass(frozen=True, eq=False)
class Lamp:
    """
    A source: where it is, its linear colour and power at one metre, and how far it reaches in metres.

    `aim` makes a shaded lamp: light leaves in that direction and falls off to the sides by `spread` (cosine, 0 wide to
    0.9 narrow). `halo` is the radius in metres of the glow that is seen round it.
    """

    position: Vector
    colour: tuple[float, float, float]
    power: float = 1.0
    reach: float = 3.0
    aim: Vector | None = None
    spread: float = 0.0
    halo: float = 0.0
    flicker: float = 0.0

    @property
    def tint(self) -> Linear:
        """Colour times power."""
        return np.asarray(self.colour, dtype=np.float64) * self.power


@dataclass(frozen=True, eq=False)
class Lighting:
    """What lights a shot: lamps with the key first, and the light from above and below that fills shadows."""

    lamps: tuple[Lamp, ...]
    above: Linear
    below: Linear
    haze: RGB
    thickness: float  # metres at which haze has taken 63 %


def linear(colour: RGB) -> Linear:
    """A painted 8-bit colour as linear light."""
    return (np.asarray(colour, dtype=np.float64) / 255.0) ** DISPLAY


def painted(light: NDArray[np.floating]) -> NDArray[np.float64]:
    """Linear light as it is painted: a soft shoulder, then the display curve; 0 to 255."""
    steps = np.sqrt(np.clip(light, 0.0, _BRIGHT)) * ((len(_CURVE) - 1) / _BRIGHT**0.5)
    return np.asarray(_CURVE[(steps + 0.5).astype(np.intp)])


def fall(lamp: Lamp, points: Points) -> tuple[NDArray[np.float64], Points]:
    """How much of a lamp reaches each point, and the direction to the lamp from there."""
    toward = lamp.position - points
    distance = np.maximum(np.linalg.norm(toward, axis=-1), 1e-3)
    toward = toward / distance[..., None]
    amount = 1.0 / (1.0 + (distance / lamp.reach) ** 2) ** 1.5
    if lamp.aim is not None:
        cosine = -(toward @ lamp.aim)
        amount = amount * np.clip((cosine - lamp.spread + 0.25) / 0.5, 0.0, 1.0) ** 2
    return amount, toward


def ambient(lighting: Lighting, up: NDArray[np.float64]) -> Linear:
    """The fill on surfaces whose normals rise by `up` (-1 to 1); shape (..., 3)."""
    share = (0.5 + 0.5 * up)[..., None]
    return lighting.above * share + lighting.below * (1.0 - share)


def on_planes(lighting: Lighting, points: Points, normals: Points, wrap: float = 0.25) -> Linear:
    """The light on points with normals, shape (..., 3), linear; `wrap` lets it creep round the edge."""
    total = ambient(lighting, normals[..., 1])
    for lamp in lighting.lamps:
        amount, toward = fall(lamp, points)
        facing = np.clip((np.sum(toward * normals, axis=-1) + wrap) / (1.0 + wrap), 0.0, 1.0)
        total = total + (amount * facing)[..., None] * lamp.tint
    return total


def veiled(colours: NDArray[np.float64], depth: NDArray[np.float64], lighting: Lighting) -> NDArray[np.float64]:
    """Painted colours seen through haze; depth in metres."""
    clear = np.exp(-np.maximum(depth, 0.0) / lighting.thickness)[..., None]
    return colours * clear + np.asarray(lighting.haze, dtype=np.float64) * (1.0 - clear)
