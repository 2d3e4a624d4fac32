"""Orders: what they would cost, what became of them, cancelling, and what only a person can find out."""

from collections.abc import Container
from typing import Annotated, Any
from uuid import UUID

import typer
from rich.table import Table
from sqlalchemy.orm import Session

from rushes import bootstrap, config
from rushes.accounts import service as accounts
from rushes.accounts.rules import Right
from rushes.cli.shell import CONSOLE, AsJson, Source, Which, Who, person, print_json
from rushes.craft.production import folder as productions
from rushes.db.session import transaction
from rushes.delivery import folder, line, preflight
from rushes.delivery.line import Wish
from rushes.delivery.preflight import Preflight
from rushes.generation import gateway, rules
from rushes.generation import service as generation
from rushes.generation.errors import NoSuchOrder
from rushes.generation.rules import FIRST, LAST, OVER, UNSENT, State, Truth
from rushes.generation.tables import Order
from rushes.kernel.ids import Subject
from rushes.kernel.money import Money
from rushes.projects import service as projects
from rushes.projects.tables import Project
from rushes.providers.errors import Cause

SHORT = 8
Id = Annotated[str, typer.Argument(help="An order, by the beginning of its id as `rushes orders` shows it.")]

chapter = typer.Typer()
orders = typer.Typer(invoke_without_command=True, help="Orders, and what can be done about them.")
chapter.add_typer(orders, name="orders")


@chapter.command(name="preflight")
def preflight_(
    source: Source,
    provider: Annotated[str, typer.Option(help="By whom, such as `ark` or `ark/seedance-2.0-fast`.")] = "",
    takes: Annotated[int | None, typer.Option(min=1, max=20, help="How many takes each shot gets.")] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Small and quick.")] = False,
    only: Annotated[str, typer.Option(help="This shot alone, such as S02-SH03.")] = "",
    silent: Annotated[bool, typer.Option("--silent", help="Without the service's own sound.")] = False,
    who: Who = "",
    json: AsJson = False,
) -> None:
    """Say what `make` would order: what it may cost and take, what is left out, what would be refused."""
    wish = Wish(provider, takes, draft, only, line.wishes(silent=silent))
    production = productions.load(source)
    with bootstrap.studio(config.load(), worker=False) as studio, transaction(studio.database) as session:
        project = folder.adopt(session, production, str(source.resolve()), person(who))
        seen = preflight.look(session, project, wish, line.wanted(project, wish, studio.specs))
        plain = seen.plain()
    if json:
        print_json(plain)
    else:
        say(seen)


def say(seen: Preflight) -> None:
    """A pre-flight, for a person."""
    table = Table("take of", "model", "seconds", "from", "to", "in its unit", box=None)
    for row in seen.rows:
        used = f"{row.estimate.used[0]} to {row.estimate.used[1]}" if row.estimate.used else ""
        subject, asked = row.composed.subject.id, row.composed.request
        low, high = str(row.estimate.low), str(row.estimate.high)
        table.add_row(subject, asked.model, f"{preflight.seconds(row.composed):.3g}", low, high, used)
    if seen.rows:
        CONSOLE.print(table)
    for subject, says in told(seen):
        CONSOLE.print(f"  {subject:<10} {says}", soft_wrap=True)
    minutes = f"{seen.minutes[0]:.0f} to {seen.minutes[1]:.0f} minutes" if seen.minutes else "how long is not known yet"
    at_once = f", {seen.at_once} at a time" if seen.at_once else ""
    CONSOLE.print(f"{len(seen.rows)} orders to {seen.provider}{at_once}; {seen.there} are there already", style="bold")
    if seen.rows:
        CONSOLE.print(f"  {seen.low} to {seen.high}; {seen.left} is left of the budget; {minutes}")
        CONSOLE.print(f"  confirm with --confirm {seen.digest[:16]}")
    if seen.lacks:
        CONSOLE.print(f"  {seen.provider} is not set up: {seen.lacks}", style="yellow", soft_wrap=True)


def told(seen: Preflight) -> list[tuple[str, str]]:
    """What is to be known of single orders and shots: refusals, references left out, criteria nobody can measure."""
    found = [(subject, f"cannot be asked: {says}") for subject, says in seen.unasked.items()]
    for row in seen.rows:
        subject = row.composed.subject.id
        found += [(code, f"from frame {begins}, {frames} frames") for code, begins, frames in row.shots]
        found += [(subject, f"would be refused: {row.stops}")] if row.stops else []
        found += [(subject, f"left out: {says}") for says in row.cut]
        found += [(subject, f"no machine can check: {says}") for says in row.unchecked]
        found += [(subject, says) for says in row.warnings]
    return list(dict.fromkeys(found))


@orders.callback(invoke_without_command=True)
def list_orders(
    context: typer.Context,
    which: Which = "",
    open_: Annotated[bool, typer.Option("--open", help="Only those that are not over.")] = False,
    json: AsJson = False,
) -> None:
    """Every order of a production, oldest first."""
    if context.invoked_subcommand:
        return
    with bootstrap.database(config.load()) as database, transaction(database) as session:
        project = projects.meant(session, which)
        lines = [one for one in generation.listed(session, project.id) if not (open_ and one.state in OVER)]
    if json:
        print_json([_plain(one) for one in lines])
        return
    table = Table("order", "take of", "provider", "state", "turn", "cost", "says", box=None)
    for one in lines:
        cost = str(Money(one.cost_micros or 0, one.currency)) if one.currency else ""
        subject = Subject.of(one.subject).id
        its_turn = str(one.priority) if one.state in UNSENT else ""
        table.add_row(str(one.id)[:SHORT], subject, one.provider, str(one.state), its_turn, cost, one.says)
    CONSOLE.print(table)


@orders.command()
def show(order: Id, which: Which = "", json: AsJson = False) -> None:
    """One order: where it stands, what the service said, what may be done now."""
    with bootstrap.database(config.load()) as database, transaction(database) as session:
        found = meant(session, projects.meant(session, which), order)
        said = _whole(found)
    if json:
        print_json(said)
        return
    for name, value in said.items():
        if value not in ("", None, [], {}):
            CONSOLE.print(f"  {name:<10} {_text(value)}", soft_wrap=True)


@orders.command()
def cancel(
    shots: Annotated[list[str] | None, typer.Argument(help="Orders, or shots such as S02-SH03; none for all.")] = None,
    which: Which = "",
    who: Who = "",
    json: AsJson = False,
) -> None:
    """Cancel what is not over: what was not sent costs nothing, what is at a service is asked to stop."""
    with bootstrap.studio(config.load(), worker=False) as studio, transaction(studio.database) as session:
        project = projects.meant(session, which)
        accounts.demand(session, project.id, person(who), Right.GENERATE)
        wanted = _chosen(session, project, shots, set(State) - OVER)
        counts = generation.cancel(session, project.id, wanted, person(who))
    if json:
        print_json({str(state): number for state, number in counts.items()})
        return
    CONSOLE.print(", ".join(f"{number} {state}" for state, number in counts.items()) or "There is nothing to cancel.")
    if counts[State.CANCELLING]:
        CONSOLE.print("What is cancelling may still be finished and billed; if it is, it is kept.")


@orders.command()
def turn(
    shots: Annotated[list[str] | None, typer.Argument(help="Orders, or shots such as S02-SH03; none for all.")] = None,
    priority: Annotated[
        int, typer.Option(min=FIRST, max=LAST, help="Their new turn: 0 goes first, 9 last, 5 is as ordered.")
    ] = FIRST,
    which: Which = "",
    who: Who = "",
    json: AsJson = False,
) -> None:
    """Let orders that wait to be sent go before others of their provider and model, or after them."""
    with bootstrap.studio(config.load(), worker=False) as studio, transaction(studio.database) as session:
        project = projects.meant(session, which)
        accounts.demand(session, project.id, person(who), Right.GENERATE)
        wanted = _chosen(session, project, shots, UNSENT)
        turned = generation.prioritise(session, project.id, wanted, priority, person(who))
    if json:
        print_json([str(one) for one in turned])
        return
    orders = f"{len(wanted)} order{'s' if len(wanted) != 1 else ''}"
    CONSOLE.print(f"{orders} that wait: {len(turned)} have another turn now, {priority}.")


@orders.command()
def resolve(
    order: Id,
    truth: Annotated[Truth, typer.Argument(help="What you found there: " + ", ".join(Truth) + ".")],
    remote: Annotated[str, typer.Option(help="The id under which the service has it.")] = "",
    which: Which = "",
    who: Who = "",
) -> None:
    """Say what you found at the service about an order nobody knows to be accepted."""
    with bootstrap.studio(config.load(), worker=False) as studio, transaction(studio.database) as session:
        project = projects.meant(session, which)
        accounts.demand(session, project.id, person(who), Right.GENERATE)
        found = meant(session, project, order)
        gateway.resolve(session, found, truth, person(who), remote)
        CONSOLE.print(f"{Subject.of(found.subject).id} is {found.state}: {rules.KNOWN[truth]}", soft_wrap=True)


@orders.command(name="look")
def look_again(order: Id, which: Which = "", who: Who = "") -> None:
    """Look once more at the service for what failed or expired after it was sent."""
    with bootstrap.studio(config.load(), worker=False) as studio, transaction(studio.database) as session:
        project = projects.meant(session, which)
        accounts.demand(session, project.id, person(who), Right.GENERATE)
        found = meant(session, project, order)
        gateway.look_again(session, found, person(who))
        CONSOLE.print(f"{Subject.of(found.subject).id} is looked for; `rushes work` or `rushes make` brings it home.")


def meant(session: Session, project: Project, beginning: str) -> Order:
    """The one order of a production whose id begins so. NoSuchOrder."""
    found = [one.id for one in generation.listed(session, project.id) if str(one.id).startswith(beginning.lower())]
    if len(found) != 1:
        many = "no order" if not found else f"{len(found)} orders"
        raise NoSuchOrder(f"There is {many} whose id begins with {beginning!r}; see `rushes orders`.")
    return generation.one(session, found[0])


def _chosen(session: Session, project: Project, names: list[str] | None, states: Container[State]) -> list[UUID]:
    """The orders in those states of the shots that are named, or whose ids begin so; all where none is."""
    lines = [one for one in generation.listed(session, project.id) if one.state in states]
    return [one.id for one in lines if not names or _named(str(one.id), one.subject, names)]


def _named(id: str, subject: str, names: list[str]) -> bool:
    return any(id.startswith(name.lower()) or Subject.of(subject).id == name for name in names)


def _plain(one: Any) -> dict[str, Any]:
    return {name: _json(value) for name, value in vars(one).items()}


def _json(value: object) -> Any:
    return value if isinstance(value, int | float | str | None) else str(value)


def _whole(order: Order) -> dict[str, Any]:
    offers = generation.offers(order) if order.cause in set(Cause) else ()
    unknown = order.state == State.SUBMIT_UNKNOWN
    known = [f"`rushes orders resolve {str(order.id)[:SHORT]} {truth}`: {rules.KNOWN[truth]}" for truth in Truth]
    return {
        "id": str(order.id),
        "take of": Subject.of(order.subject).id,
        "provider": order.provider,
        "model": order.request["model"],
        "state": order.state,
        "priority": order.priority,
        "remote": order.remote,
        "says": order.says,
        "cause": " ".join(filter(None, (order.cause, order.medium, order.objection))),
        "cost": str(Money(order.cost_micros or 0, order.currency)) if order.currency else "",
        "used": " ".join(order.used.values()),
        "prompt": order.request["prompt"],
        "raw": order.raw,
        "then": [rules.SAYS[offer] for offer in offers] or (known if unknown else []),
    }


def _text(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
