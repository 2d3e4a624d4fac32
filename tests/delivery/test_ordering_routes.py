"""Named shots over HTTP: seen first, then ordered as they were seen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, text

from rushes.generation import tools
from rushes.generation.rules import FIRST, IN_TURN, LAST
from rushes.generation.tools import Tools
from rushes.jobs import engine
from rushes.providers import simulated
from tests import web
from tests.making import card, production
from tests.web import House

ONE, TWO = "S01-SH01", "S01-SH02"


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """A production of two shots, one longer than anybody makes; orders can be given, and are never worked on."""
    plan = production(card(), card(TWO, seconds=60))
    short = simulated.plugin.usual.__class__(**{**vars(simulated.plugin.usual), "seconds": (0.5, 10.0)})
    spec = simulated.plugin.__class__(**{**vars(simulated.plugin), "models": (short,)})
    with web.house(own_url, tmp_path, plan) as made, engine.launch(own_url, worker=False):
        studio, own = made.studio, {"simulated": simulated.Simulated(simulated.Settings())}
        scratch = tmp_path / "scratch"
        tools.equip(Tools(made.database, studio.blobs, {"simulated": spec}, dict(own), scratch, studio.keys))
        yield made


def test_exactly_what_was_seen_is_ordered_and_a_bad_shot_stops_nothing(house: House) -> None:
    ada, wish = house.asked_by("ada"), {"shots": [ONE, TWO], "seed": 7}
    seen = ada.post(house.at("/orders/preflight"), json=wish).json()
    assert [row["subject"] for row in seen["orders"]] == [ONE]
    assert seen["unasked"] == {TWO: "Test cards makes 0.5 to 10 seconds, the card asks 60."}

    refused = ada.post(house.at("/orders"), json={**wish, "digest": "0" * 64})
    assert refused.json()["code"] == "not_confirmed"
    placed = ada.post(house.at("/orders"), json={**wish, "digest": seen["digest"]})
    assert placed.status_code == 202
    assert ([order["subject"] for order in placed.json()["orders"]], list(placed.json()["unasked"])) == (
        [f"shot:{ONE}"],
        [TWO],
    )


def test_what_is_ordered_first_has_its_turn_first(house: House) -> None:
    ada, wish = house.asked_by("ada"), {"shots": [ONE]}
    digest = ada.post(house.at("/orders/preflight"), json=wish).json()["digest"]
    for priority in (-1, 10):
        assert ada.post(house.at("/orders"), json={**wish, "digest": digest, "priority": priority}).status_code == 422
    (placed,) = ada.post(house.at("/orders"), json={**wish, "digest": digest, "priority": FIRST}).json()["orders"]
    assert placed["priority"] == FIRST

    digest = ada.post(house.at("/preflight"), json={"only": ONE, "seed": 1}).json()["digest"]
    (later,) = ada.post(house.at("/batches"), json={"only": ONE, "seed": 1, "digest": digest, "priority": LAST}).json()
    digest = ada.post(house.at("/preflight"), json={"only": ONE, "seed": 2}).json()["digest"]
    (usual,) = ada.post(house.at("/batches"), json={"only": ONE, "seed": 2, "digest": digest}).json()
    listed = {order["id"]: order["priority"] for order in ada.get(house.at("/orders")).json()}
    assert listed == {placed["id"]: FIRST, later["id"]: LAST, usual["id"]: IN_TURN}
    with house.studio.database.connect() as connection:
        queued = connection.execute(text("select workflow_uuid, priority from dbos.workflow_status")).all()
    assert {id: priority for id, priority in queued if id in listed} == listed


def test_a_pass_that_may_not_begin_is_said_by_shot(house: House) -> None:
    wish = {"shots": [ONE], "pass": {"number": 2, "change": "a lamp is on"}}
    seen = house.asked_by("ada").post(house.at("/orders/preflight"), json=wish).json()

    assert seen["orders"] == []
    assert "pass 1 comes first" in seen["unasked"][ONE]


def test_a_recast_needs_a_choice_and_a_model_that_is_known(house: House) -> None:
    ada, wish = house.asked_by("ada"), {"shots": [ONE], "provider": "simulated"}
    seen = ada.post(house.at("/recasts/preflight"), json=wish).json()
    assert seen["unasked"][ONE].startswith("no take of it is selected or approved")
    placed = ada.post(house.at("/recasts"), json={**wish, "digest": seen["digest"]}).json()
    assert placed == {"orders": [], "unasked": seen["unasked"]}

    assert ada.post(house.at("/recasts/preflight"), json={**wish, "surface": "sora"}).json()["code"] == "no_surface"
    assert ada.post(house.at("/recasts/preflight"), json={**wish, "follow": ["shadow"]}).status_code == 422
    assert ada.post(house.at("/recasts/preflight"), json={"shots": [ONE]}).status_code == 422
    assert house.asked_by("eve").post(house.at("/recasts/preflight"), json=wish).status_code == 403


def test_a_stranger_orders_nothing_and_a_wish_that_is_none_is_refused(house: House) -> None:
    ada, eve = house.asked_by("ada"), house.asked_by("eve")
    assert eve.post(house.at("/orders/preflight"), json={"shots": [ONE]}).status_code == 403
    for fault in ({"shots": list[str]()}, {"pass": {"number": 4}}, {"seed": -1}):
        assert ada.post(house.at("/orders/preflight"), json={"shots": [ONE], **fault}).status_code == 422
    assert ada.post(house.at("/orders/preflight"), json={"shots": ["S09-SH01"]}).json()["code"] == "no_such_shot"
