"""The command line's contents page: every command is there, in working order, and costs nothing until it is called."""

import inspect
import subprocess
import sys
from importlib import import_module

import pytest
import typer

from rushes import cli
from rushes.cli import shell
from rushes.cli.contents import CHAPTERS

ENTRIES = [entry for entries in CHAPTERS.values() for entry in entries]
READING = ("status", "takes", "breakdown", "prompt", "cut", "check", "verify", "doctor")
HEAVY = "rushes.bootstrap sqlalchemy dbos numpy cv2 c2pa av fastapi pydantic"


def test_every_command_of_every_module_is_listed_once() -> None:
    modules = {entry.module for entry in ENTRIES}
    found = [
        (name, module)
        for module in modules
        for name in typer.main.get_group(import_module(f"rushes.cli.{module}").chapter).commands
    ]
    assert sorted(found) == sorted((entry.name, entry.module) for entry in ENTRIES)


def test_the_page_shows_every_line_whole_at_80_columns(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert cli.run(["--help"]) == 0
    page = capsys.readouterr().out
    places = [page.index(f"│ {entry.name} ") for entry in ENTRIES]
    assert places == sorted(places)
    assert all(entry.says in page for entry in ENTRIES)


def test_asking_for_the_page_loads_nothing_heavy() -> None:
    program = (
        f"import sys; from rushes.cli import run; run(['--help']); print(set('{HEAVY}'.split()) & set(sys.modules))"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.splitlines()[-1] == "set()"


@pytest.mark.parametrize("name", READING)
def test_every_reading_command_speaks_json(name: str) -> None:
    module = next(entry.module for entry in ENTRIES if entry.name == name)
    command = typer.main.get_group(import_module(f"rushes.cli.{module}").chapter).commands[name]
    assert "json" in inspect.signature(command.callback or cli.run).parameters


def test_what_people_write_is_printed_as_they_wrote_it(capsys: pytest.CaptureFixture[str]) -> None:
    shell.CONSOLE.print("INT. [bold]HALL[/] :smile: - NIGHT")
    assert capsys.readouterr().out == "INT. [bold]HALL[/] :smile: - NIGHT\n"


def test_a_misspelt_command_is_told_the_one_that_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["brakdown"]) == 2
    assert "Did you mean 'breakdown'?" in capsys.readouterr().err


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("Rushes ")
