from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine
from starlette.testclient import TestClient

from rushes.http.caller import is_loopback
from tests.http.conftest import LIMIT, make_app

HERE = "127.0.0.1:7878"


@pytest.mark.parametrize(
    "host", [HERE, "localhost", "localhost:1", "[::1]:7878", "studio.example", "Studio.Example:443"]
)
def test_its_own_names_are_answered(http: TestClient, host: str) -> None:
    assert http.get("/me", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[", "localhost@evil.example"])
def test_foreign_names_are_refused_so_that_rebinding_a_name_to_loopback_gains_nothing(
    http: TestClient, host: str
) -> None:
    answer = http.get("/me", headers={"host": host})
    assert (answer.status_code, answer.json()["code"]) == (403, "foreign_host")


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (f"http://{HERE}", 201),
        ("https://studio.example", 201),
        ("https://evil.example", 403),
        ("http://127.0.0.1:9999", 403),
        ("null", 403),
    ],
)
def test_a_page_from_elsewhere_may_not_write(http: TestClient, origin: str, status: int) -> None:
    assert http.post("/notes", json={"name": "x"}, headers={"origin": origin}).status_code == status


def test_a_page_from_elsewhere_may_look_where_browsers_keep_the_answer_from_it(http: TestClient) -> None:
    answer = http.get("/me", headers={"origin": "https://evil.example"})
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


def test_every_answer_has_the_security_headers_even_of_a_bug_and_a_route_may_set_its_own(http: TestClient) -> None:
    for path in ("/me", "/nowhere", "/bug"):
        answer = http.get(path)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert http.get("/framed").headers["x-frame-options"] == "SAMEORIGIN"


def test_a_body_up_to_the_limit_is_read_and_a_larger_one_is_refused_before_it_is(http: TestClient) -> None:
    assert http.post("/swallow", content=b"x" * LIMIT).json() == LIMIT
    answer = http.post("/swallow", content=b"x" * (LIMIT + 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert "1,000 bytes" in answer.json()["detail"]


def test_a_body_that_does_not_say_its_length_is_counted(http: TestClient) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(LIMIT):
            yield b"xx"

    assert http.post("/swallow", content=endless()).status_code == 413


def test_on_loopback_the_owner_asks_and_on_the_network_nobody_is_known(app: FastAPI, own_engine: Engine) -> None:
    with TestClient(app, base_url=f"http://{HERE}") as http:
        assert http.get("/me").json() == "owner"
    with TestClient(make_app(own_engine, bound_to="0.0.0.0"), base_url=f"http://{HERE}") as http:
        answer = http.get("/me")
    assert (answer.status_code, answer.json()["code"]) == (403, "sign_in_needed")


@pytest.mark.parametrize(
    ("host", "so"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("me", False)],
)
def test_loopback_is_this_machine_only(host: str, so: bool) -> None:
    assert is_loopback(host) is so
