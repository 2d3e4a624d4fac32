"""What is wanted, in what services offer: whole seconds, the nearest ratio, the smallest resolution that is enough."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from rushes.kernel.timecode import Rate
from rushes.providers.base import Model, Request


def film_rate(request: Request) -> Rate:
    """The frame rate of the film a request is for: the plan says it where the model has another of its own."""
    return Rate.of(request.plan.get("rate", request.rate))


def seconds(model: Model, request: Request) -> int:
    """The fewest whole seconds that hold the frames asked for, and that the model makes."""
    least, most = model.seconds
    wanted = -(-request.frames // Rate.of(request.rate).nominal)
    return min(max(wanted, math.ceil(least)), math.floor(most))


def ratio(request: Request, offered: Sequence[str]) -> str:
    """The ratio on offer that is nearest to the frame asked for; each is written `16:9`."""
    wanted = math.log(request.width / request.height)
    return min(offered, key=lambda one: abs(math.log(_shape(one)) - wanted))


def resolution(request: Request, ratio: str, offered: Mapping[str, int]) -> str:
    """The first resolution that is no smaller than the frame asked for, else the last; each with its shorter side."""
    shape = _shape(ratio)
    for name, side in offered.items():
        width, height = (side * shape, side) if shape >= 1 else (side, side / shape)
        if math.ceil(width) >= request.width and math.ceil(height) >= request.height:
            return name
    return list(offered)[-1]


def _shape(ratio: str) -> Fraction:
    width, height = map(int, ratio.split(":"))
    return Fraction(width, height)
