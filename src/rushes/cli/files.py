"""Any media file, looked at."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from rushes import config
from rushes.cli.shell import CONSOLE, AsJson, print_json
from rushes.craft.provenance import keys
from rushes.craft.provenance.verify import State
from rushes.craft.provenance.verify import verify as prove
from rushes.quality import run
from rushes.quality.rules import Expected, Outcome

WORDS = {Outcome.PASSED: "passed", Outcome.FAILED: "failed", Outcome.CANNOT_JUDGE: "cannot judge"}
COLOURS = {Outcome.PASSED: "green", Outcome.FAILED: "red", Outcome.CANNOT_JUDGE: "dim"}

Media = Annotated[Path, typer.Argument(help="A media file.")]


chapter = typer.Typer()


@chapter.command()
def check(
    file: Media,
    film: Annotated[
        bool, typer.Option("--film", help="It is a whole film: it may cut, go black and stand still.")
    ] = False,
    evidence: Annotated[Path | None, typer.Option(help="A folder for pictures of what was found.")] = None,
    json: AsJson = False,
) -> None:
    """Ask every check about a take or a film: what it saw, where, with pictures. Exits 1 when one fails."""
    with tempfile.TemporaryDirectory() as scratch:
        checks = {id: check for id, check in run.found().items() if not (film and check.only_takes)}
        findings = run.examine(file, Expected(), evidence or Path(scratch), checks)
    if json:
        print_json([{"check": one.check, "outcome": str(one.outcome), "says": one.says} for one in findings])
    else:
        table = Table("check", "outcome", "saw", box=None)
        for one in findings:
            table.add_row(one.check, Text(WORDS[one.outcome], COLOURS[one.outcome]), one.says)
        CONSOLE.print(table)
    if any(one.outcome is Outcome.FAILED for one in findings):
        raise typer.Exit(1)


@chapter.command()
def verify(file: Media, json: AsJson = False) -> None:
    """Say what a file's signed provenance proves. Exits 1 unless it is valid."""
    report = prove(file, keys.anchors(config.load().keys))
    if json:
        print_json(
            {"file": str(file), "state": str(report.state), "trusted": report.trusted, "says": list(report.sentences)}
        )
    else:
        for sentence in report.sentences:
            CONSOLE.print(sentence)
    if report.state is not State.VALID:
        raise typer.Exit(1)
