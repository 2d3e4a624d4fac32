"""The script beside its plan over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests import web
from tests.making import SCRIPT, production
from tests.web import House


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    with web.house(own_url, tmp_path, production()) as made:
        yield made


def test_an_outline_is_had_of_any_text(house: House) -> None:
    ada = house.asked_by("ada")
    found = ada.post("/api/scripts/outline", content=SCRIPT.encode()).json()
    assert [(one["code"], one["line"]) for one in found["scenes"]] == [("S01", 3), ("S02", 10)]
    assert found["characters"] == [["ADA", 1]]
    assert ada.post("/api/scripts/outline", content=b"\xff\x00").json()["code"] == "invalid_file"


def test_shots_show_their_words_and_a_text_what_it_would_change(house: House) -> None:
    ada = house.asked_by("ada")
    shown = ada.get(house.at("/script/shots")).json()
    assert [one["shot"] for one in shown] == ["S01-SH01", "S01-SH02"], "a card that tells nothing covers nothing"
    assert shown[0]["span"]["line"] >= 3
    edited = SCRIPT.replace("Ada waits by a door.", "Ada runs.").encode()
    seen = ada.post(house.at("/script/foresee"), content=edited).json()
    assert [one["code"] for one in seen["scenes"]] == ["S01"]
    assert {one["fate"] for one in seen["shots"]} <= {"stale", "lost"}
    assert ada.get(house.at("/script/revisions")).json()[-1]["revision"] == 1
    assert house.asked_by("eve").get(house.at("/script/shots")).status_code == 403
    assert ada.post(house.at("/script/foresee"), content=b"# nothing\n").json()["code"] == "no_scene"
