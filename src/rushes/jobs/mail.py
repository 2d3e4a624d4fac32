"""Messages to workflows: left in a table, received by exactly one step however often it runs."""

import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, insert, select, update
from sqlalchemy.orm import Session

from rushes.db.session import transaction
from rushes.jobs.tables import JobMessage

FIRST_LOOK, LONGEST_LOOK = 0.1, 2.0


def send(engine: Engine, workflow: str, topic: str, body: Any, *, session: Session | None = None) -> None:
    """Leave a message, in a transaction of its own or in the caller's."""
    written = insert(JobMessage).values(workflow_id=workflow, topic=topic, body=body)
    if session is not None:
        session.execute(written)
        return
    with transaction(engine) as own:
        own.execute(written)


def receive(
    engine: Engine, workflow: str, topic: str, taker: int, *, until: float, pause: Callable[[float], None]
) -> Any | None:
    """The message this step took before or takes now, or None at `until` (seconds since 1970); `pause` may raise."""
    look = FIRST_LOOK
    while True:
        taken, body = _take(engine, workflow, topic, taker)
        left = until - time.time()
        if taken or left <= 0:
            return body
        pause(min(look, left))
        look = min(look * 1.5, LONGEST_LOOK)


def _take(engine: Engine, workflow: str, topic: str, taker: int) -> tuple[bool, Any]:
    with transaction(engine) as session:
        inbox = select(JobMessage.id, JobMessage.body).where(
            JobMessage.workflow_id == workflow, JobMessage.topic == topic
        )
        row = session.execute(inbox.where(JobMessage.taken_by == taker)).first() or (
            session.execute(inbox.where(JobMessage.taken_by.is_(None)).order_by(JobMessage.id).limit(1)).first()
        )
        if row is None:
            return False, None
        session.execute(update(JobMessage).where(JobMessage.id == row.id).values(taken_by=taker))
        return True, row.body
