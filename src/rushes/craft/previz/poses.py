"""Acting: verbs on a timeline become, at any second, what a body wants to do; a figure does it with its own bones."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rushes.craft.previz import acts as words
from rushes.craft.previz import blocking, gait, gestures, regard, stances
from rushes.craft.previz.acts import Act, Place
from rushes.craft.previz.easing import smooth, wrapped
from rushes.craft.previz.rig import Carriage, Grasp, Step

STATURE = 1.75
LEADS = 0.24  # seconds by which the head is ahead of the body in a turn


@dataclass(frozen=True, eq=False)
class Pose:
    """
    What a body wants at one moment: where it stands and which way (radians), its trunk, feet, hands and face.

    It knows no bones: each figure does it with its own, planted feet staying where they are.
    """

    place: Place
    heading: float
    carriage: Carriage
    steps: tuple[Step, Step]
    grasps: tuple[Grasp, Grasp]
    gaze: Place | None = None
    face: Mapping[str, float] = field(default_factory=dict)


def toward(start: Place, end: Place) -> float:
    """The facing in degrees of somebody at one place who looks at another."""
    return math.degrees(gait.bearing(start, end, 0.0))


def perform(
    acts: Sequence[Act],
    t: float,
    *,
    seed: int,
    mouth: float = 0.0,
    gaze: Place | None = None,
    stature: float = STATURE,
) -> Pose:
    """
    The pose at second `t` of a performance.

    `mouth` is how far it is open with the speech, 0 to 1; `gaze` is the point that the eyes rest on when no act sends
    them elsewhere; `stature` is the performer's height in metres (`Figure.height`): steps and reaches are theirs.
    Raises `UnknownVerb`.
    """
    script = tuple(acts)
    words.known(script)
    laid = blocking.passages(script, stature)
    number = stances.current(laid, t)
    place, heading, feet = stances.where(laid[number], t, stature)
    carriage, *arms = stances.stance(laid, number, t, seed, stature)
    left, right = (
        gestures.of_hand(script, side, t, arm, place, heading, stature)
        for side, arm in zip(("left", "right"), arms, strict=True)
    )
    carriage = _given(carriage, (left, right), place, heading, stature)
    eyes = _eyes(place, heading, carriage, stature)
    seen = regard.attention(script, t, eyes=eyes, heading=heading, seed=seed, gaze=gaze)
    carriage = regard.bodily(script, t, _led(regard.follow(carriage, seen), laid[number], t, heading, stature))
    face = regard.face(script, t, seed=seed, mouth=mouth)
    return Pose(place, heading, carriage, feet, (left, right), seen.point, face)


def _given(carriage: Carriage, grasps: tuple[Grasp, Grasp], place: Place, heading: float, stature: float) -> Carriage:
    for side, grasp in zip(("left", "right"), grasps, strict=True):
        over, left = gestures.strain(grasp, side, place, heading, stature)
        sign = 1.0 if side == "left" else -1.0
        turn = -sign * 0.3 * over + 0.25 * left
        carriage = stances.added(
            carriage,
            hip_bow=0.28 * over,
            chest_bow=0.45 * over,
            chest_turn=turn,
            head_bow=-0.3 * over,
        )
    return carriage


def _eyes(place: Place, heading: float, carriage: Carriage, stature: float) -> Place:
    bow = carriage.hip_bow + carriage.chest_bow
    up = (0.535 + 0.4 * math.cos(bow)) * stature + carriage.rise
    front = 0.38 * math.sin(bow) * stature + 0.04 * stature - carriage.back
    fx, _, fz = gait.ahead(heading)
    return (place[0] + fx * front, place[1] + up, place[2] + fz * front)


def _led(carriage: Carriage, passage: blocking.Passage, t: float, heading: float, stature: float) -> Carriage:
    _, soon, _ = stances.where(passage, t + LEADS, stature)
    lead = max(-0.7, min(0.7, wrapped(soon - heading)))
    return stances.added(carriage, head_turn=0.9 * lead, chest_turn=0.35 * lead * smooth(abs(lead) * 4.0))
