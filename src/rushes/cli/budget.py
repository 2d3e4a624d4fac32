"""The budget: what may be spent and by whom, what is spent, what each thing cost."""

from typing import Annotated

import typer
from rich.table import Table

from rushes.accounts.rules import Role
from rushes.boards import costs as board
from rushes.boards.costs import Costs
from rushes.cli.meant import production
from rushes.cli.shell import CONSOLE, AsJson, Which, Who, person, print_json
from rushes.delivery import budgeting
from rushes.governance import service as governance
from rushes.governance.rules import Scope, Share
from rushes.kernel.errors import Invalid
from rushes.kernel.money import Money

Person = Annotated[str, typer.Option("--person", help="A person's share of it.")]
OfRole = Annotated[Role | None, typer.Option("--role", metavar="ROLE", help=f"A role's share: {', '.join(Role)}.")]

chapter = typer.Typer()
budget = typer.Typer(invoke_without_command=True)
chapter.add_typer(budget, name="budget")


class OneShare(Invalid):
    """A share is that of a person or of a role."""


@budget.callback()
def show(called: typer.Context, which: Which = "", json: AsJson = False) -> None:
    """Say what may be spent, is spent, reserved and left, of all and of everybody, and what each thing cost."""
    if called.invoked_subcommand:
        return
    with production(which) as (session, project):
        title, shares = project.title, governance.shares(session, project.id)
        found = board.costs(session, project)
    if json:
        print_json({"shares": [share.plain() for share in shares], "costs": found.plain()})
        return
    CONSOLE.print(title, style="bold", soft_wrap=True)
    CONSOLE.print(_shares(shares))
    CONSOLE.print(_costs(found))


@budget.command(name="set")
def set_(
    amount: Annotated[str, typer.Argument(help="How much may be spent at most, such as 50.")],
    currency: Annotated[str, typer.Argument(help="In which currency; the budget's own when not said.")] = "",
    who_spends: Person = "",
    role: OfRole = None,
    which: Which = "",
    who: Who = "",
) -> None:
    """Set what may be spent in all, by a person, or by everybody of a role together."""
    with production(which) as (session, project):
        own = governance.balance(session, project.id).limit.currency
        limit = budgeting.money(amount, currency.upper() or own)
        if who_spends or role:
            key = _key(who_spends, role)
            budgeting.allot(session, project, *key, limit, person(who))
            CONSOLE.print(f"{key[1]} may spend {limit.exact}.")
            return
        budgeting.set_limit(session, project, limit, person(who))
    CONSOLE.print(f"{limit.exact} may be spent, until [budget] in project.toml says something new.")


@budget.command()
def lift(who_spends: Person = "", role: OfRole = None, which: Which = "", who: Who = "") -> None:
    """Lift the limit of a person or a role; the production's own stays."""
    with production(which) as (session, project):
        key = _key(who_spends, role)
        budgeting.allot(session, project, *key, None, person(who))
    CONSOLE.print(f"{key[1]} may spend what is left of the production's.")


def _key(who: str, role: Role | None) -> tuple[Scope, str]:
    if bool(who) == bool(role):
        raise OneShare("Say whose share it is: --person NAME or --role ROLE.")
    return (Scope.PERSON, who) if who else (Scope.ROLE, str(role))


def _shares(shares: list[Share]) -> Table:
    table = Table("", "who", box=None)
    for column in ("limit", "spent", "reserved", "left"):
        table.add_column(column, justify="right")
    for share in shares:
        amounts = (share.limit, share.spent, share.reserved, share.left)
        table.add_row(str(share.scope), share.name, *("" if one is None else one.exact for one in amounts))
    return table


def _costs(found: Costs) -> Table:
    table = Table.grid(padding=(0, 2))
    told = {
        "clips": f"{found.clips.exact}, for {len(found.takes)} takes of {len(found.shots)} shots",
        "boards and texts": found.beside.exact,
        "a take": _mean(found.a_take),
        "an accepted shot": f"{_mean(found.an_accepted_shot)}, {found.accepted} accepted by a person",
        "a usable second": f"{_mean(found.a_usable_second)}, {found.seconds:.1f} s can be used",
        **{provider: str(used) for provider, used in found.used},
    }
    for name, value in told.items():
        table.add_row(f" {name}", value)
    return table


def _mean(money: Money | None) -> str:
    return "nothing yet" if money is None else money.exact
