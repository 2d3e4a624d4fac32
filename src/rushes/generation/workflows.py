"""The gateway's one workflow: authorise and submit, wait, bring home, check, settle."""

from rushes import jobs
from rushes.generation import steps
from rushes.generation.rules import THERE, State
from rushes.generation.steps import Leg

RECONCILIATIONS = 40


@jobs.workflow()
def make_take(order_id: str) -> State:
    """Make one take of one order; an order whose sending stayed unknown is left for a person."""
    state = _sent(order_id)
    state = _reconciled(order_id, state)
    if state in THERE:
        state = steps.wait(order_id)
    state = _brought(order_id, state)
    if state is State.CHECKING:
        state = steps.check(order_id)
    return state if state is State.SUBMIT_UNKNOWN else steps.settle(order_id)


def _sent(order_id: str) -> State:
    leg = steps.send(order_id)
    while leg.state is State.AUTHORISED:
        jobs.sleep(leg.pause)
        leg = steps.send(order_id)
    return leg.state


def _reconciled(order_id: str, state: State) -> State:
    looks = 0
    while state is State.SUBMIT_UNKNOWN and looks < RECONCILIATIONS:
        leg = steps.reconcile(order_id, looks)
        state, looks = leg.state, looks + 1
        if state is State.SUBMIT_UNKNOWN:
            if not leg.pause:
                break
            jobs.sleep(leg.pause)
    return state


def _brought(order_id: str, state: State) -> State:
    leg = Leg(state)
    while leg.state is State.FETCHING:
        leg = steps.bring_home(order_id)
        if leg.state is State.FETCHING:
            jobs.sleep(leg.pause)
    return leg.state
