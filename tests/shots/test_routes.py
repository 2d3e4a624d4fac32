"""Scenes and stale shots over HTTP."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

from rushes.db.session import transaction
from rushes.governance import record
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


def changed(house: House, **fields: object) -> dict[str, object]:
    """The card of a shot with some of it changed."""
    read: dict[str, Any] = house.asked_by("ada").get(house.at("/shots/S01-SH01/card")).json()
    assert read["version"] == 1
    card: dict[str, object] = read["card"]
    return card | fields


def test_a_card_is_read_and_rewritten_whole_and_is_a_persons_from_then_on(house: House) -> None:
    ada, path = house.asked_by("ada"), house.at("/shots/S01-SH01/card")
    said = changed(house, size="CU", origin="proposed", references=[{"asset": "CH-ADA", "role": "identity"}])

    made = ada.put(path, json=said)
    assert made.status_code == 200
    assert (made.json()["version"], made.json()["card"]["size"], made.json()["card"]["origin"]) == (2, "CU", "user")
    assert ada.put(path, json=said).json() == ada.get(path).json() == made.json()
    with transaction(house.database) as session:
        facts = [event.fact for event in record.events(session, house.project_id)]
    assert [fact["body"] for fact in facts if fact["verb"] == "card.rewritten"] == [{"version": 2}]


@pytest.mark.parametrize(
    ("fields", "code", "says"),
    [
        ({"code": "S01-SH02"}, "unfit_card", "a shot keeps its code"),
        ({"action": "x" * (1 << 18)}, "unfit_card", "one has at most"),
        ({"references": [{"asset": "CH-BEN", "role": "identity"}]}, "unfit_card", "The library has no CH-BEN; it has"),
        ({"size": "huge"}, "invalid_request", "body.size"),
        ({"size": "other"}, "invalid_request", "say what `other` means for size"),
        ({"colour": "red"}, "invalid_request", "body.colour"),
    ],
)
def test_a_card_that_cannot_be_that_shots_changes_nothing(
    house: House, fields: dict[str, object], code: str, says: str
) -> None:
    refused = house.asked_by("ada").put(house.at("/shots/S01-SH01/card"), json=changed(house, **fields))
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert says in refused.json()["detail"]
    assert changed(house)


def test_a_card_is_not_a_strangers(house: House) -> None:
    eve, path = house.asked_by("eve"), house.at("/shots/S01-SH01/card")
    assert eve.get(path).status_code == 403
    assert eve.put(path, json=changed(house)).status_code == 403
    assert house.asked_by("ada").get(house.at("/shots/S09-SH01/card")).json()["code"] == "no_such_shot"
