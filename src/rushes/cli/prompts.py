"""What a shot would be asked for, on any surface, before anything is spent."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from rushes.cli.shell import CONSOLE, AsJson, print_json
from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Role
from rushes.craft.production import folder as productions
from rushes.craft.production.folder import Production
from rushes.craft.prompting import compiler, fitting
from rushes.craft.prompting.compiled import Compiled
from rushes.craft.prompting.intent import Intent, Medium, Mode, stand_ins
from rushes.craft.prompting.surface import Surface
from rushes.craft.screenplay import breakdown
from rushes.kernel.errors import NotFound

chapter = typer.Typer()


class NoShot(NotFound):
    """The production has no shot of that code."""


@chapter.command()
def prompt(
    source: Annotated[Path, typer.Argument(help="A production folder, or a script.")],
    shot: Annotated[str, typer.Argument(help="The shot, such as S02-SH03.")],
    surface: Annotated[str, typer.Option(help="Which surface; the list of them when not said.")] = "",
    mode: Annotated[
        Mode | None, typer.Option(help="What the clip is made from; the most it can when not said.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Show what a shot is asked for on a surface: its prompt, what goes along, what is left out and why."""
    production = productions.load(source)
    card = _card(production, shot)
    if not surface:
        _list(list(compiler.found().values()), json=json)
        return
    chosen = compiler.surface_of(surface)
    intent = _intent(production, card, mode)
    told = compiler.compiled(chosen, intent if mode else _usually(chosen, intent))
    if json:
        print_json(told.plain())
    else:
        _show(told)


def _card(production: Production, code: str) -> Card:
    found = next((card for card in production.cards if card.code == code.upper()), None)
    if found is None:
        raise NoShot(
            f"{production.brief.title} has no shot {code}; it has {', '.join(c.code for c in production.cards)}."
        )
    return found


def _intent(production: Production, card: Card, mode: Mode | None) -> Intent:
    """As if every file the card refers to were there: a folder holds the plan, not the pictures."""
    scenes = breakdown.breakdown(production.screenplay).scenes
    heading = next((scene.heading for scene in scenes if scene.code == card.scene), "")
    frames = (Medium(card.code, Role.FIRST_FRAME), Medium(card.code, Role.LAST_FRAME))
    media = (*stand_ins(card), *(frames if mode and mode.framed else ()))
    raster = production.brief.format
    aspect = raster.picture or raster.width / raster.height
    return Intent(card, {asset.id: asset for asset in production.assets}, heading, mode or Mode.TEXT, media, "", aspect)


def _usually(surface: Surface, intent: Intent) -> Intent:
    mode = compiler.usual_mode(surface, intent)
    return Intent(intent.card, intent.assets, intent.heading, mode, intent.media, intent.style, intent.aspect)


def _list(surfaces: list[Surface], *, json: bool) -> None:
    if json:
        print_json([_facts(surface) for surface in surfaces])
        return
    table = Table("surface", "made from", "seconds", "files", "characters", "facts of", box=None)
    table.columns[0].no_wrap = True
    for one in surfaces:
        files = "\n".join(f"{count} {kind}" for kind, count in one.most.items())
        modes = "\n".join(one.modes)
        lengths = fitting.lengths(one.seconds) if one.seconds else "any"
        table.add_row(one.id, modes, lengths, files or "none", str(one.characters), one.checked)
    CONSOLE.print(table)


def _facts(surface: Surface) -> dict[str, object]:
    return {
        "id": surface.id,
        "title": surface.title,
        "modes": list(surface.modes),
        "seconds": list(surface.seconds),
        "references": {str(kind): most for kind, most in surface.most.items()},
        "characters": surface.characters,
        "negative_field": surface.negative_field,
        "checked": surface.checked,
    }


def _show(told: Compiled) -> None:
    asked = ", ".join(f"{name} {value}" for name, value in told.fields.items())
    CONSOLE.print(f"{told.surface}, {told.mode}: {asked}", style="bold")
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
