"""An order to Replicate that was lost, looked for in the list; its signed messages; and when it gives up itself."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI, Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rushes.providers.base import Cancelled, Citation, Done, House, Request, Sent, Trace, Waiting
from rushes.providers.errors import Ambiguous, NotNow, ProviderFailure
from rushes.providers.replicate import Replicate, Settings
from rushes.storage.disk import Disk
from tests.simulators import kit
from tests.simulators.kit import Clock
from tests.simulators.replicate import KEY, SECRET, Service, app, signed
from tests.simulators.serving import served

ORDER = "0b1f6c0e-7d0a-4a56-9c3f-2c1d3a8f5b21"
ASKED = Request("seedance-2.5", "Rain on glass.", 96, "24", 854, 480, 1)
MINUTE = timedelta(minutes=1)
FIELDS = st.sampled_from(
    ["status", "id", "results", "next", "input", "created_at", "output", "error", "metrics", "model", "started_at"]
)
WORDS = st.sampled_from(["succeeded", "failed", "canceled", "https://x/y.mp4", "2026-11-26T22:00:00Z"])
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=9) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS | st.text(max_size=5), inner, max_size=5),
    max_leaves=14,
)
ROW = st.fixed_dictionaries({}, optional=dict.fromkeys(("id", "created_at", "input", "model", "data_removed"), JSON))
ANSWERS = JSON | st.fixed_dictionaries({"results": st.lists(ROW, max_size=3), "next": JSON, "status": JSON})
STATUSES = st.sampled_from([200, 201, 202, 204, 302, 400, 401, 402, 403, 404, 422, 429, 500, 503])


@pytest.fixture
def service() -> Service:
    """Its time is ours, so that its Date header fits what it says of predictions."""
    return Service(clock=Clock(ahead=time.time()), seconds=3600.0)


@pytest.fixture
def told(service: Service) -> Iterator[Settings]:
    with served(app(service)) as address:
        yield Settings.model_validate({"url": f"{address}/v1", "key": KEY, "webhook_secret": SECRET})


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(Disk(tmp_path / "blobs"), tmp_path, 1, callback=lambda key: f"https://studio.example/told/{key}")


@pytest.fixture
def connect(told: Settings, house: House) -> Iterator[Callable[..., Replicate]]:
    made: list[Replicate] = []

    def connected(ahead: timedelta = timedelta(0), **fields: Any) -> Replicate:
        """Connected from a machine whose clock is so far ahead."""
        now = datetime.now(UTC) + ahead
        made.append(Replicate(told.model_copy(update=fields), house, lambda: now))
        return made[-1]

    yield connected
    for provider in made:
        provider.close()


def sent(ahead: timedelta = timedelta(0), ago: timedelta = 2 * MINUTE, **fields: Any) -> Sent:
    """An order as our clock remembers it."""
    return Sent(ORDER, replace(ASKED, **fields), datetime.now(UTC) + ahead - ago)


def lost(provider: Replicate, service: Service, fault: str = "breaks", request: Request = ASKED) -> None:
    """An order that it took and whose answer never came."""
    service.faults.throw(fault)
    with pytest.raises(Ambiguous):
        provider.submit(request, ORDER)


@pytest.mark.parametrize("fault", ["breaks", "drops", "html", "no_id"])
def test_an_order_is_found_by_its_input(fault: str, service: Service, connect: Callable[..., Replicate]) -> None:
    provider = connect()
    provider.submit(replace(ASKED, prompt="Another."), ORDER)
    lost(provider, service, fault)
    provider.submit(replace(ASKED, attempt=2), ORDER)
    found = provider.find(sent())
    assert found == f"p{2:025}"
    assert isinstance(provider.poll(str(found)), Waiting)
    assert len(service.floor.jobs) == 3


def test_its_files_are_counted_since_their_links_are_new_each_time(
    service: Service, connect: Callable[..., Replicate], house: House
) -> None:
    provider = connect()
    stills = [house.blobs.put_bytes(kit.picture(64, 64, shade)) for shade in (10, 20)]
    citations = tuple(Citation(n, "CH-WREN", "identity", sha) for n, sha in enumerate(stills, start=1))
    asked = replace(ASKED, citations=citations, settings={"seed": 7})
    provider.submit(replace(asked, citations=citations[:1]), ORDER)
    provider.submit(replace(asked, citations=()), ORDER)
    lost(provider, service, request=asked)
    assert provider.find(replace(sent(), request=asked)) == f"p{3:025}"


def test_one_that_is_another_order_of_ours_is_not_it(service: Service, connect: Callable[..., Replicate]) -> None:
    provider = connect()
    same = replace(ASKED, settings={"seed": 7})
    first = provider.submit(same, ORDER)
    lost(provider, service, request=same)
    assert provider.find(replace(sent(), request=same)) is Trace.UNSURE, "two look like it"
    found = provider.find(replace(sent(), request=same, taken=frozenset({first})))
    assert found == f"p{2:025}"


def test_one_that_another_lost_order_may_be_as_well_is_left_to_a_person(
    service: Service, connect: Callable[..., Replicate]
) -> None:
    provider = connect()
    same = replace(ASKED, settings={"seed": 7})
    lost(provider, service, request=same)
    rivals = {"other": replace(same, attempt=2)}
    assert provider.find(replace(sent(), request=same, rivals=rivals)) is Trace.UNSURE
    rivals = {"other": replace(same, settings={"seed": 8}), "strange": replace(same, model="none")}
    assert provider.find(replace(sent(), request=same, rivals=rivals)) == f"p{1:025}"


def test_one_that_it_never_took_is_absent_after_a_minute_and_unsure_before(connect: Callable[..., Replicate]) -> None:
    provider = connect()
    provider.submit(replace(ASKED, prompt="Another."), ORDER)
    assert provider.find(sent(ago=MINUTE / 2)) is Trace.UNSURE
    assert provider.find(sent(ago=2 * MINUTE)) is Trace.ABSENT


def test_the_list_is_read_as_far_back_as_the_order(service: Service, connect: Callable[..., Replicate]) -> None:
    service.page = 2
    provider = connect()
    lost(provider, service)
    for number in range(5):
        service.clock.turn(1)
        provider.submit(replace(ASKED, prompt=f"Another {number}."), ORDER)
    assert provider.find(sent()) == f"p{1:025}"
    assert provider.find(sent(prompt="Never sent.")) is Trace.ABSENT


def test_older_ones_are_not_looked_at(service: Service, connect: Callable[..., Replicate]) -> None:
    provider = connect()
    service.clock.turn(-3600)
    provider.submit(ASKED, ORDER)
    service.clock.turn(3600)
    assert provider.find(sent()) is Trace.ABSENT


@pytest.mark.parametrize("ahead", [timedelta(hours=3), timedelta(hours=-3)])
def test_a_clock_of_ours_that_is_wrong_hides_nothing(
    ahead: timedelta, service: Service, connect: Callable[..., Replicate]
) -> None:
    provider = connect(ahead)
    lost(provider, service)
    assert provider.find(sent(ahead)) == f"p{1:025}"


def test_what_was_deleted_since_cannot_be_told(service: Service, connect: Callable[..., Replicate]) -> None:
    provider = connect()
    service.seconds = 0.0
    lost(provider, service)
    service.clock.turn(3601)
    assert provider.find(sent()) is Trace.UNSURE


def test_one_of_another_model_is_not_it(service: Service, connect: Callable[..., Replicate]) -> None:
    provider = connect()
    provider.submit(replace(ASKED, model="seedance-2.0", settings={"seed": 7}), ORDER)
    assert provider.find(sent(settings={"seed": 7})) is Trace.ABSENT


def test_a_list_that_cannot_be_had_is_not_now(service: Service, connect: Callable[..., Replicate]) -> None:
    service.faults.throw("list_html")
    with pytest.raises(NotNow):
        connect().find(sent())


def heard(service: Service, provider: Replicate) -> tuple[str, Any]:
    """An order that is over, and the message of it."""
    remote = provider.submit(ASKED, ORDER)
    service.clock.turn(3601)
    [message] = service.messages()
    return remote, message


def now(service: Service) -> datetime:
    return datetime.fromtimestamp(service.clock.now(), UTC)


def test_a_message_that_is_signed_and_new_speaks_of_its_prediction(
    service: Service, connect: Callable[..., Replicate]
) -> None:
    provider = connect()
    remote, message = heard(service, provider)
    assert message.url == f"https://studio.example/told/{ORDER}"
    assert provider.hears(message.headers, message.body, now(service)) == remote
    assert isinstance(provider.poll(remote), Done)


def test_one_that_is_old_changed_or_signed_by_another_is_not_believed(
    service: Service, connect: Callable[..., Replicate]
) -> None:
    provider = connect()
    service.faults.throw("message_old")
    _, message = heard(service, provider)
    assert provider.hears(message.headers, message.body, now(service)) is None
    fresh = signed("msg_1", message.body, int(service.clock.now()))
    assert provider.hears(fresh, message.body, now(service))
    assert provider.hears(fresh, message.body + b" ", now(service)) is None
    assert provider.hears(fresh | {"webhook-signature": "v1,b3RoZXI="}, message.body, now(service)) is None
    odd = signed("msg_1", b'{"id": 7}', int(service.clock.now()))
    assert provider.hears(odd, b'{"id": 7}', now(service)) is None


def test_without_a_secret_no_message_is_asked_for_and_none_believed(
    service: Service, connect: Callable[..., Replicate]
) -> None:
    provider = connect(webhook_secret=Settings().webhook_secret)
    provider.submit(ASKED, ORDER)
    assert "webhook" not in service.asked[0]
    assert provider.hears(signed("m", b'{"id": "p1"}', int(service.clock.now())), b'{"id": "p1"}', now(service)) is None


class Hostile:
    """A server that answers everything with the same."""

    def __init__(self) -> None:
        self.status, self.content = 200, b""

    def app(self) -> FastAPI:
        made = FastAPI()

        @made.api_route("/{path:path}", methods=["GET", "POST"])
        async def every() -> Response:
            return Response(self.content, self.status, media_type="application/json")

        return made


@pytest.fixture
def hostile() -> Hostile:
    return Hostile()


@pytest.fixture
def victim(hostile: Hostile, house: House) -> Iterator[Replicate]:
    with served(hostile.app()) as address:
        made = Replicate(Settings.model_validate({"url": address, "key": KEY}), house)
        yield made
        made.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STATUSES, ANSWERS | st.binary(max_size=40))
def test_whatever_comes_only_our_errors_come_out(hostile: Hostile, victim: Replicate, status: int, answer: Any) -> None:
    hostile.status = status
    hostile.content = b"" if status == 204 else answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    with suppress(ProviderFailure, NotNow, Ambiguous):
        assert isinstance(victim.submit(ASKED, ORDER), str)
    with suppress(ProviderFailure, NotNow):
        assert isinstance(victim.poll("p1"), Waiting | Done)
    with suppress(NotNow, ProviderFailure):
        assert isinstance(victim.find(sent()), str | Trace)
    with suppress(NotNow):
        assert victim.cancel("p1") in Cancelled


@pytest.mark.parametrize("before", [3, 0])
def test_what_has_not_ended_by_the_deadline_of_its_model_is_stopped_there_though_nobody_asks(
    before: int, service: Service, connect: Callable[..., Replicate]
) -> None:
    service.seconds = 3 * 3600.0
    provider = connect()
    *_, remote = (provider.submit(replace(ASKED, attempt=number), ORDER) for number in range(before + 1))
    service.clock.turn(7199)
    assert provider.poll(remote) == Waiting("queued" if before else "running")
    service.clock.turn(1)
    with pytest.raises(ProviderFailure, match="given up before it began" if before else "cancelled"):
        provider.poll(remote)

    assert (remote in service.bill.rows) is (not before)
