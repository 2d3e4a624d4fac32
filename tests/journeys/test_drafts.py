"""A draft of a film whose clips a service makes: drawn here, for nothing, without asking anybody."""

import json
from pathlib import Path

import pytest
from sqlalchemy import URL

from rushes.cli import run
from tests.journeys.studio import PROJECT, SHOTS, tiny


def test_a_draft_of_a_film_made_by_a_service_costs_nothing(
    own_url: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RUSHES_DATABASE__URL", own_url.render_as_string(hide_password=False))
    monkeypatch.setenv("RUSHES_DATA", str(tmp_path / "data"))
    script = "Title: Two Doors\n\nINT. HALL - NIGHT\n\n[[S01-SH01]] ADA waits by a door.\n"
    shots = f"{SHOTS.splitlines()[0]}\nS01-SH01,The door,LS,Ada waits by a door,1\n"
    stated = PROJECT.replace('video = "simulated"', 'video = "ark"\ndraft = "previz"')
    folder = tiny(tmp_path / "doors", project=stated, script=script, shots=shots)

    assert run(["make", str(folder), "--draft", "--out", str(tmp_path / "film"), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["cost_micros"], said["shots"], said["takes"]) == (0, 1, 1)
    assert run(["takes", "S01-SH01", "--json"]) == 0
    assert [take["provider"] for take in json.loads(capsys.readouterr().out)] == ["previz"]

    assert run(["make", str(folder), "--out", str(tmp_path / "film")]) == 1
    assert "Nothing was ordered. Say --confirm" in capsys.readouterr().err, "the film itself is not for nothing"
