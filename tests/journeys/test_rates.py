"""A film at another rate than its service makes: its takes are brought to the film's, and last as long."""

import json
from pathlib import Path

import pytest
from sqlalchemy import URL, select

from rushes.cli import run
from rushes.db.session import connect, transaction
from rushes.kernel.timecode import Rate
from rushes.media.probe import check_importable, probe
from rushes.quality import service as quality
from rushes.takes.tables import Take
from tests.journeys.studio import PROJECT, SHOTS, tiny
from tests.simulators import ark


@pytest.mark.parametrize("rate", ["25", "30000/1001"])
def test_a_production_of_another_rate_becomes_a_film(
    own_url: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], rate: str
) -> None:
    monkeypatch.setenv("RUSHES_DATABASE__URL", own_url.render_as_string(hide_password=False))
    monkeypatch.setenv("RUSHES_DATA", str(tmp_path / "data"))
    small = PROJECT.replace("width = 640\nheight = 360", f'width = 128\nheight = 72\nrate = "{rate}"')
    script = "Title: Two Doors\n\nINT. HALL - NIGHT\n\n[[S01-SH01]] ADA waits by a door.\n"
    shots = f"{SHOTS.splitlines()[0]}\nS01-SH01,The door,LS,Ada waits by a door,4\n"
    folder = tiny(tmp_path / "doors", project=small.replace("simulated", "ark"), script=script, shots=shots)
    with ark.studio_settings() as told:
        for name, value in told.items():
            monkeypatch.setenv(f"RUSHES_PROVIDERS__ARK__{name.upper()}", value)
        assert run(["make", str(folder), "--out", str(tmp_path / "film"), "--yes", "--json"]) == 0

    said, own = json.loads(capsys.readouterr().out), Rate.of(rate)
    film = check_importable(probe(tmp_path / "film" / "film.mp4"), tmp_path)
    assert (film.rate, film.frames) == (own, said["frames"])
    database = connect(own_url)
    with transaction(database) as session:
        (take,) = session.scalars(select(Take))
        (found,) = quality.of(session, [take.id]).values()
    database.dispose()
    assert (take.probe["rate"], take.probe["original_rate"]) == (rate, "24")
    assert take.frames >= own.frames(4)
    assert abs(take.frames / own.value - take.probe["original_frames"] / Rate.of("24").value) < 1 / own.value
    assert {row.check: row.outcome for row in found if row.check in {"constant_rate", "duration"}} == {
        "constant_rate": "passed",
        "duration": "passed",
    }
