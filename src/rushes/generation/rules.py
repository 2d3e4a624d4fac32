"""States of an order and what may follow what; how long to wait; pure."""

from enum import StrEnum


class State(StrEnum):
    """Where an order is."""

    PROPOSED = "proposed"
    AUTHORISED = "authorised"
    SUBMITTING = "submitting"
    SUBMIT_UNKNOWN = "submit_unknown"
    QUEUED = "queued"
    RUNNING = "running"
    FETCHING = "fetching"
    CHECKING = "checking"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    REFUSED = "refused"


OVER = frozenset({State.DONE, State.FAILED, State.CANCELLED, State.EXPIRED, State.REFUSED})

NEXT: dict[State, frozenset[State]] = {
    State.PROPOSED: frozenset({State.AUTHORISED, State.REFUSED, State.FAILED, State.CANCELLED}),
    State.AUTHORISED: frozenset({State.SUBMITTING, State.FAILED, State.CANCELLED}),
    State.SUBMITTING: frozenset({State.SUBMIT_UNKNOWN, State.QUEUED, State.FAILED}),
    State.SUBMIT_UNKNOWN: frozenset({State.QUEUED, State.FAILED, State.CANCELLED}),
    State.QUEUED: frozenset({State.RUNNING, State.FETCHING, State.FAILED, State.CANCELLED, State.EXPIRED}),
    State.RUNNING: frozenset({State.FETCHING, State.FAILED, State.CANCELLED, State.EXPIRED}),
    State.FETCHING: frozenset({State.CHECKING, State.FAILED, State.EXPIRED}),
    State.CHECKING: frozenset({State.DONE, State.FAILED}),
    **{state: frozenset() for state in OVER},
}

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 20.0
PATIENCE = 6 * 3600.0


def may_follow(current: State, wanted: State) -> bool:
    """Whether an order in one state may come to another; staying where it is is always allowed."""
    return wanted is current or wanted in NEXT[current]


def next_look(looks: int) -> float:
    """Seconds until the next look at a running order: soon at first, then patiently."""
    return float(min(LONGEST_PAUSE, FIRST_PAUSE * 1.5**looks))


def out_of_patience(waited: float) -> bool:
    """Whether an order has been waited for longer than any real one takes."""
    return waited > PATIENCE
