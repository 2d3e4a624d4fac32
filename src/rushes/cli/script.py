"""Reading scripts, and making other kinds of file of them."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from rushes.cli.shell import CONSOLE, AsJson, Force, print_json, refuse_existing
from rushes.craft.screenplay import conversion, fountain, read
from rushes.craft.screenplay.conversion import Format
from rushes.craft.screenplay.layout import Paper
from rushes.craft.screenplay.pdf import corrections, reading
from rushes.craft.screenplay.pdf.reading import Line, Understood
from rushes.kernel import files
from rushes.kernel.errors import Invalid

chapter = typer.Typer()

DOUBTFUL = 0.75


class UnknownFormat(Invalid):
    """No script is written as a file of that suffix."""


@chapter.command()
def convert(
    script: Annotated[Path, typer.Argument(help="A script: Fountain, Final Draft or PDF.")],
    out: Annotated[Path, typer.Argument(help="The file to write: .fountain, .fdx or .pdf.")],
    paper: Annotated[Paper, typer.Option(help="What a PDF is printed on.")] = Paper.LETTER,
    force: Force = False,
) -> None:
    """Turn a script into Fountain, Final Draft or PDF, and say what the new file cannot carry."""
    suffix = out.suffix.lower()
    if suffix not in set(Format):
        raise UnknownFormat(f"{out}: a script is written as {', '.join(Format)}; choose one of these suffixes.")
    refuse_existing(out, force=force)
    made = conversion.convert(read.load(script), script, Format(suffix), paper)
    files.write_bytes(out, made.content)
    CONSOLE.print(f"{out} is written.", soft_wrap=True)
    for lost in made.lost:
        CONSOLE.print(f"Not in it: {lost}.")


@chapter.command()
def preview(
    script: Annotated[Path, typer.Argument(help="A screenplay as PDF.")],
    tags: Annotated[list[str] | None, typer.Option("--as", help="Correct a line: 12=action; repeat as needed.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write the script, as corrected, as this .fountain file.")] = None,
    force: Force = False,
    json: AsJson = False,
) -> None:
    """Show how each line of a PDF was understood, with corrections, before it is used."""
    data = read.load(script)
    if not read.is_pdf(data):
        raise UnknownFormat(f"{script} is not a PDF, so there is nothing to guess; read it with `rushes breakdown`.")
    retag = corrections.read(tags or ())
    if out:
        refuse_existing(out, force=force)
    understood = reading.read(data, f"{script}", retag)
    if out:
        files.write_text(out, fountain.write(understood.screenplay))
    if json:
        print_json(_preview_json(understood))
        return
    _print_lines(understood, out)


def _print_lines(understood: Understood, out: Path | None) -> None:
    table = Table("line", "page", "kind", "text", "", box=None)
    for line in understood.lines:
        doubt = f"? {line.why}" if line.sure < DOUBTFUL else ""
        table.add_row(str(line.number), str(line.page), line.kind, line.text, doubt)
    CONSOLE.print(table)
    doubtful = sum(line.sure < DOUBTFUL for line in understood.lines)
    CONSOLE.print(f"{len(understood.lines)} lines, {doubtful} doubtful. Correct one with --as LINE=KIND.")
    if understood.unread:
        pages = ", ".join(map(str, understood.unread))
        CONSOLE.print(f"Pictures without text, so not read: page {pages}.")
    if out:
        CONSOLE.print(f"{out} is written.", soft_wrap=True)


def _preview_json(understood: Understood) -> dict[str, object]:
    lines = [_line_json(line) for line in understood.lines]
    return {"lines": lines, "unread_pages": list(understood.unread), "fountain": understood.text}


def _line_json(line: Line) -> dict[str, object]:
    return {name: getattr(line, name) for name in Line.__dataclass_fields__}
