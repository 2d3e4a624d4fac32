"""The gateway's one workflow: an order is taken as far as it goes, rests, and goes on."""

from rushes import jobs
from rushes.generation import steps
from rushes.generation.rules import State


@jobs.workflow()
def make_take(order_id: str, run: int = 1) -> State:
    """Make one take of one order; an order whose sending stayed unknown is left for a person, and to the next run."""
    leg = steps.advance(order_id, run)
    while leg.pause:
        jobs.sleep(leg.pause)
        leg = steps.advance(order_id, run)
    return leg.state
