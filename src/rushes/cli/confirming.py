"""Agreeing to what orders may cost: by the digest that a pre-flight showed, beforehand to all of it, or when asked."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

import typer
from rich.progress import Progress
from sqlalchemy.orm import Session

from rushes.cli import orders
from rushes.delivery import preflight
from rushes.delivery.preflight import Preflight
from rushes.generation.errors import NotConfirmed
from rushes.projects.tables import Project

Digest = Annotated[str, typer.Option("--confirm", help="Order exactly what a pre-flight showed under this digest.")]
Yes = Annotated[bool, typer.Option("--yes", help="Order whatever it costs, within the budget.")]


@dataclass(frozen=True)
class Confirm:
    """What somebody agreed to pay for: exactly what has this digest, or whatever it is."""

    digest: str = ""
    all: bool = False


NOTHING_YET = Confirm()


def agreed(
    session: Session,
    project: Project,
    seen: Preflight,
    who: str,
    confirm: Confirm,
    progress: Progress,
    say: Callable[[Preflight], None] = orders.say,
) -> UUID | None:
    """
    A batch for what is about to be ordered, once somebody has agreed to what it may cost; None where it costs nothing.

    Who has not agreed yet is told by `say`.

    Raises:
        NotConfirmed: nobody agreed, or to something else.
    """
    if not seen.costs:
        return None
    said = confirm.digest
    if said and not seen.digest.startswith(said):
        raise NotConfirmed("What would be ordered has changed since it was confirmed; look at it again with preflight.")
    if not said and not confirm.all:
        progress.stop()
        say(seen)
        if not (sys.stdin.isatty() and typer.confirm("Order it?", err=True)):
            raise NotConfirmed(
                f"Nothing was ordered. Say --confirm {seen.digest[:16]} to order exactly this, or --yes."
            )
        progress.start()
    return preflight.confirm(session, project, seen, seen.digest, who)
