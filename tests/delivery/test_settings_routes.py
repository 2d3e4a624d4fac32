"""The settings of a production over HTTP: read, changed by who may, never over what somebody else changed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

from rushes.accounts import service as accounts
from rushes.accounts.rules import Role
from rushes.db.session import transaction
from rushes.generation import tools
from rushes.generation.tools import Tools
from rushes.governance import record
from rushes.projects import service as projects
from rushes.providers import simulated
from tests import web
from tests.making import card, delivered, production
from tests.web import House


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """Ada's production, with Dee to direct it and Ed to cut."""
    with web.house(own_url, tmp_path, production()) as made:
        specs = {"simulated": simulated.plugin}
        tools.equip(Tools(made.database, made.studio.blobs, specs, {}, tmp_path / "scratch", made.studio.keys))
        with transaction(made.database) as session:
            accounts.join(session, made.project_id, "dee", Role.DIRECTOR)
            accounts.join(session, made.project_id, "ed", Role.EDITOR)
        yield made


def changed(said: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """What is sent to change these fields of settings that were read."""
    settings = {**said["settings"]}
    for name, value in fields.items():
        settings[name] = {**settings[name], **value} if isinstance(value, dict) else value
    return {"settings": settings, "seen": said["version"]}


def test_settings_are_changed_with_an_event_that_names_what_and_can_be_put_back(house: House) -> None:
    ada = house.asked_by("ada")
    before = ada.get(house.at("/settings")).json()

    rules = {"selects": "The turn reads.", "review": "Every face."}
    after = ada.put(house.at("/settings"), json=changed(before, title="Three Doors", rules=rules)).json()
    back = ada.put(house.at("/settings"), json={"settings": before["settings"], "seen": after["version"]}).json()

    assert (after["settings"]["title"], after["settings"]["rules"]["selects"]) == ("Three Doors", "The turn reads.")
    assert back == before
    with transaction(house.database) as session:
        told = [event.fact for event in record.events(session, house.project_id)]
    assert [fact["body"] for fact in told if fact["verb"] == "project.settled"] == [{"changed": ["title", "rules"]}] * 2


def test_somebody_who_was_slower_is_told_and_changes_nothing(house: House) -> None:
    ada = house.asked_by("ada")
    seen = ada.get(house.at("/settings")).json()
    ada.put(house.at("/settings"), json=changed(seen, title="First"))

    late = house.asked_by("dee").put(house.at("/settings"), json=changed(seen, title="Second"))

    assert (late.status_code, late.json()["code"]) == (409, "settings_changed")
    assert ada.get(house.at("/settings")).json()["settings"]["title"] == "First"


@pytest.mark.parametrize(
    ("who", "fields", "status", "code"),
    [
        ("ed", {"title": "Ed's"}, 403, "not_yours"),
        ("dee", {"title": "Dee's"}, 200, ""),
        ("dee", {"rules": {"clearance": "none"}}, 403, "not_yours"),
        ("ada", {"provider": {"video": "dream"}}, 422, "unknown_provider"),
        ("ada", {"provider": {"takes": 0}}, 422, "invalid_request"),
        ("ada", {"format": {"width": 63}}, 422, "invalid_request"),
        ("ada", {"format": {"rate": "0/0"}}, 422, "invalid_request"),
        ("ada", {"format": {"rate": "25"}}, 200, ""),
        ("ada", {"title": "  "}, 422, "invalid_request"),
        ("ada", {"rules": {"selects": "x" * 30_000}}, 422, "too_long"),
    ],
)
def test_what_may_be_changed_depends_on_who_and_what(
    house: House, who: str, fields: dict[str, Any], status: int, code: str
) -> None:
    asked = house.asked_by(who)

    answer = asked.put(house.at("/settings"), json=changed(asked.get(house.at("/settings")).json(), **fields))

    assert (answer.status_code, answer.json().get("code", "")) == (status, code)


def test_the_frame_rate_stays_once_clips_were_made_at_it(house: House) -> None:
    with transaction(house.database) as session:
        delivered(session, projects.one(session, house.project_id), card())
    ada = house.asked_by("ada")
    said = ada.get(house.at("/settings")).json()

    refused = ada.put(house.at("/settings"), json=changed(said, format={"rate": "25"}))

    assert said["fixed"]
    assert (refused.status_code, refused.json()["code"]) == (409, "format_fixed")
    assert ada.put(house.at("/settings"), json=changed(said, format={"aspect": "2.39:1"})).status_code == 200
