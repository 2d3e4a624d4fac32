"""The breakdown and its marks over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from rushes.craft.screenplay import finaldraft
from rushes.db.session import transaction
from rushes.governance import record
from tests import web
from tests.making import production
from tests.web import House


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """Ada's production of two scenes."""
    with web.house(own_url, tmp_path, production()) as made:
        yield made


def test_sheets_assets_and_scenes_are_read(house: House) -> None:
    ada = house.asked_by("ada")

    first, second = ada.get(house.at("/breakdown")).json()
    assert (first["scene"], first["set"], first["day"], first["cast"]) == ("S01", "HALL", "1", [[1, "ADA"]])
    [rain] = [one for one in second["elements"] if one["category"] == "weather"]
    assert (rain["element"], rain["implied"], rain["says"], rain["span"]["line"]) == ("rain", False, "Rain", 12)
    assert any(one["implied"] and one["how"] == "rule" for one in second["elements"])

    matrix = ada.get(house.at("/breakdown/assets")).json()
    assert [one["scene"] for one in matrix["scenes"]] == ["S01", "S02"]
    assert matrix["rows"][0]["cells"]["S01"]["costume"] == 1

    scenes = ada.get(house.at("/breakdown/scenes")).json()
    assert scenes[0]["required shots"] == "S01-SH01; S01-SH02"


def test_a_mark_is_set_listed_withdrawn_and_wins(house: House) -> None:
    ada = house.asked_by("ada")
    lamp = {"scene": "S01", "category": "props", "name": "lamp"}

    assert ada.post(house.at("/breakdown/marks"), json=lamp).status_code == 201
    assert [one["name"] for one in ada.get(house.at("/breakdown/marks")).json()] == ["lamp"]
    elements = ada.get(house.at("/breakdown")).json()[0]["elements"]
    assert [one["element"] for one in elements if one["how"] == "person"] == ["lamp"]

    assert ada.delete(house.at("/breakdown/marks"), params=lamp).status_code == 204
    again = ada.delete(house.at("/breakdown/marks"), params=lamp)
    assert (again.status_code, again.json()["code"]) == (404, "no_such_mark")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"scene": "S09", "category": "props", "name": "lamp"}, 404),
        ({"scene": "S01", "category": "hats", "name": "lamp"}, 422),
        ({"scene": "one", "category": "props", "name": "lamp"}, 422),
        ({"scene": "S01", "category": "props", "name": " "}, 422),
        ({"scene": "S01", "category": "props", "name": "x" * 201}, 422),
        ({"scene": "S01", "category": "props", "name": "lamp", "action": "rename"}, 422),
    ],
)
def test_a_mark_that_says_nothing_of_the_script_is_refused(house: House, body: dict[str, str], status: int) -> None:
    answer = house.asked_by("ada").post(house.at("/breakdown/marks"), json=body)
    assert answer.status_code == status
    assert answer.json()["detail"]


@pytest.mark.parametrize("path", ["", "/assets", "/scenes", "/marks"])
def test_a_stranger_reads_none_of_it(house: House, path: str) -> None:
    assert house.asked_by("eve").get(house.at(f"/breakdown{path}")).status_code == 403


def test_a_stranger_marks_nothing(house: House) -> None:
    eve = house.asked_by("eve")
    lamp = {"scene": "S01", "category": "props", "name": "lamp"}
    assert eve.post(house.at("/breakdown/marks"), json=lamp).status_code == 403
    assert eve.delete(house.at("/breakdown/marks"), params=lamp).status_code == 403


@pytest.mark.parametrize("part", ["sheets", "assets", "scenes"])
@pytest.mark.parametrize(
    ("format", "type"), [("csv", "text/csv"), ("markdown", "text/markdown"), ("html", "text/html")]
)
def test_each_part_is_a_file(house: House, part: str, format: str, type: str) -> None:
    got = house.asked_by("ada").get(house.at("/breakdown/export"), params={"part": part, "format": format})
    assert (got.status_code, got.headers["content-type"]) == (200, f"{type}; charset=utf-8")
    assert "S02" in got.text


def test_a_sheet_of_a_scene_that_is_not_there_is_refused(house: House) -> None:
    ada = house.asked_by("ada")
    assert "S01" not in ada.get(house.at("/breakdown/export"), params={"scene": "s02"}).text
    refused = ada.get(house.at("/breakdown/export"), params={"scene": "S09"})
    assert (refused.status_code, refused.json()["code"]) == (404, "unknown_scene")


def test_the_script_goes_out_with_what_is_found_as_its_tags(house: House) -> None:
    got = house.asked_by("ada").get(house.at("/breakdown.fdx"))
    assert got.headers["content-type"] == "application/xml"
    assert ("Cast", "ADA") in {(tag.category, tag.label.upper()) for tag in finaldraft.read(got.content).tags}


@pytest.mark.parametrize("path", ["/breakdown/export", "/breakdown.fdx"])
def test_a_stranger_gets_no_file_of_it(house: House, path: str) -> None:
    assert house.asked_by("eve").get(house.at(path)).status_code == 403


CHAIR = {"when": "words: waits", "category": "props", "element": "a chair", "why": "who waits sits down"}


def test_own_rules_hold_at_once_and_are_recorded(house: House) -> None:
    ada, path = house.asked_by("ada"), house.at("/breakdown/rules")
    shipped = ada.get(path).json()
    assert shipped["own"] == []

    told = ada.put(path, json=[CHAIR])
    assert told.status_code == 200
    assert told.json() == {"own": [CHAIR], "holding": [*shipped["holding"], CHAIR]} == ada.get(path).json()
    elements = ada.get(house.at("/breakdown")).json()[0]["elements"]
    assert [one["implied"] for one in elements if one["element"] == "a chair"] == [True]

    first = shipped["holding"][0]
    away = ada.put(path, json=[first | {"element": "nothing"}]).json()["holding"]
    assert first not in away
    assert ada.put(path, json=[]).json() == shipped
    with transaction(house.database) as session:
        verbs = [event.fact["verb"] for event in record.events(session, house.project_id)]
    assert verbs.count("breakdown.ruled") == 3


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"when": "wet"}, "unfit_rule"),
        ({"category": "hats"}, "unfit_rule"),
        ({"element": " "}, "unfit_rule"),
        ({"when": "words: " + "x" * 2000}, "invalid_request"),
        ({"colour": "red"}, "invalid_request"),
    ],
)
def test_a_rule_that_cannot_be_read_is_refused_by_its_number(house: House, row: dict[str, str], code: str) -> None:
    refused = house.asked_by("ada").put(house.at("/breakdown/rules"), json=[CHAIR, CHAIR | row])
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert refused.json()["detail"].startswith(("rule 2, column", "body.1."))
    assert house.asked_by("ada").get(house.at("/breakdown/rules")).json()["own"] == []


def test_a_stranger_rules_nothing(house: House) -> None:
    eve = house.asked_by("eve")
    assert eve.get(house.at("/breakdown/rules")).status_code == 403
    assert eve.put(house.at("/breakdown/rules"), json=[CHAIR]).status_code == 403
