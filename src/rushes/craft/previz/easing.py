"""Easing: how a body starts, arrives and settles; nothing alive moves in straight lines."""

import itertools
import math


def smooth(share: float) -> float:
    """From 0 to 1 with a soft start and a soft end."""
    u = min(max(share, 0.0), 1.0)
    return u * u * u * (u * (6.0 * u - 15.0) + 10.0)


def settle(share: float, over: float = 0.045) -> float:
    """From 0 to 1 with a soft start, a little too far, and back."""
    u = min(max(share, 0.0), 1.0)
    return smooth(u / 0.76) + over * math.sin(math.pi * min(max((u - 0.5) / 0.5, 0.0), 1.0)) ** 2


def bump(share: float) -> float:
    """From 0 to 1 and back to 0."""
    u = min(max(share, 0.0), 1.0)
    return math.sin(math.pi * u) ** 2


def keyed(u: float, *keys: tuple[float, float]) -> float:
    """A value that goes softly from key to key; keys are (time, value), in order."""
    if u <= keys[0][0]:
        return keys[0][1]
    for (start, a), (end, b) in itertools.pairwise(keys):
        if u <= end:
            v = (u - start) / (end - start)
            return a + (b - a) * v * v * (3.0 - 2.0 * v)
    return keys[-1][1]


def wander(t: float, seed: int, slow: float = 1.0) -> float:
    """A slow drift between about -1 and 1 that never repeats soon; another seed, another drift."""
    a, b, c = (math.tau * ((seed * prime) % 997) / 997.0 for prime in (31, 57, 83))
    return (
        0.55 * math.sin(0.53 * t / slow + a) + 0.3 * math.sin(1.13 * t / slow + b) + 0.15 * math.sin(2.3 * t / slow + c)
    )


def chance(seed: int, number: int) -> float:
    """A number between 0 and 1 that follows from a seed and a count."""
    mixed = (seed * 2654435761 + number * 40503 + 0x9E3779B9) & 0xFFFFFFFF
    mixed = ((mixed ^ (mixed >> 16)) * 0x45D9F3B) & 0xFFFFFFFF
    mixed = ((mixed ^ (mixed >> 16)) * 0x45D9F3B) & 0xFFFFFFFF
    return (mixed ^ (mixed >> 16)) / 0x100000000


def wrapped(angle: float) -> float:
    """An angle in radians, the short way round."""
    return (angle + math.pi) % math.tau - math.pi
