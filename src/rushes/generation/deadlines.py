"""Deadlines: for how long an order is waited for, and what its row says when it is asked to stop because of that."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from rushes.generation import rules, store
from rushes.generation.rules import State
from rushes.generation.tables import Order
from rushes.generation.tools import tools
from rushes.providers.errors import Cause


def seconds(order: Order) -> float:
    """For how many seconds an order of this model is waited for."""
    spec = tools().specs[order.provider]
    return (spec.known(order.request["model"]) or spec.usual).deadline


def patience(order: Order) -> float:
    """For how many seconds more an order is waited for; longer once it is to stop, for what comes yet is paid."""
    since = order.sent_at or order.created_at
    last = rules.STOPPING_PATIENCE if order.state in rules.STOPPING else 0.0
    return seconds(order) + last - (datetime.now(UTC) - since).total_seconds()


def fetching_is_over(order: Order) -> bool:
    """Whether what was made could not be fetched for a day, however late it is: a studio may have been off for days."""
    made = order.output.get("at")
    since = datetime.fromisoformat(made) if made else order.sent_at or order.created_at
    waited = (datetime.now(UTC) - since).total_seconds()
    return waited >= rules.FETCHING_PATIENCE and order.tries >= rules.FEWEST_FETCHES


def passes(session: Session, order: Order) -> bool:
    """Wish that an order stops whose deadline is over; False where that was wished so long ago that it is given up."""
    if order.state not in {State.QUEUED, State.RUNNING}:
        return order.state in rules.STOPPING and patience(order) > 0
    says = f"{_late(order)}; it is asked to stop."
    store.move(session, order, State.CANCELLING, {"cause": Cause.EXPIRED, "says": says}, says=says)
    return True


def has_passed(order: Order) -> bool:
    """Whether an order is asked to stop because its deadline is over, and not because a person wished it."""
    return order.state in rules.STOPPING and order.cause == Cause.EXPIRED


def refused(order: Order) -> dict[str, Any]:
    """What changes in the row of an order that its service does not stop at its deadline."""
    return {"says": f"{_late(order)}, and does not stop it: what it still makes is paid, and kept."}


def stopped(order: Order) -> dict[str, Any]:
    """What changes in the row of an order that its service stopped at its deadline."""
    return {"cause": Cause.EXPIRED, "says": f"{_late(order)}, and has stopped it. Order it again."}


def given_up(order: Order) -> dict[str, Any]:
    """What changes in the row of an order that nobody waits for any more."""
    says = (
        f"{_late(order)}; look there before ordering it again. "
        "What it may still make is kept as soon as somebody looks, or the service calls."
    )
    return {"cause": Cause.EXPIRED, "says": says}


def _late(order: Order) -> str:
    title, minutes = tools().specs[order.provider].title, round(seconds(order) / 60)
    time = f"{minutes / 60:g} hours" if minutes >= 120 else f"{minutes} minutes"
    return f"{title} did not end it in {time}, its deadline"
