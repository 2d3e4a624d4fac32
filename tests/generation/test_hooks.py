"""Calls of services: only at an order's own secret address, only if signed, and only a hint."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from sqlalchemy import URL
from starlette.testclient import TestClient

from rushes.db.session import sessions
from rushes.generation import hooks, steps
from rushes.generation.rules import State
from rushes.http.caller import Caller
from rushes.http.install import install
from rushes.http.stream import Feed
from rushes.jobs import engine
from rushes.kernel.money import Money
from rushes.providers.base import Done, Waiting
from tests.generation.conftest import Floor
from tests.generation.test_steps import ALL, walk

SIGNED = {"x-signed": "yes"}


@pytest.fixture
def client(floor: Floor, own_url: URL) -> Iterator[TestClient]:
    app = FastAPI()
    install(
        app,
        sessions=sessions(floor.database),
        resolve_caller=lambda _: Caller("ada"),
        feed=Feed(lambda _seen: {}),
        body_bytes=1 << 20,
    )
    app.include_router(hooks.router)
    with engine.launch(own_url, worker=False):
        yield TestClient(app, base_url="http://127.0.0.1")


def address(floor: Floor, order: str) -> str:
    return f"/hooks/scripted/{order}/{floor.now(order).token}"


def test_a_signed_call_is_a_hint_to_look_and_says_nothing_by_itself(floor: Floor, client: TestClient) -> None:
    order = floor.order()
    walk(order, steps.send)
    said = client.post(address(floor, order), content=b"remote-1", headers=SIGNED)

    assert (said.status_code, said.json()) == (200, {})
    assert floor.now(order).hinted_at is not None
    assert floor.now(order).state == State.QUEUED, "nothing is believed that was not looked up"


def test_a_call_about_an_order_nobody_knew_to_be_accepted_is_the_answer(floor: Floor, client: TestClient) -> None:
    order = floor.order(state=State.SUBMIT_UNKNOWN)
    for _ in range(2):
        assert client.post(address(floor, order), content=b"remote-9", headers=SIGNED).status_code == 200

    assert (floor.now(order).state, floor.now(order).remote) == (State.QUEUED, "remote-9")
    assert walk(order, *ALL)[-1] == State.DONE


def test_a_call_with_another_id_than_is_known_changes_nothing(floor: Floor, client: TestClient) -> None:
    order = floor.order()
    walk(order, steps.send)
    client.post(address(floor, order), content=b"remote-of-another", headers=SIGNED)

    assert (floor.now(order).remote, floor.now(order).hinted_at) == ("remote-1", None)


def test_what_is_not_signed_is_not_believed(floor: Floor, client: TestClient) -> None:
    order = floor.order()
    said = client.post(address(floor, order), content=b"remote-1")

    assert said.status_code == 403
    assert "not one that the service signs" in said.json()["detail"]


def test_a_wrong_secret_another_provider_or_no_order_is_not_found(floor: Floor, client: TestClient) -> None:
    order = floor.order()
    token = floor.now(order).token
    for path in (f"{order}/{token}x", f"{uuid4()}/{token}"):
        assert client.post(f"/hooks/scripted/{path}", headers=SIGNED).status_code == 404
    assert client.post(f"/hooks/simulated/{order}/{token}", headers=SIGNED).status_code == 404
    floor.put(order, token="")
    assert client.post(f"/hooks/scripted/{order}/x", headers=SIGNED).status_code == 404
    assert UUID(order)


def test_a_challenge_is_repeated_and_nothing_else(floor: Floor, client: TestClient) -> None:
    order = floor.order()

    assert client.post(address(floor, order), json={"challenge": "abc"}).json() == {"challenge": "abc"}
    assert client.post(address(floor, order), json={"challenge": "abc", "id": 1}).status_code == 403


def test_a_take_that_comes_after_its_order_expired_is_kept_and_paid(floor: Floor, client: TestClient) -> None:
    floor.service.polls = [Waiting("running"), Waiting("running"), Done(cost=Money.of("0.06", "USD"))]
    order = floor.order()
    walk(order, steps.send)
    floor.put(order, sent_at=datetime.now(UTC) - timedelta(hours=7))
    assert walk(order, steps.wait, steps.settle)[-1] == State.EXPIRED
    assert floor.money().reserved == Money(0, "USD")

    assert client.post(address(floor, order), content=b"remote-2", headers=SIGNED).status_code == 200
    assert floor.now(order).state == State.EXPIRED, "it is about another"
    for _ in range(2):
        assert client.post(address(floor, order), content=b"remote-1", headers=SIGNED).status_code == 200
    assert (floor.now(order).state, floor.now(order).runs) == (State.RUNNING, 2)
    assert walk(order, *ALL[1:])[-1] == State.DONE
    assert floor.money().spent == Money.of("0.06", "USD")
