"""Shots as one clip over HTTP: seen first with its prompt, then ordered as it was seen."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import URL

from rushes.generation import tools
from rushes.generation.tools import Tools
from rushes.jobs import engine
from rushes.providers import simulated
from rushes.providers.base import Nature
from tests import web
from tests.making import card, production
from tests.web import House

SHOTS = ["S01-SH01", "S01-SH02"]
RUN = "S01-SH01-SH02"


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """Two shots of a scene, and one of another; orders can be given, and are never worked on."""
    plan = production(card(SHOTS[0], seconds=2.5), card(SHOTS[1], seconds=3), card("S02-SH01", seconds=3))
    model = replace(simulated.plugin.usual, surface="seedance_ark", nature=Nature.MODEL)
    spec = replace(simulated.plugin, models=(model,))
    with web.house(own_url, tmp_path, plan) as made, engine.launch(own_url, worker=False):
        studio, own = made.studio, {"simulated": simulated.Simulated(simulated.Settings())}
        scratch = tmp_path / "scratch"
        tools.equip(Tools(made.database, studio.blobs, {"simulated": spec}, dict(own), scratch, studio.keys))
        yield made


def test_exactly_what_was_seen_is_ordered(house: House) -> None:
    ada, wish = house.asked_by("ada"), {"shots": SHOTS, "seed": 7}
    seen = ada.post(house.at("/runs/preflight"), json=wish).json()
    prompts = [one.pop("prompt") for one in seen["shots"]]
    assert seen["shots"] == [
        {"shot": SHOTS[0], "begins": 0, "frames": 60, "seconds": 2.5},
        {"shot": SHOTS[1], "begins": 60, "frames": 84, "seconds": 3.5},
    ]
    assert [text[:7] for text in prompts] == ["Shot 1:", "Shot 2:"]
    assert sorted(" ".join([*prompts, seen["shared"]]).split()) == sorted(seen["prompt"].split())
    assert [row["subject"] for row in seen["preflight"]["orders"]] == [RUN]

    digest = seen["preflight"]["digest"]
    refused = ada.post(house.at("/runs"), json={**wish, "digest": "0" * 64})
    assert refused.json()["code"] == "not_confirmed"
    placed = ada.post(house.at("/runs"), json={**wish, "digest": digest})
    assert placed.status_code == 202
    (order,) = placed.json()["orders"]
    assert order["subject"] == f"run:{RUN}"
    board = {shot["shot"]: shot["under_way"] for shot in ada.get(house.at("/board")).json()}
    assert board == {SHOTS[0]: 1, SHOTS[1]: 1, "S02-SH01": 0}


def test_what_cannot_be_ordered_together_is_said_and_costs_nothing(house: House) -> None:
    ada = house.asked_by("ada")
    seen = ada.post(house.at("/runs/preflight"), json={"shots": ["S01-SH02", "S02-SH01"]}).json()
    assert (seen["prompt"], seen["shots"], seen["preflight"]["orders"]) == ("", [], [])
    assert "one request holds shots of one scene" in next(iter(seen["preflight"]["unasked"].values()))
    assert ada.post(house.at("/runs/preflight"), json={"shots": ["S09-SH01"]}).status_code == 404


def test_models_say_how_many_shots_they_hold(house: House) -> None:
    (provider,) = house.asked_by("ada").get(house.at("/providers")).json()
    assert provider["models"][0]["shots"] == 6


def test_only_those_who_may_order_can_look(house: House) -> None:
    assert house.asked_by("eve").post(house.at("/runs/preflight"), json={"shots": SHOTS}).status_code in {403, 404}
