"""Hands for inserts: back, palm, thumb and four jointed fingers, with the sleeve they come out of."""

from rushes.craft.previz.figures import Figure
from rushes.craft.previz.acts import Place
from rushes.craft.previz.shapes import Solid

GESTURES = ("hold", "offer", "fist", "slide", "turn_over", "point", "reach", "rest")


def solid(
    figure: Figure,
    gesture: str,
    *,
    at: Place,
    facing: float = 180.0,
    progress: float = 1.0,
    side: str = "left",
    held: Solid | None = None,
) -> Solid:
    """
    One hand with its wrist and sleeve, the palm's centre at `at`, its fingers along `facing` (degrees, as for acts).

    `progress` runs a gesture that happens in time (fist, turn_over, reach, slide) from 0 to 1. `held` is a thing that
    already stands in the world where the hand is: it becomes part of the solid, so that thumb and fingers go round it.
    `parts` names palm, wrist, thumb, tips and grip, the point where a held thing's middle belongs.
    """
    raise NotImplementedError
