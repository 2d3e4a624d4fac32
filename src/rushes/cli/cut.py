"""The cut and what leaves the house."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from rushes import bootstrap, config
from rushes.cli.make import Draft, Out, say, stages
from rushes.cli.meant import production
from rushes.cli.shell import CONSOLE, AsJson, Which, Who, person, print_json
from rushes.craft.production import folder as productions
from rushes.craft.timeline.cut import Cut, Event
from rushes.db.session import transaction
from rushes.delivery import deliver as delivering
from rushes.delivery import folder, gather, line
from rushes.delivery import formats as installed
from rushes.delivery.bench import tools
from rushes.delivery.errors import UnknownFormat
from rushes.delivery.rules import Format, file_name
from rushes.edit import service as edit
from rushes.kernel import files, plugins
from rushes.projects import service as projects

FOLDER = "folder"
FORMATS = plugins.load(installed, Format)


chapter = typer.Typer()


@chapter.command()
def cut(which: Which = "", who: Who = "", json: AsJson = False) -> None:
    """Cut the takes that are decided now, as a new version if anything changed; shows the cut."""
    with production(which) as (session, project):
        chosen = line.choose(session, project, [])
        version, made = line.cut(session, project, chosen, person(who))
    if json:
        print_json({"version": version, "frames": len(made), "events": [_event(made, event) for event in made.events]})
        return
    table = Table("record", "event", "take", "note", box=None)
    table.add_column("frames", justify="right")
    for event in made.events:
        said = _event(made, event)
        table.add_row(*(str(said[name]) for name in ("record", "event", "take", "note", "frames")))
    CONSOLE.print(f"{made.title}, cut {version}, {made.rate.timecode(len(made))}", style="bold")
    CONSOLE.print(table)


def _event(made: Cut, event: Event) -> dict[str, Any]:
    record = made.rate.timecode(made.start + event.record)
    return {"record": record, "event": event.name, "take": event.take, "frames": len(event.source), "note": event.note}


@chapter.command()
def deliver(
    out: Out = None,
    master: Annotated[bool, typer.Option("--master", help="Only if every take in the cut is approved.")] = False,
    draft: Draft = False,
    which: Which = "",
    json: AsJson = False,
) -> None:
    """Render the newest cut and write everything that goes with it."""
    with bootstrap.studio(config.load(), worker=False) as studio, stages() as tell:
        with transaction(studio.database) as session:
            project = projects.meant(session, which)
            film, whole = gather.gather(session, project), folder.whole(session, project)
            raster = line.wanted(project, line.Wish(draft=draft), studio.specs).raster
        target = out or Path("film")
        delivered = delivering.deliver(film, whole, raster, target, tools(), datetime.now(UTC), tell, master=master)
    if json:
        print_json(delivered.result)
    else:
        say(delivered)


@chapter.command()
def export(
    format: Annotated[str, typer.Argument(help=f"One of {', '.join([*FORMATS, FOLDER])}.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="The file, or the folder.")] = None,
    which: Which = "",
) -> None:
    """Write the newest cut in a format, or the production as a folder of plain files."""
    if format != FOLDER and format not in FORMATS:
        raise UnknownFormat(f"There is no format {format!r}. There are: {', '.join([*FORMATS, FOLDER])}.")
    if format == FOLDER:
        _export_folder(which, out)
        return
    with production(which) as (session, project):
        _, made = edit.newest(session, project.id)
    chosen = FORMATS[format]
    target = out or Path(file_name(chosen, made))
    files.write_bytes(target, chosen.write(made))
    CONSOLE.print(str(target), soft_wrap=True)
    if chosen.loses:
        CONSOLE.print(f"{chosen.title} cannot say: {', '.join(chosen.loses)}")


def _export_folder(which: str, out: Path | None) -> None:
    """Write the production with the files of its library."""
    with bootstrap.studio(config.load(), worker=False) as studio, transaction(studio.database) as session:
        project = projects.meant(session, which)
        target = out or Path(f"{Path(project.origin).stem}-exported")
        productions.write(folder.whole(session, project), target, studio.blobs.local)
    CONSOLE.print(str(target), soft_wrap=True)
