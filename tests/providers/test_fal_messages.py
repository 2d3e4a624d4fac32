"""fal's signed messages: believed when they are its own and new, whichever process they reach; a hint, never a fact."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rushes.providers.base import Done, House, Request
from rushes.providers.errors import Ambiguous
from rushes.providers.fal import Fal, Settings
from rushes.storage.disk import Disk
from tests.simulators.fal import KEY, Message, Service, app, signed
from tests.simulators.serving import served

ORDER = "0b1f6c0e-7d0a-4a56-9c3f-2c1d3a8f5b21"
ASKED = Request("seedance-2.0-mini", "Rain on glass.", 96, "24", 854, 480, 1)


@pytest.fixture
def service() -> Service:
    return Service(seconds=60.0)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(Disk(tmp_path / "blobs"), tmp_path, 1, callback=lambda key: f"https://studio.example/told/{key}")


@pytest.fixture
def told(service: Service) -> Iterator[Settings]:
    with served(app(service)) as address:
        yield Settings.model_validate({"url": address, "rest_url": address, "key": KEY})


@pytest.fixture
def provider(told: Settings, house: House) -> Iterator[Fal]:
    made = Fal(told, house)
    yield made
    made.close()


def now(service: Service) -> datetime:
    return datetime.fromtimestamp(service.clock.now(), UTC)


def finished(provider: Fal, service: Service) -> tuple[str, list[Message]]:
    """An order that is over, and what is sent to our address."""
    remote = provider.submit(ASKED, ORDER)
    service.clock.turn(61)
    return remote, service.messages()


def test_a_message_speaks_of_the_request_by_its_remote_id(provider: Fal, service: Service) -> None:
    remote, [message] = finished(provider, service)
    assert message.url == f"https://studio.example/told/{ORDER}"
    assert provider.hears(message.headers, message.body, now(service)) == remote


def test_an_order_whose_answer_was_lost_is_found_by_its_message(
    provider: Fal, service: Service, told: Settings, house: House
) -> None:
    service.faults.throw("breaks")
    with pytest.raises(Ambiguous):
        provider.submit(ASKED, ORDER)
    service.clock.turn(61)
    [message] = service.messages()
    another = Fal(told, house)
    remote = another.hears(message.headers, message.body, now(service))
    another.close()
    assert remote is not None
    assert isinstance(provider.poll(remote), Done)
    assert service.bill.count == 1


def test_a_failure_is_told_too(provider: Fal, service: Service) -> None:
    service.faults.throw("fails", "content_policy_violation:prompt")
    remote, [message] = finished(provider, service)
    assert json.loads(message.body)["status"] == "ERROR"
    assert provider.hears(message.headers, message.body, now(service)) == remote


def test_one_that_comes_twice_or_out_of_order_says_the_same(provider: Fal, service: Service) -> None:
    first = provider.submit(ASKED, ORDER)
    service.faults.throw("message_twice")
    second, messages = finished(provider, service)
    heard = [provider.hears(one.headers, one.body, now(service)) for one in reversed(messages)]
    assert {*heard} == {first, second}
    assert len(heard) == 3


def test_one_that_is_lost_changes_nothing(provider: Fal, service: Service) -> None:
    service.faults.throw("message_lost")
    remote, messages = finished(provider, service)
    assert messages == []
    assert isinstance(provider.poll(remote), Done)


def test_one_that_is_old_or_from_the_future_is_not_believed(provider: Fal, service: Service) -> None:
    service.faults.throw("message_old")
    _, [message] = finished(provider, service)
    assert provider.hears(message.headers, message.body, now(service)) is None
    fresh = signed("r1", b"{}", int(service.clock.now()))
    assert provider.hears(fresh, b"{}", now(service) + timedelta(seconds=301)) is None
    assert provider.hears(fresh, b"{}", now(service) - timedelta(seconds=301)) is None


@pytest.mark.parametrize("header", ["request-id", "user-id", "timestamp", "signature"])
def test_one_with_a_changed_or_missing_header_is_not_believed(header: str, provider: Fal, service: Service) -> None:
    _, [message] = finished(provider, service)
    name = f"x-fal-webhook-{header}"
    changed = message.headers | {name: message.headers[name][:-1] + "0"}
    if changed == message.headers:
        changed[name] = changed[name][:-1] + "1"
    assert provider.hears(changed, message.body, now(service)) is None
    del changed[name]
    assert provider.hears(changed, message.body, now(service)) is None


def test_one_whose_body_was_changed_is_not_believed(provider: Fal, service: Service) -> None:
    _, [message] = finished(provider, service)
    assert provider.hears(message.headers, message.body + b" ", now(service)) is None


def test_one_about_a_request_that_is_nobodys_is_not_believed(provider: Fal, service: Service) -> None:
    headers = signed("r1", b"{}", int(service.clock.now()))
    assert provider.hears(headers, b"{}", now(service)) is None


def test_its_keys_are_fetched_once_a_day(provider: Fal, service: Service) -> None:
    for seconds in (0, 60, 23 * 3600, 3600):
        service.clock.turn(seconds)
        provider.hears(signed("r1", b"{}", int(service.clock.now())), b"{}", now(service))
    assert service.keys_asked == 2


def test_when_its_keys_cannot_be_had_nothing_is_believed(told: Settings, house: House, service: Service) -> None:
    away = Fal(told.model_copy(update={"rest_url": "http://127.0.0.1:9"}), house)
    headers = signed("r1", b"{}", int(service.clock.now()))
    assert away.hears(headers, b"{}", now(service)) is None
    away.close()


def test_without_an_address_of_ours_none_is_asked_for(told: Settings, house: House, service: Service) -> None:
    quiet = Fal(told, replace(house, callback=lambda key: ""))
    quiet.submit(ASKED, ORDER)
    quiet.close()
    service.clock.turn(61)
    assert service.messages() == []
