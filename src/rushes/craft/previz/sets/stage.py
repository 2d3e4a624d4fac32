"""A stage: shell, dressing, moving parts, light, weather, and the marks where people and things may stand."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from rushes.craft.previz.light import Lighting
from rushes.craft.previz.shapes import Solid, Surface, Vector

Moving = Callable[[float], Solid]


@dataclass(frozen=True)
class Weather:
    """What falls and blows: each 0 to 1."""

    rain: float = 0.0
    wind: float = 0.0
    fog: float = 0.0
    snow: float = 0.0


@dataclass(frozen=True)
class Brief:
    """What a set is built from: every word about the place, the hour, the weather, the location's own seed."""

    words: str
    time: str  # night, dawn, day, dusk
    inside: bool
    weather: Weather
    seed: int
    named: str = ""  # of the words, those that name the place: its heading and its name

    def says(self, *words: str) -> bool:
        """Whether any of these words describes the place."""
        return any(word in self.words for word in words)

    def rng(self, part: str) -> np.random.Generator:
        """Chance of one part of the set, the same in every shot."""
        return np.random.default_rng([self.seed, *part.encode()])


@dataclass(frozen=True, eq=False)
class Stage:
    """
    A set as built, in world metres: people stand along x, the default camera looks from negative z.

    `moving` makes a part in a state from 0 to 1 (a door open, a curtain drawn). `marks` names points: `centre`, `left`,
    `right`, `door`, `lamp`, and those of the kind. `sky` is what shows where nothing stands, top and bottom, 8-bit.
    `rim` is the light from behind that cuts people out; `wide` is from where, and to where, a 26 mm lens sees it best.
    """

    kind: str
    shell: tuple[Surface, ...]
    dressing: tuple[Solid, ...]
    lighting: Lighting
    weather: Weather
    marks: dict[str, Vector]
    moving: dict[str, Moving] = field(default_factory=dict)
    sky: tuple[tuple[int, int, int], tuple[int, int, int]] = ((10, 14, 20), (26, 36, 46))
    bounds: tuple[float, float, float, float] = (-4.0, 4.0, -4.0, 4.0)  # where the camera may stand: x, x, z, z
    rim: tuple[float, float, float] = (0.25, 0.4, 0.5)
    narrow: bool = False  # seen along its depth only: people turn, the camera does not
    wide: tuple[Vector, Vector] = field(default_factory=lambda: (np.array([0.0, 1.6, -5.5]), np.array([0.0, 1.4, 1.0])))
