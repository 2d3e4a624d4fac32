"""Finding the reference for which an order is refused."""

from typing import Annotated, Any
from uuid import UUID

import typer
from rich.progress import Progress
from sqlalchemy.orm import Session

from rushes import bootstrap, config
from rushes.accounts import service as accounts
from rushes.accounts.rules import Right
from rushes.bootstrap import Studio
from rushes.cli.confirming import Confirm, Digest, Yes, agreed
from rushes.cli.make import bars, wait
from rushes.cli.ordering import cause_of, told
from rushes.cli.shell import CONSOLE, ERRORS, AsJson, Which, Who, person, print_json
from rushes.db.session import transaction
from rushes.delivery import bisecting, line
from rushes.delivery.bisecting import Case
from rushes.delivery.preflight import Preflight
from rushes.generation import service as generation
from rushes.generation.halving import Ahead, Found
from rushes.projects import service as projects
from rushes.projects.tables import Project

chapter = typer.Typer()


@chapter.command()
def bisect(
    what: Annotated[str, typer.Argument(help="A shot that was refused, or an order by the beginning of its id.")],
    which: Which = "",
    confirm: Digest = "",
    yes: Yes = False,
    who: Who = "",
    json: AsJson = False,
) -> None:
    """Find the reference for which a shot is refused: order it with half of them, then with half of those."""
    name = person(who)
    with bootstrap.studio(config.load()) as studio:
        with bars() as progress:
            with transaction(studio.database) as session:
                project = projects.meant(session, which)
                accounts.demand(session, project.id, name, Right.GENERATE)
                case = bisecting.case(session, project, bisecting.refused(session, project, what))
                seen, left = bisecting.look(session, project, case)
                agree = Confirm(confirm, yes)
                batch = agreed(session, project, seen, name, agree, progress, lambda seen: _say(case, seen, left))
            found = _found(studio, project, case, name, batch, progress)
        with transaction(studio.database) as session:
            bisecting.keep(session, project, case, found, name)
            said = _plain(session, project, case, found)
    if json:
        print_json(said)
        return
    for one in said["tried"]:
        CONSOLE.print(f"  {one['with'] or 'none of them'}: {one['answer']}", soft_wrap=True)
    CONSOLE.print(said["says"], style="bold", soft_wrap=True)


def _found(studio: Studio, project: Project, case: Case, who: str, batch: UUID | None, progress: Progress) -> Found:
    """Order and wait until it is found; ends with 1 where an order comes to nothing for another reason."""
    task = progress.add_task("references", total=None)
    while True:
        with transaction(studio.database) as session:
            step = bisecting.step(session, project, case)
            if isinstance(step, Found):
                return step
            (placed,) = line.placed(session, project, [step], case.spec, who, batch)
        wait(studio, [placed.id], progress, task)
        with transaction(studio.database) as session:
            order = generation.one(session, placed.id)
        if bisecting.was_refused(order) is None:
            told([order])
            ERRORS.print("Run the same command again once that is mended: it goes on from here.", soft_wrap=True)
            raise typer.Exit(1)


def _say(case: Case, seen: Preflight, left: Ahead) -> None:
    """What is about to be asked, for a person: refusals are free, what is accepted is not."""
    CONSOLE.print(f"{case.shot}: {cause_of(case.order)}: one of {', '.join(case.suspects)}.", soft_wrap=True)
    CONSOLE.print(
        f"  at most {left.steps} orders with some of them each: one that is refused costs nothing, "
        f"one that is accepted is a take and is paid (at most {left.accepted})",
        soft_wrap=True,
    )
    CONSOLE.print(f"  {seen.low} to {seen.high}; {seen.left} is left of the budget")
    CONSOLE.print(f"  confirm with --confirm {seen.digest[:16]}")


def _plain(session: Session, project: Project, case: Case, found: Found) -> dict[str, Any]:
    answers = {True: "refused", False: "accepted", None: "no answer"}
    tried = bisecting.tried(session, project, case)
    return {
        "order": str(case.order.id),
        "shot": case.shot,
        "suspects": list(case.suspects),
        "refused": found.culprit,
        "words": found.words,
        "says": bisecting.says(case, found),
        "tried": [
            {"order": str(order.id), "with": ", ".join(names), "answer": answers[bisecting.was_refused(order)]}
            for names, order in tried
        ],
    }
