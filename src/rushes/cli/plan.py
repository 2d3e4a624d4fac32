"""The shot list as a director reads it, with what is doubtful of it."""

from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table

from rushes.cli.shell import CONSOLE, AsJson, Source, print_json
from rushes.craft.grammar import plan as reading
from rushes.craft.grammar.plan import Plan, Row
from rushes.craft.production import folder

chapter = typer.Typer()


@chapter.command()
def plan(
    source: Source,
    scene: Annotated[str, typer.Option(help="One scene, such as S02.")] = "",
    json: AsJson = False,
) -> None:
    """List the shots of a script or a folder, and what is doubtful of them."""
    stated = folder.load(source)
    found = reading.plan(stated.planned, stated.screenplay, stated.assets, folder.shown_seconds(stated.brief))
    found = found.of_scene(scene.upper()) if scene else found
    if json:
        print_json(asdict(found))
        return
    CONSOLE.print(f"{stated.brief.title}: {len(found.rows)} shots, {found.seconds:g} s", style="bold", soft_wrap=True)
    CONSOLE.print(_table(found))
    _print_remarks(found)


def _table(found: Plan) -> Table:
    table = Table("shot", "picture", "what happens", box=None, padding=(0, 2, 1, 0))
    table.add_column("s", justify="right")
    table.add_column("why")
    for row in found.rows:
        table.add_row(f"{row.shot}\n{row.job}", _picture(row), _happens(row), f"{row.seconds:g}", row.why)
    return table


def _picture(row: Row) -> str:
    return f"{row.size}\n{row.framing}\n{row.lens}\n{row.camera}\n{row.movement}"


def _happens(row: Row) -> str:
    looks = [f"looks: {row.eyeline}"] if row.eyeline else []
    goes = [f"goes: {row.direction}"] if row.direction else []
    return "\n".join((row.action, *row.who, *row.lines, *looks, *goes))


def _print_remarks(found: Plan) -> None:
    if found.says:
        CONSOLE.print(f"length: {found.says}.", soft_wrap=True)
    for one in found.remarks:
        kind = "risk" if one.risk else "doubt"
        CONSOLE.print(f"{kind}, {', '.join(one.shots)}, {one.about}: {one.says}.", soft_wrap=True)
    if not found.remarks:
        CONSOLE.print("Nothing is doubtful of it.")
