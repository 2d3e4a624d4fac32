"""A render at work: the film and all that goes with it, and how far it is."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine

from rushes import jobs
from rushes.db.session import transaction
from rushes.delivery import bench, deliver, folder, gather, line
from rushes.edit import renders
from rushes.generation.tools import tools as house
from rushes.media import probe
from rushes.projects import service as projects

FILES = {
    deliver.FILM: "The film",
    "film.srt": "Captions, SubRip",
    "film.vtt": "Captions, WebVTT",
    "poster.jpg": "The poster",
    "contact-sheet.jpg": "A frame a second on one sheet",
    "report.html": "The report: every shot, take, finding and cost",
}
"""What a render leaves, by name, and what each is."""
TELL_SECONDS = 0.5


class Cancelled(Exception):
    """Nobody waits for the render any more."""


def make(project_id: UUID, render_id: UUID) -> None:
    """Make the film of a render and all that goes with it, unless it was cancelled."""
    tell = Teller(house().database, render_id)
    with transaction(tell.database) as session:
        if not renders.begun(session, render_id):
            return
        project, row = projects.one(session, project_id), renders.one(session, project_id, render_id)
        film = gather.version(session, project, row.version)
        raster = line.raster_of(folder.brief_of(project), draft=row.draft)
        master = row.master
    if master:
        deliver.refuse_unapproved(film)
    with house().workbench() as place:
        made = deliver.make(film, raster, place, bench.tools(), datetime.now(UTC), tell)
        facts = {**made.result, **_colours(place / deliver.FILM), "cues": len(made.cues), "mix": made.mixed.remarks}
        files = {name: house().blobs.put_file(place / name) for name in FILES}
    with transaction(tell.database) as session:
        renders.finished(session, render_id, files, facts)


@dataclass
class Teller:
    """Notes now and then how far a render is. Cancelled, once nobody waits for it."""

    database: Engine
    id: UUID
    clock: Callable[[], float] = time.monotonic
    told: tuple[str, float] = field(default=("", 0.0))

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Note it, if the stage is new or it has not been told for a while."""
        now = self.clock()
        if stage == self.told[0] and done < total and now - self.told[1] < TELL_SECONDS:
            return
        self.told = (stage, now)
        jobs.go_on()
        with transaction(self.database) as session:
            if not renders.reached(session, self.id, stage, done, total):
                raise Cancelled


def _colours(film: Path) -> dict[str, object]:
    """What of a film is measured for delivery alone."""
    found = probe.probe(film)
    video, audio = found.video, found.audio
    assert video is not None
    colours = {name: getattr(video, name) for name in ("primaries", "transfer", "matrix", "range", "codec", "constant")}
    return {**colours, "bytes": film.stat().st_size, "audio_rate": audio.rate if audio else 0}
