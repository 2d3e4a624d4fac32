"""A new script over HTTP, and the lock of its numbers."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import URL

from rushes.craft.screenplay import finaldraft, fountain
from tests import web
from tests.making import SCRIPT, production
from tests.web import House

CHANGED = SCRIPT.replace("Who is there?", "Who goes there?")


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    with web.house(own_url, tmp_path, production()) as made:
        yield made


def test_a_script_becomes_a_revision_and_a_stranger_and_a_text_that_is_none_are_refused(house: House) -> None:
    ada, eve, path = house.asked_by("ada"), house.asked_by("eve"), house.at("/script")

    made = ada.post(path, params={"why": "livelier", "parent": 1}, content=CHANGED)
    assert made.status_code == 200
    assert {
        "revision": 2,
        "author": "ada",
        "why": "livelier",
        "parent": 1,
        "assisted": False,
    }.items() <= made.json().items()

    assert eve.post(path, content=SCRIPT).status_code == 403
    refused = ada.post(path, content=b"PK\x03\x04" + bytes(99))
    assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json")
    assert refused.json()["detail"].startswith("the script: ")
    assert (
        ada.post(path, content=b"x" * (11 << 20))
        .json()["detail"]
        .endswith("is more than 10 MiB; is it really the script?")
    )
    overtaken = ada.post(path, params={"parent": 1}, content=SCRIPT)
    assert (overtaken.status_code, overtaken.json()["code"]) == (409, "overtaken")
    assert len(ada.get(house.at("/script/revisions")).json()) == 2


def test_of_several_who_revise_the_same_revision_at_once_one_is_first_and_the_others_are_told(house: House) -> None:
    ada, path = house.asked_by("ada"), house.at("/script")

    def revised(number: int) -> int:
        text = f"{CHANGED}\n\nShe waits {number}.\n"
        return ada.post(path, params={"parent": 1}, content=text).status_code

    # An application builds a route at its first request, under filters for warnings that threads share: one goes first.
    assert ada.post(path, content=b"\xff").status_code == 422
    with ThreadPoolExecutor(4) as crowd:
        assert sorted(crowd.map(revised, range(4))) == [200, 409, 409, 409]
    assert len(house.asked_by("ada").get(house.at("/script/revisions")).json()) == 2


def test_a_script_of_another_program_is_told_by_its_content(house: House) -> None:
    sent = finaldraft.write(fountain.parse(CHANGED))
    made = house.asked_by("ada").post(house.at("/script"), content=sent)

    assert made.status_code == 200
    text = house.asked_by("ada").get(house.at("/script/revisions/2")).json()["text"]
    assert "Who goes there?" in text
    assert "<" not in text


def test_numbers_are_locked_once_and_not_by_a_stranger(house: House) -> None:
    ada, path = house.asked_by("ada"), house.at("/script/lock")

    assert house.asked_by("eve").post(path).status_code == 403
    assert ada.post(path).json()["locked"] is True
    assert ada.post(path).json()["code"] == "already_locked"
