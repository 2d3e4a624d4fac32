"""The composer over HTTP: all of one shot, and what a card says before it is kept."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

from rushes.db.session import transaction
from rushes.projects import service as projects
from tests import web
from tests.making import card, delivered, production
from tests.web import House

WITH_ADA = {"subjects": [{"asset": "CH-ADA", "end": "at the door"}], "continuity_out": "door shut"}
STATED = production(card("S01-SH01", **WITH_ADA), card("S01-SH02", subjects=[{"asset": "CH-ADA"}]))


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """A production of two shots, the second with a take."""
    with web.house(own_url, tmp_path, STATED) as made:
        with transaction(made.database) as session:
            delivered(session, projects.one(session, made.project_id), STATED.cards[1])
        yield made


def kept(house: House, shot: str = "S01-SH02") -> dict[str, Any]:
    """The card of a shot."""
    read: dict[str, Any] = house.asked_by("ada").get(house.at(f"/shots/{shot}")).json()
    return read


def test_all_of_a_shot_is_one_answer(house: House) -> None:
    told = kept(house)

    assert (told["card"]["code"], told["version"], told["before"], told["after"]) == ("S01-SH02", 1, "S01-SH01", "")
    assert told["heading"] == "INT. HALL - NIGHT"
    assert [(one["id"], one["clearance"], one["picture"]) for one in told["assets"]] == [("CH-ADA", "pending", "")]
    assert [(one["take"], one["state"], one["version"]) for one in told["takes"]] == [("S01-SH02-T01", "unreviewed", 1)]
    assert [one["moment"] for one in told["panels"]] == ["KEY"]


def test_a_card_is_doubted_and_worded_before_it_is_kept(house: House) -> None:
    ada, own = house.asked_by("ada"), house.at("/shots/S01-SH02")
    card = kept(house)["card"] | {"action": "Ada kneels by the yellow door.", "standard": [{"text": "Make it nice"}]}

    doubts = ada.post(f"{own}/card/lint", json=card).json()
    assert any("cannot be judged" in doubt["saw"] for doubt in doubts)
    worded = ada.post(f"{own}/prompt", json={"card": card, "surface": "neutral"})
    assert "yellow door" in worded.json()["prompt"]
    assert ada.post(f"{own}/prompt", json={"card": card, "surface": "none"}).json()["code"] == "no_surface"
    assert kept(house)["version"] == 1


def test_a_shot_may_take_over_how_the_one_before_ended(house: House) -> None:
    ada = house.asked_by("ada")

    told = ada.post(house.at("/shots/S01-SH02/inherit"), json=kept(house)["card"]).json()
    values = {one["field"]: one["value"] for one in told["fields"]}
    assert told["before"] == "S01-SH01"
    assert values["continuity_in"] == "door shut"
    assert values["subjects"][0]["start"] == "at the door"
    first = ada.post(house.at("/shots/S01-SH01/inherit"), json=kept(house, "S01-SH01")["card"]).json()
    assert first == {"before": "", "fields": []}


def test_the_second_of_two_who_edit_one_card_is_told_what_the_first_wrote(house: House) -> None:
    ada, path = house.asked_by("ada"), house.at("/shots/S01-SH02/card?seen=1")
    card = kept(house)["card"]
    assert ada.put(path, json=card | {"size": "CU"}).json()["version"] == 2
    assert ada.put(path, json=card | {"size": "CU"}).json()["version"] == 2  # the same once more is no conflict

    refused = ada.put(path, json=card | {"lens": 85})
    assert (refused.status_code, refused.json()["code"]) == (409, "card_changed")
    facts = refused.json()["facts"]
    assert (facts["version"], facts["who"], facts["card"]["size"], facts["was"]["size"]) == (2, "ada", "CU", "MS")
    assert ada.put(house.at("/shots/S01-SH02/card?seen=2"), json=card | {"lens": 85}).status_code == 200
    versions = ada.get(house.at("/shots/S01-SH02/card/versions")).json()
    assert [(one["version"], one["who"]) for one in versions] == [(3, "ada"), (2, "ada"), (1, "")]


def test_the_words_of_a_card_have_names(house: House) -> None:
    told = house.asked_by("ada").get("/api/vocabulary").json()

    assert told["fields"]["size"][6] == {"value": "CU", "name": "Close-up", "says": "the face, chin to hairline"}
    assert {"id": "duration", "title": "As long as asked"} in told["checks"]


def test_a_stranger_sees_nothing(house: House) -> None:
    eve, own = house.asked_by("eve"), house.at("/shots/S01-SH02")
    card = kept(house)["card"]

    assert eve.get(own).status_code == 403
    for path, body in (("card/lint", card), ("inherit", card), ("prompt", {"card": card, "surface": "neutral"})):
        assert eve.post(f"{own}/{path}", json=body).status_code == 403
