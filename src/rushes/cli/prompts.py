"""What a shot would be asked for, on any surface, before anything is spent."""

from typing import Annotated

import typer
from rich.table import Table

from rushes.cli.shell import CONSOLE, AsJson, Source, print_json
from rushes.craft.cards.card import Card
from rushes.craft.production import folder as productions
from rushes.craft.production import prompts
from rushes.craft.prompting import compiler, fitting
from rushes.craft.prompting.compiled import Compiled
from rushes.craft.prompting.intent import Mode
from rushes.craft.prompting.surface import Surface
from rushes.kernel import ids

chapter = typer.Typer()


@chapter.command()
def prompt(
    source: Source,
    shots: Annotated[
        list[str],
        typer.Argument(help="The shot, such as S02-SH03; several in cutting order as one request; or a scene."),
    ],
    surface: Annotated[str, typer.Option(help="Which surface; the list of them when not said.")] = "",
    mode: Annotated[
        Mode | None, typer.Option(help="What the clip is made from; the most it can when not said.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Show what shots are asked for on a surface: the prompt, what goes along, what is left out and why.

    Of a scene, such as S02, it shows which of its shots could be one request.
    """
    production = productions.load(source)
    if surface and len(shots) == 1 and ids.SCENE.fullmatch(shots[0].upper()):
        _propose(prompts.together(production, shots[0], surface), json=json)
        return
    codes = [prompts.card(production, shot).code for shot in shots]
    if not surface:
        _list(list(compiler.found().values()), json=json)
        return
    told = prompts.told_together(production, codes, surface, mode)
    if json:
        print_json(told.plain())
    else:
        _show(told)


def _propose(runs: list[tuple[Card, ...]], *, json: bool) -> None:
    rows = [{"shots": [card.code for card in run], "seconds": sum(card.seconds for card in run)} for run in runs]
    if json:
        print_json(rows)
        return
    for run in runs:
        CONSOLE.print(f"{' '.join(card.code for card in run)}: {sum(card.seconds for card in run):g} s as one request")
    if runs:
        CONSOLE.print(f"Order one: `rushes order {' '.join(card.code for card in runs[0])} --together`.")
    if not runs:
        CONSOLE.print("Each shot is a request of its own here: by length, people or states none go together.")


def _list(surfaces: list[Surface], *, json: bool) -> None:
    if json:
        print_json([_facts(surface) for surface in surfaces])
        return
    table = Table("surface", "made from", "shots", "seconds", "files", "characters", "facts of", box=None)
    table.columns[0].no_wrap = True
    for one in surfaces:
        files = "\n".join(f"{count} {kind}" for kind, count in one.most.items())
        modes = "\n".join(one.modes)
        lengths = fitting.lengths(one.seconds) if one.seconds else "any"
        shots, room = str(one.shots), str(one.characters)
        table.add_row(one.id, modes, shots, lengths, files or "none", room, one.checked)
    CONSOLE.print(table)


def _facts(surface: Surface) -> dict[str, object]:
    return {
        "id": surface.id,
        "title": surface.title,
        "modes": list(surface.modes),
        "shots": surface.shots,
        "seconds": list(surface.seconds),
        "references": {str(kind): most for kind, most in surface.most.items()},
        "characters": surface.characters,
        "negative_field": surface.negative_field,
        "checked": surface.checked,
    }


def _show(told: Compiled) -> None:
    asked = ", ".join(f"{name} {value}" for name, value in told.fields.items() if name != "shots")
    CONSOLE.print(f"{told.surface}, {told.mode}: {asked}", style="bold")
    for one in told.fields.get("shots", ()):
        CONSOLE.print(f"  {one['shot']}: {one['seconds']:g} s")
    CONSOLE.print(told.prompt, soft_wrap=True)
    if told.negative:
        CONSOLE.print(f"never: {told.negative}", soft_wrap=True)
    for one in told.citations:
        view = f", {one.view.replace('_', ' ')}" if one.view not in {"", "whole"} else ""
        CONSOLE.print(f"  {one.token or one.slot.replace('_', ' ')}: {one.asset}, {one.role}{view}")
    for out in told.dropped:
        CONSOLE.print(f"  left out: {out.asset}, {out.role}: {out.why}", style="dim")
    for warning in told.warnings:
        CONSOLE.print(warning, style="yellow", soft_wrap=True)
