"""The web application over HTTP, as its owner and as a stranger."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import URL
from starlette.testclient import TestClient

from rushes import __version__, app
from rushes.bootstrap import Studio
from rushes.config import Settings
from rushes.craft.provenance import keys
from rushes.db.session import connect, transaction
from rushes.delivery import folder
from rushes.storage.disk import Disk
from tests.making import production

ADDRESS = "http://127.0.0.1:7878"


@pytest.fixture
def studio(own_url: URL, tmp_path: Path) -> Iterator[Studio]:
    """A studio with a production of Ada's; the web needs nothing of it but its database and settings."""
    bound = connect(own_url)
    settings = Settings(data=tmp_path)
    with transaction(bound) as session:
        folder.adopt(session, production(), "/films/doors", "ada")
    yield Studio(
        settings, bound, Disk(tmp_path / "blobs"), {}, keys.local_keys(tmp_path / "keys", datetime.now(UTC)), 1
    )
    bound.dispose()


@pytest.fixture
def ada(studio: Studio) -> Iterator[TestClient]:
    with TestClient(app.create(studio, "ada"), base_url=ADDRESS) as client:
        yield client


@pytest.fixture
def eve(studio: Studio) -> Iterator[TestClient]:
    with TestClient(app.create(studio, "eve"), base_url=ADDRESS) as client:
        yield client


def project_id(ada: TestClient) -> str:
    (project,) = ada.get("/api/projects").json()
    return str(project["id"])


def test_health_says_the_version_and_nothing_of_any_production(eve: TestClient) -> None:
    answer = eve.get("/health")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "version": __version__}


def test_one_sees_the_productions_in_which_one_has_a_role(ada: TestClient, eve: TestClient) -> None:
    (project,) = ada.get("/api/projects").json()

    assert (project["title"], project["origin"]) == ("Two Doors", "/films/doors")
    assert eve.get("/api/projects").json() == []


def test_the_board_shows_every_planned_shot(ada: TestClient) -> None:
    rows = ada.get(f"/api/projects/{project_id(ada)}/board").json()

    assert [row["shot"] for row in rows] == ["S01-SH01", "S01-SH02", "S02-SH01"]
    told = {"scene": "S01", "title": "", "seconds": 0.5, "takes": 0, "states": {}, "best": "unreviewed", "poster": ""}
    assert rows[0].items() >= told.items()


def test_a_stranger_is_refused_the_board(ada: TestClient, eve: TestClient) -> None:
    answer = eve.get(f"/api/projects/{project_id(ada)}/board")

    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "not_yours"


def test_a_production_that_is_none_is_a_problem_that_names_no_other(ada: TestClient) -> None:
    answer = ada.get(f"/api/projects/{uuid4()}/board")

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "no_such_project"
    assert "Two Doors" not in answer.text


def test_an_id_that_is_no_id_is_a_problem(ada: TestClient) -> None:
    answer = ada.get("/api/projects/side-b/board")

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_another_host_name_is_not_answered(studio: Studio) -> None:
    with TestClient(app.create(studio, "ada"), base_url="http://films.example") as client:
        assert client.get("/api/projects").status_code in {400, 403, 421}


def test_a_server_that_listens_to_the_network_lets_nobody_in_unnamed(studio: Studio) -> None:
    web = studio.settings.web.model_copy(update={"host": "0.0.0.0", "hosts": ["127.0.0.1"]})
    open_to_all = Studio(
        studio.settings.model_copy(update={"web": web}), studio.database, studio.blobs, {}, studio.keys, 1
    )
    with TestClient(app.create(open_to_all, "ada"), base_url=ADDRESS) as client:
        assert client.get("/api/projects").status_code == 403
        assert client.get("/health").status_code == 200


def test_the_description_loads_and_every_operation_has_a_name_of_its_own(ada: TestClient) -> None:
    described = ada.get("/openapi.json").json()

    names = [operation["operationId"] for path in described["paths"].values() for operation in path.values()]
    assert len(names) == len(set(names))
    assert {"health", "list_projects", "shots_of_project"} <= set(names)
    assert {"404", "403"} <= set(described["paths"]["/api/projects/{project_id}/board"]["get"]["responses"])
