"""Reading scripts."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from rushes.cli.shell import CONSOLE, AsJson, print_json
from rushes.craft.screenplay import breakdown as breaking
from rushes.craft.screenplay import read

chapter = typer.Typer()


@chapter.command()
def breakdown(
    script: Annotated[Path, typer.Argument(help="A .fountain script.")],
    json: AsJson = False,
) -> None:
    """Break a script down: scenes, eighths, characters, elements."""
    found = breaking.breakdown(read.read(script))
    if json:
        print_json(breaking.to_json(found))
        return
    table = Table("scene", "heading", "eighths", "characters", box=None)
    for scene in found.scenes:
        table.add_row(scene.number, scene.heading, f"{scene.eighths}/8", ", ".join(scene.characters))
    CONSOLE.print(found.title or script.name, style="bold")
    CONSOLE.print(table)
