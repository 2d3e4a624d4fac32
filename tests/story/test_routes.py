"""The script's revisions over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from rushes.db.session import transaction
from rushes.story import service
from tests import web
from tests.making import SCRIPT, production
from tests.web import House


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """A production whose script was revised once."""
    with web.house(own_url, tmp_path, production()) as made:
        with transaction(made.database) as session:
            service.revise(session, made.project_id, SCRIPT.replace("Who is", "Who was"), author="bo", why="past")
        yield made


def test_revisions_are_listed_read_and_compared(house: House) -> None:
    ada = house.asked_by("ada")

    listed = ada.get(house.at("/script/revisions")).json()
    assert [(one["revision"], one["author"], one["parent"], one["why"]) for one in listed] == [
        (1, "ada", None, ""),
        (2, "bo", 1, "past"),
    ]
    assert ada.get(house.at("/script/revisions/1")).json()["text"] == SCRIPT
    [change] = ada.get(house.at("/script/diff")).json()
    assert (change["kind"], change["scene"], change["after"]["text"]) == ("changed", "S01", "Who was there?")
    assert change["words"][1] == {"kind": "removed", "text": "is"}
    assert SCRIPT[change["before"]["span"]["start"] : change["before"]["span"]["end"]] == "Who is there?"
    assert ada.get(house.at("/script/diff"), params={"before": 2, "after": 2}).json() == []


def test_a_revision_that_is_not_there_is_a_sentence(house: House) -> None:
    ada = house.asked_by("ada")

    for path in ("/script/revisions/9", "/script/diff?before=9"):
        answer = ada.get(house.at(path))
        assert (answer.status_code, answer.json()["code"]) == (404, "no_such_revision")
        assert answer.json()["detail"] == "There is no revision 9: they go from 1 to 2."


@pytest.mark.parametrize("path", ["/script/revisions", "/script/revisions/1", "/script/diff"])
def test_a_stranger_reads_none_of_it(house: House, path: str) -> None:
    assert house.asked_by("eve").get(house.at(path)).status_code == 403
