"""A key goes to its service and nowhere else, into no row, file, log or answer, whatever a service says."""

import base64
import json
import logging
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI, Request, Response
from rich.progress import Progress
from sqlalchemy import Engine, text
from starlette.testclient import TestClient

from rushes import app, bootstrap, cli
from rushes.bootstrap import Studio
from rushes.cli import make
from rushes.config import Settings
from rushes.craft.story.question import Question, Wish
from rushes.db import server
from rushes.db.session import transaction
from rushes.delivery import drafting, trial
from rushes.generation import compose, steps
from rushes.generation import service as generation
from rushes.generation.compose import Composed
from rushes.generation.rules import State
from rushes.generation.store import Hand
from rushes.generation.tables import Order
from rushes.generation.tools import tools
from rushes.kernel.ids import Subject
from rushes.kernel.money import Money
from rushes.projects import service as projects
from rushes.providers.base import Done, Makes, Spec
from rushes.providers.errors import Ambiguous, NotNow, ProviderFailure
from tests.journeys.conftest import QUICK
from tests.making import SMALL, adopted, material
from tests.simulators.serving import served

CLIPS = ("ark", "comfyui", "fal", "gemini", "kling", "minimax", "openai", "replicate", "runway")
SERVICES = (*CLIPS, "elevenlabs", "chat")
MARK = "rcgnsbl7f31"
CAP = Money.of("50", "USD")
STATUSES = (400, 401, 402, 403, 404, 422, 429, 500, 503, 200)


def key_of(id: str) -> str:
    """A key that nothing else looks like."""
    return f"sk-{id}-{MARK}-4d2c91ab"


def traces(key: str) -> set[bytes]:
    """A key as it may lie somewhere: as it is, wide, as hexadecimal, inside something in base64."""
    plain = key.encode()
    inside = {base64.b64encode(b"x" * shift + plain)[4:-4] for shift in range(3)}
    return {plain, key.encode("utf-16-le"), plain.hex().encode(), *inside}


FORBIDDEN = {id: traces(key_of(id)) for id in SERVICES}


def found_in(content: bytes) -> list[str]:
    """The providers whose key is in something."""
    return [id for id, forms in FORBIDDEN.items() if any(form in content for form in forms)]


@contextmanager
def simulators(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, dict[str, Any]]]:
    """Every service, running, each of which knows our key; gives what the settings say of them."""
    with ExitStack() as running:
        told = {}
        for id in SERVICES:
            module = import_module(f"tests.simulators.{id}")
            monkeypatch.setattr(module, "Service", partial(module.Service, key=key_of(id)))
            told[id] = _with_key(id, running.enter_context(module.studio_settings()))
        yield told


def _with_key(id: str, told: Mapping[str, Any]) -> dict[str, Any]:
    keys = ("image_key", "speech_key", "video_key") if id == "openai" else ("key",)
    return {**told, **dict.fromkeys(keys, key_of(id))}


def echo() -> FastAPI:
    """A service that says back, everywhere, whatever it was told in the headers, with the status that was asked for."""
    made = FastAPI()
    made.state.status = 200

    @made.api_route("/{path:path}", methods=["GET", "POST", "PUT", "DELETE"])
    async def any(path: str, request: Request) -> Response:
        said = " ".join(request.headers.values())
        key = next((word for word in said.split() if MARK in word), "none")
        error = {"message": said, "type": key, "code": key, "status": "UNAUTHENTICATED"}
        body = {
            "id": key, "task_id": key, "request_id": key, "name": key, "status": key, "state": key, "code": 1001,
            "message": said, "detail": said, "title": said, "error": error, "failure": said, "failureCode": key,
            "base_resp": {"status_code": 2049, "status_msg": said}, "data": {"id": key, "message": said},
            "task": {"id": key, "status": "failed", "error": error}, "logs": said, "url": f"http://{key}.invalid/",
        }  # fmt: skip
        headers = {"x-request-id": key, "request-id": key}
        return Response(json.dumps(body), made.state.status, headers, "application/json")

    return made


def kept(database: Engine) -> Iterator[tuple[str, bytes]]:
    """Every row of every table, as text."""
    with database.connect() as connection:
        tables = connection.execute(
            text("select schemaname, tablename from pg_tables where schemaname !~ '^(pg_catalog|information_schema)$'")
        ).all()
        for schema, table in tables:
            for (row,) in connection.execute(text(f'select t::text from "{schema}"."{table}" t')):
                yield f"{schema}.{table}", str(row).encode()


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file the studio keeps, the database's own too."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield str(path.relative_to(folder)), path.read_bytes()


def answers(studio: Studio) -> Iterator[tuple[str, bytes]]:
    """What is said over HTTP of every production and its orders."""
    with TestClient(app.create(studio, "ada"), base_url="http://127.0.0.1:7878") as client:
        for project in client.get("/api/projects").json():
            place = f"/api/projects/{project['id']}"
            orders = client.get(f"{place}/orders").json()
            for path in ("", *(f"/{order['id']}" for order in orders)):
                answer = client.get(f"{place}/orders{path}")
                assert answer.status_code == 200
                yield f"{place}/orders{path}", answer.content
            for path in ("providers", "takes", "costs", "budget", "board", "forecast"):
                yield f"{place}/{path}", client.get(f"{place}/{path}").content


def tried(studio: Studio) -> dict[str, State]:
    """A small clip, a sound or a text ordered from each service, and how each order ended."""
    placed = {}
    with transaction(studio.database) as session:
        for id in (*CLIPS, "elevenlabs"):
            project, found, _ = trial.seen(session, studio.specs[id], CAP, "ada")
            placed[id] = trial.order(session, project, found, studio.specs[id], "ada")
        placed["chat"] = drafting.ask(session, project, "loglines", Wish(), tools(), "ada", "chat").id
    with Progress(disable=True) as progress:
        make.wait(studio, [*placed.values()], progress, progress.add_task(""))
    with transaction(studio.database) as session:
        return {id: State(generation.one(session, order).state) for id, order in placed.items()}


def composed_for(spec: Spec[Any], number: int) -> Composed:
    """The plainest thing a service makes."""
    makes = spec.usual.makes
    settings = tools().asked(spec.id, makes)
    if makes is Makes.TEXT:
        question = Question("loglines", "You write.", "Say it.", {"type": "object"}, "LOGLINE")
        return compose.text(question, spec, number, settings, {})
    if makes.heard:
        kind, words, plan = trial.SOUNDS[makes]
        wanted = compose.Sound(Subject(kind, "TRIAL"), makes, words, plan, {})
        return compose.sound(wanted, spec, SMALL.rate, number, settings)
    return compose.clip(material(), spec, SMALL, number, 1, settings)


def sent_to_echo(studio: Studio, id: str, number: int) -> str:
    """An order to a service that says our key back, sent, looked for and looked at; gives what was said of it."""
    spec, provider = studio.specs[id], tools().providers[id]
    composed = composed_for(spec, number)
    with transaction(studio.database) as session:
        row = Order(
            id=uuid4(), project_id=adopted(session).id, subject=str(composed.subject), provider=id,
            digest=composed.request.digest, request=composed.request.plain(), snapshot=composed.snapshot, who="ada",
        )  # fmt: skip
        session.add(row)
        order = str(row.id)
    steps.send(Hand(order))
    steps.reconcile(Hand(order))
    asks: tuple[Callable[[], object], ...] = (
        lambda: provider.poll("1"),
        lambda: list(provider.look(["1"])),
        lambda: provider.cancel("1"),
        lambda: provider.fetch(composed.request, Done("1"), Path("/dev/null")),
    )
    said = []
    for ask in asks:
        try:
            said.append(repr(ask()))
        except (NotNow, ProviderFailure, Ambiguous) as error:
            said.append(f"{error!r} {vars(error)}")
    return "\n".join(said)


@pytest.fixture
def home() -> Iterator[Path]:
    """A data directory with a quick server in it."""
    with tempfile.TemporaryDirectory(prefix="rushes-test-") as folder, server.join(Path(folder) / "pg", **QUICK):
        yield Path(folder)


def test_a_key_goes_to_its_service_and_nowhere_else(
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Orders that are made, orders that fail, services that repeat the key in whatever they say."""
    caplog.set_level(logging.INFO)  # below that the HTTP library traces what it hears, which nobody turns on
    caplog.set_level(logging.DEBUG, "rushes")
    said: list[tuple[str, bytes]] = []
    with simulators(monkeypatch) as told:
        settings = Settings(data=home, providers=told)
        with bootstrap.studio(settings) as studio:
            assert tried(studio) == dict.fromkeys(SERVICES, State.DONE)
    service = echo()
    with served(service) as url:
        lies = {id: _echoing(id, url, one) for id, one in told.items()}
        with bootstrap.studio(Settings(data=home, providers=lies), worker=False) as studio:
            for number, status in enumerate(STATUSES, 1):
                service.state.status = status
                said += [(f"{id} at {status}", sent_to_echo(studio, id, number).encode()) for id in SERVICES]
            said += answers(studio)
            said += kept(studio.database)
            with transaction(studio.database) as session:
                titles = [project.title for project in projects.every(session)]
    said += _commands(home, tmp_path, lies, titles, monkeypatch, capsys)
    said += files(home)
    said += files(tmp_path)
    said.append(("the log", caplog.text.encode()))
    assert len(said) > 500
    assert [(where, found_in(content)) for where, content in said if found_in(content)] == []
    assert MARK in str(told["ark"])
    assert MARK not in repr(settings)


def _echoing(id: str, url: str, told: Mapping[str, Any]) -> dict[str, Any]:
    places = {name: url for name in told if name.endswith("url")}
    return {**told, **places}


def _commands(
    home: Path,
    out: Path,
    told: Mapping[str, Mapping[str, Any]],
    titles: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[tuple[str, bytes]]:
    """What the command line says, and the folders it writes."""
    monkeypatch.setenv("RUSHES_DATA", str(home))
    for id, settings in told.items():
        for name, value in settings.items():
            if isinstance(value, str):
                monkeypatch.setenv(f"RUSHES_PROVIDERS__{id}__{name}".upper(), value)
    title = next(title for title in titles if title.startswith("Trial of"))
    asked = [("providers", "--json"), ("providers", "show", "ark", "--json"), ("orders", "-p", title, "--json")]
    asked += [("export", "folder", "-p", title, "--out", str(out / "exported"))]
    for words in asked:
        assert cli.run(words) == 0, (words, capsys.readouterr().err)
        spoken = capsys.readouterr()
        yield " ".join(words), f"{spoken.out}{spoken.err}".encode()
        if words[0] == "orders":
            for order in json.loads(spoken.out):
                assert cli.run(("orders", "show", order["id"], "-p", title, "--json")) == 0
                yield f"orders show {order['id']}", capsys.readouterr().out.encode()
