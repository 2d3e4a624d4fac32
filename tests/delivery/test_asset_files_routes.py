"""The library over HTTP: looked at, edited, cleared, shown by files of people's own, and what orders make of it."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from sqlalchemy import URL

from rushes.accounts import service as accounts
from rushes.accounts.rules import Role
from rushes.db.session import transaction
from rushes.delivery import materials
from rushes.generation import compose, tools
from rushes.generation.tools import Tools
from rushes.projects import service as projects
from rushes.providers import simulated
from tests import web
from tests.making import SMALL, card, production
from tests.web import House

ADA = "/assets/CH-ADA"
WORDS = {"name": "Ada", "description": "a tall woman", "locked": "red coat"}
GROUNDS = {"clearance": "cleared", "use": "festivals", "granted_by": "Ada Lovelace"}
SHOT = card(subjects=({"asset": "CH-ADA", "state": "in a wet coat"},))


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """A production of one shot with Ada in it."""
    with web.house(own_url, tmp_path, production(SHOT)) as made:
        tools.equip(Tools(made.database, made.studio.blobs, {}, {}, tmp_path / "scratch", made.studio.keys))
        yield made


def picture(hue: int = 90) -> bytes:
    out = BytesIO()
    grain = np.random.default_rng(hue).integers(60, 200, (700, 600, 3), dtype=np.uint8)
    Image.fromarray(grain).save(out, "PNG")
    return out.getvalue()


def referenced(house: House, hue: int = 90, **said: str) -> dict[str, Any]:
    told = {"name": "ada.png"} | said
    answer = house.asked_by("ada").post(house.at(f"{ADA}/references"), params=told, content=picture(hue))
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def whole(house: House) -> dict[str, Any]:
    return dict(house.asked_by("ada").get(house.at("/library/CH-ADA")).json())


def test_the_gallery_tells_what_is_there_and_what_is_missing(house: House) -> None:
    (ada,) = house.asked_by("ada").get(house.at("/library")).json()
    assert (ada["code"], ada["state"], ada["clearance"], ada["shots"]) == ("CH-ADA", "draft", "pending", 1)
    assert ada["packet"] == ["FACE", "BODY"]
    assert ada["lacking"] == ["Nobody has said yet whether it may be shown."]
    found = whole(house)
    assert found["wardrobe"] == [{"state": "in a wet coat", "shots": ["S01-SH01"]}]
    assert [one["name"] for one in found["sheet"]][:2] == ["FACE", "THREE-QUARTER"]
    assert house.asked_by("ada").get(house.at("/library/CH-BO")).json()["code"] == "no_such_entry"


def test_an_edit_is_put_back_by_the_words_before_and_two_do_not_overwrite(house: House) -> None:
    ada = house.asked_by("ada")
    before = whole(house)["asset"]
    assert ada.put(house.at(ADA), params={"seen": 1}, json=WORDS).json()["version"] == 2
    lost = ada.put(house.at(ADA), params={"seen": 1}, json=WORDS)
    assert (lost.status_code, lost.json()["code"], lost.json()["facts"]["newest"]) == (409, "asset_changed", 2)
    words = {name: before[name] for name in ("name", "description", "locked", "may_vary", "negatives", "source")}
    ada.put(house.at(ADA), params={"seen": 2}, json=words)
    assert whole(house)["asset"]["locked"] == before["locked"]
    assert ada.put(house.at(ADA), params={"seen": 3}, json={"kind": "prop"}).status_code == 422


def test_a_profile_is_edited_and_put_back_and_a_field_of_another_kind_is_refused(house: House) -> None:
    ada = house.asked_by("ada")
    said = WORDS | {"profile": {"hair": "short", "face": "long"}}
    assert ada.put(house.at(ADA), params={"seen": 1}, json=said).json()["asset"]["profile"] == said["profile"]
    strange = ada.put(house.at(ADA), params={"seen": 2}, json=WORDS | {"profile": {"era": "1970s"}})
    assert (strange.status_code, strange.json()["code"]) == (422, "unfit_asset")
    assert "it has identity, age range" in strange.json()["detail"]
    ada.put(house.at(ADA), params={"seen": 2}, json=WORDS)
    found = whole(house)
    assert "profile" not in found["asset"]
    assert {"name": "expression range", "spoken": False} in found["fields"]


def test_source_pictures_are_held_against_what_they_should_show(house: House) -> None:
    def open_lines() -> set[str]:
        return {one["says"].partition(":")[0] for one in whole(house)["sources"] if not one["met"]}

    assert {
        "Face shape and hair",
        "Silhouette",
        "The first picture is large enough and its light reads",
    } <= open_lines()
    referenced(house)
    referenced(house, 7, view="AFRAID", role="wardrobe")
    assert open_lines() == {"Silhouette", "The palette is named"}


def test_an_approved_asset_is_a_draft_again_when_its_words_change(house: House) -> None:
    ada = house.asked_by("ada")
    ada.put(house.at(f"{ADA}/state"), json={"state": "approved"})
    assert whole(house)["glance"]["state"] == "approved"
    ada.put(house.at(ADA), params={"seen": 1}, json=WORDS)
    assert whole(house)["glance"]["state"] == "draft"
    ada.put(house.at(f"{ADA}/state"), json={"state": "retired"})
    assert whole(house)["glance"]["state"] == "retired"


def test_a_reference_is_looked_at_told_ordered_removed_and_put_back(house: House) -> None:
    ada = house.asked_by("ada")
    first, second = referenced(house), referenced(house, 7, view="BODY")
    assert (first["role"], first["view"], first["width"]) == ("identity", "FACE", 600)
    assert whole(house)["glance"]["packet"] == []
    at = f"{ADA}/references/{first['id']}"
    assert ada.get(house.at(f"{at}/file")).headers["content-type"] == "image/png"
    assert ada.get(house.at(f"{at}/thumb")).headers["content-type"] == "image/jpeg"

    told = ada.put(house.at(at), json={"role": "wardrobe", "view": "BODY", "note": "the coat"}).json()
    assert (told["role"], told["note"]) == ("wardrobe", "the coat")
    assert ada.put(house.at(at), json={"role": "voice"}).json()["code"] == "unfit_reference"
    order = {"ids": [second["id"], first["id"]]}
    assert [one["id"] for one in ada.put(house.at(f"{ADA}/references/order"), json=order).json()] == order["ids"]
    assert ada.put(house.at(f"{ADA}/references/order"), json={"ids": order["ids"][:1]}).status_code == 422

    ada.delete(house.at(at))
    assert [one["id"] for one in whole(house)["references"]] == [second["id"]]
    assert ada.post(house.at(f"{at}/restore")).json()["id"] == first["id"]
    elsewhere = at.replace("CH-ADA", "CH-BO")
    assert ada.delete(house.at(elsewhere)).json()["code"] == "no_such_reference"


def test_a_bad_file_changes_nothing(house: House) -> None:
    refused = house.asked_by("ada").post(
        house.at(f"{ADA}/references"), params={"name": "../ada.png"}, content=b"<html>"
    )
    assert (refused.status_code, refused.json()["code"]) == (422, "unfit_reference")
    assert "ada.png" in refused.json()["detail"]
    assert whole(house)["references"] == []


def test_a_clearance_has_grounds_and_a_paper(house: House) -> None:
    ada = house.asked_by("ada")
    bare = {**GROUNDS, "use": ""}
    assert ada.put(house.at(f"{ADA}/clearance"), json=bare).json()["code"] == "not_cleared"
    ada.put(house.at(f"{ADA}/clearance"), json=GROUNDS)
    assert whole(house)["glance"]["lacking"] == ["There is no file that proves it."]
    assert ada.post(house.at(f"{ADA}/proof"), params={"name": "release.pdf"}, content=b"GIF89a").status_code == 422
    ada.post(house.at(f"{ADA}/proof"), params={"name": "release.pdf"}, content=b"%PDF-1.7 signed")
    assert whole(house)["glance"]["lacking"] == []
    paper = ada.get(house.at(f"{ADA}/proof"))
    assert paper.headers["content-disposition"] == 'attachment; filename="release.pdf"'
    assert paper.content == b"%PDF-1.7 signed"
    ada.delete(house.at(f"{ADA}/proof"))
    assert ada.get(house.at(f"{ADA}/proof")).status_code == 404


def test_only_who_approves_clears_and_only_a_producer_overrides(house: House) -> None:
    with transaction(house.database) as session:
        for name, role in {"ed": Role.EDITOR, "di": Role.DIRECTOR, "pro": Role.PRODUCER}.items():
            accounts.join(session, house.project_id, name, role)
    reason = {"reason": "a verbal yes"}
    assert house.asked_by("ed").put(house.at(f"{ADA}/clearance"), json=GROUNDS).status_code == 403
    assert house.asked_by("di").put(house.at(f"{ADA}/clearance"), json={"clearance": "blocked"}).status_code == 204
    assert house.asked_by("di").put(house.at(f"{ADA}/override"), json=reason).status_code == 403
    assert house.asked_by("pro").put(house.at(f"{ADA}/override"), json=reason).status_code == 204
    found = whole(house)
    assert (found["glance"]["refused"], found["standing"]["override_by"]) == (False, "pro")
    assert house.asked_by("eve").get(house.at("/library")).status_code == 403


def test_a_blocked_asset_is_refused_until_a_producer_overrides(house: House) -> None:
    ada = house.asked_by("ada")
    ada.put(house.at(f"{ADA}/clearance"), json={"clearance": "blocked"})
    assert refusal(house) == "clearance"
    ada.put(house.at(f"{ADA}/override"), json={"reason": "a verbal yes"})
    assert refusal(house) == ""


def refusal(house: House) -> str:
    with transaction(house.database) as session:
        material = materials.materials(session, projects.one(session, house.project_id)).of(SHOT)
    refused = compose.clip(material, simulated.plugin, SMALL, 1, 1, {}).refusal
    return refused.rule if refused else ""


def test_what_a_person_brought_in_goes_along_before_a_sheet(house: House) -> None:
    first = referenced(house)
    with transaction(house.database) as session:
        views = materials.materials(session, projects.one(session, house.project_id)).of(SHOT).views
    assert list(views) == ["CH-ADA-FACE"]
    house.asked_by("ada").delete(house.at(f"{ADA}/references/{first['id']}"))
    with transaction(house.database) as session:
        assert not materials.materials(session, projects.one(session, house.project_id)).of(SHOT).views


def test_an_asset_that_is_used_stays(house: House) -> None:
    ada = house.asked_by("ada")
    assert ada.delete(house.at(ADA)).json()["code"] == "asset_used"
    key = {"id": "PR-KEY", "kind": "prop", "name": "Key"}
    assert ada.post(house.at("/assets"), json=key).status_code == 201
    assert ada.post(house.at("/assets"), json=key).json()["code"] == "asset_exists"
    assert ada.delete(house.at("/assets/PR-KEY")).status_code == 204
    assert ada.post(house.at("/assets"), json={**key, "kind": "character"}).json()["code"] == "unfit_asset"
