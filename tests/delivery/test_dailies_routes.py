"""Dailies over HTTP: takes of any subject, verdicts by right, and files only of the production."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import URL

from rushes.accounts import service as accounts
from rushes.accounts.rules import Role
from rushes.craft.cards.moments import Name
from rushes.db.session import transaction
from rushes.delivery import folder
from rushes.generation import tools
from rushes.generation.tools import Tools
from rushes.governance import record
from rushes.projects import service as projects
from rushes.quality import service as quality
from rushes.quality.rules import Finding, Outcome
from rushes.quality.tables import FindingRow
from rushes.takes.tables import Take
from tests import web
from tests.delivery.boards import panel
from tests.making import card, delivered, production
from tests.web import House

CLIP, PANEL = "S01-SH01-T01", "S01-SH01-KEY-T01"


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """Ada's production with a clip, a panel and what a check saw; Ben may comment; another production of Cy's."""
    with web.house(own_url, tmp_path, production()) as made:
        studio, blobs = made.studio, made.studio.blobs
        tools.equip(Tools(made.database, blobs, {}, {}, tmp_path / "scratch", studio.keys))
        Image.new("RGB", (128, 72), "navy").save(tmp_path / "key.png")
        with transaction(made.database) as session:
            project = projects.one(session, made.project_id)
            panel(session, project, card(), Name.KEY, picture=blobs.put_file(tmp_path / "key.png"))
            _, take = delivered(session, project, card(), clip=blobs.put_bytes(b"a clip"))
            quality.keep(session, take.id, [Finding("black", Outcome.FAILED, "It is black.")], {})
            row = session.get_one(FindingRow, (take.id, "black"))
            row.evidence = [blobs.put_bytes(b"a frame")]
            accounts.join(session, project.id, "ben", Role.COMMENTER)
            other = folder.adopt(session, production(), "/films/other", "cy")
            delivered(session, other, card(), clip=blobs.put_bytes(b"of another"))
        yield made


def takes(house: House, of: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = house.asked_by("ada").get(house.at("/takes"), params={"of": of}).json()
    return listed


def test_takes_of_a_subject_or_of_a_kind_are_listed_with_what_was_seen(house: House) -> None:
    [clip] = takes(house, "shot:S01-SH01")
    assert (clip["take"], clip["medium"], clip["state"], clip["card_version"]) == (CLIP, "clip", "unreviewed", 1)
    [seen] = clip["findings"]
    assert (seen["check"], seen["outcome"], len(seen["evidence"])) == ("black", "failed", 1)
    [shown] = takes(house, "panel")
    assert (shown["take"], shown["subject"], shown["medium"]) == (PANEL, "panel:S01-SH01-KEY", "image")
    assert takes(house, "sheet") == takes(house, "shot:S01-SH09") == []


@pytest.mark.parametrize("take", [CLIP, PANEL])
def test_a_verdict_needs_the_right_for_it_and_is_recorded(house: House, take: str) -> None:
    ada, ben, path = house.asked_by("ada"), house.asked_by("ben"), house.at(f"/takes/{take}/verdict")
    said = ben.post(path, json={"state": "maybe", "worked": "the light"})
    assert said.status_code == 200
    assert (said.json()["state"], said.json()["who"], said.json()["opinion"]["worked"]) == ("maybe", "ben", "the light")
    assert ben.post(path, json={"state": "approved"}).json()["code"] == "not_yours"
    assert ada.post(path, json={"state": "approved"}).json()["state"] == "approved"
    with transaction(house.database) as session:
        facts = [event.fact for event in record.events(session, house.project_id)][-2:]
    assert [(fact["actor"], fact["verb"], fact["subject"]) for fact in facts] == [
        ("ben", "take.maybe", f"take:{take}"),
        ("ada", "take.approved", f"take:{take}"),
    ]


@pytest.mark.parametrize(
    ("take", "said", "status", "code"),
    [
        (CLIP, {"state": "unreviewed"}, 422, "not_reviewed"),
        (CLIP, {"state": "splendid"}, 422, "invalid_request"),
        (CLIP, {"state": "maybe", "note": "x" * 2001}, 422, "invalid_request"),
        (CLIP, {"state": "maybe", "note": "\0"}, 422, "unkeepable"),
        ("S01-SH01-T09", {"state": "maybe"}, 404, "no_such_take"),
    ],
)
def test_what_is_no_verdict_decides_nothing(
    house: House, take: str, said: dict[str, str], status: int, code: str
) -> None:
    refused = house.asked_by("ada").post(house.at(f"/takes/{take}/verdict"), json=said)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert takes(house, "shot:S01-SH01")[0]["state"] == "unreviewed"


def test_a_draft_of_a_text_is_kept_or_rejected_and_never_approved(house: House) -> None:
    with transaction(house.database) as session:
        take = session.query(Take).filter_by(project_id=house.project_id, code=CLIP).one()
        take.subject, take.medium, take.frames = "draft:LOGLINE", "text", 0
    refused = house.asked_by("ada").post(house.at(f"/takes/{CLIP}/verdict"), json={"state": "approved"})
    assert refused.json()["detail"] == f"{CLIP} is a draft of a text: keep it or reject it, with a reason."


def test_files_of_the_production_are_read_by_their_hash_and_no_others(house: House) -> None:
    ada, [clip], [shown] = house.asked_by("ada"), takes(house, "shot:S01-SH01"), takes(house, "panel")
    read = ada.get(house.at(f"/media/{clip['media']}"))
    assert (read.content, read.headers["content-type"]) == (b"a clip", "video/mp4")
    assert ada.get(house.at(f"/media/{clip['media']}"), headers={"range": "bytes=2-5"}).content == b"clip"
    assert ada.get(house.at(f"/media/{shown['media']}")).headers["content-type"] == "image/png"
    frame = ada.get(house.at(f"/media/{clip['findings'][0]['evidence'][0]}"))
    assert (frame.content, frame.headers["content-type"]) == (b"a frame", "image/jpeg")

    others, loose = (house.studio.blobs.put_bytes(text) for text in (b"of another", b"of nobody"))
    for sha in (others, loose, "0" * 64):
        assert ada.get(house.at(f"/media/{sha}")).json()["code"] == "no_such_blob"
    for path in ("x", "..%2F..%2Fetc%2Fpasswd", clip["media"].upper(), clip["media"] + "%0A"):
        assert ada.get(house.at(f"/media/{path}")).status_code in {404, 422}


def test_a_stranger_sees_and_decides_nothing(house: House) -> None:
    eve, [clip] = house.asked_by("eve"), takes(house, "shot:S01-SH01")
    assert eve.get(house.at("/takes"), params={"of": "shot"}).status_code == 403
    assert eve.post(house.at(f"/takes/{CLIP}/verdict"), json={"state": "maybe"}).status_code == 403
    assert eve.get(house.at(f"/media/{clip['media']}")).status_code == 403


@pytest.mark.parametrize("of", ["", "shot:", "song", "shot:../x", "shot:" + "A" * 99])
def test_what_names_no_subject_is_refused(house: House, of: str) -> None:
    assert house.asked_by("ada").get(house.at("/takes"), params={"of": of}).status_code == 422
