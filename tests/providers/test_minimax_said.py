"""MiniMax's codes, lost orders found again by what they look like, and whatever JSON may come."""

import json
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI, Request
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from rushes.providers import minimax, minimax_said
from rushes.providers.base import Cancelled, Done, Trace, Waiting
from rushes.providers.errors import Ambiguous, Cause, NotNow, Objection, ProviderFailure
from rushes.providers.minimax import MiniMax, Settings
from tests.providers.orders import (
    ANYTHING,
    CARELESS,
    KEY,
    Anything,
    answering,
    each_spoilt,
    house,
    kept,
    order,
    plain,
    sent,
    spoilt,
)
from tests.simulators.kit import Clock
from tests.simulators.minimax import ERRORS, Service, app
from tests.simulators.serving import served

H3, HAILUO, MUSIC = "minimax-h3", "hailuo-2.3", "music-2.6"


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[Service, str]]:
    """One server for all tests; each gets it as new, with our own time."""
    service = Service()
    with served(app(service)) as url:
        yield service, url


@pytest.fixture
def service(running: tuple[Service, str]) -> Service:
    vars(running[0]).update(vars(Service(clock=Clock(ahead=time.time() - 90))))
    return running[0]


@pytest.fixture
def made(service: Service, running: tuple[Service, str], tmp_path: Path) -> Iterator[MiniMax]:
    with closing(minimax.connect(Settings(url=running[1], key=SecretStr(service.key)), house(tmp_path))) as provider:
        yield provider


def test_a_lost_order_is_the_one_task_that_looks_like_it(service: Service, made: MiniMax) -> None:
    other = made.submit(order(H3, frames=240), KEY)
    service.faults.throw("drops")
    with pytest.raises(Ambiguous):
        made.submit(order(H3), KEY)
    found = made.find(sent(order(H3), ago=90))
    assert found in set(service.floor.jobs) - {other}
    assert made.find(sent(order(H3, frames=240), ago=90, taken=(other,))) is Trace.ABSENT


def test_where_two_look_like_it_nobody_knows(service: Service, made: MiniMax) -> None:
    first, second = made.submit(order(H3), KEY), made.submit(order(H3), KEY)
    assert made.find(sent(order(H3), ago=90)) is Trace.UNSURE
    assert made.find(sent(order(H3), ago=90, taken=(first,))) == second
    assert made.find(sent(order(H3), ago=90, taken=(first, second))) is Trace.ABSENT


def test_what_another_lost_order_may_be_as_well_is_left_to_a_person(service: Service, made: MiniMax) -> None:
    remote = made.submit(order(H3), KEY)
    asked = sent(order(H3), ago=90)
    alike = replace(asked, rivals={"other": order(H3, seed=2)})
    assert made.find(alike) is Trace.UNSURE
    assert made.find(replace(alike, taken=frozenset({remote}))) is Trace.ABSENT
    assert made.find(replace(asked, rivals={"long": order(H3, frames=240), "old": order(HAILUO)})) == remote


def test_in_the_first_minute_nothing_is_said_of_it(service: Service, made: MiniMax) -> None:
    assert made.find(sent(order(H3), ago=5)) is Trace.UNSURE
    made.submit(order(H3), KEY)
    assert made.find(sent(order(H3), ago=5)) is Trace.UNSURE


def test_where_its_clock_and_ours_differ_it_is_neither_believed_nor_ruled_out(service: Service, made: MiniMax) -> None:
    service.clock.turn(-300)
    remote = made.submit(order(H3), KEY)
    assert made.find(sent(order(H3), ago=90)) is Trace.UNSURE
    assert made.find(sent(order(H3), ago=90, taken=(remote,))) is Trace.ABSENT


def test_a_long_list_is_read_to_its_end_or_nothing_is_said(
    service: Service, made: MiniMax, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(minimax, "PAGE", 2)
    lost = made.submit(order(H3), KEY)
    others = [made.submit(order(H3, frames=240), KEY) for _ in range(5)]
    assert made.find(sent(order(H3), ago=90)) == lost
    monkeypatch.setattr(minimax, "PAGES", 2)
    assert made.find(sent(order(H3), ago=90, taken=tuple(others))) is Trace.UNSURE


@pytest.mark.parametrize(
    "listed",
    [
        {"items": [], "total": 5},
        {"items": [], "total": None},
        {"items": {}, "total": 0},
        {"total": 0},
    ],
)
def test_a_list_that_does_not_hold_what_it_promises_says_nothing(told: MiniMax, said: Anything, listed: Any) -> None:
    said.say(listed)
    assert told.find(sent(order(H3), ago=90)) is Trace.UNSURE
    said.say({"items": [], "total": 0})
    assert told.find(sent(order(H3), ago=90)) is Trace.ABSENT


def test_the_older_api_and_music_cannot_say(service: Service, made: MiniMax) -> None:
    made.submit(order(HAILUO), KEY)
    assert made.find(sent(order(HAILUO), ago=90)) is Trace.UNSURE
    assert made.find(sent(order(MUSIC), ago=90)) is Trace.UNSURE


NOT_NOW = {
    **dict.fromkeys((1002, 1039), Cause.RATE_LIMIT),
    **dict.fromkeys((1004, 2038, 2049), Cause.AUTH),
    **dict.fromkeys((1008, 2056), Cause.BALANCE),
    1041: Cause.CONCURRENCY,
}
FOR_GOOD = {
    1026: Cause.INPUT_MODERATION,
    1027: Cause.OUTPUT_MODERATION,
    1042: Cause.INVALID_REQUEST,
    2013: Cause.INVALID_REQUEST,
}


@pytest.mark.parametrize("model", [H3, HAILUO, MUSIC])
@pytest.mark.parametrize("code", ERRORS)
def test_every_number_has_its_cause_through_either_api(service: Service, made: MiniMax, model: str, code: int) -> None:
    service.faults.throw("refuses", code)
    with pytest.raises((NotNow, ProviderFailure, Ambiguous)) as caught:
        made.submit(order(model), KEY)
    error = caught.value
    assert service.floor.jobs == {}
    if not isinstance(error, NotNow | ProviderFailure):
        assert code in {1000, 1001, 1024, 1033}
        return
    assert (NOT_NOW if isinstance(error, NotNow) else FOR_GOOD)[code] is error.cause
    assert error.then.endswith(".")
    assert error.raw


@pytest.mark.parametrize("model", [H3, HAILUO])
@pytest.mark.parametrize(
    ("code", "cause", "objection"),
    [
        (1026, Cause.INPUT_MODERATION, Objection.SAFETY),
        (1027, Cause.OUTPUT_MODERATION, Objection.SAFETY),
        (1000, Cause.PROVIDER_FAULT, None),
    ],
)
def test_a_task_that_failed_says_why_and_is_not_billed(
    service: Service, made: MiniMax, model: str, code: int, cause: Cause, objection: Objection | None
) -> None:
    service.faults.throw("fails", code)
    remote = made.submit(order(model), KEY)
    service.clock.turn(61)
    with pytest.raises(ProviderFailure, match="MiniMax failed") as caught:
        made.poll(remote)
    assert (caught.value.cause, caught.value.objection) == (cause, objection)
    assert service.bill.count == 0


@pytest.mark.parametrize("model", [H3, HAILUO])
def test_a_word_it_never_said_before_means_that_it_still_runs(service: Service, made: MiniMax, model: str) -> None:
    remote = made.submit(order(model), KEY)
    service.faults.throw("status", "Rendering")
    assert made.poll(remote) == Waiting("Rendering")


@pytest.mark.parametrize("model", [H3, HAILUO])
def test_a_task_it_does_not_know_is_lost(service: Service, made: MiniMax, model: str) -> None:
    remote = made.submit(order(model), KEY)
    service.faults.throw("forgets")
    with pytest.raises(ProviderFailure) as caught:
        made.poll(remote)
    assert caught.value.cause is Cause.NOT_FOUND


def test_a_wrong_key_is_said_and_never_shown(running: tuple[Service, str], tmp_path: Path) -> None:
    with closing(minimax.connect(Settings(url=running[1], key=SecretStr("sesame")), house(tmp_path))) as made:
        for call in (lambda: made.submit(order(H3), KEY), lambda: made.poll("1"), lambda: made.poll("v1:1")):
            error = kept(call)
            assert isinstance(error, NotNow)
            assert error.cause is Cause.AUTH
            assert "sesame" not in f"{error.says} {error.then} {error.raw}"


@pytest.mark.parametrize("gives_back", [True, False])
def test_the_pretend_service_registers_only_who_gives_its_challenge_back(
    service: Service, running: tuple[Service, str], gives_back: bool
) -> None:
    studio = FastAPI()

    @studio.post("/hook")
    async def hook(request: Request) -> dict[str, Any]:
        return {"challenge": (await request.json())["challenge"]} if gives_back else {}

    body = {"model": "MiniMax-H3", "content": [{"type": "text", "text": "x"}], "resolution": "768P", "duration": 5}
    with served(studio) as url:
        asked = body | {"ratio": "16:9", "callback_url": f"{url}/hook"}
        headers = {"authorization": f"Bearer {service.key}"}
        assert httpx2.post(f"{running[1]}/v2/video_generation", json=asked, headers=headers).json()["task_id"]
    assert (service.registered == {f"{url}/hook"}) is gives_back


@pytest.mark.parametrize("model", [H3, HAILUO])
def test_a_message_is_about_the_order_it_was_asked_for(
    service: Service, running: tuple[Service, str], tmp_path: Path, model: str
) -> None:
    """It is sent to the order's own address, which gives a challenge back."""
    studio = FastAPI()

    @studio.post("/hooks/{key}")
    async def hook(key: str, request: Request) -> Any:
        return await request.json() if key == KEY else {}

    with served(studio) as url:
        home = house(tmp_path, callback=lambda key: f"{url}/hooks/{key}")
        with closing(minimax.connect(Settings(url=running[1], key=SecretStr(service.key)), home)) as made:
            remote = made.submit(order(model), KEY)
            assert service.registered == {f"{url}/hooks/{KEY}"}
            (job,) = service.floor.jobs.values()
            message = json.dumps(service.message(job, "https://cdn.example/")).encode()
            assert made.hears({}, message, datetime.now(UTC)) == remote


@given(st.binary(max_size=40) | ANYTHING.map(lambda told: json.dumps(told).encode()))
def test_a_message_about_nothing_is_not_heard(message: bytes) -> None:
    said = minimax_said.spoken_of(message)
    assert minimax_said.id(said.removeprefix("v1:")) or said == ""
    nothing: tuple[Any, ...] = (
        {"task": {"id": "../1"}},
        {"task": {}},
        {"task_id": [1]},
        {"task_id": ""},
        {"challenge": "c1"},
        [7],
    )
    for about in nothing:
        assert minimax_said.spoken_of(json.dumps(about).encode()) == ""


TASK = {
    "id": "1",
    "model": "MiniMax-H3",
    "status": "succeeded",
    "created_at": int(time.time()) - 90,
    "content": {"url": "https://cdn.example/1.mp4"},
    "resolution": "768P",
    "duration": 5,
    "ratio": "16:9",
    "usage": {"total_seconds": 5, "input_image_count": 7},
}
FINE = {"status_code": 0, "status_msg": "success"}
GOOD = (
    {"task": TASK},
    {"task": TASK | {"status": "failed", "error": {"code": "1026", "message": "sensitive"}}},
    {"items": [TASK, TASK], "total": 2},
    {"task_id": "1"},
    {"task_id": "1", "status": "Success", "file_id": "71", "base_resp": FINE},
    {"task_id": "1", "status": "Fail", "base_resp": {"status_code": 1027, "status_msg": "sensitive"}},
    {"data": {"audio": "ff00", "status": 2}, "base_resp": FINE},
    {"type": "error", "error": {"type": "authorized_error", "message": "login fail (1004)", "http_code": "401"}},
)
BODIES = st.one_of(ANYTHING, *map(spoilt, GOOD))


@pytest.fixture(scope="module")
def said() -> Anything:
    return Anything()


@pytest.fixture(scope="module")
def told(said: Anything, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MiniMax]:
    """MiniMax at an address that answers whatever it is told to."""
    home = house(tmp_path_factory.mktemp("house"))
    with (
        answering(said) as url,
        closing(minimax.connect(Settings(url=url, key=SecretStr("key-of-a-test")), home)) as made,
    ):
        yield made


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=BODIES, status=st.sampled_from([200] * 8 + [302, 400, 401, 404, 429, 500, 503]))
def test_whatever_comes_is_an_answer_or_one_of_our_errors(
    told: MiniMax, said: Anything, body: Any, status: int
) -> None:
    said.content, said.status = json.dumps(body).encode(), status
    for model in (H3, HAILUO, MUSIC):
        remote = kept(partial(told.submit, order(model), KEY))
        assert isinstance(remote, str | Exception)
        assert remote
    found = kept(lambda: told.find(sent(order(H3), ago=90)))
    assert isinstance(found, str | Trace | Exception)
    assert isinstance(kept(lambda: told.cancel("1")), Cancelled | Exception)
    for remote in ("1", "v1:1"):
        answer = kept(partial(told.poll, remote))
        assert isinstance(answer, Waiting | Done | Exception)
        if isinstance(answer, Done):
            assert plain({"output": answer.output, "reported": dict(answer.reported)})
            assert answer.cost is None or answer.cost.micros >= 0


@pytest.mark.parametrize("good", GOOD, ids=range(len(GOOD)))
def test_no_one_thing_in_an_answer_is_taken_for_granted(told: MiniMax, said: Anything, good: Any) -> None:
    for body in each_spoilt(good):
        said.say(body)
        for call in (partial(told.poll, "1"), partial(told.poll, "v1:1"), partial(told.find, sent(order(H3), ago=90))):
            seen = kept(call)
            assert isinstance(seen, Waiting | Done | str | Trace | Exception)
            if isinstance(seen, Done):
                assert plain({"output": seen.output, "reported": dict(seen.reported)})


@pytest.mark.parametrize("held", CARELESS, ids=repr)
def test_an_answer_without_a_link_is_asked_for_again(told: MiniMax, said: Anything, held: Any, tmp_path: Path) -> None:
    for output, body in (("task:1", {"task": {"content": held}}), ("file:71", {"file": held})):
        said.say(body)
        with pytest.raises(NotNow):
            told.fetch(order(H3), Done(output), tmp_path / "clip.mp4")
