"""Money over HTTP: what a production cost, and what it will."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from rushes.db.session import transaction
from rushes.generation import tools
from rushes.generation.tools import Tools
from rushes.projects import service as projects
from rushes.providers import simulated
from tests import web
from tests.boards.test_costs import take
from tests.making import card, production
from tests.web import House


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """Ada's production with a take that cost a dollar and 300 tokens."""
    with web.house(own_url, tmp_path, production()) as made:
        specs = {"simulated": simulated.plugin}
        tools.equip(Tools(made.database, made.studio.blobs, specs, {}, tmp_path / "scratch", made.studio.keys))
        with transaction(made.database) as session:
            take(session, projects.one(session, made.project_id), card(), 1, "1", tokens=300)
        yield made


def test_what_it_cost_is_told_in_money_and_in_the_services_unit(house: House) -> None:
    said = house.asked_by("ada").get(house.at("/costs")).json()

    assert (said["currency"], said["clips"], said["a_take"], said["an_accepted_shot"]) == ("USD", 10**6, 10**6, None)
    [made] = said["takes"]
    assert (made["take"], made["who"], made["cost"], made["used"], made["unit"], made["prices"]) == (
        "S01-SH01-T01", "ada", 10**6, "300", "token", "ark-1",
    )  # fmt: skip
    assert said["used"] == [{"provider": "simulated", "used": "300", "unit": "token"}]
    assert said["shots"] == [{"shot": "S01-SH01", "takes": 1, "cost": 10**6, "seconds": 0.0, "accepted": False}]


def test_what_it_takes_to_finish_is_told_with_its_interval(house: House) -> None:
    said = house.asked_by("ada").get(house.at("/forecast"), params={"provider": "simulated"}).json()

    assert (said["provider"], said["planned"], said["accepted"], said["learned"]) == ("simulated", 3, 0, 0)
    whole, *scenes = said["outlooks"]
    assert [one["of"] for one in scenes] == ["S01", "S02"]
    assert whole["micros"]["low"] < whole["micros"]["expected"] < whole["micros"]["high"]
    assert said["left"] == 9 * 10**6
    assert len(said["shots"]) == 3


def test_a_provider_that_is_none_is_a_sentence(house: House) -> None:
    refused = house.asked_by("ada").get(house.at("/forecast"), params={"provider": "dream"})
    assert (refused.status_code, refused.json()["code"]) == (422, "unknown_provider")


@pytest.mark.parametrize("path", ["/costs", "/forecast"])
def test_a_stranger_learns_nothing_of_it(house: House, path: str) -> None:
    assert house.asked_by("eve").get(house.at(path)).status_code == 403
