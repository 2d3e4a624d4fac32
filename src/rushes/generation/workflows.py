"""The gateway's one workflow: authorise, submit, wait, bring home, check, settle."""

from rushes import jobs
from rushes.generation import rules, steps
from rushes.generation.rules import State

RECONCILIATIONS = 8


@jobs.workflow()
def make_take(order_id: str) -> State:
    """Make one take of one order; an order whose sending stayed unknown is left for a person."""
    state = steps.authorise(order_id)
    if state is State.AUTHORISED:
        state = steps.submit(order_id)
    state = _reconciled(order_id, state)
    state = _waited(order_id, state)
    if state is State.FETCHING:
        state = steps.bring_home(order_id)
    if state is State.CHECKING:
        state = steps.check(order_id)
    return state if state is State.SUBMIT_UNKNOWN else steps.settle(order_id)


def _reconciled(order_id: str, state: State) -> State:
    looks = 0
    while state is State.SUBMIT_UNKNOWN and looks < RECONCILIATIONS:
        state = steps.reconcile(order_id)
        if state is State.SUBMIT_UNKNOWN:
            jobs.sleep(rules.next_look(looks))
        looks += 1
    return state


def _waited(order_id: str, state: State) -> State:
    looks, waited = 0, 0.0
    while state in {State.QUEUED, State.RUNNING} and not rules.out_of_patience(waited):
        state = steps.look(order_id)
        if state in {State.QUEUED, State.RUNNING}:
            pause = rules.next_look(looks)
            jobs.sleep(pause)
            looks, waited = looks + 1, waited + pause
    return state
