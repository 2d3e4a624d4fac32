"""`rushes prompt` shows what a shot is asked for, from a folder alone, without a key or a database."""

import json

import pytest

from rushes import cli
from rushes.bootstrap import demo_folder

SIDE_B = str(demo_folder())


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.run(["prompt", SIDE_B, *arguments]) == 0
    return capsys.readouterr().out


def test_a_shot_is_shown_with_what_goes_along_and_what_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    shown = said(capsys, "S02-SH01", "--surface", "minimax")
    assert "<Picture 1>: CH-WREN, identity, face" in shown
    assert "left out: CH-WREN, identity: full body: MiniMax H3 takes 4 images" in shown
    assert "the file is still to come" in shown


def test_frames_are_shown_as_if_they_were_there(capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(said(capsys, "S02-SH03", "--surface", "veo", "--mode", "first_last", "--json"))
    assert [one["slot"] for one in told["citations"]] == ["first_frame", "last_frame"]
    assert told["fields"]["seconds"] == 8


def test_shots_of_a_scene_are_shown_as_one_request(capsys: pytest.CaptureFixture[str]) -> None:
    shown = said(capsys, "S01-SH02", "S01-SH03", "--surface", "seedance_ark")
    assert "S01-SH02: 7 s\n  S01-SH03: 4 s" in shown
    assert "Shot 1: Medium wide shot" in shown
    assert "Shot 2: Static insert" in shown


def test_of_a_scene_the_shots_that_could_be_one_request_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(said(capsys, "S03", "--surface", "kling", "--json")) == []
    assert "a request of its own" in said(capsys, "S03", "--surface", "kling")
    script = str(demo_folder().parent / "scripts" / "number-withheld.fountain")
    assert cli.run(["prompt", script, "s03", "--surface", "minimax", "--json"]) == 0
    (run,) = json.loads(capsys.readouterr().out)
    assert run["shots"] == ["S03-SH02", "S03-SH03", "S03-SH04"]
    assert run["seconds"] <= 15
    assert cli.run(["prompt", script, "s03", "--surface", "minimax"]) == 0
    assert "S03-SH02 S03-SH03 S03-SH04: " in capsys.readouterr().out


def test_without_a_surface_all_are_listed_with_their_limits(capsys: pytest.CaptureFixture[str]) -> None:
    assert "seedance_fal" in said(capsys, "S02-SH01")
    listed = {one["id"]: one for one in json.loads(said(capsys, "S02-SH01", "--json"))}
    assert listed["veo"]["references"] == {"image": 3}
    assert listed["veo"]["negative_field"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("S09-SH01",), "SIDE B has no shot S09-SH01; it has S01-SH01"),
        (("S02-SH01", "--surface", "none"), "There is no surface 'none'; there are generic"),
        (("S01-SH01", "S01-SH03", "--surface", "kling"), "S01-SH02 stands between S01-SH01 and S01-SH03 in the cut"),
        (("S02-SH05", "--surface", "veo"), "S02-SH05 asks 10 s and Veo 3.1 makes at most 8: split the shot."),
    ],
)
def test_what_cannot_be_asked_is_a_sentence(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], says: str
) -> None:
    assert cli.run(["prompt", SIDE_B, *arguments]) == 1
    assert says in capsys.readouterr().err
