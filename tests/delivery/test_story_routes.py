"""The story desk over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from rushes.generation import tools
from rushes.generation.tools import Tools
from rushes.jobs import engine
from rushes.providers import chat
from tests import web
from tests.making import SCRIPT, production
from tests.web import House

STORY = {"character": "Ada, a porter", "want": "open the door", "obstacle": "it is locked", "turn": "Ada breaks it"}


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """A production with a story and a language model; orders can be given, and are never worked on."""
    stated = production(story=STORY, rules={"premise": "block"})
    with web.house(own_url, tmp_path, stated) as made, engine.launch(own_url, worker=False):
        asks = {"chat": chat.asks(chat.Settings(model="writer"))}
        specs = {"chat": chat.plugin}
        studio = made.studio
        tools.equip(Tools(made.database, studio.blobs, specs, {}, tmp_path / "scratch", studio.keys, asks))
        yield made


def test_the_premise_is_read_with_what_readers_have_not_said_yet(house: House) -> None:
    said = house.asked_by("ada").get(house.at("/premise")).json()

    assert {one["check"] for one in said["findings"]} >= {"fields", "runtime", "agency"}
    assert {one["check"]: one["outcome"] for one in said["readers"]} == dict.fromkeys(
        ("retell", "ranking", "ordering"), "cannot_judge"
    )
    assert said["blocks"].startswith("The premise is not ready")
    places = [(one["line"], one["span"]) for one in said["findings"]]
    assert all((line is None) == (span is None) for line, span in places)


def test_readers_are_asked_once(house: House) -> None:
    ada = house.asked_by("ada")

    first = ada.post(house.at("/premise/readers"))
    assert first.status_code == 202
    assert [order["subject"] for order in first.json()] == ["draft:RETELL"]
    assert ada.post(house.at("/premise/readers")).json() == []
    assert ada.get(house.at(f"/orders/{first.json()[0]['id']}")).json()["state"] == "proposed"


def test_a_draft_is_ordered_and_one_that_cannot_be_is_a_sentence(house: House) -> None:
    ada = house.asked_by("ada")

    order = ada.post(house.at("/drafts"), json={"kind": "loglines", "says": "darker"})
    assert (order.status_code, order.json()["subject"]) == (202, "draft:LOGLINE")
    rewrite = {"kind": "rewrite", "says": "shorter", "selection": {"start": 40, "end": 60}}
    assert ada.post(house.at("/drafts"), json=rewrite).json()["subject"].startswith("draft:REWRITE-40-")
    assert ada.get(house.at("/drafts")).json() == []
    refused = {
        "no_question": {"kind": "poem"},
        "unbuildable": {"kind": "shots", "shot": "S09-SH01"},
        "no_language_model": {"kind": "loglines", "provider": "other"},
    }
    for code, wished in refused.items():
        assert ada.post(house.at("/drafts"), json=wished).json()["code"] == code
    assert ada.post(house.at("/drafts/LOGLINE-T09/keep"), json={"reason": "x"}).json()["code"] == "no_such_take"
    assert ada.post(house.at("/drafts/LOGLINE-T09/reject"), json={"reason": "x"}).status_code == 404
    assert ada.post(house.at("/drafts"), json={"kind": "loglines", "says": "x" * 3000}).status_code == 422


def test_authorship_says_that_nothing_was_drafted(house: House) -> None:
    said = house.asked_by("ada").get(house.at("/script/authorship")).json()

    drafted = {"drafted_words": 0, "drafted": []}
    assert said == {"revision": 1, "author": "ada", "assisted": False, "words": len(SCRIPT.split()), **drafted}


@pytest.mark.parametrize("path", ["/premise", "/drafts", "/script/authorship", "/orders"])
def test_a_stranger_reads_none_of_it(house: House, path: str) -> None:
    assert house.asked_by("eve").get(house.at(path)).status_code == 403


@pytest.mark.parametrize("path", ["/premise/readers", "/drafts", "/drafts/LOGLINE-T01/keep", "/drafts/X-T01/reject"])
def test_a_stranger_asks_and_decides_nothing(house: House, path: str) -> None:
    body = {"kind": "loglines", "reason": "because"}
    assert house.asked_by("eve").post(house.at(path), json=body).status_code == 403
