"""Turns and vectors in plain floats: a skeleton has few bones, and small arrays cost more than they save."""

import math

Vec = tuple[float, float, float]
Turn = tuple[Vec, Vec, Vec]  # three rows; it takes a rest vector to the world

LEVEL: Turn = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def yaw(angle: float) -> Turn:
    """A turn about the upright axis; what faces the default camera comes to face +x at a quarter turn (radians)."""
    c, s = math.cos(angle), math.sin(angle)
    return ((c, 0.0, -s), (0.0, 1.0, 0.0), (s, 0.0, c))


def pitch(angle: float) -> Turn:
    """A bow forward: up goes towards the front (radians)."""
    c, s = math.cos(angle), math.sin(angle)
    return ((1.0, 0.0, 0.0), (0.0, c, s), (0.0, -s, c))


def tilt(angle: float) -> Turn:
    """A lean to the left side of whoever leans: up goes towards +x at rest (radians)."""
    c, s = math.cos(angle), math.sin(angle)
    return ((c, s, 0.0), (-s, c, 0.0), (0.0, 0.0, 1.0))


def then(outer: Turn, inner: Turn) -> Turn:
    """Both turns, the inner one first."""
    a, b, c = inner
    first, second, third = outer
    return (_row(first, a, b, c), _row(second, a, b, c), _row(third, a, b, c))


def _row(row: Vec, a: Vec, b: Vec, c: Vec) -> Vec:
    x, y, z = row
    return (
        x * a[0] + y * b[0] + z * c[0],
        x * a[1] + y * b[1] + z * c[1],
        x * a[2] + y * b[2] + z * c[2],
    )


def apply(turn: Turn, vector: Vec) -> Vec:
    """A vector, turned."""
    x, y, z = vector
    a, b, c = turn
    return (
        a[0] * x + a[1] * y + a[2] * z,
        b[0] * x + b[1] * y + b[2] * z,
        c[0] * x + c[1] * y + c[2] * z,
    )


def undo(turn: Turn, vector: Vec) -> Vec:
    """A world vector as whoever is so turned sees it."""
    x, y, z = vector
    a, b, c = turn
    return (
        a[0] * x + b[0] * y + c[0] * z,
        a[1] * x + b[1] * y + c[1] * z,
        a[2] * x + b[2] * y + c[2] * z,
    )


def add(a: Vec, b: Vec) -> Vec:
    """The sum of two vectors."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    """From b to a."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scale(a: Vec, factor: float) -> Vec:
    """A vector, longer or shorter."""
    return (a[0] * factor, a[1] * factor, a[2] * factor)


def mix(a: Vec, b: Vec, share: float) -> Vec:
    """Between two points; a share of 1 is all b."""
    keep = 1.0 - share
    return (a[0] * keep + b[0] * share, a[1] * keep + b[1] * share, a[2] * keep + b[2] * share)


def dot(a: Vec, b: Vec) -> float:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """The vector product."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vec) -> float:
    """How long a vector is."""
    return math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def unit(a: Vec) -> Vec:
    """A vector's direction; nothing's direction is up."""
    size = length(a)
    return (a[0] / size, a[1] / size, a[2] / size) if size > 1e-9 else (0.0, 1.0, 0.0)


def along(down: Vec, back: Vec) -> Turn:
    """The turn that makes a limb which hangs at rest point along `down`, its back side towards `back`."""
    y = unit(scale(down, -1.0))
    x = unit(cross(y, back))
    z = cross(x, y)
    return ((x[0], y[0], z[0]), (x[1], y[1], z[1]), (x[2], y[2], z[2]))


def bend(root: Vec, goal: Vec, upper: float, lower: float, pole: Vec) -> tuple[Vec, Vec]:
    """
    The middle and end joint of a two-bone limb that reaches for a goal, its middle joint towards `pole`.

    A goal out of reach is reached for: the limb ends on the line to it, all but straight.
    """
    line = sub(goal, root)
    far = length(line)
    toward = unit(line)
    reach = min(max(far, abs(upper - lower) * 1.05 + 1e-4), (upper + lower) * 0.9985)
    side = unit(sub(pole, scale(toward, dot(pole, toward))))
    foot = (upper * upper - lower * lower + reach * reach) / (2.0 * reach)
    height = math.sqrt(max(upper * upper - foot * foot, 0.0))
    joint = add(root, add(scale(toward, foot), scale(side, height)))
    return joint, add(root, scale(toward, reach))
