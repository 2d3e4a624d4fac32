"""Delivery's durable work."""

from rushes import jobs
from rushes.delivery import steps

LOOK_SECONDS = 5.0
FRAME_SECONDS = 1.0


@jobs.workflow(queue="render")
def make_animatic(project_id: str, digest: str) -> str:
    """The animatic of a plan, by the plan's digest; gives the hash of its film."""
    return steps.cut_animatic(project_id, digest)


@jobs.workflow(queue="render")
def render_cut(project_id: str, render_id: str) -> None:
    """A render of a version of the cut, by its id."""
    steps.make_render(project_id, render_id)


@jobs.workflow(queue="render")
def mix_cut(project_id: str, version: int, digest: str) -> str:
    """The mix of a version of the cut, by the digest of its plan; gives the hash of what it is heard by."""
    return steps.mix_cut(project_id, version, digest)


@jobs.workflow(queue="render")
def make_viewing(project_id: str, media: str) -> None:
    """What a file of a production is looked at by."""
    steps.make_viewing(project_id, media)


@jobs.workflow()
def bisect(project_id: str, order_id: str, who: str, batch_id: str) -> None:
    """Which reference of an order is refused: one order after another, until it is found or one comes to nothing."""
    placed = steps.bisect(project_id, order_id, who, batch_id)
    while placed:
        jobs.sleep(LOOK_SECONDS)
        placed = steps.bisect(project_id, order_id, who, batch_id, placed)


@jobs.workflow()
def anchor(project_id: str, order_id: str, who: str) -> None:
    """The panel that an order becomes is approved once it is there, in the name of who asked for it."""
    while not steps.anchor(project_id, order_id, who):
        jobs.sleep(FRAME_SECONDS)
