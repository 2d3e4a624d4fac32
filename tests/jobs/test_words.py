"""What workflows and steps promise to whoever writes one."""

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from sqlalchemy import URL
from sqlalchemy.exc import OperationalError

from rushes import jobs
from rushes.db.session import connect, sessions, transaction
from rushes.jobs import engine, queues
from rushes.jobs.serial import Failed
from rushes.jobs.shape import NotJson
from rushes.kernel.errors import Invalid, OverBudget, Unavailable

calls: list[str] = []
together: list[int] = [0, 0]
lock = threading.Lock()


@dataclass(frozen=True)
class Waiting:
    """Not yet."""


@dataclass(frozen=True)
class Arrived:
    """There."""

    at: UUID
    frames: tuple[int, ...]


@jobs.step()
def look(id: UUID, wanted: int) -> Waiting | Arrived:
    calls.append(f"look {id}")
    return Arrived(id, tuple(range(wanted))) if wanted else Waiting()


@jobs.step()
def lies() -> int:
    return "no number"  # type: ignore[return-value]  # the point


@jobs.step(retries=2, pause=0.01)
def stumbles(times: int, error: str) -> str:
    calls.append("stumbles")
    if len(calls) <= times:
        raise {"away": Unavailable("Not now."), "wrong": Invalid("Never."), "odd": OSError("reset")}[error]
    return "through"


@jobs.step(stored=False)
def glances() -> str:
    calls.append("glances")
    return "seen"


@jobs.step()
def refuses() -> None:
    calls.append("refuses")
    raise OverBudget("It costs more than there is.", missing=7)


@jobs.step()
def works(seconds: float) -> None:
    with lock:
        together[0] += 1
        together[1] = max(together)
    time.sleep(seconds)
    with lock:
        together[0] -= 1


@jobs.workflow()
def seek(id: UUID, wanted: int = 0) -> Waiting | Arrived:
    return look(id, wanted)


@jobs.workflow()
def lie() -> int:
    return lies()


@jobs.workflow()
def stumble(times: int, error: str) -> str:
    return stumbles(times, error)


@jobs.workflow()
def refused() -> None:
    refuses()


@jobs.workflow()
def broken() -> None:
    raise ZeroDivisionError("by nothing")


@jobs.workflow()
def forgiving() -> str:
    try:
        refuses()
    except OverBudget as error:
        jobs.sleep(1)
        return f"{error.detail} {error.facts['missing']}"
    return "granted"


@jobs.workflow()
def glancing() -> str:
    seen = glances()
    jobs.sleep(1)
    return seen


@jobs.workflow(queue="narrow")
def work(seconds: float) -> None:
    works(seconds)


@jobs.workflow()
def naps(times: int) -> int:
    for _ in range(times):
        jobs.sleep(0.1)
    return times


@jobs.workflow()
def hear(topic: str, timeout: float) -> object:
    return jobs.receive(topic=topic, timeout=timeout)


@jobs.workflow()
def family(children: int) -> int:
    return sum(jobs.wait(id) for id in [jobs.start(naps, n) for n in range(children)])


@pytest.fixture
def worker(own_url: URL) -> Iterator[URL]:
    calls.clear()
    together[:] = [0, 0]
    engine.launch(own_url, declared=[queues.Queue("narrow", each_worker=2)])
    yield own_url
    assert engine.shut_down() == []


@pytest.mark.usefixtures("worker")
def test_arguments_and_results_come_back_as_their_own_types() -> None:
    id = uuid4()
    assert seek(id) == Waiting()
    assert seek(id, 2) == Arrived(id, (0, 1))
    assert jobs.wait(jobs.start(seek, id, 3)) == Arrived(id, (0, 1, 2))


@pytest.mark.usefixtures("worker")
def test_a_value_that_json_would_change_is_refused_the_first_time() -> None:
    with pytest.raises(NotJson, match="return is a str, not what it is declared as"):
        lie()
    with pytest.raises(NotJson, match="id is a int"):
        seek(5)  # type: ignore[arg-type]  # the point


@pytest.mark.usefixtures("worker")
def test_the_same_id_twice_is_one_workflow() -> None:
    id = uuid4()
    assert {jobs.wait(jobs.start(seek, id, 1, id="one")) for _ in range(3)} == {Arrived(id, (0,))}
    assert calls == [f"look {id}"]


@pytest.mark.usefixtures("worker")
@pytest.mark.parametrize("error", ["away", "odd"])
def test_a_step_is_tried_again_when_a_machine_was_not_there(error: str) -> None:
    assert stumble(2, error) == "through"
    assert len(calls) == 3


@pytest.mark.usefixtures("worker")
def test_a_step_is_not_tried_again_when_the_input_was_wrong_and_its_error_stays_what_it_was() -> None:
    with pytest.raises(Invalid, match="Never"):
        stumble(2, "wrong")
    assert len(calls) == 1


@pytest.mark.usefixtures("worker")
def test_after_its_tries_a_step_raises_its_own_error() -> None:
    with pytest.raises(Unavailable, match="Not now"):
        stumble(9, "away")
    assert len(calls) == 3


@pytest.mark.usefixtures("worker")
def test_errors_reach_the_one_who_waits() -> None:
    with pytest.raises(OverBudget, match="costs more") as caught:
        jobs.wait(jobs.start(refused))
    assert caught.value.facts == {"missing": 7}
    with pytest.raises(Failed, match="ZeroDivisionError: by nothing"):
        jobs.wait(jobs.start(broken, id="broken"))
    job = jobs.status("broken")
    assert (job.state, job.over, str(job.error)) == (jobs.State.FAILED, True, "ZeroDivisionError: by nothing")


def test_a_replay_catches_the_error_that_the_first_run_caught(worker: URL) -> None:
    jobs.start(forgiving, id="forgiving")
    time.sleep(0.3)
    engine.shut_down()
    engine.launch(worker)
    assert jobs.wait("forgiving", timeout=20) == "It costs more than there is. 7"
    assert calls == ["refuses"]


def test_a_step_that_is_not_stored_runs_again_in_a_replay(worker: URL) -> None:
    jobs.start(glancing, id="glancing")
    time.sleep(0.3)
    engine.shut_down()
    engine.launch(worker)
    assert jobs.wait("glancing", timeout=20) == "seen"
    assert calls == ["glances", "glances"]


def test_with_a_session_a_workflow_starts_exactly_if_the_transaction_commits(worker: URL) -> None:
    own = connect(worker)
    with sessions(own)() as session:
        jobs.start(naps, 1, id="undone", session=session)
        session.rollback()
    with pytest.raises(jobs.NoSuchJob):
        jobs.status("undone")
    with transaction(own) as session:
        jobs.start(naps, 1, id="done", session=session)
        with pytest.raises(jobs.NoSuchJob):
            jobs.status("done")
    assert jobs.wait("done", timeout=20) == 1
    own.dispose()


@pytest.mark.usefixtures("worker")
def test_a_queue_never_runs_more_at_a_time_than_it_may() -> None:
    for id in [jobs.start(work, 0.2) for _ in range(5)]:
        jobs.wait(id, timeout=30)
    assert together == [0, 2]


@pytest.mark.usefixtures("worker")
def test_a_lane_made_at_run_time_is_served_and_keeps_its_limit() -> None:
    lane = queues.lane("previz", 1)
    queues.declare(lane)
    for id in [jobs.start(work, 0.1, queue=lane.name, part="one model") for _ in range(3)]:
        jobs.wait(id, timeout=30)
    assert together == [0, 1]


def _begun(id: str) -> int:
    """When a workflow was taken out of its queue."""
    (status,) = engine.current().client.list_workflows(workflow_ids=[id])
    assert status.dequeued_at is not None
    return status.dequeued_at


@pytest.mark.usefixtures("worker")
def test_of_those_that_wait_in_a_lane_the_lowest_priority_goes_first() -> None:
    lane = queues.lane("ordered", 1)
    ids = [jobs.start(work, 0.01, queue=lane.name, part="m", priority=number) for number in (3, 1, 2)]
    queues.declare(lane)
    for id in ids:
        jobs.wait(id, timeout=30)
    began = [_begun(id) for id in ids]
    assert sorted(began) == [began[1], began[2], began[0]]


@pytest.mark.usefixtures("worker")
def test_what_waits_can_be_given_another_priority_with_a_transaction(own_url: URL) -> None:
    lane = queues.lane("reordered", 1)
    ids = [jobs.start(work, 0.01, queue=lane.name, part="m", priority=number) for number in (2, 3, 4)]
    database = connect(own_url)
    with transaction(database) as session:
        jobs.prioritise([ids[2], "nobody"], 1, session)
    with contextlib.suppress(ZeroDivisionError), transaction(database) as session:
        jobs.prioritise([ids[1]], 0, session)
        raise ZeroDivisionError
    database.dispose()
    queues.declare(lane)
    for id in ids:
        jobs.wait(id, timeout=30)
    began = [_begun(id) for id in ids]
    assert sorted(began) == [began[2], began[0], began[1]]


@pytest.mark.usefixtures("worker")
def test_a_cancelled_workflow_stops_before_its_next_step() -> None:
    id = jobs.start(naps, 200)
    jobs.cancel(id)
    with pytest.raises(jobs.JobCancelled):
        jobs.wait(id, timeout=5)
    with pytest.raises(jobs.NoSuchJob):
        jobs.cancel("nobody")


@pytest.mark.usefixtures("worker")
def test_who_waits_too_briefly_is_told_how_it_stands() -> None:
    id = jobs.start(naps, 10)
    with pytest.raises(jobs.JobNotDone, match="still running"):
        jobs.wait(id, timeout=0.1)
    assert jobs.wait(id) == 10


@pytest.mark.usefixtures("worker")
def test_messages_are_received_once_in_order_by_topic_and_none_when_none_came() -> None:
    jobs.send("early", {"n": 1}, topic="news")
    jobs.send("early", "else", topic="gossip")
    assert jobs.wait(jobs.start(hear, "news", 5, id="early")) == {"n": 1}
    assert jobs.wait(jobs.start(hear, "news", 0.2, id="late")) is None


@pytest.mark.usefixtures("worker")
def test_a_workflow_starts_others_and_waits_for_them() -> None:
    assert family(3) == 3


@pytest.mark.usefixtures("worker")
def test_outside_a_workflow_a_step_is_a_plain_function() -> None:
    assert look(uuid4(), 0) == Waiting()


def test_a_process_that_is_no_worker_lets_others_work(worker: URL) -> None:
    engine.shut_down()
    engine.launch(worker, worker=False)
    id = jobs.start(naps, 1)
    assert jobs.status(id).state is jobs.State.QUEUED
    engine.shut_down()
    engine.launch(worker)
    assert jobs.wait(id, timeout=20) == 1


def test_a_step_that_outlasts_the_end_is_named(worker: URL) -> None:
    id = jobs.start(work, 1.0)
    while not together[0]:
        time.sleep(0.02)
    assert engine.shut_down(patience=0.1) == [id]
    with pytest.raises(engine.NotLaunched):
        jobs.status(id)
    time.sleep(1.2)
    assert together == [0, 1]


def test_a_launch_that_fails_leaves_nothing_behind() -> None:
    with pytest.raises(OperationalError):
        engine.launch("postgresql://nobody@localhost:1/nothing")
    with pytest.raises(engine.NotLaunched):
        engine.current()
