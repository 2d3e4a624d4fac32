"""Files on the wire: read up to a limit, answered with their kind, and told in the document."""

from typing import Annotated

import pytest
from fastapi import Depends, FastAPI, Response
from starlette.testclient import TestClient

from rushes.http import files, problem
from rushes.http.files import BODY, answer, sends, sent

MOST = 1 << 20
app = FastAPI()
problem.install(app)


@app.post("/turn", responses=sends("csv", "pdf"), openapi_extra=BODY, response_class=Response)
def turn(data: Annotated[bytes, Depends(sent("the list", MOST))]) -> Response:
    """Answers with what it was sent."""
    return answer("csv", data, {"rushes-lost": "[]"})


def test_a_body_comes_whole_and_goes_out_as_its_kind() -> None:
    got = TestClient(app).post("/turn", content=b"shot\n" * 9)
    assert (got.content, got.headers["content-type"]) == (b"shot\n" * 9, "text/csv; charset=utf-8")
    assert got.headers["rushes-lost"] == "[]"


@pytest.mark.parametrize(("size", "status"), [(MOST, 200), (MOST + 1, 422)])
def test_what_is_longer_than_it_may_be_is_refused_by_name(size: int, status: int) -> None:
    got = TestClient(app).post("/turn", content=bytes(size))
    assert got.status_code == status
    if status == 422:
        assert got.json()["detail"] == "the list: is more than 1 MiB; is it really the list?"


def test_the_document_says_what_is_sent_and_what_comes_back() -> None:
    operation = app.openapi()["paths"]["/turn"]["post"]
    assert set(operation["requestBody"]["content"]) == {"application/octet-stream"}
    assert set(operation["responses"]["200"]["content"]) == {"text/csv", "application/pdf"}


def test_every_text_says_its_encoding() -> None:
    assert all("charset=utf-8" in type for type in files.KINDS.values() if type.startswith("text/"))
