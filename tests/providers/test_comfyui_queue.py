"""ComfyUI's queue: orders whose answer was lost, restarts, what ends between two looks, and what is stopped."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from rushes.providers import comfyui
from rushes.providers.base import Cancelled, Done, House, Sent, Trace, Waiting
from rushes.providers.comfyui import Settings
from rushes.providers.errors import Ambiguous, Cause, NotNow, ProviderFailure
from rushes.storage.disk import Disk
from tests.providers.comfy import KEY, OTHER, Bench, bench
from tests.simulators.comfymachine import Service


def found(at: Bench, key: str = KEY) -> str | Trace:
    """What became of an order to which no answer came."""
    return at.comfy.find(Sent(key, at.request(), datetime.now(UTC)))


@pytest.mark.parametrize("fault", ["prompt:500", "prompt:drop"])
def test_an_order_that_was_taken_without_an_answer_is_found_and_never_sent_again(tmp_path: Path, fault: str) -> None:
    with bench(tmp_path) as at:
        at.service.faults.throw(fault)
        with pytest.raises(Ambiguous):
            at.sent()
        assert found(at) == KEY
        assert at.comfy.poll(KEY) == Waiting("running")
        at.done(KEY)
        assert found(at) == KEY, "in the history too"
        assert len(at.service.asked) == at.service.bill.count == 1


def test_an_answer_that_takes_too_long_leaves_an_order_that_is_found(tmp_path: Path) -> None:
    with bench(tmp_path, seconds=0.15) as at:
        at.service.faults.throw("prompt:slow", 0.3)
        with pytest.raises(Ambiguous):
            at.sent()
        at.comfy._wire.http.timeout = 5
        assert found(at) == KEY


@pytest.mark.parametrize("fault", ["prompt:502", "prompt:html"])
def test_an_order_that_never_arrived_is_known_to_be_absent(tmp_path: Path, fault: str) -> None:
    with bench(tmp_path) as at:
        at.service.faults.throw(fault)
        with pytest.raises(Ambiguous):
            at.sent()
        assert found(at) is Trace.ABSENT
        assert at.service.bill.count == 0


def test_a_restart_forgets_an_order_and_it_may_be_sent_again(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        remote = at.sent()
        at.service.restart()
        with pytest.raises(ProviderFailure) as caught:
            at.comfy.poll(remote)
        assert caught.value.cause is Cause.NOT_FOUND
        assert caught.value.then == "Order it again: nothing was billed."
        assert found(at) is Trace.ABSENT
        assert at.done(at.sent())


def test_one_that_gives_ids_of_its_own_is_asked_under_those_and_searched_for_ours(tmp_path: Path) -> None:
    with bench(tmp_path, Service(ids=False)) as at:
        other = at.sent(key=OTHER, prompt="Another.")
        remote = at.sent()
        assert remote not in {KEY, OTHER, other}
        assert found(at) == remote, "in the queue"
        assert at.done(remote)
        assert (found(at), found(at, OTHER)) == (remote, other), "in the history"
        assert found(at, "6a0e7c1b-1f4d-4c58-8f0e-9d8c7b6a5f43") is Trace.ABSENT


def test_what_ends_between_the_look_into_the_history_and_that_into_the_queue_is_not_lost(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        remote = at.sent()
        at.service.clock.turn(60)
        at.service.faults.throw("history:late")
        assert isinstance(at.comfy.poll(remote), Done)


@pytest.mark.parametrize(
    "fault", ["history:502", "history:html", "history:429", "queue:502", "queue:html", "queue:drop"]
)
def test_a_look_that_brings_nothing_readable_says_nothing_of_the_order(tmp_path: Path, fault: str) -> None:
    with bench(tmp_path) as at:
        remote = at.sent()
        at.service.faults.throw(fault)
        with pytest.raises(NotNow):
            at.comfy.poll(remote)
        at.service.faults.throw(fault)
        with pytest.raises(NotNow):
            found(at)
        assert at.comfy.poll(remote) == Waiting("running")


def test_nobody_at_the_address_is_not_now_whatever_is_asked(tmp_path: Path) -> None:
    for url in ("http://127.0.0.1:9", ""):
        comfy = comfyui.connect(Settings(url=url), House(Disk(tmp_path / "blobs"), tmp_path, 1))
        with bench(tmp_path) as at:
            asked = at.request()
        for call in (
            lambda: comfy.submit(asked, KEY),  # noqa: B023
            lambda: comfy.poll(KEY),  # noqa: B023
            lambda: comfy.find(Sent(KEY, asked, datetime.now(UTC))),  # noqa: B023
            lambda: comfy.cancel(KEY),  # noqa: B023
            comfy.lacks,
        ):
            with pytest.raises(NotNow):
                call()
        comfy.close()


@pytest.mark.parametrize("jobs", [True, False])
@pytest.mark.parametrize("aimed", [True, False])
def test_what_waits_is_taken_out_and_what_runs_is_interrupted(tmp_path: Path, jobs: bool, aimed: bool) -> None:
    with bench(tmp_path, Service(jobs=jobs, aimed=aimed)) as at:
        running, waiting = at.sent(), at.sent(key=OTHER, prompt="Another.")
        assert at.comfy.cancel(waiting) is Cancelled.DONE
        assert at.comfy.poll(running) == Waiting("running"), "the one that runs goes on"
        assert at.comfy.cancel(running) is Cancelled.ASKED
        with pytest.raises(ProviderFailure) as caught:
            at.comfy.poll(running)
        assert caught.value.cause is Cause.CANCELLED
        assert at.service.bill.count == 1


def test_what_is_over_goes_on_to_be_fetched_and_what_is_unknown_will_not_run(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        remote = at.sent()
        at.done(remote)
        assert at.comfy.cancel(remote) is Cancelled.REFUSED
        assert at.comfy.cancel(OTHER) is Cancelled.DONE
        assert isinstance(at.comfy.poll(remote), Done)


@pytest.mark.parametrize("fault", ["jobs:502", "queue:502", "interrupt:502"])
def test_a_cancel_that_is_not_heard_is_not_now(tmp_path: Path, fault: str) -> None:
    with bench(tmp_path, Service(jobs=fault.startswith("jobs"))) as at:
        remote = at.sent()
        at.service.faults.throw(fault)
        with pytest.raises(NotNow):
            at.comfy.cancel(remote)
        assert at.comfy.poll(remote) == Waiting("running")


def test_the_gateway_may_look_at_many(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        first, second = at.sent(), at.sent(key=OTHER, prompt="Another.")
        at.service.clock.turn(20)
        seen = dict(at.comfy.look([first, second, "lost"]))
        assert isinstance(seen[first], Done)
        assert seen[second] == Waiting("running")
        assert isinstance(seen["lost"], ProviderFailure)
