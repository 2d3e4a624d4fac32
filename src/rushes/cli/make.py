"""The main job: a folder or a script becomes a film."""

import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Protocol
from uuid import UUID

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from sqlalchemy.orm import Session

from rushes import bootstrap, config
from rushes.bootstrap import Studio
from rushes.cli.confirming import NOTHING_YET, Confirm, Digest, Yes, agreed
from rushes.cli.shell import CONSOLE, ERRORS, AsJson, Source, Who, person, print_json
from rushes.craft.production import folder as productions
from rushes.craft.production.folder import Production
from rushes.db.session import transaction
from rushes.delivery import deliver, folder, gather, line, preflight
from rushes.delivery.bench import tools
from rushes.delivery.deliver import Delivered
from rushes.delivery.errors import NothingMade
from rushes.delivery.line import Wish
from rushes.generation import service as generation
from rushes.generation.rules import FIRST, IN_TURN, LAST, OVER, State
from rushes.generation.tables import Order
from rushes.kernel.ids import Subject, in_order
from rushes.kernel.money import Money

LOOK_SECONDS = 0.3

Out = Annotated[Path | None, typer.Option("--out", "-o", help="Where the film and its papers go.", file_okay=False)]
Draft = Annotated[bool, typer.Option("--draft", help="640 wide and one take a shot: quick.")]


class Place(Protocol):
    """Orders what is missing, given the orders asked for just now, and gives every order that answers."""

    def __call__(self, session: Session, asked: Collection[UUID]) -> list[Order]:
        """See `delivery.line.order_missing`."""
        ...


Priority = Annotated[
    int,
    typer.Option(min=FIRST, max=LAST, help="When they have their turn: of orders that wait 0 goes first."),
]

chapter = typer.Typer()


@chapter.command()
def demo(out: Out = None, draft: Draft = False, json: AsJson = False) -> None:
    """Make SIDE B, the demonstration film."""
    _run(bootstrap.demo_folder(), out or Path("side-b-film"), Wish(draft=draft), person(""), json)


@chapter.command()
def make(
    source: Source,
    out: Out = None,
    provider: Annotated[str, typer.Option(help="Who makes the pictures, by id; see `rushes doctor`.")] = "",
    takes: Annotated[int | None, typer.Option(min=1, max=20, help="How many takes each shot gets.")] = None,
    draft: Draft = False,
    only: Annotated[str, typer.Option(help="Order takes of this shot alone, such as S02-SH03.")] = "",
    silent: Annotated[bool, typer.Option("--silent", help="Clips without the service's own sound.")] = False,
    priority: Priority = IN_TURN,
    confirm: Digest = "",
    yes: Yes = False,
    who: Who = "",
    json: AsJson = False,
) -> None:
    """Turn a production folder or a script into a finished, signed film and a handoff."""
    wish = Wish(provider, takes, draft, only, line.wishes(silent=silent), priority)
    target = out or Path(f"{source.resolve().stem}-film")
    _run(source, target, wish, person(who), json, Confirm(confirm, yes))


def _run(source: Path, out: Path, wish: Wish, who: str, json: bool, confirm: Confirm = NOTHING_YET) -> None:
    production = productions.load(source)
    with bootstrap.studio(config.load()) as studio, bars() as progress:
        delivered = make_film(studio, production, str(source.resolve()), wish, who, out, progress, confirm)
    if json:
        print_json(delivered.result)
    else:
        say(delivered)


def make_film(
    studio: Studio,
    production: Production,
    origin: str,
    wish: Wish,
    who: str,
    out: Path,
    progress: Progress,
    confirm: Confirm = NOTHING_YET,
) -> Delivered:
    """Adopt, order, wait, choose, cut, deliver; run again it makes only what is not there."""
    with transaction(studio.database) as session:
        project = folder.adopt(session, production, origin, who)
        want = line.wanted(project, wish, studio.specs)
        seen = preflight.look(session, project, wish, want)
        batch = agreed(session, project, seen, who, confirm, progress)

    def place(session: Session, asked: Collection[UUID]) -> list[Order]:
        return line.order_missing(session, project, wish, want, who, asked, batch)

    ids = shoot(studio, place, progress)
    with transaction(studio.database) as session:
        asked = generation.many(session, ids)
        chosen = line.choose(session, project, asked)
        said = complaints(asked, seen.unasked)
        if not chosen:
            raise NothingMade("\n".join(said) or "There is nothing to cut.")
        for complaint in said:
            ERRORS.print(complaint, style="yellow", soft_wrap=True)
        line.cut(session, project, chosen, who)
        film, whole = gather.gather(session, project), folder.whole(session, project)
    return deliver.deliver(film, whole, want.raster, out, tools(), datetime.now(UTC), _teller(progress))


def shoot(studio: Studio, place: Place, progress: Progress) -> list[UUID]:
    """Order what is missing and wait, again for what failed as often as its failure deserves; all orders there are."""
    task = progress.add_task("takes", total=None)
    asked: dict[UUID, None] = {}
    while True:
        with transaction(studio.database) as session:
            ids = [order.id for order in place(session, asked.keys())]
        fresh = [id for id in ids if id not in asked]
        if not fresh:
            return ids
        asked |= dict.fromkeys(ids)
        wait(studio, ids, progress, task)


def wait(studio: Studio, orders: list[UUID], progress: Progress, task: TaskID) -> None:
    """Look at orders until all are over, and show how many are."""
    progress.update(task, total=len(orders))
    while True:
        with transaction(studio.database) as session:
            generation.close_lost(session, orders)
            counts, over = generation.progress(session, orders), generation.over(session, orders)
        progress.update(task, completed=sum(count for state, count in counts.items() if state in OVER))
        if over:
            break
        time.sleep(LOOK_SECONDS)


def complaints(orders: Iterable[Order], unasked: Mapping[str, str] = preflight.NONE) -> list[str]:
    """What keeps shots from their takes: each sentence once, with all its shots; `unasked` as in a pre-flight."""
    shots: dict[str, list[str]] = {}
    for code, says in unasked.items():
        shots.setdefault(f"cannot be asked: {says}", []).append(code)
    for order in orders:
        if order.state != State.DONE:
            shots.setdefault(_complaint(order), []).append(Subject.of(order.subject).id)
    return [f"{', '.join(sorted(set(codes), key=in_order))}: {says}" for says, codes in shots.items()]


def _complaint(order: Order) -> str:
    if order.state == State.SUBMIT_UNKNOWN:
        told = f"`rushes orders resolve {str(order.id)[:8]} ...`"
        return f"it is not known whether {order.provider} accepted the order; look there, then say {told}."
    if order.state == State.AUTHORISED:
        return f"held up: {order.says} Then say `rushes providers resume {order.provider}`."
    if order.state not in OVER:
        return (
            f"broke off while {order.state}: {generation.why_broken_off(order)} Run the same command again: it goes on."
        )
    return f"{order.state}: {order.says}"


def bars() -> Progress:
    """Bars of progress on the error stream, whole numbers beside them."""
    columns = (TextColumn("{task.description:<20}"), BarColumn(36), MofNCompleteColumn())
    return Progress(*columns, TimeElapsedColumn(), console=ERRORS)


def _teller(progress: Progress) -> deliver.Progress:
    """Tells a bar for each stage, begun when it is first heard of."""
    tasks: dict[str, TaskID] = {}

    def tell(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = progress.add_task(stage, total=total)
        progress.update(tasks[stage], completed=done, total=total)

    return tell


@contextmanager
def stages() -> Iterator[deliver.Progress]:
    """A bar a stage of a delivery."""
    with bars() as progress:
        yield _teller(progress)


def say(delivered: Delivered) -> None:
    """What was delivered, for a person."""
    result = delivered.result
    kind, found = "workprint" if result["workprint"] else "master", result["findings"]
    CONSOLE.print(f"\n{result['title']}, a {kind} of {result['seconds']:.0f} s", style="bold")
    facts = {
        "shots": f"{result['shots']} in {result['scenes']} scenes",
        "takes": f"{result['takes']}; in the cut {result['selected']} decided, {result['approved']} approved",
        "checks": f"{found['passed']} passed, {found['failed']} failed, {found['cannot_judge']} cannot judge",
        "sound": f"{result['loudness_lufs']:.1f} LUFS, {result['true_peak_dbtp']:.1f} dBTP",
        "signature": result["c2pa"],
        "spent": str(Money(result["cost_micros"], result["currency"])),
        "film": delivered.out / "film.mp4",
        "report": delivered.out / "report.html",
        "handoff": delivered.out / "handoff",
    }
    for name, value in facts.items():
        CONSOLE.print(f"  {name:<10} {value}", soft_wrap=True)
    CONSOLE.print("\nTo review, cut and hand it off in the browser: `rushes serve` (in a checkout `make serve`).")
