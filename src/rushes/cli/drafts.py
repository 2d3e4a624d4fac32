"""Drafts by a language model: ask, look, keep or reject."""

from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.padding import Padding
from rich.table import Table
from sqlalchemy.orm import Session

from rushes import bootstrap, config
from rushes.cli.make import bars, complaints, wait
from rushes.cli.meant import production
from rushes.cli.shell import CONSOLE, ERRORS, AsJson, Which, Who, person, print_json
from rushes.craft.screenplay.lines import Ruler
from rushes.craft.story import desk
from rushes.craft.story.question import Wish
from rushes.db.session import transaction
from rushes.delivery import drafting
from rushes.delivery.drafting import Draft
from rushes.delivery.errors import NotKept
from rushes.generation import service as generation
from rushes.generation.rules import State
from rushes.generation.tools import tools
from rushes.projects import service as projects
from rushes.projects.tables import Project
from rushes.story import authorship as whose
from rushes.story import service as story

Code = Annotated[str, typer.Argument(help="A draft, such as LOGLINE-T01.")]
Why = Annotated[str, typer.Option(help="The reason; it stays with the draft.")]
WRITES = ("loglines", "beats", "outline", "script", "rewrite", "shots")

chapter = typer.Typer()


@chapter.command()
def draft(
    kind: Annotated[str, typer.Argument(help=f"What is drafted: {', '.join(WRITES)}.")],
    says: Annotated[str, typer.Option("--wish", help="What you wish of it, in words.")] = "",
    shot: Annotated[str, typer.Option(help="The shot to describe, such as S02-SH03.")] = "",
    lines: Annotated[str, typer.Option(help="The lines of the script to rewrite, such as 12-18.")] = "",
    provider: Annotated[str, typer.Option(help="Which language model, by its provider's id.")] = "",
    which: Which = "",
    who: Who = "",
    json: AsJson = False,
) -> None:
    """Have a language model draft a text; it stays a draft until you keep or reject it."""
    with bootstrap.studio(config.load()) as studio, bars() as progress:
        with transaction(studio.database) as session:
            project = projects.meant(session, which)
            wish = Wish(says=says, shot=shot, span=_selection(session, project, lines))
            order = drafting.ask(session, project, kind, wish, tools(), person(who), provider)
        wait(studio, [order.id], progress, progress.add_task("drafts", total=None))
        with transaction(studio.database) as session:
            order = generation.one(session, order.id)
            made = [one for one in drafting.every(session, project, studio.blobs) if one.take.order_id == order.id]
    if order.state != State.DONE:
        raise NotKept("\n".join(complaints([order])))
    if json:
        print_json([_row(one) for one in made])
        return
    for one in made:
        _show(one)
    CONSOLE.print(f"`rushes keep {made[0].code} --why ...` makes the production say it.")


@chapter.command(name="drafts")
def list_drafts(which: Which = "", json: AsJson = False) -> None:
    """Every draft, who wrote it, and what became of it."""
    with bootstrap.studio(config.load(), worker=False) as studio, transaction(studio.database) as session:
        found = drafting.every(session, projects.meant(session, which), studio.blobs)
    rows = [_row(one) for one in found]
    if json:
        print_json(rows)
        return
    table = Table("draft", "of", "by", "state", "why", box=None)
    table.add_column("cost", justify="right")
    for row in rows:
        table.add_row(row["draft"], row["title"], row["model"], row["state"], row["reason"], row["cost"])
    CONSOLE.print(table if rows else "No drafts yet: `rushes draft loglines` asks for some.")


@chapter.command()
def keep(
    code: Code,
    why: Why,
    option: Annotated[int | None, typer.Option(help="Which of several options, from 1.")] = None,
    which: Which = "",
    who: Who = "",
) -> None:
    """Keep a draft: the logline, beats, script or card says it from then on."""
    with bootstrap.studio(config.load(), worker=False) as studio, transaction(studio.database) as session:
        project = projects.meant(session, which)
        CONSOLE.print(drafting.keep(session, project, code, why, person(who), studio.blobs, option))
    CONSOLE.print("`rushes export folder` writes the production as files.")


@chapter.command()
def reject(code: Code, why: Why, which: Which = "", who: Who = "") -> None:
    """Reject a draft; nothing changes, and the reason stays with it."""
    with bootstrap.studio(config.load(), worker=False) as studio, transaction(studio.database) as session:
        drafting.reject(session, projects.meant(session, which), code, why, person(who), studio.blobs)
    CONSOLE.print(f"{code}: rejected, says {person(who)}.")


@chapter.command()
def authorship(which: Which = "", json: AsJson = False) -> None:
    """Whose words the script is made of: each person's revisions, and what a language model drafted."""
    with production(which) as (session, project):
        said = whose.told(story.one(session, project.id))
    if json:
        print_json(asdict(said))
        return
    counted = f"{said.words} words, {said.drafted_words} of them drafted by a language model and kept"
    CONSOLE.print(f"Revision {said.revision}: {counted}.")
    for one in said.drafted:
        CONSOLE.print(Padding(f"line {one.line}: {' '.join(one.text.split())[:100]}", (0, 0, 0, 2)))


def _selection(session: Session, project: Project, lines: str) -> Any:
    """The span of some lines of the newest script; None when nothing is said."""
    if not lines:
        return None
    first, _, last = lines.partition("-")
    if not (first.isdecimal() and (last or first).isdecimal()):
        raise NotKept(f"{lines!r} is no run of lines: say it like 12-18.")
    text = story.one(session, project.id).text
    starts = [0, *(place + 1 for place, letter in enumerate(text) if letter == "\n"), len(text)]
    begin, end = int(first), int(last or first)
    if not 1 <= begin <= end < len(starts):
        raise NotKept(f"The script has lines 1 to {len(starts) - 1}; {lines} is not among them.")
    chosen = text[starts[begin - 1] : starts[end]]
    return Ruler(text).span(starts[begin - 1], starts[begin - 1] + len(chosen.rstrip()))


def _show(one: Draft) -> None:
    CONSOLE.print(f"{one.code}, {desk.kinds()[one.kind].title.lower()}, by {one.model}, {one.cost}", style="bold")
    if one.answer is None:
        ERRORS.print(one.unreadable, style="yellow", soft_wrap=True)
        return
    CONSOLE.print(
        Padding(f"The model gave none: {one.answer.text}" if one.answer.abstained else one.answer.text, (0, 2))
    )


def _row(one: Draft) -> dict[str, Any]:
    answer = one.answer
    return {
        "draft": one.code,
        "kind": one.kind,
        "title": desk.kinds()[one.kind].title,
        "state": str(one.state),
        "reason": one.reason,
        "by": one.who,
        "provider": one.provider,
        "model": one.model,
        "cost": str(one.cost),
        "text": answer.text if answer else "",
        "abstained": bool(answer and answer.abstained),
        "unreadable": one.unreadable,
        "media": one.take.media,
    }
