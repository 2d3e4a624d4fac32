"""What an order costs: as its service says, or as estimated; always in the currency of the budget."""

from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from rushes.generation.tables import Order
from rushes.generation.tools import tools
from rushes.governance import service as governance
from rushes.kernel.money import Money
from rushes.providers.base import Request
from rushes.providers.pricing import Unpriced, Usage


def said(cost: Money | None, currency: str) -> dict[str, Any]:
    """What a service says it cost, as the order's row keeps it; in another currency than the budget's, nothing."""
    if cost is None or cost.currency != currency:
        return {}
    return {"cost_micros": cost.micros, "currency": cost.currency}


def charged(session: Session, order: Order) -> tuple[Money, str]:
    """
    What an order that is done at its service costs, and by which prices; as estimated if not said.

    Where its model has left the price list meanwhile, that is what was reserved for it.
    """
    try:
        estimate = tools().specs[order.provider].estimate(Request.of(order.request))
    except Unpriced:
        grant = governance.granted(session, order.id)
        low, prices = Money(grant.micros, grant.currency), ""
    else:
        low, prices = estimate.low, estimate.prices
    cost = Money(order.cost_micros or 0, order.currency) if order.currency else low
    return cost if cost.micros else Money(0, _budgeted(session, order)), prices


def used(order: Order) -> Usage | None:
    """What the service counted; None where it does not say."""
    return Usage(Decimal(order.used["amount"]), order.used["unit"]) if order.used else None


def _budgeted(session: Session, order: Order) -> str:
    """The currency of the order's budget."""
    return governance.currency(session, order.project_id)
