"""What is looked at over HTTP, with the real engine behind it."""

import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from sqlalchemy import URL

from rushes.craft.cards.moments import Name
from rushes.db.session import transaction
from rushes.delivery import folder
from rushes.generation import tools
from rushes.generation.tools import Tools
from rushes.jobs import engine, queues
from rushes.media import decode, testcard
from rushes.projects import service as projects
from tests import web
from tests.delivery.boards import panel
from tests.making import card, delivered, production
from tests.web import House

CLIP, PANEL, BROKEN = "S01-SH01-T01", "S01-SH01-KEY-T01", "S01-SH02-T01"
PATIENCE = 60.0


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """Ada's production with a clip, a panel, and a clip that is none; another production of Cy's."""
    with web.house(own_url, tmp_path, production()) as made:
        studio, blobs = made.studio, made.studio.blobs
        tools.equip(Tools(made.database, blobs, {}, {}, tmp_path / "scratch", studio.keys))
        clip = testcard.clip(tmp_path / "clip.mp4", 40, size=(1280, 720), sound=True)
        Image.new("RGB", (128, 72), "navy").save(tmp_path / "key.png")
        with transaction(made.database) as session:
            project = projects.one(session, made.project_id)
            delivered(session, project, card(), clip=blobs.put_file(clip))
            delivered(session, project, card("S01-SH02"), clip=blobs.put_bytes(b"no clip at all"))
            panel(session, project, card(), Name.KEY, picture=blobs.put_file(tmp_path / "key.png"))
            folder.adopt(session, production(), "/films/other", "cy")
        yield made


@contextmanager
def working(url: URL) -> Iterator[None]:
    """The engine with a worker that looks often."""
    with engine.launch(url, declared=[queues.Queue("render", each_worker=1, look_seconds=0.05)]):
        yield


def over(house: House, take: str) -> dict[str, Any]:
    """A viewing, once it is made or failed."""
    ada, until = house.asked_by("ada"), time.monotonic() + PATIENCE
    told: dict[str, Any] = ada.get(house.at(f"/takes/{take}/viewing")).json()
    while told["state"] == "making" and time.monotonic() < until:
        time.sleep(0.05)
        told = ada.get(house.at(f"/takes/{take}/viewing")).json()
    return told


def test_a_take_is_looked_at_by_a_proxy_a_strip_and_a_waveform_made_when_first_asked(
    house: House, own_url: URL, tmp_path: Path
) -> None:
    ada = house.asked_by("ada")
    with working(own_url):
        assert ada.get(house.at(f"/takes/{CLIP}/viewing")).json()["state"] == "making"
        told = over(house, CLIP)
    assert (told["state"], told["rate"], told["frames"], told["width"], told["height"]) == (
        "ready",
        "24",
        40,
        1280,
        720,
    )

    (tmp_path / "proxy.mp4").write_bytes(ada.get(told["proxy"]).content)
    shown = list(decode.frames(tmp_path / "proxy.mp4"))
    assert shown[0].shape == (540, 960, 3)
    assert [testcard.number(frame) for frame in shown] == list(range(40))
    strip = Image.open(io.BytesIO(ada.get(told["sprite"]["url"]).content))
    assert strip.size == (told["sprite"]["width"] * len(told["sprite"]["frames"]), told["sprite"]["height"])
    curve = ada.get(told["waveform"]).json()
    assert len(curve["peaks"]) in {166, 167}
    assert max(curve["peaks"]) > 0

    with engine.launch(own_url, worker=False):
        [again, _] = ada.get(house.at("/viewings"), params={"of": "shot"}).json()
    assert again == told


def test_files_are_kept_for_ever_by_who_fetches_them_and_come_in_ranges(house: House, own_url: URL) -> None:
    ada = house.asked_by("ada")
    with working(own_url):
        proxy = over(house, CLIP)["proxy"]
    part = ada.get(proxy, headers={"range": "bytes=4-7"})
    assert (part.status_code, part.content) == (206, b"ftyp")
    assert "immutable" in part.headers["cache-control"]
    assert ada.get(proxy, headers={"if-none-match": part.headers["etag"]}).status_code == 304
    other = proxy.replace(str(house.project_id), house.asked_by("cy").get("/api/projects").json()[0]["id"])
    assert house.asked_by("cy").get(other).status_code == 404


def test_what_cannot_be_looked_at_says_why_and_is_tried_again_when_that_is_asked_for(
    house: House, own_url: URL
) -> None:
    with working(own_url):
        told = over(house, BROKEN)
        assert (told["state"], told["proxy"]) == ("failed", "")
        assert "not a video or sound" in told["says"]
        again = house.asked_by("ada").post(house.at(f"/takes/{BROKEN}/viewing"))
        assert again.json()["state"] == "making"
        assert over(house, BROKEN)["state"] == "failed"


def test_a_picture_is_looked_at_as_it_is(house: House, own_url: URL) -> None:
    with engine.launch(own_url, worker=False):
        told = house.asked_by("ada").get(house.at(f"/takes/{PANEL}/viewing")).json()
    assert (told["state"], told["medium"], told["proxy"], told["frames"]) == ("ready", "image", "", 1)
    assert told["source"].startswith(house.at("/media/"))


def test_a_single_frame_comes_in_full_size_and_one_that_is_not_there_does_not(house: House) -> None:
    ada = house.asked_by("ada")
    got = ada.get(house.at(f"/takes/{CLIP}/frames/17.jpg"))
    picture = np.asarray(Image.open(io.BytesIO(got.content)))
    assert picture.shape == (720, 1280, 3)
    assert testcard.number(picture) == 17
    assert ada.get(house.at(f"/takes/{CLIP}/frames/40.jpg")).json()["code"] == "no_such_frame"
    assert ada.get(house.at(f"/takes/{CLIP}/frames/-1.jpg")).status_code == 422


@pytest.mark.parametrize("path", [f"/takes/{CLIP}/viewing", "/viewings?of=shot", f"/takes/{CLIP}/frames/0.jpg"])
def test_a_stranger_looks_at_nothing(house: House, path: str) -> None:
    assert house.asked_by("eve").get(house.at(path)).status_code == 403
