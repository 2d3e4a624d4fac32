"""Orders of shots that are named: more takes, in one of the passes, or of another model after a take."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Protocol
from uuid import UUID

import typer
from rich.table import Table
from sqlalchemy.orm import Session

from rushes import bootstrap, config
from rushes.accounts import service as accounts
from rushes.accounts.rules import Right
from rushes.cli.confirming import Confirm, Digest, Yes, agreed
from rushes.cli.make import Draft, Priority, bars, complaints, shoot
from rushes.cli.orders import SHORT
from rushes.cli.shell import CONSOLE, ERRORS, AsJson, Which, Who, person, print_json
from rushes.craft.production import folder as productions
from rushes.db.session import transaction
from rushes.delivery import folder, line, ordering, preflight, recasting, together
from rushes.delivery.line import Answered, Wanted, Wish
from rushes.delivery.ordering import Named
from rushes.delivery.recasting import Follow, Recast
from rushes.generation import rules
from rushes.generation import service as generation
from rushes.generation.rules import IN_TURN, State
from rushes.generation.tables import Order
from rushes.kernel.ids import Subject, in_order
from rushes.kernel.money import Money
from rushes.projects import service as projects
from rushes.projects.tables import Project
from rushes.providers.base import Spec
from rushes.review import passes
from rushes.takes import service as takes

Shots = Annotated[list[str], typer.Argument(help="Shots, such as S02-SH03.")]
Provider = Annotated[str, typer.Option(help="By whom, such as `ark` or `ark/seedance-2.0-fast`.")]
Takes = Annotated[int, typer.Option(min=1, max=20, help="How many takes of each shot.")]
Silent = Annotated[bool, typer.Option("--silent", help="Without the service's own sound.")]
Seed = Annotated[int | None, typer.Option(min=0, max=2**63 - 1, help="The seed, kept: only what you change varies.")]
Without = Annotated[
    list[str] | None, typer.Option(help="A reference to leave out, such as CH-WREN or `S02-SH03 first_frame`.")
]
From = Annotated[Path | None, typer.Option("--from", help="The production folder or script, read again first.")]

chapter = typer.Typer()
LOST = frozenset({State.FAILED, State.EXPIRED})


@dataclass(frozen=True)
class Job:
    """
    Of which production something is asked, by whom, what they agree to pay, and how they are told.

    `priority` is when its orders have their turn.
    """

    which: str
    source: Path | None
    who: str
    confirm: Confirm
    json: bool
    priority: int


class Means(Protocol):
    """What a wish means for a production."""

    def __call__(self, project: Project, specs: Mapping[str, Spec[Any]]) -> Wanted:
        """See `delivery.line.wanted`."""
        ...


class Answer(Protocol):
    """What answers a wish, given the orders asked for just now."""

    def __call__(self, session: Session, project: Project, want: Wanted, asked: Collection[UUID]) -> Answered:
        """See `delivery.ordering.slots`."""
        ...


@chapter.command()
def order(
    shots: Shots,
    provider: Provider = "",
    takes: Takes = 1,
    draft: Draft = False,
    silent: Silent = False,
    seed: Seed = None,
    go: Annotated[int, typer.Option("--pass", min=1, max=3, help="Which of the three passes over the shot.")] = 1,
    of: Annotated[str, typer.Option(help="The take that the pass follows; the likeliest when not said.")] = "",
    change: Annotated[str, typer.Option(help="The one change the pass is to try, as the card now says it.")] = "",
    without: Without = None,
    joined: Annotated[
        bool, typer.Option("--together", help="As one clip that holds them all; each gets its part of it as a take.")
    ] = False,
    priority: Priority = IN_TURN,
    source: From = None,
    which: Which = "",
    confirm: Digest = "",
    yes: Yes = False,
    who: Who = "",
    json: AsJson = False,
) -> None:
    """Order more takes of the shots you name; those under way count, those made before do not."""
    settings = line.wishes(silent=silent, seed=seed, without=without or ())
    named = Named(
        tuple(shots), Wish(provider, takes, draft, settings=settings, priority=priority), passes.Wish(go, of, change)
    )

    def answer(session: Session, project: Project, want: Wanted, asked: Collection[UUID]) -> Answered:
        slots = together.slots if joined else ordering.slots
        return slots(session, project, named, want, asked)

    def want(project: Project, specs: Mapping[str, Spec[Any]]) -> Wanted:
        return line.wanted(project, named.wish, specs)

    _ordered(Job(which, source, person(who), Confirm(confirm, yes), json, priority), want, answer)


@chapter.command()
def recast(
    shots: Shots,
    provider: Annotated[str, typer.Option(help="On which model, such as `ark` or `comfyui/wan21-vace-motion`.")],
    surface: Annotated[str, typer.Option(help="Worded for another surface than is usual for it.")] = "",
    follow: Annotated[
        list[Follow] | None,
        typer.Option(
            metavar="WHAT", help="What it is shown: clip, depth, pose or nothing; what it is for, if not said."
        ),
    ] = None,
    takes: Takes = 1,
    draft: Draft = False,
    silent: Silent = False,
    seed: Seed = None,
    without: Without = None,
    priority: Priority = IN_TURN,
    source: From = None,
    which: Which = "",
    confirm: Digest = "",
    yes: Yes = False,
    who: Who = "",
    json: AsJson = False,
) -> None:
    """Order shots chosen in previz of a real model: the same card and panels, after the movement of the take."""
    settings = line.wishes(silent=silent, seed=seed, without=without or ())
    wish = Wish(provider, takes, draft, settings=settings, priority=priority)
    meant = Recast(tuple(shots), wish, surface, tuple(follow or ()))

    def answer(session: Session, project: Project, want: Wanted, asked: Collection[UUID]) -> Answered:
        return recasting.slots(session, project, meant, want, asked)

    def want(project: Project, specs: Mapping[str, Spec[Any]]) -> Wanted:
        return recasting.wanted(project, meant, specs)

    _ordered(Job(which, source, person(who), Confirm(confirm, yes), json, priority), want, answer)


def _ordered(job: Job, means: Means, answer: Answer) -> None:
    """Have it agreed to, ordered, made, and told; ends with 1 where nothing came of it."""
    with bootstrap.studio(config.load()) as studio:
        with bars() as progress:
            with transaction(studio.database) as session:
                project = _meant(session, job)
                want = means(project, studio.specs)
                found = answer(session, project, want, ())
                seen = preflight.of(session, project, found.slots, want.spec, found.unasked)
                batch = agreed(session, project, seen, job.who, job.confirm, progress)
            doubts = list(dict.fromkeys(f"{one.composed.subject.id}: {it}" for one in found.slots for it in one.doubts))
            for doubt in doubts:
                ERRORS.print(doubt, style="yellow", soft_wrap=True)

            def place(session: Session, asked: Collection[UUID]) -> list[Order]:
                slots = answer(session, project, want, asked).slots
                placed = line.placed(session, project, slots, want.spec, job.who, batch, job.priority)
                return together.with_parts(session, placed)

            ids = shoot(studio, place, progress)
        with transaction(studio.database) as session:
            came = generation.many(session, ids)
            rows = _rows(session, came)
    if job.json:
        print_json({"orders": rows, "unasked": dict(found.unasked), "doubts": doubts})
    else:
        _say(rows)
        told(came, found.unasked)
    if not any(one.state == State.DONE for one in came):
        raise typer.Exit(1)


def _meant(session: Session, job: Job) -> Project:
    """The production, as its folder says it now where that is read again; who asks must be allowed to."""
    if job.source:
        production = productions.load(job.source)
        project = folder.adopt(session, production, str(job.source.resolve()), job.who)
    else:
        project = projects.meant(session, job.which)
    accounts.demand(session, project.id, job.who, Right.GENERATE)
    return project


def _rows(session: Session, orders: Sequence[Order]) -> list[dict[str, Any]]:
    made = {take.order_id: take.code for take in takes.many_by_order(session, [order.id for order in orders])}
    rows = [_row(order, made.get(order.id, "")) for order in orders]
    return sorted(rows, key=lambda row: (in_order(row["shot"]), row["take"]))


def _row(order: Order, take: str) -> dict[str, Any]:
    return {
        "order": str(order.id),
        "shot": Subject.of(order.subject).id,
        "take": take,
        "provider": order.provider,
        "state": order.state,
        "cost": str(Money(order.cost_micros or 0, order.currency)) if order.currency else "",
        "cause": cause_of(order),
        "says": order.says,
        "then": offers(order),
    }


def _say(rows: Sequence[dict[str, Any]]) -> None:
    table = Table("shot", "take", "order", "provider", "state", "cost", box=None)
    for row in rows:
        table.add_row(row["shot"], row["take"], row["order"][:SHORT], row["provider"], row["state"], row["cost"])
    if rows:
        CONSOLE.print(table)


def told(orders: Sequence[Order], unasked: Mapping[str, str] = preflight.NONE) -> None:
    """What did not come: failures by their cause, with what may be tried; then whatever else keeps a take."""
    failed: dict[tuple[str, str], list[Order]] = {}
    for one in orders:
        if one.state in LOST:
            failed.setdefault((cause_of(one), one.says), []).append(one)
    for (cause, says), found in failed.items():
        shots = sorted({Subject.of(one.subject).id for one in found}, key=in_order)
        ERRORS.print(f"{', '.join(shots)}: {cause}: {says}", style="yellow", soft_wrap=True)
        ERRORS.print(f"  what may be tried: {'; '.join(offers(found[0]))}.", soft_wrap=True)
    for complaint in complaints([one for one in orders if one.state not in LOST], unasked):
        ERRORS.print(complaint, style="yellow", soft_wrap=True)


def cause_of(order: Order) -> str:
    """Why an order failed, in the words of the one taxonomy: `input_moderation (image, privacy)`."""
    about = ", ".join(filter(None, (order.medium, order.objection)))
    return f"{order.cause} ({about})" if about else order.cause


def offers(order: Order) -> list[str]:
    """What may be tried after an order failed or expired; nothing after any other."""
    return [rules.SAYS[offer] for offer in generation.offers(order)]
