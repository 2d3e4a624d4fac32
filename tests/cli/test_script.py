"""Scripts from the command line: converted, and a PDF understood and corrected before it is used."""

import json
from pathlib import Path

import pytest

from rushes import cli
from tests.craft.screenplay.scripts import KITCHEN


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "kitchen.fountain"
    path.write_text(KITCHEN, encoding="utf-8")
    return path


def test_a_script_goes_round_all_formats_and_says_what_each_cannot_carry(
    script: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for out in ("a.fdx", "b.fountain", "c.pdf", "d.fountain"):
        assert cli.run(["convert", str(script), str(tmp_path / out)]) == 0
        script = tmp_path / out
    said = capsys.readouterr().out
    assert "Not in it: notes (" in said
    assert "Not in it: underlining" in said
    back = script.read_text(encoding="utf-8")
    assert "INT. NOODLE HOUSE - KITCHEN - NIGHT #1#" in back
    assert "MEI ^" in back


def test_a_file_that_is_there_is_kept_unless_told(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["convert", str(script), str(script)]) == 1
    assert "already there; choose another name, or say --force" in capsys.readouterr().err
    assert script.read_text(encoding="utf-8") == KITCHEN
    assert cli.run(["convert", str(script), str(script), "--force"]) == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["convert", "{script}", "x.docx"], "x.docx: a script is written as .fountain, .fdx, .pdf"),
        (["preview", "{script}"], "is not a PDF, so there is nothing to guess"),
        (["preview", "{pdf}", "--as", "1"], "1: write the line and its kind, as 12=action"),
        (["preview", "{pdf}", "--as", "1=song"], "Kinds: title, heading, action"),
        (["preview", "{pdf}", "--as", "999=action"], "there is no line 999 to correct"),
    ],
)
def test_what_cannot_be_done_is_said(
    script: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    pdf = tmp_path / "kitchen.pdf"
    cli.run(["convert", str(script), str(pdf)])
    assert cli.run([each.format(script=script, pdf=pdf) for each in arguments]) == 1
    assert sentence in " ".join(capsys.readouterr().err.split())


def test_a_pdf_is_shown_line_by_line_and_written_as_corrected(
    script: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf, out = tmp_path / "kitchen.pdf", tmp_path / "corrected.fountain"
    cli.run(["convert", str(script), str(pdf)])
    capsys.readouterr()
    assert cli.run(["preview", str(pdf), "--json"]) == 0
    lines = json.loads(capsys.readouterr().out)["lines"]
    steam = next(line for line in lines if line["text"].startswith("Steam."))
    assert (steam["kind"], steam["page"]) == ("action", 2)
    assert cli.run(["preview", str(pdf), "--as", f"{steam['number']}=centered", "--out", str(out)]) == 0
    assert f"{out} is written." in " ".join(capsys.readouterr().out.split()).replace(" .", ".")
    assert "> Steam. A bamboo basket" in out.read_text(encoding="utf-8")
