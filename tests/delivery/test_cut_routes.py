"""The cut over HTTP: changed by hand under a version check, undone, locked, and never lost to the machine."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL
from starlette.testclient import TestClient

from rushes.accounts import service as accounts
from rushes.accounts.rules import Role
from rushes.db.session import transaction
from rushes.delivery import bench, folder, line
from rushes.delivery.film import Tools as Bench
from rushes.edit import service as edit
from rushes.generation import tools
from rushes.generation.tools import Tools
from rushes.projects import service as projects
from rushes.providers import simulated
from tests import web
from tests.making import CODES, card, delivered, production
from tests.web import House

FIRST, SECOND, THIRD = CODES


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """A production of three shots, the first two with takes, cut once."""
    with web.house(own_url, tmp_path, production()) as made:
        studio, specs = made.studio, {"simulated": simulated.plugin}
        tools.equip(Tools(made.database, studio.blobs, specs, {}, tmp_path / "scratch", studio.keys))
        bench.equip(Bench(studio.blobs, studio.keys, specs, tmp_path / "cache", 1))
        with transaction(made.database) as session:
            project = projects.one(session, made.project_id)
            for code in (FIRST, SECOND):
                delivered(session, project, card(code))
            delivered(session, project, card(SECOND), attempt=2)
            line.cut(session, project, line.choose(session, project, []), "ada")
            accounts.join(session, project.id, "eddie", Role.EDITOR)
            accounts.join(session, project.id, "vera", Role.COMMENTER)
        yield made


class Desk:
    """The cut as one person changes it."""

    def __init__(self, house: House, who: str = "ada") -> None:
        self.house, self.asks = house, house.asked_by(who)

    def change(self, seen: int, do: str, **what: Any) -> Any:
        """A change that is answered."""
        return self.asks.post(self.house.at("/cut/edits"), json={"seen": seen, "change": {"do": do, **what}})

    def cut(self, version: int | None = None) -> dict[str, Any]:
        """The lanes."""
        answer = self.asks.get(self.house.at("/cut"), params={} if version is None else {"version": version})
        return dict(answer.json())


def pieces(cut: dict[str, Any]) -> list[tuple[str, str, int, int]]:
    """What of which takes stands where."""
    return [(one["name"], one["take"], one["start"], one["end"]) for one in cut["pieces"]]


def test_the_cut_is_told_in_lanes(house: House) -> None:
    cut = Desk(house).cut()

    assert [(one["name"], one["kind"], one["record"]) for one in cut["pieces"]] == [
        ("title", "title", 0),
        (FIRST, "clip", 96),
        (SECOND, "clip", 108),
        (THIRD, "title", 120),
        ("credits", "title", 132),
    ]
    assert (cut["version"]["version"], cut["newest"], cut["frames"], cut["rate"]) == (1, 1, 252, "24")
    assert cut["start"] == 24 * 3600
    assert {one["lane"] for one in cut["sound"]} == {"music"}
    assert cut["pieces"][1]["state"] == "selected"
    assert cut["pieces"][1]["by_rule"] is True


def test_each_change_is_a_version_with_its_sentence_and_is_undone_by_going_back(house: House) -> None:
    desk = Desk(house, "eddie")
    before = pieces(desk.cut())
    trimmed = desk.change(1, "trim", shot=FIRST, start=2, end=9).json()
    assert (trimmed["version"]["version"], trimmed["version"]["who"]) == (2, "eddie")
    assert trimmed["version"]["says"] == f"{FIRST} begins 2 frames later; {FIRST} ends 3 frames earlier"
    assert pieces(trimmed)[1] == (FIRST, f"{FIRST}-T01", 2, 9)
    assert trimmed["pieces"][2]["record"] == 96 + 7

    moved = desk.change(2, "move", shot=SECOND, after="start").json()
    assert [one["name"] for one in moved["pieces"]][1:3] == [SECOND, FIRST]
    taken = desk.change(3, "take", shot=SECOND, take=f"{SECOND}-T02").json()
    assert pieces(taken)[1][1] == f"{SECOND}-T02"
    assert taken["pieces"][1]["pinned"] is True
    out = desk.change(4, "leave_out", shot=FIRST).json()
    assert out["left_out"] == [{"shot": FIRST, "title": ""}]
    joined = desk.change(5, "join", shot=SECOND, way="fade", frames=4).json()
    assert [joined["pieces"][1][name] for name in ("way", "way_frames", "way_before")] == ["fade", 4, 0]

    back = desk.change(6, "restore", version=1).json()
    assert pieces(back) == before
    assert back["version"]["says"] == "back to cut 1"
    assert pieces(desk.cut(6)) == pieces(joined)
    again = desk.change(7, "restore", version=6).json()
    assert pieces(again) == pieces(joined)
    assert desk.change(8, "put_back", shot=FIRST).json()["pieces"][2]["start"] == 2


def test_the_last_shot_fades_out_for_half_of_it_at_most_unless_what_follows_has_its_own_way(house: House) -> None:
    desk = Desk(house)
    told = desk.change(1, "fade_out", shot=SECOND, frames=6).json()
    assert told["version"]["says"] == f"{SECOND} fades out for 6 frames"
    assert [(one["fade_out"], one["room"]["out"]) for one in told["pieces"]] == [(0, 0), (0, 6), (6, 6), (0, 0), (0, 0)]
    assert [told["pieces"][3][name] for name in ("way", "way_frames", "way_before")] == ["fade", 6, 6]
    assert desk.change(2, "fade_out", shot=SECOND, frames=0).json()["pieces"][2]["fade_out"] == 0

    refused = desk.change(3, "fade_out", shot=SECOND, frames=7).json()
    assert (refused["code"], refused["facts"]["most"]) == ("no_handles", 6)
    desk.change(3, "join", shot=SECOND, way="fade", frames=4)
    assert f"{SECOND} comes in by a fade" in desk.change(4, "fade_out", shot=FIRST, frames=2).json()["detail"]
    assert desk.change(4, "fade_out", shot=THIRD, frames=2).json()["code"] == "not_in_cut"


def test_who_saw_an_older_cut_is_told_what_happened_since(house: House) -> None:
    ada, eddie = Desk(house), Desk(house, "eddie")
    ada.change(1, "trim", shot=FIRST, start=2, end=12)
    late = eddie.change(1, "leave_out", shot=SECOND)

    assert (late.status_code, late.json()["code"]) == (409, "cut_overtaken")
    assert f"{FIRST} begins 2 frames later (ada)" in late.json()["detail"]
    assert late.json()["facts"]["newest"] == 2


def test_what_a_person_decided_stays_when_the_machine_cuts_again(house: House) -> None:
    desk = Desk(house)
    desk.change(1, "trim", shot=FIRST, start=3, end=12)
    desk.change(2, "take", shot=SECOND, take=f"{SECOND}-T02")
    with transaction(house.database) as session:
        project = projects.one(session, house.project_id)
        delivered(session, project, card(THIRD))
        line.cut(session, project, line.choose(session, project, []), "ada")
    cut = desk.cut()
    assert pieces(cut)[1:4] == [
        (FIRST, f"{FIRST}-T01", 3, 12),
        (SECOND, f"{SECOND}-T02", 0, 12),
        (THIRD, f"{THIRD}-T01", 0, 12),
    ]
    assert cut["version"]["says"] == f"{THIRD}: T01 instead of no take"

    reset = desk.change(4, "reset").json()
    assert pieces(reset)[1][2:] == (0, 12)
    assert pieces(reset)[2][1] == f"{SECOND}-T01"


def test_the_folder_says_what_was_decided_and_is_read_back_the_same(house: House) -> None:
    desk = Desk(house)
    desk.change(1, "trim", shot=FIRST, start=3, end=11)
    desk.change(2, "move", shot=SECOND, after="start")
    desk.change(3, "join", shot=FIRST, way="fade", frames=4)
    with transaction(house.database) as session:
        project = projects.one(session, house.project_id)
        kept = folder.kept(session, project)
        before = edit.trims(session, project.id)
        folder.adopt(session, production(), project.origin, "ada")
        assert edit.trims(session, project.id) == before, "files that say what they said leave the desk alone"
        folder.adopt(session, kept, project.origin, "ada")
        assert edit.trims(session, project.id) == before
        assert set(folder.kept(session, project).trims) == set(kept.trims)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"do": "trim", "shot": FIRST, "start": 0, "end": 13}, "not_in_cut"),
        ({"do": "trim", "shot": FIRST, "start": 5, "end": 5}, "not_in_cut"),
        ({"do": "trim", "shot": "S09-SH01", "start": 0, "end": 5}, "not_in_cut"),
        ({"do": "trim", "shot": "title", "start": 0, "end": 5}, "not_in_cut"),
        ({"do": "take", "shot": FIRST, "take": f"{SECOND}-T01"}, "not_in_cut"),
        ({"do": "take", "shot": FIRST, "take": f"{FIRST}-T09"}, "no_such_take"),
        ({"do": "move", "shot": FIRST, "after": FIRST}, "not_in_cut"),
        ({"do": "move", "shot": FIRST, "after": "credits"}, "not_in_cut"),
        ({"do": "join", "shot": FIRST, "way": "dissolve", "frames": 4}, "no_handles"),
        ({"do": "join", "shot": THIRD, "way": "fade", "frames": 4}, "not_in_cut"),
        ({"do": "put_back", "shot": "S09-SH01"}, "not_in_cut"),
        ({"do": "restore", "version": 9}, "no_cut"),
        ({"do": "explode"}, "invalid_request"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_changes_nothing(
    house: House, change: dict[str, Any], code: str
) -> None:
    answer = house.asked_by("ada").post(house.at("/cut/edits"), json={"seen": 1, "change": change})

    assert answer.json()["code"] == code
    assert answer.status_code in {404, 422}
    assert Desk(house).cut()["newest"] == 1


def test_a_locked_cut_cannot_be_changed_by_anybody_until_it_is_unlocked_for_a_reason(house: House) -> None:
    desk, editor = Desk(house), Desk(house, "eddie")
    assert editor.asks.post(house.at("/cut/lock"), json={"seen": 1}).status_code == 403
    assert desk.asks.post(house.at("/cut/lock"), json={"seen": 1}).json()["lock"]["who"] == "ada"
    refused = editor.change(1, "leave_out", shot=FIRST)
    assert (refused.status_code, refused.json()["code"]) == (409, "cut_locked")
    with transaction(house.database) as session:
        project = projects.one(session, house.project_id)
        delivered(session, project, card(THIRD))
        assert line.cut(session, project, line.choose(session, project, []), "ada")[0] == 1

    assert desk.asks.post(house.at("/cut/unlock"), json={"version": 1, "reason": ""}).status_code == 422
    unlocked = desk.asks.post(house.at("/cut/unlock"), json={"version": 1, "reason": "the end drags"})
    assert unlocked.json()["lock"] is None
    changed = editor.change(1, "leave_out", shot=FIRST).json()
    assert (changed["newest"], changed["version"]["lock"]) == (2, None)
    assert desk.asks.post(house.at("/cut/unlock"), json={"version": 2, "reason": "none"}).json()["code"] == "not_locked"


def test_any_two_versions_are_compared(house: House) -> None:
    desk = Desk(house)
    desk.change(1, "trim", shot=FIRST, start=2, end=12)
    desk.change(2, "leave_out", shot=SECOND)
    told = desk.asks.get(house.at("/cut/changes"), params={"before": 1, "after": 3}).json()

    assert told["frames"] == -14
    assert [(one["name"], one["what"]) for one in told["changes"]] == [(FIRST, "trim"), (SECOND, "out")]
    versions = desk.asks.get(house.at("/cut/versions")).json()
    assert [(one["version"], one["says"]) for one in versions] == [
        (3, f"{SECOND} is out"),
        (2, f"{FIRST} begins 2 frames later"),
        (1, "the first cut"),
    ]


def test_a_note_stays_with_its_picture_through_every_version(house: House) -> None:
    desk = Desk(house, "vera")
    note = {"on": "cut:1", "text": "hold this", "start": 110, "end": 111}
    assert desk.asks.post(house.at("/notes"), json=note).status_code == 201
    ada = Desk(house)
    ada.change(1, "trim", shot=FIRST, start=4, end=12)
    ada.change(2, "trim", shot=SECOND, start=6, end=12)

    def told(version: int) -> list[tuple[int | None, str]]:
        answer = desk.asks.get(house.at("/cut/notes"), params={"version": version}).json()
        return [(one["frame"], one["piece"]) for one in answer]

    assert told(1) == [(110, SECOND)]
    assert told(2) == [(106, SECOND)]
    assert told(3) == [(104, SECOND)], "what was trimmed away stands at the edge"
    ada.change(3, "leave_out", shot=SECOND)
    assert told(4) == [(None, SECOND)]


def test_who_may_only_look_changes_nothing_and_a_stranger_sees_nothing(house: House) -> None:
    vera, eve = Desk(house, "vera"), Desk(house, "eve")
    assert vera.change(1, "leave_out", shot=FIRST).status_code == 403
    assert vera.asks.get(house.at("/cut")).status_code == 200
    for path in ("/cut", "/cut/versions", "/cut/notes", "/delivery", "/renders"):
        assert eve.asks.get(house.at(path)).status_code == 403


def test_before_there_is_a_cut_it_is_asked_for(own_url: URL, tmp_path: Path) -> None:
    with web.house(own_url, tmp_path, production()) as made:
        ada: TestClient = made.asked_by("ada")
        assert ada.get(made.at("/cut")).json()["code"] == "no_cut"
        assert ada.post(made.at("/cut")).json()["code"] == "nothing_made"
        with transaction(made.database) as session:
            delivered(session, projects.one(session, made.project_id), card(FIRST))
        assert ada.post(made.at("/cut")).json()["newest"] == 1
