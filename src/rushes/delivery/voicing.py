"""The lines of a shot as one sound, each reading when it is heard in the shot: what lips are to move to."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from sqlalchemy.orm import Session

from rushes.craft.cards import timing
from rushes.delivery import sounding
from rushes.delivery.errors import NotRecast
from rushes.delivery.sounds import Kind
from rushes.generation.tools import tools
from rushes.media import wav
from rushes.projects.tables import Project
from rushes.shots.service import Planned
from rushes.takes.tables import Take


def of(session: Session, project: Project, one: Planned) -> str:
    """
    The hash of a sound as long as the shot; the same readings give the same.

    Raises:
        NotRecast: nobody speaks in the shot, or a line of it was not read.
    """
    readings = _readings(session, project, one)
    sound = np.zeros((round(one.card.seconds * wav.RATE), 1), np.float32)
    for line, take in zip(timing.spoken(one.card), readings, strict=True):
        heard = wav.read(tools().blobs.local(take.media)).mean(axis=1, keepdims=True)
        start = round(line.start * wav.RATE)
        room = max(0, min(len(heard), len(sound) - start))
        sound[start : start + room] += heard[:room]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "lines.wav"
        wav.write(file, sound)
        return tools().blobs.put_file(file)


def _readings(session: Session, project: Project, one: Planned) -> list[Take]:
    """The reading that stands for each line."""
    code = one.card.code
    if not one.card.dialogue:
        raise NotRecast("nobody speaks in it: write a line on its card, or say `--follow clip`.")
    standing = sounding.listed(session, project, code, (Kind.SPEECH,))
    unread = [found.need.code for found in standing if found.take is None]
    if unread:
        were = "was" if len(unread) == 1 else "were"
        raise NotRecast(
            f"{', '.join(unread)} {were} not read by anybody yet: `rushes sounds FOLDER --kind speech --only {code}`."
        )
    return [found.take for found in standing if found.take]
