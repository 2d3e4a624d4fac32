"""Boards: panels, sheets, the storyboard, the animatic."""

from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Protocol
from uuid import UUID

import typer
from rich.table import Table
from sqlalchemy.orm import Session

from rushes import bootstrap, config, jobs
from rushes.bootstrap import Studio
from rushes.cli.make import Draft, Out, bars, complaints, stages, wait
from rushes.cli.shell import CONSOLE, ERRORS, AsJson, Source, Which, Who, person, print_json
from rushes.craft.papers import values
from rushes.craft.production import folder as productions
from rushes.db.session import transaction
from rushes.delivery import animatic as animatics
from rushes.delivery import beginnings, boarding, folder, storyboard
from rushes.delivery.bench import tools
from rushes.delivery.boarding import Pictures
from rushes.delivery.errors import NoFrame
from rushes.delivery.line import Wish
from rushes.generation import service as generation
from rushes.generation.rules import State
from rushes.generation.tables import Order
from rushes.projects import service as projects
from rushes.projects.tables import Project
from rushes.takes import service as made_takes

Provider = Annotated[str, typer.Option(help="Who draws, by id; see `rushes doctor`.")]
Takes = Annotated[int | None, typer.Option(min=1, max=20, help="How many of each.")]

chapter = typer.Typer()


class Give(Protocol):
    """Orders what is wished for and not there yet, and gives every order that answers."""

    def __call__(
        self, session: Session, project: Project, wish: Wish, want: Pictures, who: str, asked: Collection[UUID] = ()
    ) -> list[Order]:
        """See `delivery.boarding`."""
        ...


@chapter.command()
def panels(
    source: Source,
    out: Out = None,
    only: Annotated[str, typer.Option(help="Panels of this shot alone, such as S02-SH03.")] = "",
    provider: Provider = "",
    takes: Takes = None,
    draft: Draft = False,
    who: Who = "",
    json: AsJson = False,
) -> None:
    """Draw first, key and last frame of every shot; review them like any take."""
    with bootstrap.studio(config.load()) as studio:
        project = _ordered(studio, source, Wish(provider, takes, draft, only), person(who), boarding.order_panels)
        with transaction(studio.database) as session:
            told = storyboard.boarded(session, project, studio.blobs)
            rows = _panels(told, only)
        if out:
            storyboard.write_pictures(storyboard.named(told), out)
    if json:
        print_json(rows)
        return
    table = Table("panel", "at", "take", "state", "why that moment", box=None)
    for row in rows:
        table.add_row(row["panel"], f"{row['seconds']:.3g} s", row["take"], row["state"], row["why"])
    CONSOLE.print(table)
    CONSOLE.print("`rushes approve TAKE` makes a panel a frame of its shot; `rushes storyboard` prints them.")


@chapter.command()
def anchor(
    shot: Annotated[str, typer.Argument(help="The shot that begins on it, such as S02-SH03.")],
    take: Annotated[str, typer.Option(help="A take; else the select of the shot before.")] = "",
    frame: Annotated[int | None, typer.Option(min=0, help="Counted from 0; else the last usable one.")] = None,
    which: Which = "",
    who: Who = "",
) -> None:
    """Begin a shot on a frame of a take: it becomes an approved panel that goes along with orders."""
    with bootstrap.studio(config.load()) as studio:
        with transaction(studio.database) as session:
            project = projects.meant(session, which)
            begun = beginnings.begin(session, project, shot, take, frame, person(who))
        jobs.wait(begun.job)
        with transaction(studio.database) as session:
            done = generation.one(session, begun.order.id)
            if done.state != State.DONE:
                raise NoFrame(f"The frame did not become a panel: {done.says}")
            made = made_takes.by_order(session, done.id)
            CONSOLE.print(f"{shot} begins on {done.request['settings']['name']}: {made.code}, approved.")


@chapter.command()
def sheets(
    source: Source,
    out: Out = None,
    only: Annotated[str, typer.Option(help="The sheet of this asset alone, such as CH-WREN.")] = "",
    provider: Provider = "",
    takes: Takes = None,
    draft: Draft = False,
    who: Who = "",
    json: AsJson = False,
) -> None:
    """Draw every character, place and thing by itself, from all sides and in all states."""
    target = out or Path(f"{source.resolve().stem}-sheets")
    with bootstrap.studio(config.load()) as studio:
        project = _ordered(studio, source, Wish(provider, takes, draft, only), person(who), boarding.order_sheets)
        with transaction(studio.database) as session:
            found = storyboard.sheets(session, project, studio.blobs, only)
        paper = storyboard.write_sheets(project.title, found, target)
    counted = {sheet.asset.id: sum(view.picture is not None for view in sheet.views) for sheet in found}
    if json:
        print_json({"sheets": counted, "paper": str(paper)})
        return
    for code, count in counted.items():
        CONSOLE.print(f"{code}: {count} views")
    CONSOLE.print(str(paper), soft_wrap=True)


@chapter.command(name="storyboard")
def storyboard_(
    source: Source,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="The PDF; its shot list is put beside it.")] = None,
    draft: Draft = False,
    who: Who = "",
    json: AsJson = False,
) -> None:
    """Print the storyboard and the shot list with panels, drawing what is missing."""
    target = out or Path(f"{source.resolve().stem}-storyboard.pdf")
    with bootstrap.studio(config.load()) as studio:
        project = _ordered(studio, source, Wish(draft=draft), person(who), boarding.order_panels)
        with transaction(studio.database) as session:
            told = storyboard.boarded(session, project, studio.blobs)
        papers = storyboard.write_papers(told, target)
    if json:
        print_json({"shots": len(told.storyboard.shots), "papers": [str(paper) for paper in papers]})
        return
    for paper in papers:
        CONSOLE.print(str(paper), soft_wrap=True)


@chapter.command()
def animatic(
    source: Source,
    out: Out = None,
    previz: Annotated[bool, typer.Option("--previz", help="Show the clips of shots that have some.")] = False,
    draft: Draft = False,
    who: Who = "",
    json: AsJson = False,
) -> None:
    """Cut the panels to the temp sound, with the storyboard and the shot list beside it."""
    target = out or Path(f"{source.resolve().stem}-animatic")
    wish = Wish(draft=draft)
    with bootstrap.studio(config.load()) as studio:
        project = _ordered(studio, source, wish, person(who), boarding.order_panels)
        with transaction(studio.database) as session:
            planned = animatics.plan(session, project, clips=previz)
            told = storyboard.boarded(session, project, studio.blobs)
        raster = animatics.fitted(boarding.wanted(project, wish, studio.specs).raster)
        with stages() as tell:
            film = animatics.cut(planned, raster, tools())
            made = animatics.write(
                film, raster, target, tools(), datetime.now(UTC), lambda done, total: tell("animatic", done, total)
            )
        storyboard.write_papers(told, target / "storyboard.pdf")
        storyboard.write_pictures(storyboard.named(told), target / "panels")
    if json:
        print_json(made)
        return
    length = values.minutes(made["seconds"])
    CONSOLE.print(f"{made['title']}: {length}, {made['shots']} shots on {made['panels']} panels", style="bold")
    CONSOLE.print(str(target), soft_wrap=True)


def _ordered(studio: Studio, source: Path, wish: Wish, who: str, give: Give) -> Project:
    """Adopt a production, order what is wished for and wait until it is there; says what did not come."""
    production = productions.load(source)
    with bars() as progress:
        with transaction(studio.database) as session:
            project = folder.adopt(session, production, str(source.resolve()), who)
            want = boarding.wanted(project, wish, studio.specs)
            ids = [order.id for order in give(session, project, wish, want, who, [])]
        task = progress.add_task("pictures", total=None)
        wait(studio, ids, progress, task)
        with transaction(studio.database) as session:
            ids = [order.id for order in give(session, project, wish, want, who, ids)]
        wait(studio, ids, progress, task)
    with transaction(studio.database) as session:
        for complaint in complaints(generation.many(session, ids)):
            ERRORS.print(complaint, style="yellow", soft_wrap=True)
    return project


def _panels(told: storyboard.Boarded, only: str) -> list[dict[str, Any]]:
    return [
        {
            "panel": f"{code}-{one.moment.name}",
            "seconds": round(one.moment.seconds, 3),
            "why": one.moment.why,
            "take": one.take.code if one.take else "",
            "state": str(one.state) if one.take else "",
            "media": one.take.media if one.take else "",
        }
        for code, found in told.panels.items()
        if only in ("", code)
        for one in found
    ]
