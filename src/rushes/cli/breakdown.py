"""What each scene needs: the breakdown of a script and its papers."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table as Grid

from rushes.cli.shell import CONSOLE, AsJson, print_json
from rushes.craft.breakdown import scene_list, tags, whole
from rushes.craft.breakdown.categories import FACTS, Category
from rushes.craft.breakdown.sheet import Sheet
from rushes.craft.breakdown.whole import Whole
from rushes.craft.papers import needs
from rushes.craft.production import folder
from rushes.craft.screenplay import breakdown as counting
from rushes.craft.screenplay import finaldraft, pages, read
from rushes.craft.screenplay.elements import Screenplay
from rushes.kernel import files
from rushes.kernel.errors import Invalid

chapter = typer.Typer()


class Form(StrEnum):
    """How a breakdown is written."""

    TABLE = "table"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"
    FDX = "fdx"


class UnfitQuestion(Invalid):
    """Options that do not go together."""


@dataclass(frozen=True)
class _Broken:
    """A script broken down: its title, its text, and the shots that are planned by scene."""

    title: str
    script: Screenplay
    whole: Whole
    shots: dict[str, list[str]]


@chapter.command()
def breakdown(
    source: Annotated[Path, typer.Argument(help="A script, or a production folder with its marks and rules.")],
    form: Annotated[Form, typer.Option("--format", help="How it is written.")] = Form.TABLE,
    sheet_of: Annotated[str, typer.Option("--sheet", help="The breakdown sheet of one scene, such as S02.")] = "",
    assets: Annotated[bool, typer.Option("--matrix", help="Assets by scene: who, in which clothes, where.")] = False,
    scenes: Annotated[bool, typer.Option("--scenes", help="The scene list, ready to plan shots from.")] = False,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write it to this file.")] = None,
    json: AsJson = False,
) -> None:
    """Break a script down: scenes, eighths, cast, and everything each scene needs, with the words that prove it."""
    if sum((bool(sheet_of), assets, scenes)) > 1:
        raise UnfitQuestion("Ask for one of --sheet, --matrix and --scenes at a time.")
    broken = _broken(source)
    only = needs.one(broken.whole, broken.title, sheet_of) if sheet_of else None
    if json:
        print_json(_values(broken, only))
    elif form is Form.FDX:
        _give_tagged(broken, out)
    elif form is Form.TABLE and out is None and not (assets or scenes or only):
        _show(broken)
    else:
        _give(_written(broken, form, only, assets, scenes), out)


def _broken(source: Path) -> _Broken:
    if not source.is_dir():
        data = read.load(source)
        tagged = read.final_draft(data, source).tags if read.is_xml(data) else ()
        script = read.parse(data, source)
        made = whole.of(script, tagged=tagged)
        return _Broken(made.counted.title or source.stem, script, made, {})
    stated = folder.load(source)
    shots = scene_list.by_scene(() if stated.proposed else stated.cards)
    made = whole.of(stated.screenplay, stated.marks, stated.rules)
    return _Broken(stated.brief.title, stated.screenplay, made, shots)


def _written(broken: _Broken, form: Form, only: Sheet | None, assets: bool, scenes: bool) -> str:
    part = needs.Part.ASSETS if assets else needs.Part.SCENES if scenes else needs.Part.SHEETS
    asked = needs.Form.MARKDOWN if form is Form.TABLE else needs.Form(form.value)
    return needs.written(broken.whole, broken.title, part, asked, broken.shots, only.scene if only else "")


def _give(text: str, out: Path | None) -> None:
    if out is None:
        typer.echo(text, nl=False)
        return
    files.write_text(out, text)
    CONSOLE.print(f"{out} is written.", soft_wrap=True)


def _give_tagged(broken: _Broken, out: Path | None) -> None:
    """The script as a Final Draft file, with what is found as its tags."""
    if out is None:
        raise UnfitQuestion("A Final Draft file is written with --out script.fdx.")
    files.write_bytes(out, finaldraft.write(broken.script, tags.to_tags(broken.whole.needs)))
    CONSOLE.print(f"{out} is written.", soft_wrap=True)


def _show(broken: _Broken) -> None:
    """Each scene with its length and cast, and how much it needs."""
    grid = Grid("scene", "heading", "pages", "day", "characters", "needs", box=None)
    for scene in broken.whole.scenes:
        found = [one for one in broken.whole.needs.of(scene.code) if not one.implied]
        cast = ", ".join(one.name for one in found if one.category is Category.CAST)
        grid.add_row(scene.code, scene.heading, pages.written(scene.eighths), broken.whole.places[scene.code].day, cast,
                     _counted([one.category for one in found]))  # fmt: skip
    CONSOLE.print(broken.title, style="bold")
    CONSOLE.print(grid)
    CONSOLE.print("One scene's sheet: --sheet S02. Everything on a page: --format html --out breakdown.html.")


def _counted(boxes: list[Category]) -> str:
    """What a scene needs, in a line: stunts 1, props 4."""
    counted = Counter(box for box in boxes if box not in (*FACTS, Category.CAST))
    return ", ".join(f"{box} {many}" for box, many in counted.items())


def _values(broken: _Broken, only: Sheet | None) -> dict[str, Any]:
    """The script by scene as plain values, each scene with what it needs."""
    said = counting.to_json(broken.whole.counted)
    every: Any = said["scenes"]
    by_code = [(one.code, values) for one, values in zip(broken.whole.scenes, every, strict=True)]
    wanted = [(code, values) for code, values in by_code if only is None or code == only.scene]
    return said | {"scenes": [values | {"code": code, "needs": _needs(broken.whole, code)} for code, values in wanted]}


def _needs(made: Whole, code: str) -> list[dict[str, Any]]:
    names = ("category", "name", "of", "implied", "how", "says", "sure")
    return [
        {name: getattr(one, name) for name in names}
        | {"line": one.span.line, "start": one.span.start, "end": one.span.end}
        for one in made.needs.of(code)
    ]
