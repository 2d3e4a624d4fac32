"""Every way in is guarded and explained: imports point down, routes know who asks, commands say what they do."""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from sqlalchemy import URL
from starlette.testclient import TestClient

from rushes import app as application
from rushes.accounts import service as accounts
from rushes.accounts.rules import Role
from rushes.bootstrap import Studio
from rushes.config import Settings
from rushes.craft.provenance.keys import local_keys
from rushes.db.session import connect, transaction
from rushes.delivery.guest_routes import looking
from rushes.http.caller import Asking
from rushes.projects import service as projects
from rushes.storage.disk import Disk
from tests.architecture.commands import Command, commands

ROOT = Path(__file__).parents[2]
OPEN = {"/health", "/hooks/{provider}/{order_id}/{token}"}
"""What anybody may ask."""
GUESTS = "/api/guest/{token}"
"""What whoever holds a link may ask, and nobody else."""


@pytest.fixture
def app(own_url: URL, tmp_path: Path) -> Iterator[FastAPI]:
    """The whole application, asked by a stranger; somebody else owns the one production there is."""
    database = connect(own_url)
    settings = Settings(data=tmp_path)
    keys = local_keys(tmp_path / "keys", datetime.now(UTC))
    yield application.create(Studio(settings, database, Disk(tmp_path / "blobs"), {}, keys, 1), "stranger")
    database.dispose()


@pytest.fixture
def production(own_url: URL) -> UUID:
    """A production of somebody else's."""
    database = connect(own_url)
    with transaction(database) as session:
        project = projects.adopt(session, "/films/side-b", "SIDE B", {})
        accounts.join(session, project.id, "owner", Role.OWNER)
        found = project.id
    database.dispose()
    return found


def routes(app: FastAPI) -> list[APIRoute]:
    """Its own routes, without the pages of the documentation."""
    return [route for route in _all(app.routes) if isinstance(route, APIRoute)]


def _all(found: Iterable[object]) -> Iterator[object]:
    for route in found:
        yield route
        yield from _all(getattr(getattr(route, "original_router", None), "routes", ()))


def _asks(dependant: Dependant) -> bool:
    """Whether something that is worked out before the route runs tells who is asking."""
    who = get_args(Asking)[1].dependency
    return dependant.call is who or any(map(_asks, dependant.dependencies))


def _of_guests(route: APIRoute) -> bool:
    """Whether a route is a guest's: under a link, and counted, so that nobody can try one link after the other."""
    counted = any(dependency.call is looking for dependency in route.dependant.dependencies)
    return route.path.startswith(GUESTS) and counted


def test_every_route_knows_who_asks(app: FastAPI) -> None:
    guarded = [route for route in routes(app) if _asks(route.dependant)]
    open_to = {route.path for route in routes(app) if route not in guarded and not _of_guests(route)}
    assert open_to == OPEN
    assert len(routes(app)) > len(OPEN)


def test_every_operation_has_a_name_of_its_own_and_says_what_it_does(app: FastAPI) -> None:
    operations = [
        operation
        for path in app.openapi()["paths"].values()
        for operation in path.values()
        if "operationId" in operation
    ]
    names = [operation["operationId"] for operation in operations]
    assert sorted(set(names)) == sorted(names)
    assert len(names) >= len(routes(app))
    assert all(operation.get("description", "").endswith(".") for operation in operations)


def test_a_stranger_reaches_nothing_of_a_production(app: FastAPI, production: UUID) -> None:
    client = TestClient(app, base_url="http://127.0.0.1")
    inside = [path for path in app.openapi()["paths"] if "{project_id}" in path]
    assert inside
    for path in inside:
        for method in app.openapi()["paths"][path]:
            answer = client.request(method, path.replace("{project_id}", str(production)))
            assert answer.status_code in {403, 422}, f"{method} {path}: {answer.text}"
    assert client.get("/api/projects").json() == []


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.name)
def test_every_command_says_what_it_does_and_what_each_word_means(command: Command) -> None:
    assert command.says.rstrip().endswith("."), command.says
    assert command.says[0].isupper()
    silent = [one.written for one in command.parameters if not one.says.endswith(".")]
    assert not silent


def test_imports_point_down_and_every_contract_is_kept() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    told = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, check=False, text=True)
    assert told.returncode == 0, told.stdout
