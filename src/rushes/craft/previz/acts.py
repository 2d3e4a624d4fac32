"""Acts: what a performer is asked to do, when, where and to what; the words a blocking is written in."""

from dataclasses import dataclass

from rushes.kernel.errors import Invalid

Place = tuple[float, float, float]

MOVING = ("walk", "hurry", "run", "enter", "exit", "slip_fall")
STILL = ("stand", "stop", "turn", "sit", "seated", "rise")
BODY = ("lean", "breathe", "startle")
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
HEAD = ("look", "listen", "read", "nod", "shake_head")
FEELINGS = ("neutral", "worried", "recognition", "fear", "resolve", "warmth")
VERBS = frozenset((*MOVING, *STILL, *BODY, *MANUAL, *HEAD, *FEELINGS))


class UnknownVerb(Invalid):
    """A verb that no performer knows."""


@dataclass(frozen=True)
class Act:
    """
    One thing a performer does, from `start` to `end` seconds.

    Places are world metres. `at` is the floor point where the feet stand as it begins (for sit and seated, the floor
    under the seat); `to` is where they arrive (walk, hurry, run, enter, exit, slip_fall) or where a thing is taken
    (slide, give, hold_out). `target` is the point that is looked at, reached for or pointed at. `facing` is in degrees:
    0 faces the default camera, 90 faces +x, 180 turns the back. `hand` is `left`, `right` or `both`, their own.
    Stances, holding and feelings last until another act changes them; what reaches, leans or nods is over at `end`.
    """

    verb: str
    start: float = 0.0
    end: float = 1.0
    at: Place | None = None
    to: Place | None = None
    facing: float | None = None
    target: Place | None = None
    hand: str = "right"


def known(acts: tuple[Act, ...]) -> None:
    """Refuse a verb that no performer knows."""
    for act in acts:
        if act.verb not in VERBS:
            words = ", ".join(sorted(VERBS))
            raise UnknownVerb(f"Nobody knows how to `{act.verb}`; the acts are: {words}.")
