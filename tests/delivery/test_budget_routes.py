"""The budget over HTTP."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import URL

from rushes.accounts import service as accounts
from rushes.accounts.rules import Role
from rushes.db.session import transaction
from rushes.governance import service as governance
from rushes.kernel.money import Money
from tests import web
from tests.making import production
from tests.web import House

BEN = {"scope": "person", "name": "ben", "limit": "2.5"}


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """Ada's production of ten dollars; Ben, its director, ordered for one."""
    with web.house(own_url, tmp_path, production()) as made:
        with transaction(made.database) as session:
            accounts.join(session, made.project_id, "ben", Role.DIRECTOR)
            governance.authorise(session, made.project_id, uuid4(), "a" * 64, Money.of(1, "USD"), "", None, "ben")
        yield made


def share(name: str, limit: int | None, reserved: int, scope: str = "person") -> dict[str, Any]:
    left = None if limit is None else limit - reserved
    return {"scope": scope, "name": name, "limit": limit, "spent": 0, "reserved": reserved, "left": left}


def test_the_budget_is_read_and_set_whole(house: House) -> None:
    ada, before = house.asked_by("ada"), [share("", 10_000_000, 1_000_000, "production")]
    others = [share("director", None, 1_000_000, "role"), share("ben", None, 1_000_000)]
    assert house.asked_by("ben").get(house.at("/budget")).json() == {"currency": "USD", "shares": before + others}

    said = ada.put(house.at("/budget"), json={"currency": "USD", "limit": "20", "allotments": [BEN]})

    assert said.status_code == 200
    assert said.json()["shares"] == [
        share("", 20_000_000, 1_000_000, "production"),
        share("director", None, 1_000_000, "role"),
        share("ben", 2_500_000, 1_000_000),
    ]
    assert ada.put(house.at("/budget"), json={"currency": "USD", "limit": "20"}).json()["shares"][1:] == others


@pytest.mark.parametrize(
    ("who", "said", "status", "code"),
    [
        ("ben", {"limit": "20"}, 403, "not_yours"),
        ("eve", {"limit": "20"}, 403, "not_yours"),
        ("ada", {"limit": "-1"}, 422, "invalid_request"),
        ("ada", {"limit": "20", "currency": "EUR"}, 409, "other_currency"),
        ("ada", {"limit": "20", "allotments": [BEN | {"name": "dee"}]}, 404, "no_such_member"),
        ("ada", {"limit": "20", "allotments": [BEN | {"scope": "production"}]}, 422, "invalid_request"),
        ("ada", {"limit": "20", "allotments": [BEN | {"scope": "role"}]}, 422, "invalid_request"),
    ],
)
def test_what_may_not_be_set_changes_nothing(
    house: House, who: str, said: dict[str, Any], status: int, code: str
) -> None:
    refused = house.asked_by(who).put(house.at("/budget"), json={"currency": "USD"} | said)

    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert house.asked_by("ada").get(house.at("/budget")).json()["shares"][0]["limit"] == 10_000_000


def test_a_stranger_reads_no_budget(house: House) -> None:
    assert house.asked_by("eve").get(house.at("/budget")).status_code == 403
