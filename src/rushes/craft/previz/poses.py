"""Acting: verbs on a timeline become, at any second, what a body wants to do; a figure then does it with its own bones."""

from collections.abc import Sequence
from dataclasses import dataclass

from rushes.craft.previz.shapes import Vector

Place = tuple[float, float, float]

MOVING = ("walk", "hurry", "run", "enter", "exit", "slip_fall")
STILL = ("stand", "stop", "turn", "sit", "seated", "rise", "lean", "breathe")
MANUAL = (
    "reach",
    "slide",
    "take",
    "hold",
    "hold_out",
    "withdraw",
    "close_fist",
    "tuck",
    "open_jacket",
    "point",
    "give",
)
HEAD = ("look", "listen", "read", "startle", "nod", "shake_head")
FEELINGS = ("neutral", "worried", "recognition", "fear", "resolve", "warmth")
VERBS = (*MOVING, *STILL, *MANUAL, *HEAD, *FEELINGS)


@dataclass(frozen=True)
class Act:
    """
    One thing a performer does, from `start` to `end` seconds; what it leads to lasts until another act changes it.

    Places are world metres. `at` is the floor point where the feet stand as it begins; `to` is where they arrive (walk,
    enter, exit, slip_fall) or where a thing is taken (slide, give, hold_out). `target` is the point that is looked at,
    reached for or pointed at. `facing` is in degrees: 0 faces the default camera, 90 faces +x, 180 turns the back.
    `hand` is `left`, `right` or `both`, the performer's own.
    """

    verb: str
    start: float = 0.0
    end: float = 1.0
    at: Place | None = None
    to: Place | None = None
    facing: float | None = None
    target: Place | None = None
    hand: str = "right"


@dataclass(frozen=True, eq=False)
class Pose:
    """What a body wants at one moment; opaque but for where it stands, which way it faces and what its face does."""

    place: Vector
    heading: float
    feeling: str = "neutral"
    mouth: float = 0.0


def toward(start: Place, end: Place) -> float:
    """The facing in degrees of somebody at one place who looks at another."""
    raise NotImplementedError


def perform(
    acts: Sequence[Act],
    t: float,
    *,
    seed: int,
    mouth: float = 0.0,
    gaze: Place | None = None,
    stature: float = 1.75,
) -> Pose:
    """
    The pose at second `t` of a performance.

    `mouth` is how far it is open with the speech, 0 to 1; `gaze` overrides the point that the eyes rest on; `stature` is
    the performer's height in metres (`Figure.height`), so that steps and reaches are theirs. Raises `Invalid` for an
    unknown verb.
    """
    raise NotImplementedError
