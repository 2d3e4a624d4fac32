"""Runway when it does not do as asked: every code has its cause, a lost answer stays lost, no answer breaks us."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.providers import runway
from rushes.providers.base import Cancelled, Citation, Done, House, Request, Sent, Trace, Waiting
from rushes.providers.errors import Ambiguous, Cause, Medium, NotNow, Objection, ProviderFailure
from rushes.providers.runway import Runway
from rushes.storage.disk import Disk
from tests.providers.saying import Saying, odd
from tests.providers.test_runway import asked, citing, connect
from tests.simulators.runway import Service, app
from tests.simulators.serving import served


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(Disk(tmp_path / "blobs"), tmp_path, 1)


@pytest.fixture
def made(service: Service, house: House) -> Iterator[Runway]:
    with served(app(service)) as url:
        connected = connect(f"{url}/v1", house, seconds=0.5)
        yield connected
        connected.close()


@pytest.mark.parametrize(
    ("code", "cause", "medium", "objection", "charged"),
    [
        ("SAFETY.INPUT.TEXT", Cause.INPUT_MODERATION, Medium.TEXT, Objection.SAFETY, True),
        ("SAFETY.INPUT.IMAGE", Cause.INPUT_MODERATION, Medium.IMAGE, Objection.SAFETY, True),
        ("SAFETY.INPUT.AUDIO", Cause.INPUT_MODERATION, Medium.AUDIO, Objection.SAFETY, True),
        ("SAFETY.OUTPUT.VIDEO", Cause.OUTPUT_MODERATION, Medium.VIDEO, Objection.SAFETY, False),
        ("SAFETY.OUTPUT.SOMETHING_NEW", Cause.OUTPUT_MODERATION, None, Objection.SAFETY, False),
        ("INTERNAL.BAD_OUTPUT.CODE01", Cause.PROVIDER_FAULT, None, None, False),
        ("INTERNAL", Cause.PROVIDER_FAULT, None, None, False),
        ("THIRD_PARTY.UNAVAILABLE", Cause.PROVIDER_FAULT, None, None, False),
        ("ASSET.INVALID", Cause.INVALID_REQUEST, None, None, False),
        ("SOMETHING.NEW", Cause.PROVIDER_FAULT, None, None, False),
    ],
)
def test_a_failed_task_has_its_cause_and_says_what_stays_charged(
    service: Service,
    made: Runway,
    code: str,
    cause: Cause,
    medium: Medium | None,
    objection: Objection | None,
    charged: bool,
) -> None:
    service.faults.throw("fails", code)
    remote = made.submit(asked(), "key")
    with pytest.raises(ProviderFailure) as caught:
        made.poll(remote)
    failure = caught.value
    assert (failure.cause, failure.medium, failure.objection) == (cause, medium, objection)
    assert code in failure.says
    assert failure.then
    assert ("144 credits stay charged" in failure.says) is charged
    assert (service.bill.count == 1) is charged


@pytest.mark.parametrize(
    ("fault", "cause", "then"),
    [
        ("daily", Cause.RATE_LIMIT, "24 hours"),
        ("no_credits", Cause.BALANCE, "Buy credits"),
        ("overload", Cause.PROVIDER_FAULT, ""),
    ],
)
def test_what_is_not_now_is_sent_again_later(
    service: Service, made: Runway, fault: str, cause: Cause, then: str
) -> None:
    service.faults.throw(fault)
    with pytest.raises(NotNow) as caught:
        made.submit(asked(), "key")
    assert caught.value.cause is cause
    assert then in caught.value.then
    assert not service.floor.jobs


def test_credits_that_do_not_reach_stop_the_account_not_the_order(service: Service, made: Runway) -> None:
    service.credits = 143
    with pytest.raises(NotNow, match="enough credits") as caught:
        made.submit(asked(), "key")
    assert caught.value.cause is Cause.BALANCE


def test_a_model_that_is_not_open_fails_the_order(service: Service, made: Runway) -> None:
    service.faults.throw("not_open")
    with pytest.raises(ProviderFailure) as caught:
        made.submit(asked(), "key")
    assert caught.value.cause is Cause.MODEL_NOT_OPEN


def test_a_wrong_key_holds_up_everything_and_is_never_shown(service: Service, made: Runway, house: House) -> None:
    remote = made.submit(asked(), "key")
    service.key = "another"
    for call in (lambda: made.submit(asked(), "key"), lambda: made.poll(remote)):
        with pytest.raises(NotNow) as caught:
            call()
        assert caught.value.cause is Cause.AUTH
        assert "sesame" not in f"{caught.value.says} {caught.value.raw}"


def test_a_body_it_cannot_read_is_refused_by_field(made: Runway) -> None:
    with pytest.raises(ProviderFailure, match="promptText: String must contain") as caught:
        made.submit(asked(prompt=""), "key")
    assert caught.value.cause is Cause.INVALID_REQUEST


@pytest.mark.parametrize("fault", ["drops", "breaks", "gateway", "slow", "no_id"])
def test_an_answer_that_was_lost_was_accepted_and_is_neither_sent_again_nor_found(
    service: Service, made: Runway, fault: str
) -> None:
    service.faults.throw(fault, 0.7)
    with pytest.raises(Ambiguous):
        made.submit(asked(), "key")
    assert made.find(Sent("key", asked(), datetime.now(UTC))) is Trace.UNSURE
    assert len(service.asked) == len(service.floor.jobs) == 1


def test_where_nobody_listens_nothing_was_sent(house: House) -> None:
    made = connect("http://127.0.0.1:9/v1", house)
    with pytest.raises(NotNow, match="Nobody answers"):
        made.submit(asked(), "key")
    made.close()


@pytest.mark.parametrize(
    ("fault", "value", "says"),
    [
        ("store_refuses", True, "did not take a file"),
        ("upload_says", {"uploadUrl": 7}, "did not say where"),
        ("upload_says", {"uploadUrl": "ftp://there/", "fields": {}, "runwayUri": "runway://x"}, "no safe address"),
        ("upload_says", {"uploadUrl": "http://store:port/", "fields": {}, "runwayUri": "runway://x"}, "no address"),
        ("no_credits", True, "enough credits"),
    ],
)
def test_while_a_file_does_not_go_up_nothing_is_started(
    service: Service, made: Runway, house: House, fault: str, value: Any, says: str
) -> None:
    service.faults.throw(fault, value)
    with pytest.raises(NotNow, match=says):
        made.submit(asked(citations=citing(house, ("image", "reference"))), "key")
    assert not service.asked


def test_a_file_that_is_gone_fails_the_order(made: Runway) -> None:
    with pytest.raises(ProviderFailure) as caught:
        made.submit(asked(citations=(Citation(1, "CH-WREN", "identity", "0" * 64),)), "key")
    assert caught.value.cause is Cause.INPUT_FETCH


def test_a_question_that_is_not_answered_says_nothing_of_the_task(service: Service, made: Runway) -> None:
    remote = made.submit(asked(), "key")
    for status in (429, 500, 502, 503, 418):
        service.faults.throw("look", status)
        with pytest.raises(NotNow):
            made.poll(remote)
    service.faults.throw("look", 503)
    with pytest.raises(NotNow):
        list(made.look([remote]))
    assert isinstance(made.poll(remote), Done)


def test_a_task_that_is_no_longer_known_is_over(service: Service, made: Runway) -> None:
    remote = made.submit(asked(), "key")
    service.floor.jobs[remote].deleted = True
    with pytest.raises(ProviderFailure) as caught:
        made.poll(remote)
    assert caught.value.cause is Cause.NOT_FOUND
    with pytest.raises(ProviderFailure):
        made.cancel(remote)


@pytest.mark.parametrize(("fault", "error"), [("truncated", NotNow), ("busy_store", NotNow), ("dead_link", None)])
def test_a_download_that_fails_is_tried_again_and_is_whole(
    service: Service, made: Runway, tmp_path: Path, fault: str, error: type[Exception] | None
) -> None:
    done = made.poll(made.submit(asked(), "key"))
    assert isinstance(done, Done)
    service.faults.throw(fault)
    with pytest.raises(error or ProviderFailure):
        made.fetch(asked(), done, tmp_path / "raw.mp4")
    made.fetch(asked(), done, tmp_path / "raw.mp4")
    assert (tmp_path / "raw.mp4").stat().st_size > 10_000
    assert service.bill.count == 1


def test_a_clip_of_another_length_is_delivered_as_it_came(service: Service, made: Runway, tmp_path: Path) -> None:
    service.faults.throw("lasts", 1.0)
    done = made.poll(made.submit(asked(), "key"))
    assert isinstance(done, Done)
    made.fetch(asked(), done, tmp_path / "raw.mp4")
    assert runway.plugin.estimate(asked()).high == done.cost


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"status": None},
        {"status": ["SUCCEEDED"]},
        {"status": "EXPIRING\0"},
    ],
)
def test_a_status_nobody_knows_is_waited_for(service: Service, made: Runway, said: dict[str, Any]) -> None:
    service.faults.throw("says", said)
    answer = made.poll("any")
    assert isinstance(answer, Waiting)
    assert "\0" not in answer.status


@pytest.mark.parametrize("output", [None, [], [None], "link", {"a": 1}, ["no address"], ["ftp://there/clip.mp4"]])
def test_a_result_without_an_address_is_said(service: Service, made: Runway, tmp_path: Path, output: Any) -> None:
    service.faults.throw("says", {"status": "SUCCEEDED", "output": output})
    with pytest.raises(ProviderFailure):
        made.fetch(asked(), Done("any"), tmp_path / "raw.mp4")


@pytest.mark.parametrize("credits", ["60", -1, True, 10**400, None, {"a": 1}])
def test_credits_nobody_can_have_used_are_none(service: Service, made: Runway, credits: Any) -> None:
    service.faults.throw("says", {"status": "SUCCEEDED", "output": ["x"], "cost": {"credits": credits}})
    assert made.poll("any") == Done("any")


KEYS = (
    "id", "status", "output", "cost", "credits", "failure", "failureCode", "error", "issues", "path", "message",
    "uploadUrl", "fields", "runwayUri", "progress",
)  # fmt: skip
WORDS = ("SUCCEEDED", "FAILED", "CANCELLED", "PENDING", "SAFETY.INPUT.TEXT", "https://there/", "http://store:port/")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Runway, Saying, Request]]:
    """The adapter on lines that say whatever a test wants, and an order with a file."""
    folder = tmp_path_factory.mktemp("hostile")
    house = House(Disk(folder / "blobs"), folder, 1)
    made, line = connect("http://127.0.0.1:9/v1", house), Saying()
    made.close()
    made._wire = made._store = line
    yield made, line, asked(citations=citing(house, ("image", "reference")))
    line.close()


@settings(max_examples=200, deadline=None)
@given(
    status=st.sampled_from([200, 200, 200, 204, 302, 400, 401, 402, 403, 404, 422, 429, 500, 503]),
    body=odd(KEYS, WORDS),
)
def test_whatever_json_comes_only_our_own_errors_come_out(
    hostile: tuple[Runway, Saying, Request], status: int, body: Any
) -> None:
    made, line, request = hostile
    line.answers = [(status, json.dumps(body).encode("utf-8", "replace"))]
    for call in (
        lambda: made.submit(asked(), "key"),
        lambda: made.submit(request, "key"),
        lambda: made.poll("a/b"),
        lambda: made.cancel("a"),
        lambda: made.fetch(asked(), Done("a"), Path("/nowhere/raw.mp4")),
    ):
        try:
            answer = call()
        except (ProviderFailure, NotNow, Ambiguous):
            continue
        assert isinstance(answer, str | Waiting | Done | Cancelled)
