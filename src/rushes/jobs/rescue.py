"""Workflows whose process died are taken over: once, by one of the living, and never a living one's."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from dbos import DBOSClient, WorkflowStatus
from sqlalchemy import Engine, func, select

from rushes.jobs import leases

log = logging.getLogger(__name__)

LOCK = 0x52555348_52455343
ATTEMPTS = 20
RESCUES = "rescues"


def rescue(engine: Engine, client: DBOSClient, *, awake_seconds: float) -> list[str]:
    """
    Put every workflow back in its queue whose executor holds no living lease; ids of those put back.

    One rescuer at a time: a second one leaves at once. A workflow that has brought down its process again and again is
    cancelled instead, so that it does not bring down the next.
    """
    with _alone(engine) as alone:
        return list(_take_over(engine, client, awake_seconds)) if alone else []


def _take_over(engine: Engine, client: DBOSClient, awake_seconds: float) -> Iterator[str]:
    # Workflows before leases: an executor leases before it runs anything, so one that starts in between is not missed.
    running = client.list_workflows(status="PENDING", load_input=False, load_output=False)
    known = leases.every(engine)
    here = leases.host()
    dead = {lease.executor for lease in known if leases.is_dead(lease, here=here, awake_seconds=awake_seconds)}
    living = {lease.executor for lease in known} - dead
    for status in running:
        if status.executor_id not in living:
            _put_back(client, status)
            yield status.workflow_id
    leases.end(engine, *dead)


def _put_back(client: DBOSClient, status: WorkflowStatus) -> None:
    times = (status.attributes or {}).get(RESCUES, 0) + 1
    if times > ATTEMPTS:
        log.error("workflow %s ended its process %d times and was cancelled", status.workflow_id, ATTEMPTS)
        client.cancel_workflow(status.workflow_id)
        return
    log.info("workflow %s is taken over from %s", status.workflow_id, status.executor_id)
    client.update_workflow_attributes(status.workflow_id, {RESCUES: times}, merge=True)
    client.resume_workflow(status.workflow_id, queue_name=status.queue_name)


@contextmanager
def _alone(engine: Engine) -> Iterator[bool]:
    with engine.begin() as connection:
        yield bool(connection.scalar(select(func.pg_try_advisory_xact_lock(LOCK))))
