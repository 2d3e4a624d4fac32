"""The order of the shots over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests import web
from tests.making import production
from tests.web import House


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """The small production of Ada's."""
    with web.house(own_url, tmp_path, production()) as made:
        yield made


def codes(house: House) -> list[str]:
    """The shots of the board in order."""
    return [row["shot"] for row in house.asked_by("ada").get(house.at("/board")).json()]


def test_each_change_of_the_order_has_one_that_undoes_it(house: House) -> None:
    ada = house.asked_by("ada")
    before = codes(house)

    moved = ada.post(house.at("/shots/move"), json={"places": [{"shots": ["S02-SH01"], "after": ""}]})
    assert codes(house) == ["S02-SH01", "S01-SH01", "S01-SH02"]
    assert ada.post(house.at("/shots/move"), json={"places": moved.json()["back"]}).status_code == 200
    assert codes(house) == before

    made = ada.post(house.at("/shots"), json={"after": "S01-SH01"})
    assert (made.status_code, made.json()["card"]["code"]) == (201, "S01-SH01A")
    assert [one["shot"] for one in ada.post(house.at("/shots/omit"), json={"shots": ["S01-SH01A"]}).json()] == [
        "S01-SH01A"
    ]
    assert codes(house) == before
    assert len(ada.get(house.at("/shots/omitted")).json()) == 1
    assert ada.post(house.at("/shots/put-back"), json={"shots": ["S01-SH01A"]}).json() == []


def test_what_cannot_be_is_a_sentence_and_a_stranger_changes_nothing(house: House) -> None:
    ada, eve = house.asked_by("ada"), house.asked_by("eve")

    assert ada.post(house.at("/shots"), json={"scene": "S09"}).json()["code"] == "no_place"
    assert ada.post(house.at("/shots/put-back"), json={"shots": ["S01-SH01"]}).json()["code"] == "not_omitted"
    assert ada.post(house.at("/shots/omit"), json={"shots": []}).status_code == 422
    for path, body in (
        ("/shots/move", {"places": [{"shots": ["S02-SH01"], "after": ""}]}),
        ("/shots", {"after": "S01-SH01"}),
        ("/shots/omit", {"shots": ["S01-SH01"]}),
        ("/shots/put-back", {"shots": ["S01-SH01"]}),
    ):
        assert eve.post(house.at(path), json=body).status_code == 403
    assert eve.get(house.at("/shots/omitted")).status_code == 403
