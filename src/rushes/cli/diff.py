"""Two takes side by side."""

import re
from typing import Annotated

import typer
from rich.table import Table

from rushes.cli.meant import production
from rushes.cli.shell import CONSOLE, AsJson, Which, print_json
from rushes.delivery import comparing
from rushes.delivery.comparing import Comparison
from rushes.takes.differences import CAME, PLANNED, Difference, Facet

_SENTENCE = re.compile(r"(?<=[.;!?])\s+")
PROSE = (Facet.PROMPT, Facet.NEGATIVE, Facet.REWRITTEN)
ABOUT = "Why the second take lost this: an asset by its code or name, such as PR-ENVELOPE, or a check."

chapter = typer.Typer()


@chapter.command()
def diff(
    before: Annotated[str, typer.Argument(help="A take, such as S02-SH03-T03.")],
    after: Annotated[str, typer.Argument(help="A take it is held against, such as S02-SH03-T04.")],
    about: Annotated[str, typer.Option(help=ABOUT)] = "",
    which: Which = "",
    json: AsJson = False,
) -> None:
    """Say in what two takes differ, and why one of them lost something."""
    with production(which) as (session, project):
        found = comparing.compare(session, project, before, after, about)
    if json:
        print_json(found.plain())
        return
    CONSOLE.print(f"{before} and {after}. {found.says}", style="bold", soft_wrap=True)
    for number, reason in enumerate(found.reasons, start=1):
        CONSOLE.print(f" {number}. {reason}", soft_wrap=True)
    if found.differences:
        CONSOLE.print(_table(found))
    for one in found.checks:
        CONSOLE.print(f" check {one.check}: {one.before}, then {one.after}. {one.says}", soft_wrap=True)


def _table(found: Comparison) -> Table:
    table = Table("", "what", found.before, found.after, box=None, padding=(0, 2, 1, 0))
    for one in found.differences:
        table.add_row(_stage(one), f"{one.facet} {one.name.replace('_', ' ')}", *_shown(one))
    return table


def _stage(one: Difference) -> str:
    if one.facet in PLANNED:
        return "planned"
    return "came" if one.facet in CAME else "asked"


def _shown(one: Difference) -> tuple[str, str]:
    """Both sides; of prose only the sentences that the other side has not."""
    if one.facet not in PROSE:
        return one.before, one.after
    old, new = _SENTENCE.split(one.before), _SENTENCE.split(one.after)
    return " ".join(text for text in old if text not in new), " ".join(text for text in new if text not in old)
