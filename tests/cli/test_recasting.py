"""Work on a chosen take on the command line: enlarged, or spoken by a picture in the words that were read."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import URL

from rushes import bootstrap, config
from rushes.cli import run
from rushes.craft.cards import timing
from rushes.craft.provenance.verify import State, verify
from rushes.db.session import transaction
from rushes.delivery import recasting
from rushes.kernel.ids import Subject
from rushes.media import wav
from rushes.projects import service as projects
from rushes.takes import service as takes
from tests.journeys.studio import tiny
from tests.simulators import comfymachine, comfyui, elevenlabs
from tests.simulators.serving import served

SHOT = "S01-SH02"
SCRIPT = """\
Title: Two Doors

INT. HALL - NIGHT

[[S01-SH01]] ADA waits by a door.

[[S01-SH02]] She listens.

ADA
Who is there?

EXT. YARD - DAY

[[S02-SH01]] ADA walks out into the rain.
"""
SHOTS = """\
shot,title,size,action,seconds,dialogue
S01-SH01,The door,LS,Ada waits by a door,1,
S01-SH02,Listening,CU,Ada listens,2,CH-ADA: Who is there?
S02-SH01,Out,MS,Ada walks out,1,
"""
Say = Callable[..., tuple[str, str]]


@pytest.fixture
def machine() -> comfymachine.Service:
    return comfymachine.Service(seconds=0.0)


@pytest.fixture
def say(
    own_url: URL,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    columns: Callable[[int], None],
    machine: comfymachine.Service,
) -> Iterator[Say]:
    """Runs a command as Ada, who has a ComfyUI and an account at ElevenLabs; gives what it said and complained of."""
    monkeypatch.setenv("RUSHES_DATABASE__URL", own_url.render_as_string(hide_password=False))
    monkeypatch.setenv("RUSHES_DATA", str(tmp_path / "data"))
    columns(160)
    tiny(tmp_path / "doors", script=SCRIPT, shots=SHOTS)

    def said(*words: str, code: int = 0) -> tuple[str, str]:
        assert run([*words, "--as", "ada"]) == code, capsys.readouterr()
        out = capsys.readouterr()
        return out.out, out.err

    with served(comfyui.app(machine)) as address, elevenlabs.studio_settings() as account:
        monkeypatch.setenv("RUSHES_PROVIDERS__COMFYUI__URL", address)
        for name, value in account.items():
            monkeypatch.setenv(f"RUSHES_PROVIDERS__ELEVENLABS__{name.upper()}", str(value))
        said("order", SHOT, "--from", str(tmp_path / "doors"), "--provider", "previz", "--draft", "--yes")
        said("verdict", f"{SHOT}-T01", "selected")
        yield said


def made(out: str) -> dict[str, Any]:
    (row,) = json.loads(out)["orders"]
    found: dict[str, Any] = row
    return found


def test_a_chosen_take_is_enlarged_with_one_command_and_says_of_which_take_it_is(say: Say, tmp_path: Path) -> None:
    _, refused = say("order", SHOT, "--provider", "comfyui/upscale-video", "--yes", code=1)
    assert f"works on a clip: choose a take of it, then `rushes recast {SHOT}`" in refused

    row = made(say("recast", SHOT, "--provider", "comfyui/upscale-video", "--json", "--yes")[0])
    assert (row["take"], row["state"], row["provider"]) == (f"{SHOT}-T02", "done", "comfyui")
    _, media = enlarged(tmp_path)
    verified = verify(media)
    assert verified.state is State.VALID
    assert [one.title for one in verified.ingredients if one.relationship == "inputTo"] == ["prompt", f"{SHOT}-T01"]


def enlarged(folder: Path) -> tuple[str, Path]:
    """The take that was made last, and its file."""
    with bootstrap.studio(config.load(), worker=False) as studio, transaction(studio.database) as session:
        project = projects.meant(session, "")
        take = takes.of(session, project.id, Subject("shot", SHOT))[-1]
        assert take.snapshot[recasting.KEY] == f"{SHOT}-T01"
        return take.code, studio.blobs.local(take.media)


def test_a_picture_speaks_the_words_that_were_read_when_they_are_heard_in_the_shot(
    say: Say, machine: comfymachine.Service, tmp_path: Path
) -> None:
    speaking = ("recast", SHOT, "--provider", "comfyui/wan22-14b-speech", "--json", "--yes")
    assert f"{SHOT}-L01 was not read by anybody yet" in say(*speaking, code=1)[0]
    say("sounds", str(tmp_path / "doors"), "--kind", "speech", "--yes")

    assert made(say(*speaking)[0])["state"] == "done"
    (spoken,) = (content for name, content in machine.files.items() if name.endswith(".wav"))
    (tmp_path / "spoken.wav").write_bytes(spoken)
    heard = np.abs(wav.read(tmp_path / "spoken.wav"))
    assert len(heard) == 2 * wav.RATE
    begins = round((2 - timing.seconds_of("Who is there?") - timing.PAUSE) * wav.RATE)
    assert np.flatnonzero(heard)[0] == pytest.approx(begins, abs=wav.RATE / 50)
    assert "very word is spoken when it is heard in Audio 1" in str(machine.asked)
