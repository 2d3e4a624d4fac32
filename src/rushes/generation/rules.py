"""States of an order and what may follow what, what is done about a failure, how long to wait; pure."""

from dataclasses import dataclass
from enum import StrEnum

from rushes.providers.errors import Cause, Medium, Objection


class State(StrEnum):
    """Where an order is."""

    PROPOSED = "proposed"
    AUTHORISED = "authorised"
    SUBMITTING = "submitting"
    SUBMIT_UNKNOWN = "submit_unknown"
    QUEUED = "queued"
    RUNNING = "running"
    CANCELLING = "cancelling"
    CANCEL_REFUSED = "cancel_refused"
    FETCHING = "fetching"
    CHECKING = "checking"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    REFUSED = "refused"


UNSENT = frozenset({State.PROPOSED, State.AUTHORISED})
THERE = frozenset({State.QUEUED, State.RUNNING, State.CANCELLING, State.CANCEL_REFUSED})
"""At the service, under an id it gave."""
STOPPING = frozenset({State.CANCELLING, State.CANCEL_REFUSED})
OVER = frozenset({State.DONE, State.FAILED, State.CANCELLED, State.EXPIRED, State.REFUSED})

_ENDS = {State.FETCHING, State.FAILED, State.CANCELLED, State.EXPIRED}
NEXT: dict[State, frozenset[State]] = {
    State.PROPOSED: frozenset({State.AUTHORISED, State.REFUSED, State.FAILED, State.CANCELLED}),
    State.AUTHORISED: frozenset({State.SUBMITTING, State.REFUSED, State.FAILED, State.CANCELLED, State.EXPIRED}),
    State.SUBMITTING: frozenset({State.AUTHORISED, State.SUBMIT_UNKNOWN, State.QUEUED, State.FAILED}),
    State.SUBMIT_UNKNOWN: frozenset({State.QUEUED, State.FAILED, State.CANCELLED}),
    State.QUEUED: frozenset({State.RUNNING, State.CANCELLING, *_ENDS}),
    State.RUNNING: frozenset({State.CANCELLING, *_ENDS}),
    State.CANCELLING: frozenset({State.CANCEL_REFUSED, *_ENDS}),
    State.CANCEL_REFUSED: frozenset(_ENDS),
    State.FETCHING: frozenset({State.CHECKING, State.FAILED, State.EXPIRED}),
    State.CHECKING: frozenset({State.DONE, State.FAILED}),
    State.DONE: frozenset(),
    State.FAILED: frozenset({State.RUNNING}),
    State.CANCELLED: frozenset(),
    State.EXPIRED: frozenset({State.RUNNING}),
    State.REFUSED: frozenset(),
}


class Offer(StrEnum):
    """What a person may try after a failure."""

    REWORD = "reword"
    WITHOUT_AUDIO = "without_audio"
    BISECT_REFERENCES = "bisect_references"
    LOOK_AGAIN = "look_again"
    ORDER_AGAIN = "order_again"


SAYS = {
    Offer.REWORD: "say it otherwise on the card",
    Offer.WITHOUT_AUDIO: "order it without sound (`--silent`) and lay the sound in the mix",
    Offer.BISECT_REFERENCES: "order it with half of its references (`rushes bisect`) to find the one that is refused",
    Offer.LOOK_AGAIN: "look there again (`rushes orders look`)",
    Offer.ORDER_AGAIN: "order it again",
}


@dataclass(frozen=True)
class Remedy:
    """What is done about a failure: how often the same is made again by itself, and what a person may try."""

    again: int = 0
    offers: tuple[Offer, ...] = ()


def remedy(cause: Cause, medium: Medium | None = None, objection: Objection | None = None) -> Remedy:
    """
    By class: a moderator of outputs is partly chance, one of inputs is not, and a face is refused for good.

    Providers write down their failures as one cause; see `providers.errors`.
    """
    if cause in {Cause.INPUT_MODERATION, Cause.OUTPUT_MODERATION}:
        return _moderated(cause, medium, objection)
    again = {Cause.PROVIDER_FAULT: 2, Cause.INPUT_FETCH: 1, Cause.NOT_FOUND: 1, Cause.EXPIRED: 1}
    look = (Offer.LOOK_AGAIN,) if cause in {Cause.EXPIRED, Cause.PROVIDER_FAULT} else ()
    return Remedy(again.get(cause, 0), (*look, Offer.ORDER_AGAIN))


def _moderated(cause: Cause, medium: Medium | None, objection: Objection | None) -> Remedy:
    sound = (Offer.WITHOUT_AUDIO,) if medium is Medium.AUDIO else ()
    if cause is Cause.OUTPUT_MODERATION:
        return Remedy(0 if objection is Objection.PRIVACY else 2, (*sound, Offer.REWORD))
    references = () if medium is Medium.TEXT else (Offer.BISECT_REFERENCES,)
    return Remedy(0, (*sound, *references, Offer.REWORD))


class Truth(StrEnum):
    """What a person can find out about an order that may have been accepted."""

    ACCEPTED = "accepted"
    NEVER = "never"
    BILLED = "billed"


KNOWN = {
    Truth.ACCEPTED: "it is there, under the id given; it is brought home.",
    Truth.NEVER: "it was never accepted; nothing is booked.",
    Truth.BILLED: "it was billed and cannot be had any more; the high end of its estimate is booked.",
}

HELD_UP = frozenset({Cause.AUTH, Cause.BALANCE, Cause.MODEL_NOT_OPEN})
"""What a person must mend before anything more can be sent to a service."""

FIRST, IN_TURN, LAST = 0, 5, 9
"""Priorities: of the orders that wait for their provider the lowest goes first, of equals the oldest."""

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 20.0
LONGEST_BUSY = 120.0
LONGEST_DOUBT = 60.0
MOST_DOUBTS = 60
STOPPING_PATIENCE = 3600.0
"""For how long an order is still waited for after its deadline, once its service was asked to stop it."""
FETCHING_PATIENCE = 24 * 3600.0
FEWEST_FETCHES = 20
"""How often something is fetched in vain at least before it is given up."""


def may_follow(current: State, wanted: State) -> bool:
    """Whether an order in one state may come to another; staying where it is is always allowed."""
    return wanted is current or wanted in NEXT[current]


def next_look(looks: int, within: tuple[float, float] = (FIRST_PAUSE, LONGEST_PAUSE)) -> float:
    """Seconds until the next look at a running order: soon at first, then patiently."""
    first, longest = within
    return float(min(longest, first * 1.5 ** min(looks, 40)))


def next_doubt(looks: int) -> float:
    """Seconds until a service is asked again whether it took an order; 0 when it was asked often enough."""
    return next_look(looks, (FIRST_PAUSE, LONGEST_DOUBT)) if looks < MOST_DOUBTS else 0.0


def next_try(tries: int, after: float) -> float:
    """Seconds until a call that was not taken is made again: as the service asks, else longer each time."""
    return max(after, float(min(LONGEST_BUSY, FIRST_PAUSE * 2 ** min(tries, 12))))
