"""Shot lists over HTTP: shown, taken as the plan whole or not at all, written out again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

from rushes.craft.production.folder import Production
from rushes.craft.production.rows import Trim
from rushes.craft.shotlists import preview
from rushes.db.session import transaction
from rushes.governance import record
from tests import web
from tests.craft.shotlists.lists import ferry
from tests.making import SCRIPT, production
from tests.web import House

LIST = b"Scene,Shot,Size,Description,Characters,Sticker\n1,1,CU,Ada waits.,Ada,red\n1,2,WS,Ben comes in.,Ben,blue\n"
CODES = ["S01-SH01", "S01-SH02"]


@pytest.fixture
def stated() -> Production:
    return production()


@pytest.fixture
def house(own_url: URL, tmp_path: Path, stated: Production) -> Iterator[House]:
    with web.house(own_url, tmp_path, stated) as made:
        yield made


def test_a_list_is_shown_and_nothing_changes(house: House) -> None:
    ada = house.asked_by("ada")
    before = ada.get(house.at("/plan")).json()
    seen = ada.post(house.at("/shotlist/preview"), params={"column": "Sticker=title"}, content=LIST).json()

    taken = {one["heading"]: (one["field"], one["why"]) for one in seen["columns"]}
    assert taken["Sticker"] == ("title", "you said so")
    assert [one["code"] for one in seen["shots"]] == CODES
    assert [one["id"] for one in seen["assets"]] == ["CH-BEN"]
    assert seen["faults"] == []
    assert ada.get(house.at("/plan")).json() == before


def test_a_list_becomes_the_plan_with_whom_it_names(house: House) -> None:
    ada = house.asked_by("ada")
    taken = ada.post(house.at("/shotlist"), content=LIST)
    assert (taken.status_code, taken.json()) == (200, {"shots": CODES, "says": []})

    plan = ada.get(house.at("/plan")).json()
    assert [row["shot"] for row in plan["rows"]] == CODES
    assert [row["action"] for row in plan["rows"]] == ["Ada waits.", "Ben comes in."]
    with transaction(house.database) as session:
        last = record.events(session, house.project_id)[-1].fact
    assert (last["actor"], last["verb"]) == ("ada", "shots.listed")
    assert last["body"] == {"list": "the shot list", "shots": 2, "assets": ["CH-BEN"]}


@pytest.mark.parametrize("format", ["xlsx", "csv"])
def test_the_plan_goes_out_and_comes_back_the_same(house: House, format: str) -> None:
    ada, path = house.asked_by("ada"), house.at("/shotlist")
    before = ada.get(house.at("/plan")).json()
    sent = ada.get(path, params={"format": format})
    assert len(preview.preview(sent.content, "ours").shots) == 3
    assert ada.post(path, content=sent.content).status_code == 200
    assert ada.get(house.at("/plan")).json() == before


def test_scenes_that_the_script_does_not_have_are_said(house: House) -> None:
    says = house.asked_by("ada").post(house.at("/shotlist"), content=LIST + b"9,1,CU,A door.,,\n").json()["says"]
    assert says == ["The script has no scene S09, and shots of the list are in it."]


@pytest.mark.parametrize(
    ("sent", "params", "says"),
    [
        (b"", {}, "the shot list"),
        (b"Shot\n", {}, "the shot list"),
        (b"PK\x03\x04" + bytes(99), {}, "the shot list"),
        (bytes(17 << 20), {}, "the shot list: is more than 16 MiB"),
        (LIST, {"column": "Sticker"}, "is not like"),
        (LIST, {"column": "Sticker=hat"}, "there is no field 'hat'"),
        (LIST, {"sheet": "Two"}, "has no sheet 'Two'"),
    ],
)
def test_what_is_no_list_changes_nothing(house: House, sent: bytes, params: dict[str, Any], says: str) -> None:
    ada = house.asked_by("ada")
    before = ada.get(house.at("/plan")).json()
    for path in ("/shotlist/preview", "/shotlist"):
        refused = ada.post(house.at(path), params=params, content=sent)
        assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json")
        assert says in refused.json()["detail"]
    assert ada.get(house.at("/plan")).json() == before


@pytest.mark.parametrize(
    ("stated", "says"),
    [
        (
            production(script=SCRIPT.replace("Rain", "[[S02-SH07]] Rain")),
            "the note [[S02-SH07]] names a shot that the list does not have",
        ),
        (
            Production(**{**vars(production()), "trims": (Trim(shot="S02-SH01", start=0.1),)}),
            "says which seconds of S02-SH01 are used",
        ),
    ],
)
def test_a_list_that_script_or_cut_contradict_is_refused_whole(house: House, says: str) -> None:
    refused = house.asked_by("ada").post(house.at("/shotlist"), content=LIST)
    assert refused.status_code == 422
    assert says in refused.json()["detail"]
    rows = house.asked_by("ada").get(house.at("/plan")).json()["rows"]
    assert [row["shot"] for row in rows] == ["S01-SH01", "S01-SH02", "S02-SH01"]


def test_a_workbook_of_another_house_is_understood(house: House) -> None:
    seen = house.asked_by("ada").post(house.at("/shotlist/preview"), content=ferry()).json()
    assert "S01-SH03A" in [one["code"] for one in seen["codes"]]


def test_a_stranger_sees_and_changes_nothing(house: House) -> None:
    eve = house.asked_by("eve")
    assert eve.post(house.at("/shotlist/preview"), content=LIST).status_code == 403
    assert eve.post(house.at("/shotlist"), content=LIST).status_code == 403
    assert eve.get(house.at("/shotlist")).status_code == 403
