"""What it takes to finish."""

from collections.abc import Callable
from typing import Annotated

import typer
from rich.table import Table

from rushes import bootstrap, config
from rushes.boards import forecast as board
from rushes.boards.forecast import Forecast
from rushes.cli.shell import CONSOLE, AsJson, Which, print_json
from rushes.craft.production.forecast import Outlook, Range
from rushes.db.session import transaction
from rushes.delivery import line
from rushes.delivery.line import Wish
from rushes.generation.tools import tools
from rushes.kernel.money import Money
from rushes.projects import service as projects

chapter = typer.Typer()


@chapter.command()
def forecast(
    provider: Annotated[str, typer.Option(help="Who is to make it, by id; the production's own when not said.")] = "",
    draft: Annotated[bool, typer.Option("--draft", help="640 wide, as a draft is.")] = False,
    by_shot: Annotated[bool, typer.Option("--shots", help="Shot by shot.")] = False,
    which: Which = "",
    json: AsJson = False,
) -> None:
    """Say how many takes, how much money and how long it takes to finish, from the verdicts so far."""
    with bootstrap.studio(config.load(), worker=False) as studio, transaction(studio.database) as session:
        project = projects.meant(session, which)
        want = line.wanted(project, Wish(provider, draft=draft), studio.specs)
        found, title = board.forecast(session, project, want, tools().asks.get(want.spec.id, {})), project.title
    if json:
        print_json(found.plain())
        return
    to_go = found.planned - found.accepted
    CONSOLE.print(f"{title}, with {found.title}: {to_go} of {found.planned} shots to go", style="bold", soft_wrap=True)
    CONSOLE.print(_table(found, found.shots if by_shot else found.outlooks[1:]))
    for sentence in _sentences(found):
        CONSOLE.print(f" {sentence}", soft_wrap=True)


def _table(found: Forecast, parts: tuple[Outlook, ...]) -> Table:
    table = Table("", box=None)
    for column in ("shots", "takes", "four times of five", "cost", "four times of five", "time", "four times of five"):
        table.add_column(column, justify="right")
    for one in (*parts, found.outlooks[0]):
        table.add_row(one.of or "all", str(one.shots), *_cells(one, found.currency))
    return table


def _cells(one: Outlook, currency: str) -> list[str]:
    def money(micros: float) -> str:
        return str(Money(round(micros), currency)).removesuffix(f" {currency}")

    takes, cost = _pair(one.takes, lambda number: f"{number:.0f}"), _pair(one.micros, money)
    return [*takes, f"{cost[0]} {currency}", cost[1], *_pair(one.seconds, _clock)]


def _pair(range: Range, said: Callable[[float], str]) -> list[str]:
    return [said(range.expected), f"{said(range.low)} to {said(range.high)}"]


def _clock(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min"


def _sentences(found: Forecast) -> list[str]:
    learned = f"Learned from judged takes: {found.learned}." if found.learned else "Nobody judged a take yet: assumed."
    measured = f"by orders that are done: {found.measured}" if found.measured else "which is assumed"
    lane = f"; {found.at_once} are made at once" if found.at_once > 1 else ""
    time = f"A take needs {found.a_take:.0f} s, {measured}. The time is that of one after another{lane}."
    lost = [f"{shot} is in no sum: {why}" for shot, why in found.unmakeable.items()]
    return [found.says, learned, time, *lost]
