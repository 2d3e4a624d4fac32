"""Two takes side by side over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from rushes.db.session import transaction
from rushes.projects import service as projects
from tests import web
from tests.delivery.test_comparing import ONE, TWO, WITH_ADA, two
from tests.making import card, production
from tests.web import House

DIFF = f"/takes/{ONE}/diff/{TWO}"


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """Ada's production with two takes; the second without her."""
    with web.house(own_url, tmp_path, production()) as made:
        with transaction(made.database) as session:
            two(session, projects.one(session, made.project_id), WITH_ADA, card())
        yield made


def test_two_takes_are_compared_and_the_likeliest_reason_is_first(house: House) -> None:
    said = house.asked_by("ada").get(house.at(DIFF), params={"about": "CH-ADA"}).json()

    assert (said["before"], said["after"], said["variables"]) == (ONE, TWO, ["action"])
    assert said["reasons"][0] == "CH-ADA: the card no longer names it."
    part = next(one for one in said["differences"] if one["name"] == "subjects CH-ADA")
    assert (part["facet"], part["variable"], part["assets"], part["after"]) == ("card", "action", ["CH-ADA"], "")
    assert [one["check"] for one in said["checks"]] == ["black"]
    assert house.asked_by("ada").get(house.at(DIFF)).json()["reasons"] == []


@pytest.mark.parametrize(
    ("path", "params", "status", "code"),
    [
        (f"/takes/{ONE}/diff/S01-SH01-T09", {}, 404, "no_such_take"),
        (DIFF, {"about": "PR-X"}, 422, "not_compared"),
        (DIFF, {"about": "x" * 101}, 422, "invalid_request"),
    ],
)
def test_what_cannot_be_compared(house: House, path: str, params: dict[str, str], status: int, code: str) -> None:
    refused = house.asked_by("ada").get(house.at(path), params=params)
    assert (refused.status_code, refused.json()["code"]) == (status, code)


def test_a_stranger_compares_nothing(house: House) -> None:
    assert house.asked_by("eve").get(house.at(DIFF)).status_code == 403
