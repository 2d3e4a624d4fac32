"""
A studio for the journeys in the browser: a real one with a worker and a pretend Ark, on a data directory of its own.

`python -m tests.browser PORT` says `ready` once it answers. `POST /_/productions` gives a new production of Ada's, with
takes of every shot, to whoever asks: each journey has its own.
"""

import os
import sys
import tempfile
import time
from typing import Any
from uuid import UUID

import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel

from rushes import app, bootstrap, config
from rushes.bootstrap import Studio
from rushes.config import Settings
from rushes.craft.production.folder import Production
from rushes.db.session import transaction
from rushes.delivery import materials
from rushes.generation import compose, gateway, tools
from rushes.generation import service as generation
from rushes.generation.compose import Raster
from rushes.generation.rules import OVER
from rushes.kernel.timecode import Rate
from rushes.projects import service as projects
from rushes.providers.base import Makes
from rushes.shots import service as shots
from tests import large
from tests.making import CODES, adopted, card, production, side_b
from tests.simulators import ark
from tests.simulators.serving import served

PERSON = "ada"
PICTURE = Raster(320, 180, Rate.of("24"))


class Wanted(BaseModel):
    """What production a journey wants: SIDE B, a small or a large one; takes of each shot, their length and height."""

    title: str = "Two Doors"
    side_b: bool = False
    takes: int = 2
    seconds: float = 2
    lines: int = PICTURE.height
    large: int = 0

    @property
    def raster(self) -> Raster:
        """What its takes are drawn as."""
        return Raster(self.lines * 16 // 9, self.lines, PICTURE.rate)


def serve(port: int) -> None:
    """Run the studio until the process is ended."""
    with tempfile.TemporaryDirectory(prefix="rushes-browser-") as place:
        os.environ["RUSHES_DATA"] = place
        with (
            served(ark.app(ark.Service(latency=0.0, cuts=(46,)))) as address,
            bootstrap.studio(_with(address)) as studio,
        ):
            made = app.create(studio, PERSON)
            _add_productions(made, studio)
            bootstrap.settle()
            server = uvicorn.Server(
                uvicorn.Config(made, port=port, log_level="warning", timeout_graceful_shutdown=1, lifespan="off")
            )
            sys.stdout.write("ready\n")
            sys.stdout.flush()
            server.run()


def _with(address: str) -> Settings:
    """The studio's settings, with a pretend Ark at an address."""
    service = {"URL": f"{address}/api/v3", "KEY": "ark-key"}
    os.environ |= {f"{config.PREFIX}PROVIDERS__ARK__{name}": said for name, said in service.items()}
    return config.load()


def _add_productions(made: FastAPI, studio: Studio) -> None:
    @made.post("/_/productions", include_in_schema=False)
    def open_one(wanted: Wanted) -> dict[str, str]:
        with transaction(studio.database) as session:
            if wanted.large:
                grown = large.grown(session, studio.blobs, PERSON, wanted.large)
                return {"id": str(grown.id), "title": grown.title}
            project = adopted(session, _stated(wanted), PERSON)
        _take(studio, project.id, wanted)
        return {"id": str(project.id), "title": project.title}


def _stated(wanted: Wanted) -> Production:
    if wanted.side_b:
        return side_b()
    size: dict[str, Any] = {"width": wanted.raster.width, "height": wanted.raster.height}
    planned = [card(code, seconds=wanted.seconds, title=f"Ada {number}") for number, code in enumerate(CODES, 1)]
    return production(*planned, title=wanted.title, format=size)


def _take(studio: Studio, project_id: UUID, wanted: Wanted) -> None:
    """Make takes of every shot through the gateway, by the embedded provider for demonstrations."""
    with transaction(studio.database) as session:
        spec = studio.specs["simulated"]
        material = materials.materials(session, projects.one(session, project_id))
        asked = tools.tools().asked("simulated", Makes.VIDEO)
        for one in shots.planned(session, project_id):
            for attempt in range(1, wanted.takes + 1):
                composed = compose.clip(material.of(one.card), spec, wanted.raster, attempt, 1, asked)
                gateway.order(session, project_id, composed, spec, PERSON)
    _wait(studio, project_id)


def _wait(studio: Studio, project_id: UUID, patience: float = 120) -> None:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        with transaction(studio.database) as session:
            if set(generation.counted(session, project_id)) <= OVER:
                return
        time.sleep(0.1)
    raise TimeoutError("the takes were not made in time")


if __name__ == "__main__":
    serve(int(sys.argv[1]))
