"""The breakdown on the command line, of scripts and folders, and marks on an adopted production."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import URL

from rushes import cli
from rushes.craft.production import folder as productions
from rushes.craft.screenplay import finaldraft
from rushes.db.session import connect, transaction
from rushes.delivery import folder
from tests.making import SCRIPT, SIDE_B, production


@pytest.fixture
def script(tmp_path: Path) -> str:
    """A small script."""
    file = tmp_path / "doors.fountain"
    file.write_text(SCRIPT, encoding="utf-8")
    return str(file)


def test_the_scenes_are_shown_with_their_cast_and_what_they_need(
    capsys: pytest.CaptureFixture[str], columns: Callable[[int], None]
) -> None:
    columns(200)
    assert cli.run(["breakdown", str(SIDE_B)]) == 0
    said = capsys.readouterr().out
    assert "INT. PAWN SHOP - NIGHT" in said
    assert "on-screen text 1" in said


def test_json_has_every_scene_with_its_needs_and_their_places(script: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["breakdown", script, "--json"]) == 0
    scenes = json.loads(capsys.readouterr().out)["scenes"]
    assert [scene["code"] for scene in scenes] == ["S01", "S02"]
    [rain] = [need for need in scenes[1]["needs"] if need["category"] == "weather"]
    assert SCRIPT[rain["start"] : rain["end"]] == "Rain"


@pytest.mark.parametrize(
    ("words", "has"),
    [
        (["--sheet", "s02"], "# S02 INT. PAWN SHOP - NIGHT"),
        (["--matrix"], "| Cast | WREN | costume 1: rain jacket, boot |"),
        (["--scenes"], "| S01 | EXT. ALLEY - NIGHT | A courier paid to deliver"),
        (["--format", "csv"], "scene,category,element,of,implied,how,line,says\n"),
        (["--scenes", "--format", "csv"], "S01-SH01; S01-SH02; S01-SH03"),
        (["--format", "html"], "<!doctype html>"),
        (["--matrix", "--format", "html"], 'class="matrix"'),
    ],
)
def test_each_paper_in_each_form(words: list[str], has: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["breakdown", str(SIDE_B), *words]) == 0
    assert has in capsys.readouterr().out


def test_marks_of_the_folder_count(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["breakdown", str(SIDE_B), "--sheet", "S02", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert "pencil" not in {row["element"] for row in rows}
    assert [row["category"] for row in rows if row["element"] == "tape deck"] == ["props"]


def test_a_final_draft_file_has_the_finds_as_its_tags(script: str, tmp_path: Path) -> None:
    out = tmp_path / "doors.fdx"
    assert cli.run(["breakdown", script, "--format", "fdx", "--out", str(out)]) == 0
    assert ("Cast", "ADA") in {(tag.category, tag.label) for tag in finaldraft.read(out.read_bytes()).tags}
    assert cli.run(["breakdown", str(out), "--json"]) == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--sheet", "S09"], "no scene S09. It has S01, S02"),
        (["--sheet", "S01", "--matrix"], "one of --sheet, --matrix and --scenes"),
        (["--format", "fdx"], "--out script.fdx"),
    ],
)
def test_what_cannot_be_given_is_a_sentence(
    script: str, words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["breakdown", script, *words]) == 1
    assert says in capsys.readouterr().err


def test_marks_are_set_moved_and_withdrawn_and_go_out_with_the_folder(
    own_url: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RUSHES_DATABASE__URL", own_url.render_as_string(hide_password=False))
    monkeypatch.setenv("RUSHES_DATA", str(tmp_path))
    bound = connect(own_url)
    with transaction(bound) as session:
        folder.adopt(session, production(), "/films/doors", "ada")
    bound.dispose()
    as_ada = ["--as", "ada"]

    assert cli.run(["mark", "s01", "props", "lamp", *as_ada]) == 0
    assert cli.run(["mark", "every", "weather", "rain", "--remove", *as_ada]) == 0
    assert cli.run(["mark", "S01", "props", "lamp", "--becomes", "set dressing: lamp", *as_ada]) == 0
    assert "S01, props, lamp: marked: rename > set dressing: lamp." in capsys.readouterr().out
    assert cli.run(["mark", "every", "weather", "rain", "--withdraw", *as_ada]) == 0
    assert cli.run(["export", "folder", "--out", str(tmp_path / "out")]) == 0
    assert [mark.becomes for mark in productions.load(tmp_path / "out").marks] == ["set dressing: lamp"]

    assert cli.run(["mark", "S01", "hats", "lamp", *as_ada]) == 1
    assert "'hats' is not one of cast" in capsys.readouterr().err
    assert cli.run(["mark", "S01", "props", "lamp", "--as", "eve"]) == 1
    assert "eve has no role" in capsys.readouterr().err
