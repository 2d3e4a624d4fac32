"""The animatic over HTTP, with the real engine behind it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import URL

from rushes import jobs
from rushes.craft.cards.moments import Name
from rushes.db.session import transaction
from rushes.delivery import bench, workflows
from rushes.delivery.errors import PlanChanged
from rushes.delivery.film import Tools as Bench
from rushes.generation import tools
from rushes.generation.tools import Tools
from rushes.jobs import engine, queues
from rushes.kernel import hashing
from rushes.media.probe import probe
from rushes.projects import service as projects
from rushes.providers import previz
from tests import web
from tests.delivery.boards import decide, panel
from tests.making import card, production
from tests.web import House

PATIENCE = 60.0
FIRST = card("S01-SH01")


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """A production of two shots without any panel, and what animatics are cut with."""
    with web.house(own_url, tmp_path, production(FIRST, card("S02-SH01"))) as made:
        studio, specs = made.studio, {"previz": previz.plugin}
        tools.equip(Tools(made.database, studio.blobs, specs, {}, tmp_path / "scratch", studio.keys))
        bench.equip(Bench(studio.blobs, studio.keys, specs, tmp_path / "cache", 1))
        yield made


@contextmanager
def working(url: URL) -> Iterator[None]:
    """The engine with a worker that looks often."""
    with engine.launch(url, declared=[queues.Queue("render", each_worker=1, look_seconds=0.05)]):
        yield


def boarded(house: House, picture: Path, attempt: int = 1) -> None:
    """Give the first shot this picture as its key panel, approved."""
    sha256 = hashing.sha256_file(picture)
    with transaction(house.database) as session:
        project = projects.one(session, house.project_id)
        decide(session, panel(session, project, FIRST, Name.KEY, attempt=attempt, picture=sha256), "approved")


def drawn(folder: Path, colour: str) -> Path:
    """A picture of one colour."""
    Image.new("RGB", (128, 72), colour).save(folder / f"{colour}.png")
    return folder / f"{colour}.png"


def over(house: House) -> dict[str, str]:
    """The animatic, once it is done or has failed."""
    ada, until = house.asked_by("ada"), time.monotonic() + PATIENCE
    told: dict[str, str] = ada.get(house.at("/animatic")).json()
    while told["state"] in {"queued", "running"} and time.monotonic() < until:
        time.sleep(0.1)
        told = ada.get(house.at("/animatic")).json()
    return told


def test_an_animatic_is_cut_once_and_its_film_is_there_after_a_restart(
    house: House, own_url: URL, tmp_path: Path
) -> None:
    ada, at, film = house.asked_by("ada"), house.at("/animatic"), house.at("/animatic/film.mp4")
    picture = drawn(tmp_path, "navy")
    house.studio.blobs.put_file(picture)
    boarded(house, picture)
    with working(own_url):
        assert ada.get(at).json()["code"] == "no_animatic"
        asked = ada.post(at)
        assert (asked.status_code, asked.json()) == (202, {"state": "queued", "film": "", "says": ""})
        assert over(house) == {"state": "done", "film": film, "says": ""}
        assert ada.post(at).json() == over(house)

    with engine.launch(own_url, worker=False):
        assert over(house)["state"] == "done"
        got = ada.get(film)
        assert (got.status_code, got.headers["content-type"]) == (200, "video/mp4")
        (tmp_path / "got.mp4").write_bytes(got.content)
        found = probe(tmp_path / "got.mp4")
        assert found.video is not None
        assert found.audio is not None
        assert ada.get(film, headers={"range": "bytes=0-7"}).status_code == 206

        boarded(house, drawn(tmp_path, "teal"), attempt=2)
        assert ada.get(at).json()["code"] == "no_animatic"
        assert ada.get(film).status_code == 404


def test_what_failed_says_why_and_is_begun_again_when_it_is_asked_for_again(
    house: House, own_url: URL, tmp_path: Path
) -> None:
    ada, picture = house.asked_by("ada"), drawn(tmp_path, "navy")
    boarded(house, picture)
    with working(own_url):
        ada.post(house.at("/animatic"))
        failed = over(house)
        assert failed["state"] == "failed"
        assert hashing.sha256_file(picture)[:8] in failed["says"]
        house.studio.blobs.put_file(picture)
        assert ada.post(house.at("/animatic")).json()["state"] == "queued"
        assert over(house)["state"] == "done"


def test_a_plan_that_changed_before_it_was_cut_is_not_cut(house: House, own_url: URL, tmp_path: Path) -> None:
    boarded(house, drawn(tmp_path, "navy"))
    with working(own_url):
        job = jobs.start(workflows.make_animatic, str(house.project_id), "0" * 64)
        with pytest.raises(PlanChanged, match="ask for it again"):
            jobs.wait(job, timeout=PATIENCE)


def test_without_panels_there_is_nothing_to_cut_and_a_stranger_gets_none(house: House, own_url: URL) -> None:
    with engine.launch(own_url, worker=False):
        refused = house.asked_by("ada").post(house.at("/animatic"))
        assert (refused.status_code, refused.json()["code"]) == (409, "nothing_made")
        eve = house.asked_by("eve")
        assert eve.post(house.at("/animatic")).status_code == 403
        assert eve.get(house.at("/animatic")).status_code == 403
        assert eve.get(house.at("/animatic/film.mp4")).status_code == 403
