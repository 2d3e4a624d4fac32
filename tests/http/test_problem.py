"""
Every error has this shape, as application/problem+json:

    {"type": "urn:rushes:problem:no_such_note", "title": "Not Found", "status": 404,
     "detail": "There is no note x.", "code": "no_such_note", "facts": {"name": "x"}}
"""

import logging

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from rushes.db.session import connect, sessions


def test_an_error_of_the_studio_is_told_with_its_sentence_code_and_facts(http: TestClient) -> None:
    answer = http.get("/notes/x")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "urn:rushes:problem:no_such_note",
        "title": "Not Found",
        "status": 404,
        "detail": "There is no note x.",
        "code": "no_such_note",
        "facts": {"name": "x"},
    }


def test_facts_that_json_does_not_know_are_told_as_text(http: TestClient) -> None:
    answer = http.post("/notes", json={"name": "twice"})
    assert answer.status_code == 409
    assert answer.json()["facts"] == {"name": "twice", "at": "frozenset({1})"}


def test_what_the_database_cannot_keep_is_the_senders_doing_and_no_bug(http: TestClient) -> None:
    answer = http.post("/notes", json={"name": "a\0b"})
    assert (answer.status_code, answer.json()["code"]) == (422, "unkeepable")
    assert answer.json()["detail"] == "It holds a NUL character or a number too large to keep; send it without."


def test_input_that_pydantic_refuses_has_the_same_shape_and_names_the_place(http: TestClient) -> None:
    answer = http.post("/notes", json={"pages": "many"})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["code"] == "invalid_request"
    assert [fault["where"] for fault in told["facts"]["faults"]] == ["body.name", "body.pages"]
    assert told["detail"].startswith("body.name: Field required.")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [("GET", "/nowhere", 404, "not_found"), ("DELETE", "/notes", 405, "method_not_allowed")],
)
def test_what_the_router_refuses_has_the_same_shape(
    http: TestClient, method: str, path: str, status: int, code: str
) -> None:
    answer = http.request(method, path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_bug_is_told_without_internals_and_logged_with_them(
    http: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = http.get("/bug")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "secret" not in answer.text
    assert answer.json()["facts"]["reference"] in caplog.text
    assert "the secret is 42" in caplog.text


def test_a_database_that_is_away_is_a_503_with_a_time_to_come_back(app: FastAPI, http: TestClient) -> None:
    gone = connect("postgresql://nobody@localhost:1/nothing")
    app.state.sessions = sessions(gone)
    answer = http.get("/notes/x")
    assert (answer.status_code, answer.json()["code"], answer.headers["retry-after"]) == (503, "database_away", "5")
    gone.dispose()


def test_the_document_names_each_error_with_a_literal_code_and_nothing_of_the_frameworks_own(http: TestClient) -> None:
    document = http.get("/openapi.json").json()
    schemas = document["components"]["schemas"]
    assert schemas["NoSuchNote"]["properties"]["code"]["const"] == "no_such_note"
    responses = document["paths"]["/notes"]["post"]["responses"]
    taken = responses["409"]["content"]["application/problem+json"]["schema"]["anyOf"]
    assert [kind["$ref"].rpartition("/")[2] for kind in taken] == ["NoteTaken", "NoteStale"]
    assert responses["422"]["content"]["application/problem+json"]["schema"]["$ref"].endswith("/Problem")
    assert "HTTPValidationError" not in schemas
