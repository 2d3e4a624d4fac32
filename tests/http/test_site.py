"""The built pages: every address is one, and nothing else of the disk is."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from rushes.http import site


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    built = tmp_path / "dist"
    (built / "assets").mkdir(parents=True)
    (built / "index.html").write_text("the page")
    (built / "assets" / "index-abc.js").write_text("the program")
    (tmp_path / "secret").write_text("a key")
    app = FastAPI()
    site.install(app, built)
    return TestClient(app)


@pytest.mark.parametrize("path", ["/", "/p/1/board", "/guest/abc"])
def test_every_address_is_the_page_and_is_asked_for_anew(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.text == "the page"
    assert answer.headers["cache-control"] == "no-cache"


def test_what_carries_its_hash_is_kept_forever(client: TestClient) -> None:
    answer = client.get("/assets/index-abc.js")
    assert answer.text == "the program"
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("path", ["/assets/index-old.js", "/api/nothing", "/hooks/x"])
def test_what_is_no_page_is_not_answered_with_one(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/..%2Fsecret", "/assets/..%2F..%2Fsecret", "/%2e%2e/secret"])
def test_nothing_outside_is_given_out(client: TestClient, path: str) -> None:
    assert "a key" not in client.get(path).text


def test_without_built_pages_it_says_how_to_have_them(tmp_path: Path) -> None:
    app = FastAPI()
    site.install(app, tmp_path)
    answer = TestClient(app).get("/")
    assert answer.status_code == 503
    assert "make web" in answer.text
