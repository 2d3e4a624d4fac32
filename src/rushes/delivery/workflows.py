"""Delivery's durable work."""

from rushes import jobs
from rushes.delivery import steps


@jobs.workflow(queue="render")
def make_animatic(project_id: str, digest: str) -> str:
    """The animatic of a plan, by the plan's digest; gives the hash of its film."""
    return steps.cut_animatic(project_id, digest)
