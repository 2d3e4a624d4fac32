"""Calls of services about orders: told apart by a secret address, believed by their signature, and only a hint."""

import json
from datetime import UTC, datetime
from hmac import compare_digest
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from rushes.generation import gateway, service
from rushes.generation.errors import NoSuchOrder, Unbelieved
from rushes.generation.rules import State, Truth
from rushes.generation.tables import Order
from rushes.generation.tools import tools
from rushes.http.problem import raises
from rushes.http.transaction import Transaction

LARGEST = 1 << 20

router = APIRouter(prefix="/hooks", tags=["orders"])


@router.post("/{provider}/{order_id}/{token}", responses=raises(NoSuchOrder, Unbelieved))
async def hear(provider: str, order_id: UUID, token: str, request: Request, session: Transaction) -> dict[str, Any]:
    """Hear that something is new of an order; it is looked at afterwards, whatever the message says."""
    body = await request.body()
    headers = {name.lower(): value for name, value in request.headers.items()}
    return await run_in_threadpool(_heard, session, (provider, order_id, token), headers, body)


def _heard(session: Session, address: tuple[str, UUID, str], headers: dict[str, str], body: bytes) -> dict[str, Any]:
    provider, order_id, token = address
    order = service.one(session, order_id)
    known = compare_digest(order.token.encode(), token.encode("utf-8", "replace"))
    if order.provider != provider or not order.token or not known:
        raise NoSuchOrder(f"There is no order {order_id}.")
    if challenge := _challenge(body):
        return {"challenge": challenge}
    remote = tools().providers[provider].hears(headers, body, datetime.now(UTC)) if len(body) <= LARGEST else None
    if remote is None:
        raise Unbelieved("The message is not one that the service signs, or it is too old.")
    _take(session, order, remote)
    return {}


def _take(session: Session, order: Order, remote: str) -> None:
    """A hint to look now, also for what expired; where nobody knew whether the order was accepted, it is the answer."""
    found = service.hint(session, order.id, remote)
    if found and found.state == State.EXPIRED:
        gateway.look_again(session, found, found.provider)
    elif found:
        gateway.resolve(session, found, Truth.ACCEPTED, found.provider, remote)


def _challenge(body: bytes) -> str:
    """What a service wants repeated before it calls for the first time; empty in any other message."""
    try:
        said = json.loads(body) if len(body) < 1000 else None
    except (ValueError, RecursionError):
        return ""
    if not isinstance(said, dict) or set(said) != {"challenge"}:
        return ""
    return str(said["challenge"])[:200].encode("utf-8", "replace").decode()
