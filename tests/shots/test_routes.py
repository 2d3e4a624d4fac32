"""Scenes and stale shots over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests import web
from tests.making import SCRIPT, card, production
from tests.web import House

STATED = production(card("S01-SH01", action="Ada waits by a door"), card("S02-SH01", action="Rain on Ada"))


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """A production in whose script the words of one shot were changed."""
    with web.house(own_url, tmp_path, STATED) as made:
        changed = made.asked_by("ada").post(made.at("/script"), content=SCRIPT.replace("Rain falls", "Snow falls"))
        assert changed.status_code == 200
        yield made


def test_scenes_and_stale_shots_are_listed_and_accepted(house: House) -> None:
    ada = house.asked_by("ada")

    assert ada.get(house.at("/scenes")).json()[1] == {"code": "S02", "heading": "EXT. YARD - DAY", "omitted": False}
    [doubt] = ada.get(house.at("/shots/stale")).json()
    assert (doubt["shot"], doubt["state"], doubt["says"]) == ("S02-SH01", "stale", '"Rain" became "Snow"')
    assert (doubt["was"], doubt["now"], doubt["span"]["line"]) == ("Rain falls on Ada.", "Snow falls on Ada.", 12)
    assert ada.post(house.at("/shots/S02-SH01/accept")).json() == []


def test_what_is_not_stale_and_what_is_not_there_is_refused(house: House) -> None:
    ada = house.asked_by("ada")

    assert ada.post(house.at("/shots/S01-SH01/accept")).json()["code"] == "nothing_stale"
    assert ada.post(house.at("/shots/S09-SH01/accept")).json()["code"] == "no_such_shot"


def test_a_stranger_sees_and_accepts_nothing(house: House) -> None:
    eve = house.asked_by("eve")

    assert eve.get(house.at("/scenes")).status_code == 403
    assert eve.get(house.at("/shots/stale")).status_code == 403
    assert eve.post(house.at("/shots/S02-SH01/accept")).status_code == 403
