"""Any media file, looked at."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from rushes import config
from rushes.cli.shell import CONSOLE, AsJson, print_json
from rushes.craft.provenance import keys
from rushes.craft.provenance.verify import State
from rushes.craft.provenance.verify import verify as prove
from rushes.quality import run
from rushes.quality.rules import Expected, Outcome

Media = Annotated[Path, typer.Argument(help="A media file.")]


def add_to(app: typer.Typer) -> None:
    """Put these commands into the contents."""
    panel = "Any file"
    app.command(rich_help_panel=panel)(check)
    app.command(rich_help_panel=panel)(verify)


def check(
    file: Media,
    evidence: Annotated[Path | None, typer.Option(help="A folder for pictures of what was found.")] = None,
    json: AsJson = False,
) -> None:
    """Ask every check about a file: what it saw, where, with pictures. Exits 1 when one fails."""
    with tempfile.TemporaryDirectory() as scratch:
        findings = run.examine(file, Expected(), evidence or Path(scratch))
    if json:
        print_json([{"check": one.check, "outcome": str(one.outcome), "says": one.says} for one in findings])
    else:
        marks = {
            Outcome.PASSED: "[green]passed[/]",
            Outcome.FAILED: "[red]failed[/]",
            Outcome.CANNOT_JUDGE: "cannot judge",
        }
        for one in findings:
            CONSOLE.print(f"{marks[one.outcome]:<24} {one.check}: {one.says}")
    if any(one.outcome is Outcome.FAILED for one in findings):
        raise typer.Exit(1)


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
