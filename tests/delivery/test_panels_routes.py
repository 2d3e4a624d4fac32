"""Panels and sheets over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import URL

from rushes.craft.cards.moments import Name
from rushes.db.session import transaction
from rushes.generation import tools
from rushes.generation.tools import Tools
from rushes.jobs import engine
from rushes.projects import service as projects
from rushes.providers import base, previz
from tests import web
from tests.craft.papers.test_pdf import pages
from tests.delivery.boards import panel
from tests.making import card, production
from tests.web import House

MOVING = card(end_frame="the door is open")


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """A production of one shot whose first panel is drawn; orders can be given, and are never worked on."""
    with web.house(own_url, tmp_path, production(MOVING)) as made, engine.launch(own_url, worker=False):
        studio = made.studio
        spec = previz.plugin
        drawn = {spec.id: spec.connect(spec.settings(), base.House(studio.blobs, tmp_path, 1))}
        tools.equip(Tools(made.database, studio.blobs, {spec.id: spec}, drawn, tmp_path / "scratch", studio.keys))
        Image.new("RGB", (128, 72), "navy").save(tmp_path / "first.png")
        picture = studio.blobs.put_file(tmp_path / "first.png")
        with transaction(made.database) as session:
            panel(session, projects.one(session, made.project_id), MOVING, Name.FIRST, picture=picture)
        yield made


def test_every_moment_is_listed_with_the_panel_that_stands_for_it(house: House) -> None:
    listed = house.asked_by("ada").get(house.at("/panels")).json()
    assert [(one["moment"], one["take"], one["state"]) for one in listed] == [
        ("FIRST", "S01-SH01-FIRST-T01", "unreviewed"), ("KEY", "", "unreviewed"), ("LAST", "", "unreviewed"),
    ]  # fmt: skip
    assert listed[2]["why"] == "the door is open"


def test_what_is_missing_is_ordered_once_and_not_for_a_stranger(house: House) -> None:
    ada, eve = house.asked_by("ada"), house.asked_by("eve")
    first = ada.post(house.at("/panels"), json={})
    assert first.status_code == 202
    assert [order["subject"] for order in first.json()] == [f"panel:S01-SH01-{name}" for name in Name]
    assert ada.post(house.at("/panels"), json={"only": "S01-SH01"}).json() == first.json()

    assert eve.post(house.at("/panels"), json={}).status_code == 403
    assert ada.post(house.at("/panels"), json={"only": "S09-SH01"}).json()["code"] == "no_such_shot"
    assert ada.post(house.at("/panels"), json={"takes": 99}).status_code == 422
    assert ada.post(house.at("/sheets"), json={"only": "CH-BEN"}).json()["code"] == "no_such_asset"
    assert ada.post(house.at("/sheets/preflight"), json={"only": "CH-BEN"}).json()["code"] == "no_such_asset"
    sheet = ada.post(house.at("/sheets"), json={"only": "CH-ADA"}).json()
    assert "sheet:CH-ADA-FACE" in [order["subject"] for order in sheet]


@pytest.mark.parametrize(
    ("paper", "says"), [("storyboard", "Ada waits."), ("shotlist", "Ada waits."), ("sheets", "CH-ADA")]
)
def test_papers_are_pdfs_of_what_stands_now(house: House, paper: str, says: str) -> None:
    path = house.at(f"/{paper}.pdf")
    answer = house.asked_by("ada").get(path)
    assert answer.headers["content-type"] == "application/pdf"
    assert says in " ".join(pages(answer.content))
    assert house.asked_by("eve").get(path).status_code == 403


def test_panels_of_some_shots_are_seen_before_they_are_ordered(house: House) -> None:
    ada, wished = house.asked_by("ada"), {"shots": ["S01-SH01"]}

    seen = ada.post(house.at("/panels/preflight"), json=wished).json()
    assert {row["subject"].rpartition("-")[0] for row in seen["orders"]} == {"S01-SH01"}
    refused = ada.post(house.at("/panels/batches"), json={**wished, "digest": "0" * 64})
    assert refused.json()["code"] == "not_confirmed"
    made = ada.post(house.at("/panels/batches"), json={**wished, "digest": seen["digest"]})
    assert made.status_code == 202
    assert len(made.json()) == len(seen["orders"])
    assert house.asked_by("eve").post(house.at("/panels/preflight"), json=wished).status_code == 403


def test_sheets_are_ordered_as_their_preflight_showed_them(house: House) -> None:
    ada = house.asked_by("ada")
    wished = {"only": "CH-ADA"}
    seen = ada.post(house.at("/sheets/preflight"), json=wished).json()
    assert seen["provider"] == "previz"
    assert seen["high"]["micros"] == 0
    assert all("CH-ADA-" in one["subject"] for one in seen["orders"])
    lost = ada.post(house.at("/sheets/batches"), json={**wished, "digest": "0" * 64})
    assert lost.json()["code"] == "not_confirmed"
    ordered = ada.post(house.at("/sheets/batches"), json={**wished, "digest": seen["digest"]})
    assert len(ordered.json()) == len(seen["orders"])
    after = ada.post(house.at("/sheets/preflight"), json=wished).json()
    assert (after["orders"], after["there"]) == ([], len(seen["orders"]))
    assert house.asked_by("eve").post(house.at("/sheets/preflight"), json=wished).status_code == 403
