"""A trial of a provider: one small order through the gateway, under a budget that is its cap."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from rushes.craft.production import folder as productions
from rushes.craft.production.brief import Budget
from rushes.craft.production.folder import Production
from rushes.delivery import folder, line, preflight
from rushes.delivery.line import Wanted, Wish
from rushes.delivery.preflight import Preflight
from rushes.generation.errors import Unmakeable
from rushes.generation.tables import Order
from rushes.kernel.money import Money
from rushes.projects.tables import Project
from rushes.providers.base import Makes, Spec

SCRIPT = "Title: Trial of {title}\n\nINT. ROOM - DAY\n\nA red ball rolls slowly across a bare wooden table and stops.\n"
ORIGIN = "trial"


def production(spec: Spec[Any], cap: Money) -> Production:
    """A production of one small shot whose budget is the cap."""
    with TemporaryDirectory() as there:
        script = Path(there) / f"trial-{spec.id}.fountain"
        script.write_text(SCRIPT.format(title=spec.title), encoding="utf-8")
        found = productions.load(script)
    budget = Budget(currency=cap.currency, limit=cap.decimal)
    brief = found.brief.model_copy(update={"budget": budget, "title": f"Trial of {spec.title}"})
    return Production(**{**vars(found), "brief": brief, "cards": found.cards[:1]})


def seen(session: Session, spec: Spec[Any], cap: Money, who: str) -> tuple[Project, Wanted, Preflight]:
    """
    What the trial would order.

    Raises:
        Unmakeable: the provider makes no clips, or not that one.
    """
    project = folder.adopt(session, production(spec, cap), f"{ORIGIN}:{spec.id}", who)
    if spec.making(Makes.VIDEO) is None:
        raise Unmakeable(f"{spec.title} makes no clips; try one of its models with the command that uses it.")
    want = Wanted(spec, 1, line.raster_of(folder.brief_of(project), draft=True))
    found = preflight.look(session, project, Wish(), want)
    for says in found.unasked.values():
        raise Unmakeable(says)
    return project, want, found


def order(session: Session, project: Project, want: Wanted, who: str) -> UUID:
    """Place it; its id."""
    (placed,) = line.order_missing(session, project, Wish(), want, who)
    return placed.id


def outcome(order: Order) -> dict[str, Any]:
    """What was asked and what came of it."""
    asked = order.request
    return {
        "state": order.state,
        "says": order.says,
        "asked": {name: asked[name] for name in ("model", "frames", "rate", "width", "height", "prompt")},
        "remote": order.remote,
        "used": " ".join(order.used.get(name, "") for name in ("amount", "unit")).strip(),
        "cost": str(Money(order.cost_micros or 0, order.currency)) if order.currency else None,
        "raw": order.raw,
    }
