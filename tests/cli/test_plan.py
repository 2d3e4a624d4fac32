"""The shot list on the command line."""

import json
from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner

from rushes import cli
from rushes.cli.plan import chapter
from tests.making import SIDE_B

WARD = SIDE_B.parent / "scripts" / "ward-nine.fountain"


def test_a_script_gets_a_shot_list_with_size_lens_looks_and_reason(columns: Callable[[int], None]) -> None:
    columns(160)
    said = CliRunner().invoke(chapter, [str(WARD), "--scene", "s02"])
    assert said.exit_code == 0, said.output
    assert "S02-SH01" in said.output
    assert "S01-SH01" not in said.output
    for words in ("MCU, chest up", "50mm medium", "looks: Ruth at frame right", "goes: right", "every voice has its"):
        assert words in said.output
    assert "Nothing is doubtful of it." in said.output


def test_a_folder_is_added_up_and_doubted(columns: Callable[[int], None]) -> None:
    columns(100)
    said = CliRunner().invoke(chapter, [str(SIDE_B)]).output
    assert "length: 94 s of shots are 1 s more than the 93 s wanted" in said
    assert "doubt, S02-SH01, eyeline: CH-WREN looks right" in said


def test_a_program_reads_the_same_as_json() -> None:
    found = json.loads(CliRunner().invoke(chapter, [str(SIDE_B), "--json"]).output)
    assert [row["shot"] for row in found["rows"]][:2] == ["S01-SH01", "S01-SH02"]
    assert found["remarks"][0]["about"] == "eyeline"


def test_a_scene_that_is_not_there_is_a_sentence(tmp_path: Path, capsys: object) -> None:
    assert cli.run(["plan", str(SIDE_B), "--scene", "S09"]) == 1
    assert cli.run(["plan", str(tmp_path / "none.fountain")]) == 1
