"""Review over HTTP: the queue, a whole take, notes, marks, sessions that end in actions, their report, guests."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import URL
from starlette.testclient import TestClient

from rushes.accounts import service as accounts
from rushes.accounts.rules import Role
from rushes.boards import review_queue
from rushes.db.session import transaction
from rushes.delivery import guest_routes, splicing
from rushes.generation import tools
from rushes.generation.tools import Tools
from rushes.governance import record
from rushes.http.pace import Pace
from rushes.media import testcard
from rushes.projects import service as projects
from rushes.takes import service as takes
from tests import web
from tests.making import CODES, card, delivered, production
from tests.web import House

ONE, TWO, THREE = "S01-SH01-T01", "S01-SH01-T02", "S01-SH02-T01"
STROKE = {"tool": "pen", "colour": "amber", "points": [[0.1, 0.1], [0.5, 0.5]]}


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """Ada's production with three takes; Ben may comment, Vic may only look."""
    stated = production(*(card(code, title=f"Shot {code}") for code in CODES))
    with web.house(own_url, tmp_path, stated) as made:
        blobs = made.studio.blobs
        tools.equip(Tools(made.database, blobs, {}, {}, tmp_path / "scratch", made.studio.keys))
        clip = testcard.clip(tmp_path / "clip.mp4", 12, size=(128, 72))
        sha = blobs.put_file(clip if isinstance(clip, Path) else tmp_path / "clip.mp4")
        with transaction(made.database) as session:
            project = projects.one(session, made.project_id)
            for shot, attempt in (("S01-SH01", 1), ("S01-SH01", 2), ("S01-SH02", 1)):
                outcomes = {"black": "failed" if attempt == 2 else "passed"}
                _, take = delivered(session, project, card(shot), outcomes, attempt, clip=sha)
                take.poster = blobs.put_bytes(b"poster")
            accounts.join(session, project.id, "ben", Role.COMMENTER)
            accounts.join(session, project.id, "vic", Role.VIEWER)
        yield made


def verdict(client: TestClient, house: House, take: str, state: str, **said: Any) -> Any:
    return client.post(house.at(f"/takes/{take}/verdict"), json={"state": state} | said)


def whole(client: TestClient, house: House, take: str) -> dict[str, Any]:
    told: dict[str, Any] = client.get(house.at(f"/takes/{take}/whole")).json()
    return told


def note(client: TestClient, house: House, **said: Any) -> Any:
    return client.post(house.at("/notes"), json={"on": f"take:{ONE}", "text": "her hand"} | said)


def test_the_queue_goes_by_scene_pass_or_day(house: House) -> None:
    ada = house.asked_by("ada")
    verdict(ada, house, ONE, "rejected", failed="blurred")
    note(ada, house)
    told = ada.get(house.at("/dailies")).json()
    assert [(one["key"], one["takes"], one["unreviewed"]) for one in told["groups"]] == [("S01", 3, 2)]
    assert [one["take"] for one in told["takes"]] == [ONE, TWO, THREE]
    first, second, _ = told["takes"]
    assert (first["state"], first["action"], first["open"], first["failed"]) == ("rejected", "drop", 1, 0)
    assert (second["state"], second["failed"], second["in_pass"], second["title"]) == (
        "unreviewed",
        1,
        1,
        "Shot S01-SH01",
    )
    assert ada.get(house.at("/dailies"), params={"by": "pass"}).json()["groups"][0]["key"] == "1"
    assert len(ada.get(house.at("/dailies"), params={"by": "day"}).json()["groups"]) == 1
    assert ada.get(house.at("/dailies"), params={"only": "S02"}).json()["takes"] == []
    assert house.asked_by("eve").get(house.at("/dailies")).status_code == 403


def test_of_a_long_queue_the_first_group_that_waits_is_told(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_queue, "MOST", 2)
    ada = house.asked_by("ada")
    assert ada.get(house.at("/dailies")).json()["only"] == "S01"
    assert len(ada.get(house.at("/dailies"), params={"only": "S02"}).json()["takes"]) == 0
    for only in ("", "1", "1/S01"):
        told = ada.get(house.at("/dailies"), params={"by": "pass", "only": only}).json()
        assert (told["only"], [one["label"] for one in told["groups"]]) == ("1/S01", ["INT. HALL - NIGHT"])
        assert [one["take"] for one in told["takes"]] == [ONE, TWO, THREE]
    assert ada.get(house.at("/dailies"), params={"by": "day"}).json()["only"].endswith("/S01")


def test_a_take_is_told_with_all_it_is_judged_by(house: House) -> None:
    ada = house.asked_by("ada")
    verdict(ada, house, THREE, "selected")
    verdict(ada, house, ONE, "maybe", next_action="slower turn", answers={"story": "yes", "camera": "no"})
    told = whole(ada, house, ONE)
    assert told["shot"] == "S01-SH01"
    assert [one["take"] for one in told["siblings"]] == [ONE, TWO]
    assert told["verdict"]["answers"] == {"story": "yes", "camera": "no"}
    assert told["before"] is None
    assert told["after"]["take"] == THREE
    assert told["heading"] == "INT. HALL - NIGHT"
    assert told["findings"][0]["outcome"] == "passed"
    assert ada.get(house.at("/takes/S01-SH01-T09/whole")).status_code == 404


def test_a_verdict_is_taken_back_by_who_saw_it_stand(house: House) -> None:
    ada, ben = house.asked_by("ada"), house.asked_by("ben")
    verdict(ben, house, ONE, "maybe")
    verdict(ada, house, ONE, "approved")
    standing = whole(ada, house, ONE)["verdict"]["id"]
    back = house.at(f"/takes/{ONE}/verdict")
    assert ben.delete(back, params={"seen": standing}).json()["code"] == "not_yours"
    assert ada.delete(back, params={"seen": standing - 1}).json()["code"] == "verdict_changed"
    assert ada.delete(back, params={"seen": standing}).json()["state"] == "maybe"
    assert ada.delete(back, params={"seen": standing}).json()["code"] == "verdict_changed"
    mine = whole(ben, house, ONE)["verdict"]["id"]
    assert ben.delete(back, params={"seen": mine}).json()["state"] == "unreviewed"
    assert [one["taken_back_by"] for one in whole(ada, house, ONE)["history"]] == ["ada", "ben"]


def test_notes_are_pinned_answered_changed_under_their_version_and_resolved(house: House) -> None:
    ada, ben = house.asked_by("ada"), house.asked_by("ben")
    made = note(ben, house, start=3, end=4, x=0.5, y=0.25, drawing=[STROKE], kind="fix").json()
    assert (made["who"], made["start"], made["version"], made["drawing"]) == ("ben", 3, 1, [STROKE])
    answer = note(ada, house, answers=made["id"], text="agreed").json()
    assert answer["parent"] == made["id"]
    path = house.at(f"/notes/{made['id']}")
    to = {name: made[name] for name in ("text", "kind", "start", "end", "x", "y", "drawing")}
    resolved = ada.put(path, json=to | {"seen": 1, "resolved": True}).json()
    assert (resolved["resolved_by"], resolved["version"]) == ("ada", 2)
    late = ben.put(path, json=to | {"seen": 1, "text": "his hand"})
    assert (late.status_code, late.json()["code"], late.json()["facts"]["version"]) == (409, "note_changed", 2)
    assert ben.put(house.at(f"/notes/{answer['id']}"), json={"text": "no", "seen": 1}).json()["code"] == "not_your_note"
    assert ada.put(path, json=to | {"seen": 2, "removed": True}).status_code == 200
    assert [one["id"] for one in ada.get(house.at("/notes"), params={"on": f"take:{ONE}"}).json()] == [answer["id"]]
    assert ada.put(path, json=to | {"seen": 3}).json()["removed"] is False
    with transaction(house.database) as session:
        verbs = [event.fact["verb"] for event in record.events(session, house.project_id)]
    assert verbs[-5:] == ["note.added", "note.added", "note.resolved", "note.removed", "note.put_back"]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"text": " "}, 422),
        ({"start": 5, "end": 5}, 422),
        ({"start": 5}, 422),
        ({"start": 11, "end": 13}, 422),
        ({"x": 0.5}, 422),
        ({"x": 1.5, "y": 0.5}, 422),
        ({"drawing": [STROKE] * 61}, 422),
        ({"drawing": [STROKE | {"points": [[0.1, 0.1]] * 601}]}, 422),
        ({"drawing": [STROKE | {"colour": "url(x)"}]}, 422),
        ({"text": "x" * 4001}, 422),
        ({"on": "take:S09-SH01-T01"}, 404),
        ({"on": "shot:S01-SH01"}, 422),
        ({"answers": str(uuid4())}, 404),
    ],
)
def test_what_is_no_note_is_refused(house: House, said: dict[str, Any], status: int) -> None:
    assert note(house.asked_by("ada"), house, **said).status_code == status


def test_who_may_only_look_says_nothing(house: House) -> None:
    vic = house.asked_by("vic")
    assert note(vic, house).status_code == 403
    assert vic.put(house.at(f"/takes/{ONE}/usable"), json={"ranges": [], "seen": []}).status_code == 403
    assert vic.post(house.at("/reviews"), json={"title": "x", "takes": [ONE]}).status_code == 403
    assert vic.post(house.at("/guests"), json={"title": "x", "clips": [{"take": ONE}]}).status_code == 403


def test_usable_frames_are_said_under_what_was_seen(house: House) -> None:
    ada, path = house.asked_by("ada"), house.at(f"/takes/{ONE}/usable")
    first, second = {"start": 2, "end": 6}, {"start": 8, "end": 12}
    told = ada.put(path, json={"ranges": [second, first], "seen": []}).json()
    assert [(one["start"], one["end"], one["who"]) for one in told] == [(2, 6, "ada"), (8, 12, "ada")]
    assert ada.put(path, json={"ranges": [], "seen": []}).json()["code"] == "ranges_changed"
    assert ada.put(path, json={"ranges": [{"start": 2, "end": 13}], "seen": [first, second]}).status_code == 422
    assert ada.put(path, json={"ranges": [first, {"start": 5, "end": 7}], "seen": [first, second]}).status_code == 422
    assert ada.put(path, json={"ranges": [first], "seen": [first, second]}).json() == [told[0]]


def test_usable_seconds_count_in_costs(house: House) -> None:
    ada = house.asked_by("ada")
    verdict(ada, house, ONE, "approved")
    ada.put(house.at(f"/takes/{ONE}/usable"), json={"ranges": [{"start": 0, "end": 6}], "seen": []})
    [shot] = [one for one in ada.get(house.at("/costs")).json()["shots"] if one["shot"] == "S01-SH01"]
    assert shot["seconds"] == 0.25


def test_the_cut_uses_the_longest_usable_stretch_of_a_take(house: House) -> None:
    ranges = [{"start": 0, "end": 2}, {"start": 4, "end": 9}]
    house.asked_by("ada").put(house.at(f"/takes/{ONE}/usable"), json={"ranges": ranges, "seen": []})
    with transaction(house.database) as session:
        project = projects.one(session, house.project_id)
        one, two = (takes.coded(session, project.id, code) for code in (ONE, THREE))
        made = splicing.cut(session, project, splicing.chosen({"S01-SH01": one, "S01-SH02": two}))
    assert [(event.source.start, event.source.end) for event in made.clips] == [(4, 9), (0, 12)]


def test_drift_is_counted_by_character(house: House) -> None:
    ada = house.asked_by("ada")
    for take in (ONE, TWO):
        ticks = [{"asset": "CH-ADA", "what": "hair"}]
        assert ada.put(house.at(f"/takes/{take}/drift"), json={"ticks": ticks}).json() == ticks
    ada.put(house.at(f"/takes/{TWO}/drift"), json={"ticks": [{"asset": "CH-ADA", "what": "scar"}]})
    counted = ada.get(house.at("/drift")).json()
    assert {(one["what"], one["takes"]) for one in counted} == {("hair", 1), ("scar", 1)}


def test_a_session_closes_when_every_take_has_ended_in_an_action(house: House) -> None:
    ada = house.asked_by("ada")
    asked = {"title": "Tuesday", "lens": "continuity", "takes": [ONE, TWO, THREE]}
    opened = ada.post(house.at("/reviews"), json=asked).json()
    at = house.at(f"/reviews/{opened['id']}")
    verdict(ada, house, ONE, "approved", worked="the turn")
    verdict(ada, house, TWO, "rejected")
    refused = ada.post(f"{at}/close").json()
    assert refused["code"] == "review_open"
    assert refused["facts"]["takes"] == [TWO, THREE]
    assert "say what failed" in refused["detail"]
    verdict(ada, house, TWO, "rejected", next_action="the camera stands still")
    ada.put(f"{at}/takes/{THREE}", json={"reason": "the producer looks first"})
    note(ada, house, start=3, end=4, x=0.5, y=0.5, drawing=[STROKE])
    closed = ada.post(f"{at}/close").json()
    assert [one["action"] for one in closed["takes"]] == ["approve", "regenerate", "postpone"]
    assert ada.post(f"{at}/close").json()["code"] == "review_closed"
    assert ada.put(f"{at}/takes/{THREE}", json={"reason": ""}).json()["code"] == "review_closed"
    verdict(ada, house, ONE, "rejected", failed="later")
    page = ada.get(f"{at}/report.html")
    assert page.headers["content-type"].startswith("text/html")
    for words in ("Tuesday", "the turn", "the camera stands still", "the producer looks first", "her hand"):
        assert words in page.text
    assert "later" not in page.text
    assert "data:image/jpeg" in page.text
    assert ada.get(f"{at}/report.pdf").content.startswith(b"%PDF")
    assert [one["closed_by"] for one in ada.get(house.at("/reviews")).json()] == ["ada"]


@pytest.fixture
def link(house: House) -> str:
    asked = {"title": "For the client", "clips": [{"take": ONE, "frames": {"start": 2, "end": 8}}]}
    shared = house.asked_by("ada").post(house.at("/guests"), json=asked)
    assert shared.status_code == 201
    return str(shared.json()["path"]).replace("/guest/", "/api/guest/")


def test_a_guest_sees_what_is_in_the_link_and_nothing_else(house: House, link: str) -> None:
    guest = house.asked_by("nobody at all")
    shown = guest.get(link).json()
    assert [(clip["take"], clip["start"], clip["end"]) for clip in shown["clips"]] == [(ONE, 2, 8)]
    assert guest.get(shown["clips"][0]["poster"]).content == b"poster"
    other = house.studio.blobs.put_bytes(b"another")
    assert guest.get(f"{link}/media/{other}").status_code == 404
    assert guest.get(f"{link}/takes/{TWO}/viewing").status_code == 404
    assert guest.get(f"{link}/takes/{ONE}/frames/3.jpg").headers["content-type"] == "image/jpeg"
    assert guest.get("/api/guest/" + "x" * 32).json()["code"] == "no_such_link"
    with transaction(house.database) as session:
        assert "token" not in str([event.fact for event in record.events(session, house.project_id)])


def test_a_guest_notes_and_suggests_and_decides_nothing(house: House, link: str) -> None:
    guest, ada = house.asked_by("nobody"), house.asked_by("ada")
    said = {"who": "Kim", "take": ONE, "text": "too dark", "start": 3, "end": 4}
    made = guest.post(f"{link}/notes", json=said)
    assert (made.status_code, made.json()["who"], made.json()["guest"]) == (201, "Kim (guest)", True)
    own = note(ada, house).json()
    assert guest.post(f"{link}/notes", json=said | {"answers": own["id"]}).status_code == 404
    assert guest.post(f"{link}/notes", json=said | {"take": TWO}).status_code == 404
    shown = guest.post(f"{link}/suggestions", json={"who": "Kim", "take": ONE, "state": "selected", "text": "this"})
    [clip] = shown.json()["clips"]
    assert [one["text"] for one in clip["notes"]] == ["too dark"]
    assert clip["suggestions"][0]["state"] == "selected"
    told = whole(ada, house, ONE)
    assert (told["verdict"], told["suggestions"][0]["who"]) == (None, "Kim (guest)")
    for wrong in ({"state": "approved"}, {"who": " "}, {"who": "<b>"}, {"text": "x" * 2001}):
        asked = {"who": "Kim", "take": ONE, "state": "maybe"} | wrong
        assert guest.post(f"{link}/suggestions", json=asked).status_code == 422


def test_a_link_that_is_withdrawn_or_has_expired_shows_nothing(house: House, link: str) -> None:
    ada = house.asked_by("ada")
    [listed] = ada.get(house.at("/guests")).json()
    assert listed["open"]
    assert ada.delete(house.at(f"/guests/{listed['id']}")).json()["revoked_by"] == "ada"
    assert ada.get(link).json()["code"] == "no_such_link"
    assert ada.get(f"{link}/media/{'0' * 64}").json()["code"] == "no_such_link"
    assert ada.delete(house.at(f"/guests/{uuid4()}")).status_code == 404


def test_who_asks_too_often_waits(house: House, link: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guest_routes, "SAID", Pace(1, 60))
    guest, said = house.asked_by("nobody"), {"who": "Kim", "take": ONE, "text": "too dark"}
    assert guest.post(f"{link}/notes", json=said).status_code == 201
    refused = guest.post(f"{link}/notes", json=said)
    assert (refused.status_code, refused.json()["code"]) == (429, "too_often")
