"""Shot lists of other programs in, ours out."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from rushes.cli.shell import CONSOLE, ERRORS, AsJson, Force, Source, print_json, refuse_existing
from rushes.craft.production import folder as productions
from rushes.craft.production import rows, sheets
from rushes.craft.production.folder import Production
from rushes.craft.screenplay import breakdown
from rushes.craft.shotlists import export, mapping, preview
from rushes.craft.shotlists.preview import Preview
from rushes.kernel import files
from rushes.kernel.errors import Fault, Invalid, InvalidFile

FEW = 12

chapter = typer.Typer()
shotlist = typer.Typer(no_args_is_help=True, help="Shot lists of other programs in, ours out.")
chapter.add_typer(shotlist, name="shotlist")


@shotlist.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A shot list, as XLSX or CSV.")],
    script: Annotated[Path | None, typer.Option(help="The script it is for.")] = None,
    map: Annotated[
        list[str] | None, typer.Option(help='A column by its heading or letter, and its field: "Sticker=note".')
    ] = None,
    sheet: Annotated[str, typer.Option(help="Which sheet; the likeliest when not said.")] = "",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="A production folder, new or there.")] = None,
    force: Force = False,
    json: AsJson = False,
) -> None:
    """Show how a shot list is understood, and with --out write it as a production's shots.csv."""
    production = _production(script, out)
    seen = preview.preview(
        _bytes(file), file.name, mapping.read(map or []), production.assets if production else (), sheet
    )
    if json:
        print_json(_plain(seen))
    else:
        _show(seen)
    if out is not None:
        _write(seen, production, out, force=force)


@shotlist.command("export")
def export_(
    source: Source,
    out: Annotated[Path, typer.Option("--out", "-o", help="Where to: shots.xlsx or shots.csv.")],
    force: Force = False,
) -> None:
    """Write a production's shots as a workbook, or as CSV for spreadsheets."""
    writers = {".xlsx": export.xlsx, ".csv": export.csv}
    writer = writers.get(out.suffix.lower())
    if writer is None:
        raise Invalid(f"{out.name} is neither .xlsx nor .csv; name one of the two.")
    cards = productions.load(source).planned
    refuse_existing(out, force=force)
    files.write_bytes(out, writer(cards))
    CONSOLE.print(f"{len(cards)} shots in {out}.")


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(preview.LARGEST + 1)
    except OSError as error:
        raise InvalidFile([Fault(str(file), f"cannot be read: {(error.strerror or str(error)).lower()}")]) from error


def _production(script: Path | None, out: Path | None) -> Production | None:
    if script is not None:
        return productions.load(script)
    return productions.load(out) if out is not None and out.is_dir() else None


def _write(seen: Preview, production: Production | None, out: Path, *, force: bool) -> None:
    """A new folder whole, or shots.csv in one that is there, with the assets it needs."""
    cards = preview.cards(seen)
    if production is None:
        raise Invalid("A new production needs its script too; name it with --script.")
    refuse_existing(out / "shots.csv", force=force)
    added = seen.lacking(production.assets)
    if out.is_dir() and any(out.glob("*.fountain")):
        files.write_text(out / "shots.csv", sheets.write(rows.SHOTS, map(rows.card_row, cards)))
        if added and (out / "assets.csv").exists():
            listed = [*(asset for asset in production.assets if asset not in added), *added]
            files.write_text(out / "assets.csv", sheets.write(rows.ASSETS, map(rows.asset_row, listed)))
    else:
        productions.write(replace(production, cards=cards, assets=(*production.assets, *added)), out)
    CONSOLE.print(f"{len(cards)} shots in {out / 'shots.csv'}.")
    _check(production, seen, out)


def _check(production: Production, seen: Preview, out: Path) -> None:
    """What the folder as a whole now contradicts: scenes the script lacks, notes in it that name other shots."""
    for odd in seen.lost([scene.code for scene in breakdown.breakdown(production.screenplay).scenes]):
        ERRORS.print(odd, style="yellow")
    try:
        productions.load(out)
    except InvalidFile as wrong:
        ERRORS.print(f"Before it can be made, the folder needs you:\n{wrong.detail}", style="yellow", soft_wrap=True)


def _plain(seen: Preview) -> dict[str, object]:
    return {
        "sheet": seen.sheet,
        "other_sheets": list(seen.sheets),
        "header_row": seen.header,
        "columns": [vars(column) for column in seen.columns],
        "codes": [vars(code) for code in seen.codes],
        "shots": [card.plain() for card in seen.shots],
        "assets": [asset.model_dump(mode="json") for asset in seen.assets],
        "doubts": [str(doubt) for doubt in seen.doubts],
        "faults": [str(fault) for fault in seen.faults],
        "notes": list(seen.notes),
    }


def _show(seen: Preview) -> None:
    CONSOLE.print(f"{seen.name}, sheet {seen.sheet}, headings in row {seen.header}", style="bold")
    table = Table("", "heading", "is taken for", "because", box=None)
    for column in seen.columns:
        table.add_row(column.letter, column.heading, column.field, column.why)
    CONSOLE.print(table)
    shots = Table("shot", "was", "size", "framing", "movement", "seconds", "action", box=None)
    was = {code.code: code.was for code in seen.codes}
    for card in seen.shots[:FEW]:
        row = rows.card_row(card)
        cells = (row[name] for name in ("size", "framing", "movement", "seconds", "action"))
        shots.add_row(card.code, was.get(card.code, ""), *cells)
    CONSOLE.print(shots)
    for text in [*seen.notes, *(f"{len(seen.shots) - FEW} more shots.",) * (len(seen.shots) > FEW)]:
        CONSOLE.print(text, soft_wrap=True)
    for doubt in seen.doubts:
        CONSOLE.print(str(doubt), style="yellow", soft_wrap=True)
    for fault in seen.faults:
        CONSOLE.print(str(fault), style="red", soft_wrap=True)
