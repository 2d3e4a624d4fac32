"""Renders over HTTP, with the real engine: asked for, watched, stopped, downloaded, handed off."""

import io
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

from rushes.db.session import transaction
from rushes.delivery import bench, line, rendering
from rushes.delivery.film import Tools as Bench
from rushes.edit import renders
from rushes.generation import tools
from rushes.generation.tools import Tools
from rushes.jobs import engine, queues
from rushes.media import testcard
from rushes.media.probe import probe
from rushes.projects import service as projects
from rushes.providers import simulated
from rushes.review import service as review
from rushes.review.rules import By, State
from rushes.review.service import Opinion
from tests import web
from tests.making import CODES, card, delivered, production
from tests.web import House

PATIENCE = 90.0


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """A production of three shots with real clips, cut once; the second comes in by a dissolve."""
    with web.house(own_url, tmp_path, production()) as made:
        studio, specs = made.studio, {"simulated": simulated.plugin}
        tools.equip(Tools(made.database, studio.blobs, specs, {}, tmp_path / "scratch", studio.keys))
        bench.equip(Bench(studio.blobs, studio.keys, specs, tmp_path / "cache", 1))
        with transaction(made.database) as session:
            project = projects.one(session, made.project_id)
            for number, code in enumerate(CODES):
                delivered(session, project, card(code), clip=studio.blobs.put_file(filmed(tmp_path, number)), cost=0)
            line.cut(session, project, line.choose(session, project, []), "ada")
        yield made


def filmed(folder: Path, number: int) -> Path:
    """Half a second of one grey."""
    return testcard.grey(folder / f"{number}.mp4", [60 * (number + 1)] * 12, size=(128, 72))


@contextmanager
def working(url: URL) -> Iterator[None]:
    """The engine with a worker that looks often."""
    with engine.launch(url, declared=[queues.Queue("render", each_worker=1, look_seconds=0.05)]):
        yield


def asked(house: House, **wished: Any) -> Any:
    """A render that is asked for."""
    return house.asked_by("ada").post(house.at("/renders"), json={"version": 1, **wished})


def over(house: House, id: str) -> dict[str, Any]:
    """A render, once it is over."""
    ada, until = house.asked_by("ada"), time.monotonic() + PATIENCE
    while True:
        told: dict[str, Any] = ada.get(house.at(f"/renders/{id}")).json()
        if told["state"] in renders.OVER or time.monotonic() > until:
            return told
        time.sleep(0.1)


def approved(house: House) -> None:
    """Every take approved by Ada."""
    with transaction(house.database) as session:
        project = projects.one(session, house.project_id)
        for take in line.choose(session, project, []).values():
            review.decide(session, take.id, State.APPROVED, By.PERSON, "ada", Opinion(worked="all of it"))


def test_a_workprint_is_rendered_measured_played_and_handed_off(house: House, own_url: URL, tmp_path: Path) -> None:
    ada = house.asked_by("ada")
    change = {"do": "trim", "shot": CODES[1], "start": 4, "end": 12}
    assert ada.post(house.at("/cut/edits"), json={"seen": 1, "change": change}).status_code == 200
    trim = {"do": "trim", "shot": CODES[0], "start": 0, "end": 8}
    assert ada.post(house.at("/cut/edits"), json={"seen": 2, "change": trim}).status_code == 200
    change = {"do": "join", "shot": CODES[1], "way": "dissolve", "frames": 4}
    assert ada.post(house.at("/cut/edits"), json={"seen": 3, "change": change}).status_code == 200
    with working(own_url):
        first = asked(house, version=4)
        assert (first.status_code, first.json()["state"]) == (202, "queued")
        assert asked(house, version=4).json()["id"] == first.json()["id"]
        done = over(house, first.json()["id"])
        assert done["state"] == "done", done["says"]
        seen = ada.get(house.at(f"/renders/{done['id']}/viewing")).json()
    assert (seen["medium"], seen["source"], seen["start"]) == ("clip", done["files"][0]["url"], 24 * 3600)
    assert ada.get(seen["poster"]).headers["content-type"] == "image/jpeg"
    assert ada.get(f"{seen['stills']}/3.jpg").headers["content-type"] == "image/jpeg"
    assert ada.get(f"{seen['stills']}/100000.jpg").json()["code"] == "no_such_frame"
    assert done["done"] == done["total"]
    assert [one["name"] for one in done["files"]] == list(rendering.FILES)

    film = ada.get(done["files"][0]["url"])
    (tmp_path / "film.mp4").write_bytes(film.content)
    video = probe(tmp_path / "film.mp4").video
    assert video is not None
    assert video.frames == ada.get(house.at("/cut")).json()["frames"]
    assert ada.get(done["files"][0]["url"], headers={"range": "bytes=0-7"}).status_code == 206
    saved = ada.get(done["files"][1]["url"], params={"download": True}).headers["content-disposition"]
    assert "Two_Doors_cut4_film.srt" in saved

    told = ada.get(house.at("/delivery")).json()
    checks = {one["title"]: one["outcome"] for one in told["checks"]}
    assert checks == dict.fromkeys(checks, "passed")
    lines = {one["title"]: one["outcome"] for one in told["checklist"]}
    assert lines["The film is rendered"] == "passed"
    assert lines["The cut is locked"] == "waiting"
    assert told["rights"][0]["state"] == "missing"

    packed = ada.get(house.at(f"/renders/{done['id']}/handoff.zip"))
    assert packed.status_code == 200
    names = zipfile.ZipFile(io.BytesIO(packed.content)).namelist()
    assert zipfile.ZipFile(io.BytesIO(packed.content)).testzip() is None
    inside = {name.partition("/")[2] for name in names}
    assert {"cut.otio", "SHA256SUMS", f"media/{CODES[0]}-T01.mp4", "reference/Two_Doors_24fps.mp4"} <= inside
    assert not list((tmp_path / "scratch").iterdir()), "nothing is left behind"


def test_a_master_waits_for_every_approval_and_names_who_is_missing(house: House, own_url: URL) -> None:
    with working(own_url):
        refused = asked(house, master=True)
        assert (refused.status_code, refused.json()["code"]) == (409, "not_approved")
        assert refused.json()["facts"]["missing"] == [f"{code}-T01" for code in CODES]
        approved(house)
        assert over(house, asked(house, master=True, draft=True).json()["id"])["state"] == "done"
    assert house.asked_by("ada").get(house.at("/delivery")).json()["unapproved"] == []


def test_a_render_that_is_stopped_leaves_nothing_and_the_next_one_is_its_own(house: House, own_url: URL) -> None:
    ada = house.asked_by("ada")
    with engine.launch(own_url, worker=False):
        first = asked(house).json()["id"]
        stopped = ada.post(house.at(f"/renders/{first}/cancel")).json()
        assert stopped["state"] == "cancelled"
        second = asked(house).json()["id"]
        assert second != first
    with working(own_url):
        assert over(house, second)["state"] == "done"
    assert over(house, first)["state"] == "cancelled"
    assert ada.get(house.at(f"/renders/{first}/handoff.zip")).json()["code"] == "no_render"
    assert ada.get(house.at(f"/renders/{second}/secrets.txt")).json()["code"] == "no_render"


def test_a_render_that_was_stopped_while_it_ran_ends_at_the_next_word_of_it(house: House, own_url: URL) -> None:
    with engine.launch(own_url, worker=False):
        id = asked(house).json()["id"]
        with transaction(house.database) as session:
            one = renders.listed(session, house.project_id)[0]
            assert renders.begun(session, one.id)
        tell = rendering.Teller(house.database, one.id)
        tell("film", 0, 100)
        house.asked_by("ada").post(house.at(f"/renders/{id}/cancel"))
        with pytest.raises(rendering.Cancelled):
            tell("film", 100, 100)


def test_what_fails_says_why(house: House, own_url: URL) -> None:
    with transaction(house.database) as session:
        project = projects.one(session, house.project_id)
        delivered(session, project, card(CODES[0]), attempt=2, clip="d" * 64)
    change = {"do": "take", "shot": CODES[0], "take": f"{CODES[0]}-T02"}
    answer = house.asked_by("ada").post(house.at("/cut/edits"), json={"seen": 1, "change": change})
    assert answer.status_code == 200
    with working(own_url):
        failed = over(house, asked(house, version=2).json()["id"])
    assert failed["state"] == "failed"
    assert "dddddddd" in failed["says"]


def test_the_cut_leaves_in_every_format_and_no_other(house: House) -> None:
    ada = house.asked_by("ada")
    for one in ada.get(house.at("/delivery")).json()["exports"]:
        got = ada.get(house.at(f"/cut/1/exports/{one['id']}"))
        assert (got.status_code, bool(got.content)) == (200, True)
        assert one["suffix"] in got.headers["content-disposition"]
    assert ada.get(house.at("/cut/1/exports/exe")).json()["code"] == "unknown_format"
    assert ada.get(house.at("/cut/1/captions.vtt")).text.startswith("WEBVTT")
    assert ada.get(house.at("/cut/9/exports/otio")).json()["code"] == "no_cut"


def test_the_mix_of_a_cut_is_made_once_and_is_as_long_as_the_film(house: House, own_url: URL) -> None:
    ada, mix = house.asked_by("ada"), house.at("/cut/1/mix")
    with working(own_url):
        assert ada.get(mix).json()["code"] == "no_mix"
        assert ada.get(house.at("/cut/7/mix")).json()["code"] == "no_cut"
        assert ada.post(mix).json()["state"] == "queued"
        until = time.monotonic() + PATIENCE
        while (told := ada.get(mix).json())["state"] in {"queued", "running"} and time.monotonic() < until:
            time.sleep(0.1)
        assert ada.post(mix).json() == told
    assert (told["state"], told["heard"]["state"], told["heard"]["medium"]) == ("done", "ready", "sound")
    assert told["heard"]["frames"] == ada.get(house.at("/cut")).json()["frames"]
    assert ada.get(told["heard"]["proxy"]).headers["content-type"] in {"audio/mp4", "video/mp4"}


def shared(house: House, takes: list[str], **said: Any) -> str:
    """The address at which a guest's link to these takes is asked."""
    clips = [{"take": take} for take in takes]
    made = house.asked_by("ada").post(house.at("/guests"), json={"title": "For the client", "clips": clips, **said})
    return str(made.json()["path"]).replace("/guest/", "/api/guest/")


def test_a_guest_of_a_cut_sees_it_as_its_page_does_but_for_takes_that_the_link_does_not_show(house: House) -> None:
    ada, guest = house.asked_by("ada"), house.asked_by("nobody")
    edits = [
        {"do": "trim", "shot": CODES[0], "start": 0, "end": 8},
        {"do": "trim", "shot": CODES[1], "start": 4, "end": 12},
        {"do": "join", "shot": CODES[1], "way": "dissolve", "frames": 4},
    ]
    for seen, change in enumerate(edits, 1):
        assert ada.post(house.at("/cut/edits"), json={"seen": seen, "change": change}).status_code == 200
    page = ada.get(house.at("/cut")).json()
    takes = [one["take"] for one in page["pieces"] if one["take"]]
    told = guest.get(f"{shared(house, takes, cut=4)}/cut").json()
    placed = ("name", "kind", "title", "take", "start", "end", "record", "way", "way_frames", "way_before")
    assert [[one[name] for name in placed] for one in told["pieces"]] == [
        [one[name] for name in placed] for one in page["pieces"]
    ]
    assert [(one["way"], one["way_frames"]) for one in told["pieces"]].count(("dissolve", 4)) == 1
    assert (told["captions"], told["rate"], told["start"]) == (page["captions"], page["rate"], page["start"])

    link = shared(house, takes[:1], cut=4)
    some = [one for one in guest.get(f"{link}/cut").json()["pieces"] if one["kind"] == "clip"]
    assert [one["take"] for one in some] == [takes[0], "", ""]
    assert [bool(one["poster"]) for one in some] == [True, False, False]
    assert guest.get(f"{shared(house, takes)}/cut").json()["code"] == "no_cut"
    assert guest.get(f"{shared(house, takes, cut=9)}/cut").json()["code"] == "no_cut"


def test_a_guest_of_a_cut_hears_its_mix_and_a_guest_of_takes_does_not(house: House, own_url: URL) -> None:
    guest, takes = house.asked_by("nobody"), [f"{CODES[0]}-T01"]
    link, other = shared(house, takes, cut=1), shared(house, takes)
    with working(own_url):
        assert guest.get(f"{link}/mix").json()["code"] == "no_mix"
        assert guest.post(f"{link}/mix").json()["state"] == "queued"
        until = time.monotonic() + PATIENCE
        while (told := guest.get(f"{link}/mix").json())["state"] in {"queued", "running"} and time.monotonic() < until:
            time.sleep(0.1)
        assert (told["state"], told["heard"]["state"]) == ("done", "ready")
        proxy = told["heard"]["proxy"]
        assert proxy.startswith(link)
        assert guest.get(proxy).headers["content-type"] in {"audio/mp4", "video/mp4"}
        assert guest.get(proxy.replace(link, other)).json()["code"] == "no_such_blob"
        assert guest.post(f"{other}/mix").json()["code"] == "no_cut"
