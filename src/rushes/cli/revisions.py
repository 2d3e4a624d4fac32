"""The script's revisions: what changed, whose it is, and which shots no longer fit their words."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from rushes.accounts import service as accounts
from rushes.accounts.rules import Right
from rushes.cli.meant import production
from rushes.cli.shell import CONSOLE, AsJson, Which, Who, person, print_json
from rushes.craft.screenplay import read
from rushes.craft.screenplay.revisions import Change, Kind, summary
from rushes.delivery import scripts
from rushes.shots import links
from rushes.shots import service as shots
from rushes.shots.links import Doubt
from rushes.story import service as story
from rushes.story.tables import Script

chapter = typer.Typer()
script = typer.Typer(no_args_is_help=True, help="The script's revisions, and the shots they touch.")
chapter.add_typer(script, name="script")

_SIGNS = {Kind.ADDED: "+", Kind.REMOVED: "-", Kind.MOVED: ">", Kind.CHANGED: "~", Kind.KEPT: " "}


@script.command(name="log")
def list_revisions(which: Which = "", json: AsJson = False) -> None:
    """Every revision: who made it, when, why, and whether a model had a part."""
    with production(which) as (session, project):
        rows = [_revision(one) for one in story.listed(session, project.id)]
    if json:
        print_json(rows)
        return
    table = Table("revision", "at", "by", "from", "why", box=None)
    for row in rows:
        why = ", ".join(filter(None, [row["why"], "assisted" * row["assisted"], "locked" * row["locked"]]))
        table.add_row(str(row["revision"]), row["at"][:16].replace("T", " "), row["by"], str(row["from"] or ""), why)
    CONSOLE.print(table)


@script.command()
def show(
    revision: Annotated[int | None, typer.Argument(help="Its number; the newest when not said.")] = None,
    which: Which = "",
) -> None:
    """Print a revision's text, to the character."""
    with production(which) as (session, project):
        text = story.one(session, project.id, revision).text
    typer.echo(text, nl=False)


@script.command()
def diff(
    before: Annotated[int | None, typer.Argument(help="The revision before; the parent when not said.")] = None,
    after: Annotated[int | None, typer.Argument(help="The revision after; the newest when not said.")] = None,
    which: Which = "",
    json: AsJson = False,
) -> None:
    """What changed between two revisions, element by element."""
    with production(which) as (session, project):
        changes = story.diff(session, project.id, before, after)
    if json:
        print_json([_change(change) for change in changes])
        return
    for change in changes:
        CONSOLE.print(f"{_SIGNS[change.kind]} {change.scene:5} {_told(change)}", soft_wrap=True)
    CONSOLE.print(f"{summary(changes)}.".capitalize())


@script.command(name="import")
def bring_in(
    file: Annotated[Path, typer.Argument(help="The script as a file.")],
    why: Annotated[str, typer.Option(help="What the revision is for.")] = "",
    which: Which = "",
    who: Who = "",
) -> None:
    """Make a script file the newest revision; scenes and shots that are the same keep their codes."""
    screenplay = read.read(file)
    with production(which) as (session, project):
        accounts.demand(session, project.id, person(who), Right.CUT)
        last = story.newest(session, project.id)
        made = scripts.revise(session, project, screenplay, person(who), why=why)
        doubts = links.stale(session, project.id)
    if last and made.revision == last.revision:
        CONSOLE.print(f"Nothing changed since revision {made.revision}.")
        return
    CONSOLE.print(f"Revision {made.revision}. `rushes make` of the folder reads the script there again: put it there.")
    _say_doubts(doubts)


@script.command()
def lock(which: Which = "", who: Who = "") -> None:
    """Write each scene's number into its heading; from here on no number changes."""
    with production(which) as (session, project):
        accounts.demand(session, project.id, person(who), Right.CUT)
        made = scripts.lock(session, project, person(who))
        scenes = shots.scenes(session, project.id)
    CONSOLE.print(f"Revision {made.revision} numbers {len(scenes)} scenes; a new scene gets a letter, a cut one stays.")


@script.command(name="scenes")
def list_scenes(which: Which = "", json: AsJson = False) -> None:
    """Every scene with its code, in story order; one cut after the lock stays as omitted."""
    with production(which) as (session, project):
        found = shots.scenes(session, project.id)
        rows = [{"scene": code, "heading": one.heading, "omitted": one.omitted} for code, one in found.items()]
    if json:
        print_json(rows)
        return
    for row in rows:
        CONSOLE.print(f"{row['scene']:6}{'OMITTED' if row['omitted'] else row['heading']}", soft_wrap=True)


@script.command()
def stale(which: Which = "", json: AsJson = False) -> None:
    """The shots that no longer fit the words they cover, with what changed."""
    with production(which) as (session, project):
        doubts = links.stale(session, project.id)
    if json:
        print_json([_doubt(doubt) for doubt in doubts])
        return
    _say_doubts(doubts)


@script.command()
def accept(
    codes: Annotated[list[str], typer.Argument(help="Shots, such as S02-SH03.")], which: Which = "", who: Who = ""
) -> None:
    """Say that the cards of shots fit their words as they are now."""
    with production(which) as (session, project):
        accounts.demand(session, project.id, person(who), Right.CUT)
        for code in codes:
            links.accept(session, project.id, code, person(who))
        left = links.stale(session, project.id)
    _say_doubts(left)


def _say_doubts(doubts: list[Doubt]) -> None:
    for doubt in doubts:
        CONSOLE.print(f"{doubt.shot}  {doubt.state}  {doubt.says}", soft_wrap=True)
    CONSOLE.print("" if doubts else "Every shot fits the words it covers.", end="" if doubts else "\n")


def _revision(one: Script) -> dict[str, Any]:
    return {
        "revision": one.revision,
        "at": one.at.isoformat(),
        "by": one.author,
        "from": one.parent,
        "why": one.why,
        "assisted": one.assisted,
        "locked": one.locked,
        "digest": one.digest,
    }


def _told(change: Change) -> str:
    if change.kind is Kind.CHANGED:
        marks = {Kind.REMOVED: "[-{}-]", Kind.ADDED: "{{+{}+}}", Kind.KEPT: "{}"}
        return " ".join(marks[run.kind].format(run.text) for run in change.words)
    place = change.after or change.before
    return " ".join(place.text.split()) if place else ""


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "scene": change.scene,
        "before": change.before.text if change.before else None,
        "after": change.after.text if change.after else None,
        "words": [[run.kind, run.text] for run in change.words],
    }


def _doubt(doubt: Doubt) -> dict[str, Any]:
    where = {"revision": doubt.revision, "line": doubt.span.line, "start": doubt.span.start, "end": doubt.span.end}
    return {"shot": doubt.shot, "state": doubt.state, "says": doubt.says, "was": doubt.was, "now": doubt.now, **where}
