"""A small studio on the web, with one table's worth of things to do."""

from collections.abc import Iterator
from typing import Annotated

import pytest
from fastapi import FastAPI, Query, Request, Response
from pydantic import BaseModel
from sqlalchemy import URL, Engine, text
from starlette.testclient import TestClient

from rushes.db.session import connect, sessions
from rushes.http.caller import Asking, local_owner
from rushes.http.install import install
from rushes.http.problem import raises
from rushes.http.stream import Feed
from rushes.http.transaction import Transaction
from rushes.kernel.errors import Conflict, NotFound

LIMIT = 1000


class NoSuchNote(NotFound):
    """There is no such note."""


class NoteTaken(Conflict):
    """Another note has that name."""


class NoteStale(Conflict):
    """The note has changed since."""


class Note(BaseModel):
    """Something to remember."""

    name: str
    pages: int = 1


def make_app(engine: Engine, bound_to: str = "127.0.0.1") -> FastAPI:
    app = FastAPI(generate_unique_id_function=lambda route: route.name)

    @app.post("/notes", status_code=201, responses=raises(NoteTaken, NoteStale))
    def write_note(note: Note, session: Transaction) -> Note:
        session.execute(text("insert into slips values (:name)"), {"name": note.name})
        if note.name == "twice":
            raise NoteTaken(f"There is a note {note.name} already.", name=note.name, at=frozenset({1}))
        return note

    @app.get("/notes/{name}", responses=raises(NoSuchNote))
    def read_note(name: str, session: Transaction, pages: Annotated[int, Query(ge=1)] = 1) -> Note:
        if session.execute(text("select 1 from slips where name = :name"), {"name": name}).first() is None:
            raise NoSuchNote(f"There is no note {name}.", name=name)
        return Note(name=name, pages=pages)

    @app.get("/bug")
    def bug() -> None:
        raise ZeroDivisionError("the secret is 42")

    @app.get("/me")
    def me(asking: Asking) -> str:
        return asking.name

    @app.get("/framed")
    def framed() -> Response:
        return Response("x", headers={"x-frame-options": "SAMEORIGIN"})

    @app.post("/swallow")
    async def swallow(request: Request) -> int:
        return len(await request.body())

    install(
        app,
        sessions=sessions(engine),
        resolve_caller=local_owner(bound_to),
        feed=Feed(lambda _seen: {}),
        hosts=["studio.example"],
        body_bytes=LIMIT,
    )
    return app


@pytest.fixture
def own_engine(own_url: URL) -> Iterator[Engine]:
    made = connect(own_url)
    with made.begin() as connection:
        connection.execute(text("create table slips (name text primary key)"))
    yield made
    made.dispose()


@pytest.fixture
def app(own_engine: Engine) -> FastAPI:
    return make_app(own_engine)


@pytest.fixture
def http(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url="http://127.0.0.1:7878") as client:
        yield client
