"""Sounds over HTTP: what stands, what orders would cost, ordering exactly what was seen, and by whom."""

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
from rushes.jobs import engine
from rushes.projects import service as projects
from rushes.providers import elevenlabs
from rushes.providers.base import House as Lent
from tests import web
from tests.delivery.soundings import made, needed, spoken
from tests.web import House

CODES = ["S01-SH01-L01", "S01-SH02-L01", "S01-SH01-B01", "S01-SH01-E01", "M-SCORE"]


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """Ada's production, of which one line was read; orders can be given, and are never worked on. Ben may comment."""
    settings = elevenlabs.Settings.model_validate({"key": "sesame", "voice": "voice-ada"})
    with web.house(own_url, tmp_path, spoken()) as made_house, engine.launch(own_url, worker=False):
        blobs, keys = made_house.studio.blobs, made_house.studio.keys
        provider = {"elevenlabs": elevenlabs.connect(settings, Lent(blobs, tmp_path, 1))}
        specs, asks = {"elevenlabs": elevenlabs.plugin}, {"elevenlabs": elevenlabs.asks(settings)}
        tools.equip(Tools(made_house.database, blobs, specs, provider, tmp_path / "scratch", keys, asks))
        with transaction(made_house.database) as session:
            project = projects.one(session, made_house.project_id)
            made(session, project, needed(spoken())["S01-SH01-L01"], media=blobs.put_bytes(b"RIFF....WAVE"))
            accounts.join(session, project.id, "ben", Role.COMMENTER)
        yield made_house


def listed(house: House, **asked: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = house.asked_by("ada").get(house.at("/sounds"), params=asked).json()
    return found


def test_every_sound_is_listed_with_the_take_that_stands(house: House) -> None:
    first, *rest = listed(house)
    assert (first["sound"], first["subject"], first["speaker"], first["says"]) == (
        "S01-SH01-L01", "reading:S01-SH01-L01", "CH-ADA", "Who is there?",
    )  # fmt: skip
    assert (first["take"], first["state"], first["seconds"], first["takes"]) == (
        "S01-SH01-L01-T01", "unreviewed", 1.0, 1,
    )  # fmt: skip
    assert [(one["sound"], one["take"], one["seconds"]) for one in rest] == [(code, "", None) for code in CODES[1:]]
    assert [one["sound"] for one in listed(house, only="S01-SH02")] == ["S01-SH02-L01"]
    assert [one["sound"] for one in listed(house, kind="music")] == ["M-SCORE"]


def test_what_was_seen_is_ordered_and_nothing_else(house: House) -> None:
    ada, wish = house.asked_by("ada"), {"kind": "speech", "takes": 2}
    seen = ada.post(house.at("/sounds/preflight"), json=wish).json()
    assert [(one["subject"], one["seconds"]) for one in seen["orders"]] == [
        ("S01-SH01-L01", 1.35), ("S01-SH02-L01", 1.74), ("S01-SH02-L01", 1.74),
    ]  # fmt: skip

    other = ada.post(house.at("/sounds"), json={**wish, "digest": "0" * 64})
    assert (other.status_code, other.json()["code"]) == (409, "not_confirmed")
    ordered = ada.post(house.at("/sounds"), json={**wish, "digest": seen["digest"]})
    assert ordered.status_code == 202
    read, *others = (one["subject"] for one in ordered.json())
    assert read == "reading:S01-SH01-L01", "one reading is there already"
    assert others == ["reading:S01-SH02-L01"] * 2
    assert ada.post(house.at("/sounds/preflight"), json=wish).json()["orders"] == []


@pytest.mark.parametrize(
    ("wish", "status", "code"),
    [
        ({"only": "S09-SH01"}, 404, "no_such_shot"),
        ({"provider": "magic"}, 422, "unknown_provider"),
        ({"kind": "smell"}, 422, "invalid_request"),
        ({"takes": 21}, 422, "invalid_request"),
    ],
)
def test_what_cannot_be_wished_for_is_refused(house: House, wish: dict[str, Any], status: int, code: str) -> None:
    refused = house.asked_by("ada").post(house.at("/sounds/preflight"), json=wish)
    assert (refused.status_code, refused.json()["code"]) == (status, code)


def test_who_may_only_comment_orders_nothing_and_a_stranger_sees_nothing(house: House) -> None:
    ben, eve = house.asked_by("ben"), house.asked_by("eve")
    assert ben.get(house.at("/sounds")).status_code == 200
    for asked in (ben, eve):
        assert asked.post(house.at("/sounds/preflight"), json={}).json()["code"] == "not_yours"
        assert asked.post(house.at("/sounds"), json={"digest": "0" * 64}).json()["code"] == "not_yours"
    assert eve.get(house.at("/sounds")).status_code == 403


def test_a_reading_is_listed_judged_and_played_like_any_take(house: House) -> None:
    ada, path = house.asked_by("ada"), house.at("/takes")
    (take,) = ada.get(path, params={"of": "reading:S01-SH01-L01"}).json()
    assert (take["take"], take["medium"]) == ("S01-SH01-L01-T01", "sound")
    assert ada.get(path, params={"of": "effect"}).json() == ada.get(path, params={"of": "score"}).json() == []
    assert ada.post(f"{path}/{take['take']}/verdict", json={"state": "selected"}).json()["state"] == "selected"
    assert listed(house)[0]["state"] == "selected"
    assert ada.get(house.at(f"/media/{take['media']}")).headers["content-type"] == "audio/wav"
