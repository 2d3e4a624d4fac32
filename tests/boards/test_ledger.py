"""The ledger over HTTP: in pages, narrowed, and as a sheet."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from rushes.db.session import transaction
from rushes.projects import service as projects
from tests import web
from tests.boards.test_costs import take
from tests.making import CODES, card, production
from tests.web import House


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """Ada's production with three takes that cost a dollar each."""
    with web.house(own_url, tmp_path, production()) as made:
        with transaction(made.database) as session:
            for code in CODES:
                take(session, projects.one(session, made.project_id), card(code), 1, "1", tokens=300)
        yield made


def test_movements_are_read_page_by_page_with_what_they_were_for(house: House) -> None:
    ada = house.asked_by("ada")

    whole = ada.get(house.at("/ledger")).json()
    first = ada.get(house.at("/ledger"), params={"most": 1}).json()
    rest = ada.get(house.at("/ledger"), params={"before": first["movements"][0]["number"]}).json()

    assert (first["more"], whole["more"]) == (True, False)
    assert first["movements"] + rest["movements"] == whole["movements"]
    settled = [one for one in whole["movements"] if one["entry"] == "settle"]
    assert [(one["kind"], one["subject"], one["micros"], one["provider"], one["used"]) for one in settled] == [
        ("shot", code, -(10**6), "simulated", "300") for code in reversed(CODES)
    ]
    assert sum(one["micros"] for one in whole["movements"]) == -3 * 10**6


def test_a_ledger_is_narrowed_and_leaves_as_a_sheet_that_adds_up(house: House) -> None:
    ada = house.asked_by("ada")

    said = ada.get(house.at("/ledger.csv"), params={"entry": "settle"})
    rows = list(csv.DictReader(io.StringIO(said.text)))

    assert said.headers["content-disposition"] == 'attachment; filename="ledger.csv"'
    assert [row["subject"] for row in rows] == list(CODES)
    assert [row["amount"] for row in rows] == ["-1.00"] * 3
    assert ada.get(house.at("/ledger"), params={"who": "bo"}).json()["movements"] == []
    assert ada.get(house.at("/ledger"), params={"provider": "kling"}).json()["movements"] == []
    assert ada.get(house.at("/ledger"), params={"entry": "theft"}).status_code == 422
