"""Dailies: what there is, what was decided, a clip of one's own."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from sqlalchemy.orm import Session

from rushes import bootstrap, config, jobs
from rushes.boards import plan
from rushes.cli.meant import production
from rushes.cli.shell import CONSOLE, AsJson, Which, Who, person, print_json
from rushes.craft.provenance.sources import Source
from rushes.db.session import transaction
from rushes.delivery import dailies, gather, importing, words
from rushes.generation import service as generation
from rushes.governance import record
from rushes.governance import service as governance
from rushes.projects import service as projects
from rushes.projects.tables import Project
from rushes.review.rules import State
from rushes.review.service import Opinion
from rushes.review.tables import Verdict
from rushes.shots import service as shots

Code = Annotated[str, typer.Argument(help="A take, such as S02-SH03-T04.")]
Codes = Annotated[list[str], typer.Argument(help="Takes, such as S02-SH03-T04.")]
SOURCE_HELP = f"What the clip is, in the words of its label: {', '.join(Source)}."

chapter = typer.Typer()


@chapter.command()
def status(which: Which = "", json: AsJson = False) -> None:
    """What is planned, made, decided and spent."""
    with production(which) as (session, project):
        said = _status(session, project)
    if json:
        print_json(said)
        return
    table = Table("shot", "title", "takes", "decided", box=None)
    for shot in said["shots"]:
        table.add_row(shot["shot"], shot["title"], str(shot["takes"]), shot["decided"] or "not yet")
    money, record = said["money"], said["record"]
    whole = "whole" if record["broken_at"] is None else f"broken at event {record['broken_at']}"
    CONSOLE.print(f"{said['title']}, from {said['origin']}", style="bold", soft_wrap=True)
    CONSOLE.print(table)
    for doubt in said["doubts"]:
        CONSOLE.print(f" card    {doubt}")
    CONSOLE.print(f" money   {money['spent']} spent, {money['reserved']} reserved, {money['left']} left")
    CONSOLE.print(f" record  {record['events']} events, {whole}")


@chapter.command(name="takes")
def list_takes(
    subject: Annotated[str, typer.Argument(help="A shot, such as S02-SH03, or a sound, panel, ...: S02-SH03-L01.")],
    which: Which = "",
    json: AsJson = False,
) -> None:
    """The takes of a shot or of anything else, with what the checks saw and what was decided."""
    with production(which) as (session, project):
        views = dailies.of_subject(session, project, subject)
        if not views:
            shots.coded(session, project.id, subject)
    rows = [_take(view) for view in views]
    if json:
        print_json(rows)
        return
    table = Table("take", "state", "provider", "checks", box=None)
    table.add_column("cost", justify="right")
    for view, row in zip(views, rows, strict=True):
        table.add_row(view.code, words.state_word(view), view.provider, row["checks"].replace("_", " "), row["cost"])
    CONSOLE.print(table if views else f"{subject} has no take yet: `rushes make` orders what is missing.")
    for view in views:
        for seen in view.failed:
            CONSOLE.print(f"{view.code}: {seen.says}")


@chapter.command()
def verdict(
    take: Code,
    state: Annotated[State, typer.Argument(metavar="STATE", help="rejected, maybe, selected or approved.")],
    worked: Annotated[str, typer.Option(help="What worked.")] = "",
    failed: Annotated[str, typer.Option(help="What failed.")] = "",
    note: Annotated[str, typer.Option(help="The edit note, such as: use first six seconds only.")] = "",
    next: Annotated[str, typer.Option(help="The next action.")] = "",
    which: Which = "",
    who: Who = "",
) -> None:
    """Give a take a verdict: rejected, maybe, selected or approved."""
    _decide([take], state, Opinion(worked, failed, note, next), which, person(who))


@chapter.command()
def approve(takes: Codes, which: Which = "", who: Who = "") -> None:
    """Approve takes for the master: all of them, or none if one cannot be."""
    _decide(takes, State.APPROVED, Opinion(), which, person(who))


@chapter.command(name="import")
def import_clip(
    clip: Annotated[Path, typer.Argument(help="A video of constant frame rate.")],
    shot: Annotated[str, typer.Option("--shot", help="The shot it is a take of, such as S02-SH03.")],
    source: Annotated[Source, typer.Option(metavar="WORD", help=SOURCE_HELP)] = Source.CAMERA,
    which: Which = "",
    who: Who = "",
) -> None:
    """Bring in a clip of your own as a take of a shot, with the same checks and record as any other."""
    with bootstrap.studio(config.load()) as studio:
        with transaction(studio.database) as session:
            project = projects.meant(session, which)
            order = importing.order_clip(session, project, shot, clip, source, studio.blobs, studio.specs, person(who))
        jobs.wait(generation.job_id(order))
        with transaction(studio.database) as session:
            CONSOLE.print(importing.outcome(session, order.id))


def _decide(codes: list[str], state: State, opinion: Opinion, which: str, who: str) -> None:
    with production(which) as (session, project):
        given = dailies.decide(session, project, codes, state, opinion, who)
        for code, verdict in zip(codes, given, strict=True):
            CONSOLE.print(f"{code}: {_given(verdict)}, says {who}.")
    CONSOLE.print("`rushes cut` or `rushes make` cuts with what is decided now.")


def _given(verdict: Verdict) -> str:
    return "approved, and selected until more approve" if verdict.held else verdict.state


def _status(session: Session, project: Project) -> dict[str, Any]:
    views = gather.views(session, project)
    balance = governance.balance(session, project.id)
    planned = shots.planned(session, project.id)
    doubts = [f"{', '.join(one.shots)}, {one.about}: {one.says}" for one in plan.board(session, project).remarks]
    return {
        "title": project.title,
        "origin": project.origin,
        "shots": [_shot(one.card.code, one.card.title, views) for one in planned],
        "doubts": doubts,
        "money": {name: str(getattr(balance, name)) for name in ("limit", "spent", "reserved", "left")},
        "record": {
            "events": record.count(session, project.id),
            "broken_at": record.broken_at(session, project.id),
        },
    }


def _shot(code: str, title: str, views: list[gather.TakeView]) -> dict[str, Any]:
    own = [view for view in views if view.shot == code]
    decided = [f"{view.code} {words.state_word(view)}" for view in own if view.by is not None]
    return {"shot": code, "title": title, "takes": len(own), "decided": ", ".join(decided)}


def _take(view: gather.TakeView) -> dict[str, Any]:
    outcomes = [seen.outcome for seen in view.findings]
    counted = ", ".join(
        f"{outcomes.count(one)} {one}" for one in ("passed", "failed", "cannot_judge") if one in outcomes
    )
    return {
        "take": view.code,
        "state": str(view.state),
        "by": words.decided_by(view),
        "provider": view.provider,
        "checks": counted,
        "cost": str(view.cost),
        "frames": view.frames,
        "media": view.media,
        "card_version": view.card_version,
        "findings": [{"check": seen.check, "outcome": seen.outcome, "says": seen.says} for seen in view.findings],
    }
