"""`rushes shotlist` shows before it writes, writes whole folders, and overwrites nothing unasked."""

import json
from pathlib import Path

import pytest

from rushes import cli
from rushes.bootstrap import demo_folder
from rushes.craft.production import folder
from tests.craft.shotlists.lists import ferry

SCRIPT = "EXT. FERRY SLIP - DAWN\n\nMara counts coins.\n\nINT. ENGINE ROOM - DAY\n\nJonas runs.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a shot list and the script it is for."""
    (tmp_path / "ferry.xlsx").write_bytes(ferry())
    (tmp_path / "ferry.fountain").write_text(SCRIPT, encoding="utf-8")
    return tmp_path


def run(*arguments: str | Path) -> int:
    return cli.run(["shotlist", *map(str, arguments)])


def test_a_list_is_shown_and_nothing_is_written(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(desk.iterdir())
    assert run("import", desk / "ferry.xlsx", "--map", "Sticker=title") == 0
    shown = capsys.readouterr().out
    assert "S01-SH03A" in shown
    assert "you said so" in shown
    assert sorted(desk.iterdir()) == before


def test_a_list_and_its_script_become_a_production(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = desk / "production"
    assert run("import", desk / "ferry.xlsx", "--script", desk / "ferry.fountain", "--out", out) == 0
    made = folder.load(out)
    assert [card.code for card in made.cards][-2:] == ["S02-SH01A", "S02-SH01B"]
    assert {"CH-MARA", "CH-JONAS"} <= {asset.id for asset in made.assets}
    assert capsys.readouterr().err == ""


def test_a_production_that_is_there_keeps_its_shots_unless_told_otherwise(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = desk / "production"
    run("import", desk / "ferry.xlsx", "--script", desk / "ferry.fountain", "--out", out)
    (out / "shots.csv").write_text("shot,size\nS01-SH01,CU\n", encoding="utf-8")
    assert run("import", desk / "ferry.xlsx", "--out", out) == 1
    assert "already there; choose another name, or say --force" in capsys.readouterr().err
    assert len(folder.load(out).cards) == 1
    assert run("import", desk / "ferry.xlsx", "--out", out, "--force") == 0
    assert len(folder.load(out).cards) == 6


def test_scenes_the_script_does_not_have_are_said(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "ferry.fountain").write_text("EXT. QUAY - DAY\n\nMara counts.\n", encoding="utf-8")
    assert run("import", desk / "ferry.xlsx", "--script", desk / "ferry.fountain", "--out", desk / "new") == 0
    assert "The script has no scene S02" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["shots.xlsx", "shots.csv"])
def test_shots_leave_and_come_back(desk: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", demo_folder(), "--out", desk / name) == 0
    assert run("export", demo_folder(), "--out", desk / name) == 1
    capsys.readouterr()
    assert run("import", desk / name, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [shot["code"] for shot in told["shots"]] == [card.code for card in folder.load(demo_folder()).cards]
    assert told["faults"] == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("import", "nothing.xlsx"), "cannot be read: no such file"),
        (("import", "ferry.xlsx", "--map", "Sticker"), 'is not like "Column=field"'),
        (("import", "ferry.xlsx", "--out", "new"), "needs its script too"),
        (("export", str(demo_folder()), "--out", "shots.pdf"), "is neither .xlsx nor .csv"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    desk: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    says: str,
) -> None:
    monkeypatch.chdir(desk)
    assert run(*arguments) == 1
    assert says in " ".join(capsys.readouterr().err.split())
    assert not (desk / "new").exists()
