"""Control passes of takes: what previz drew, drawn again as distances or as skeletons, kept under its hash."""

from rushes.craft.previz import film
from rushes.craft.previz.controls import Control
from rushes.delivery import bench
from rushes.kernel import hashing
from rushes.providers import previz
from rushes.providers.base import Request
from rushes.takes.tables import Take

VERSION = 1


def of(take: Take, control: Control) -> str:
    """The hash of a control pass of a take that previz drew: the same performance, frame for frame."""
    tools, asked = bench.tools(), Request.of(take.snapshot["request"])
    kept = tools.cache / "controls" / f"{hashing.digest([VERSION, str(control), asked.digest])}.mp4"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        film.control(previz.shoot(asked, asked.seed), control, kept)
    return tools.blobs.put_file(kept)
