"""The plan over HTTP."""

from pathlib import Path

from sqlalchemy import URL

from tests import web
from tests.making import card, production

STATED = production(
    card("S01-SH01", action="Ada waits by a door", subjects=[{"asset": "CH-ADA", "start": "stands left"}]),
    card("S02-SH01", action="Rain falls on Ada", size="LS"),
    runtime=20.0,
)


def test_the_plan_is_read_with_what_it_leaves_out(own_url: URL, tmp_path: Path) -> None:
    with web.house(own_url, tmp_path, STATED) as house:
        ada = house.asked_by("ada")
        found = ada.get(house.at("/plan")).json()
        one = ada.get(house.at("/plan"), params={"scene": "s02"}).json()
        none = ada.get(house.at("/plan"), params={"scene": "S07"})

    assert [row["shot"] for row in found["rows"]] == ["S01-SH01", "S02-SH01"]
    assert found["rows"][0]["who"] == ["Ada: stands left"]
    assert (found["seconds"], found["wanted"]) == (1.0, 11.0)
    assert "10 s less than the 11 s wanted" in found["says"]
    assert "line not covered" in [remark["about"] for remark in found["remarks"]]
    assert [row["shot"] for row in one["rows"]] == ["S02-SH01"]
    assert (none.status_code, none.json()["code"]) == (404, "no_such_scene")
