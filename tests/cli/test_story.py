"""The story desk on the command line."""

import json
import re
import shutil
from pathlib import Path

import pytest

from rushes import cli
from rushes.bootstrap import demo_folder


def test_the_premise_of_the_demonstration_warns_and_exits_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["premise", str(demo_folder())]) == 0
    out = capsys.readouterr().out
    assert "✓ The protagonist causes the turn" in out
    assert "S01-SH03: 3 shots with hands" in out
    assert "Try: " in out


def test_a_script_alone_is_doubted_as_json_with_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = tmp_path / "flat.fountain"
    script.write_text("INT. ROOM - DAY\n\nANNA, 30, sits.\n\nINT. HALL - DAY\n\nA VASE stands there.\n", "utf-8")
    assert cli.run(["premise", str(script), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["blocks"] is None
    still = [each for each in told["findings"] if each["check"] == "changes"]
    assert [(each["scene"], each["line"], each["outcome"]) for each in still] == [
        ("S01", 1, "doubtful"), ("S02", 5, "doubtful"),
    ]  # fmt: skip


def test_a_production_that_blocks_exits_1_with_what_to_try(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(demo_folder(), tmp_path / "film")
    brief = tmp_path / "film" / "project.toml"
    text = brief.read_text("utf-8").replace("[rules]", '[rules]\npremise = "block"')
    brief.write_text(re.sub(r'(?m)^want = ".*"$', 'want = ""', text, count=1), "utf-8")
    assert cli.run(["premise", str(tmp_path / "film")]) == 1
    assert "The premise is not ready: The card has no want." in capsys.readouterr().err


def test_the_story_shows_what_is_said_and_what_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["story", str(demo_folder())]) == 0
    out = capsys.readouterr().out
    assert "36 to 66 s" in out
    assert re.search(r"storyboards +unsaid", out)


def test_the_story_is_told_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["story", str(demo_folder()), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["title"], told["runtime"]) == ("SIDE B", 102.0)
    assert told["story"]["turn_kind"] == "object changes meaning"


@pytest.mark.parametrize(("name", "begins"), [("pitch.html", b"<!doctype html>"), ("pitch.PDF", b"%PDF")])
def test_a_pitch_is_written_by_its_suffix(name: str, begins: bytes, tmp_path: Path) -> None:
    assert cli.run(["pitch", str(demo_folder()), "--out", str(tmp_path / name)]) == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_another_suffix_is_refused_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["pitch", str(demo_folder()), "--out", str(tmp_path / "pitch.docx")]) == 1
    assert "choose one of these suffixes" in capsys.readouterr().err.replace("\n", " ")
    assert not list(tmp_path.iterdir())
