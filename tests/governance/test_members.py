"""Who belongs to a production, over HTTP: roles given, changed and taken, and never so that nobody owns it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from rushes.db.session import transaction
from rushes.governance import record
from tests import web
from tests.making import production
from tests.web import House


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """Ada's production, with Bo to produce it and Vic to watch."""
    with web.house(own_url, tmp_path, production()) as made:
        ada = made.asked_by("ada")
        assert ada.put(made.at("/members/Bo"), json={"role": "producer"}).status_code == 200
        assert ada.put(made.at("/members/Vic Vega"), json={"role": "viewer"}).status_code == 200
        yield made


def test_everybody_is_listed_with_what_their_role_may(house: House) -> None:
    said = house.asked_by("Vic Vega").get(house.at("/members")).json()

    assert said["you"] == {"name": "Vic Vega", "role": "viewer"}
    assert [(one["name"], one["role"]) for one in said["members"]] == [
        ("ada", "owner"), ("Bo", "producer"), ("Vic Vega", "viewer"),
    ]  # fmt: skip
    rights = {one["role"]: one["rights"] for one in said["rights"]}
    assert rights["viewer"] == ["view"]
    assert rights["editor"] == ["cut", "comment", "view"]


def test_a_role_is_changed_and_taken_with_an_event_each_and_the_same_again_is_none(house: House) -> None:
    bo = house.asked_by("Bo")

    bo.put(house.at("/members/Vic Vega"), json={"role": "editor"})
    bo.put(house.at("/members/Vic Vega"), json={"role": "editor"})
    assert bo.delete(house.at("/members/Vic Vega")).status_code == 204

    with transaction(house.database) as session:
        told = [event.fact for event in record.events(session, house.project_id)]
        assert record.broken_at(session, house.project_id) is None
    assert [(fact["verb"], fact["actor"], fact["subject"]) for fact in told][-2:] == [
        ("member.changed", "Bo", "person:Vic Vega"), ("member.removed", "Bo", "person:Vic Vega"),
    ]  # fmt: skip
    assert house.asked_by("Vic Vega").get(house.at("/members")).json()["code"] == "not_yours"


@pytest.mark.parametrize(
    ("who", "method", "path", "role", "status", "code"),
    [
        ("ada", "PUT", "/members/ada", "director", 409, "last_owner"),
        ("ada", "DELETE", "/members/ada", None, 409, "last_owner"),
        ("Bo", "PUT", "/members/Bo", "owner", 403, "only_owners"),
        ("Bo", "PUT", "/members/ada", "viewer", 403, "only_owners"),
        ("Bo", "DELETE", "/members/ada", None, 403, "only_owners"),
        ("Vic Vega", "PUT", "/members/Cy", "viewer", 403, "not_yours"),
        ("Eve", "GET", "/members", None, 403, "not_yours"),
        ("ada", "DELETE", "/members/Cy", None, 404, "no_such_member"),
        ("ada", "PUT", "/members/Cy", "king", 422, "invalid_request"),
        ("ada", "PUT", "/members/%20", "viewer", 422, "invalid_request"),
        ("ada", "PUT", "/members/a%00b", "viewer", 422, "invalid_request"),
        ("ada", "PUT", f"/members/{'x' * 81}", "viewer", 422, "invalid_request"),
    ],
)  # fmt: skip
def test_what_may_not_be_is_refused_with_a_sentence(
    house: House, who: str, method: str, path: str, role: str | None, status: int, code: str
) -> None:
    answer = house.asked_by(who).request(method, house.at(path), json={"role": role} if role else None)

    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_an_owner_who_has_another_beside_them_may_go(house: House) -> None:
    ada = house.asked_by("ada")
    ada.put(house.at("/members/Bo"), json={"role": "owner"})

    assert ada.delete(house.at("/members/ada")).status_code == 204
    assert house.asked_by("Bo").get(house.at("/members")).json()["members"][0] == {"name": "Bo", "role": "owner"}


def test_one_who_leaves_by_themselves_gets_no_list_of_where_they_are_no_more(house: House) -> None:
    bo = house.asked_by("Bo")

    assert bo.delete(house.at("/members/Bo")).status_code == 204
    assert bo.get(house.at("/members")).status_code == 403
