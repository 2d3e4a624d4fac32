"""Orders to which no answer came: by what their service may know them, and whose is what is found there."""

from sqlalchemy.orm import Session

from rushes.generation import store
from rushes.generation.tables import Order
from rushes.providers.base import Request, Sent


def sent(session: Session, order: Order) -> Sent:
    """All by which its service may know an order, and which others may be meant there."""
    asked, at = Request.of(order.request), order.sent_at or order.created_at
    rivals = {id: Request.of(request) for id, request in store.rivals(session, order)}
    return Sent(str(order.id), asked, at, store.remotes(session, order.provider), rivals)


def is_anothers(session: Session, order: Order, remote: str, known: Sent) -> bool:
    """
    Whether what was found is another order's by now, or may be one that was sent while it was looked for.

    `known` is what was known when the search began. Until the transaction ends nobody else decides about finds there.
    """
    store.find_alone(session, order.provider)
    now = sent(session, order)
    return remote in now.taken or not now.rivals.keys() <= known.rivals.keys()
