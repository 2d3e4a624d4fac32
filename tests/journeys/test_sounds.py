"""Lines read by a service, chosen among takes, and heard in the film, as a person has it done."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rushes.media import wav
from rushes.media.probe import probe
from tests.journeys.studio import Program, tiny
from tests.simulators.elevenlabs import Service, app
from tests.simulators.serving import served

TONE = 220.0
SCRIPT = """\
Title: Two Doors

INT. HALL - NIGHT

[[S01-SH01]] ADA waits by a door.

ADA
Who is there?

[[S01-SH02]] She listens.

ADA
Nobody, as it seems.
"""
SHOTS = """\
shot,title,size,action,seconds,dialogue,sound
S01-SH01,The door,LS,Ada waits by a door,2,CH-ADA @0.5: Who is there?,effects: knock @0.2
S01-SH02,Listening,CU,Ada listens,1,"CH-ADA (whispering) @0.25: Nobody, as it seems.",
"""
ASSETS = "id,kind,name,locked\nCH-ADA,character,Ada,grey coat\n"


@pytest.fixture(scope="module")
def service() -> Service:
    return Service()


@pytest.fixture(scope="module")
def spoken(standing: Program, service: Service) -> Iterator[Program]:
    """The tiny production with an account at the pretend ElevenLabs, and every line read three times."""
    tiny(standing.work / "two-doors", script=SCRIPT, shots=SHOTS, assets=ASSETS)
    with served(app(service)) as address:
        own = {"URL": address, "KEY": "sesame", "VOICE": "voice-wren"}
        program = standing.having(**{f"RUSHES_PROVIDERS__ELEVENLABS__{name}": value for name, value in own.items()})
        program.run("sounds", "two-doors", "--kind", "speech", "--takes", "3", "--yes")
        yield program


def test_it(spoken, service):
    print(spoken.run("sounds", "two-doors", "--kind", "speech").out)
    print(spoken.run("sounds", "two-doors", "--kind", "effect", code=1).errors)
    print(spoken.run("takes", "S01-SH01-L01").out)
    print(spoken.run("verdict", "S01-SH01-L01-T02", "selected").out)
    s = spoken.run("make", "two-doors", "--yes", "--draft", "--out", "film")
    print(s.out, s.errors)
    print((spoken.work/"film"/"film.srt").read_text())
    print(service.asked)
    assert 0
