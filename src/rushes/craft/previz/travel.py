"""Travel: how fast people go, how long a way takes them, and how far away the edge of the frame is."""

import re
from collections.abc import Sequence

import numpy as np

from rushes.craft.cards.card import Card, Part
from rushes.craft.cards.vocabulary import Movement, Size
from rushes.craft.previz import verbs
from rushes.craft.previz.acts import MOVING, Act
from rushes.craft.previz.beats import Beat
from rushes.craft.previz.shapes import Vector

PACES = {"walk": 1.3, "exit": 1.35, "enter": 1.35, "hurry": 2.0, "run": 3.3, "climb": 0.65}  # metres a second
STARTS = 0.45  # seconds that getting going and stopping take
EDGE = {Size.ECU: 0.2, Size.CU: 0.4, Size.MCU: 0.62, Size.MS: 1.15, Size.MLS: 1.5, Size.FS: 2.0}  # from the middle
LONGEST = 4.2  # metres: the way of somebody who is under way all through a shot
ROOMY = {"table", "counter"}


def length(a: Vector, b: Vector) -> float:
    """Metres over the floor from one place to another."""
    gap = b - a
    return float(np.hypot(gap[0], gap[2]))


def takes(verb: str, a: Vector, b: Vector) -> float:
    """The seconds that a way takes at the pace of a verb, with its start and stop."""
    return length(a, b) / PACES.get(verb, PACES["walk"]) + STARTS


def under_way(part: Part) -> bool:
    """Whether somebody is already moving as the shot begins."""
    words = part.start.lower()
    return "enter" not in words and re.search(r"\b(moving|walking|running|hurrying|on the move)\b", words) is not None


def free(acts: Sequence[Act]) -> float:
    """The second from which feet may go somewhere: a fall or a way is over, a turn or a rise is well begun."""
    ends = [act.end for act in acts if act.to is not None and act.verb in MOVING]
    begun = [act.start + 0.6 for act in acts if act.verb in {"turn", "rise"}]
    return max([0.0, *ends, *begun])


def verb_of(flow: Sequence[Beat]) -> str:
    """The way of going that the beats ask for first, a walk where they only say that somebody moves."""
    found = [verb.act for beat in flow for verb in verbs.found_in(beat.text) if verb.kind == "move"]
    return next((act for act in found if act != "walk"), "walk")


def stops(flow: Sequence[Beat]) -> float | None:
    """The second at which somebody under way stops, as the words say or their hands have work; None if never."""
    for beat in flow:
        if beat.opening:
            continue
        found = verbs.found_in(beat.text)
        if re.search(r"\b(stops?|halts?)\b", beat.text) or (found and found[0].kind == "hand"):
            return beat.start
    return None


def reach(verb: str, seconds: float, most: float = LONGEST) -> float:
    """How far somebody gets who is on the move for so long, `most` at the most, in metres."""
    return min(most, PACES.get(verb, PACES["walk"]) * max(0.6, seconds - STARTS))


def half_out(card: Card, home: Vector, side: float) -> Vector:
    """Where somebody stands whom the frame's edge cuts in two."""
    gone = home.copy()
    gone[0] = side * max(EDGE.get(card.size, 2.4), side * float(home[0]) + 0.35)
    return gone


def fixed(card: Card) -> bool:
    """Whether whoever walks walks out of a frame that does not follow, and is too tight to walk about in."""
    still = card.move.primary not in {Movement.TRACKING, Movement.PAN, Movement.TRUCK}
    return still and card.size in {Size.ECU, Size.CU, Size.MCU, Size.MS}
